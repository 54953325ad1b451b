import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic, clinicDetail } from '../contract.ts'
import { lookAheadDays } from '../domain/period.ts'
import { clinicUnknown } from '../errors.ts'
import { clinicsOf, peopleOf, placesOf } from './clinics.ts'

const mostOthers = 6

const isElsewhere = (clinic: Clinic, other: Clinic): boolean =>
  other.sessionId !== clinic.sessionId &&
  other.state === 'open' &&
  (other.speciality === clinic.speciality ||
    other.staff.some(one => clinic.staff.some(({ staffId }) => staffId === one.staffId)))

/** PORT-4 One clinic, and where else the same speciality or the same people have seats, so that "full" is never the end. */
export const showClinic = async (
  ctx: Ctx,
  input: InputOf<typeof clinicDetail>,
): Promise<OutputOf<typeof clinicDetail>> => {
  const [session] = await findSessionsByIds(ctx, [input.sessionId])
  if (session === undefined) throw clinicUnknown(input.sessionId)
  const day = session.localDate
  const same = await clinicsOf(ctx, { from: day, to: day, institutionId: session.institutionId })
  const clinic = same.find(one => one.sessionId === input.sessionId)
  if (clinic === undefined) throw clinicUnknown(input.sessionId)
  const today = localDateAt(ctx.now, ctx.timeZone)
  const around = await clinicsOf(ctx, { from: today, to: addDays(today, lookAheadDays) })
  const others = around.filter(other => isElsewhere(clinic, other)).slice(0, mostOthers)
  const shown = [clinic, ...others]
  return { clinic, others, places: [...(await placesOf(ctx, shown))], people: [...(await peopleOf(ctx, shown))] }
}
