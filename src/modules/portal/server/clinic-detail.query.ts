import { countSessions, sessionOutlines } from '#src/modules/deployment/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic, clinicDetail } from '../contract.ts'
import { activityKinds, isActivity } from '../domain/bookable.ts'
import { lookAheadDays } from '../domain/period.ts'
import { clinicUnknown } from '../errors.ts'
import { specialitiesOf } from './choices.ts'
import { clinicFilter, peopleOf, placesOf, searchClinics, toClinics } from './clinics.ts'

const mostOthers = 6
const anyDay = { from: '0001-01-01', to: '9999-12-31' }

const requireClinic = async (ctx: Ctx, sessionId: RegionalId): Promise<Clinic> => {
  const sessions = await sessionOutlines(ctx, { ...clinicFilter(anyDay), sessionId })
  const [clinic] = await toClinics(ctx, sessions)
  if (clinic === undefined) throw clinicUnknown(sessionId)
  return clinic
}

type Filter = Parameters<typeof searchClinics>[1]['filter']

/** Of the same speciality or with the same people. */
const resembling = async (ctx: Ctx, ahead: Filter, clinic: Clinic): Promise<Filter> => {
  const counts = await countSessions(ctx, ahead, ['speciality'])
  const same = (await specialitiesOf(ctx, counts.speciality)).find(({ name }) => name === clinic.speciality)
  const nothing = { specialities: [], departmentIds: [] }
  return {
    ...ahead,
    means: {
      ...(same?.bears ?? nothing),
      themes: [],
      institutionIds: [],
      staffIds: clinic.staff.map(({ staffId }) => staffId),
      staffIdsUnless: [],
      notFor: nothing,
    },
  }
}

/** What else there is in the weeks ahead, with seats now: another activity, or a clinic like this one. */
const findOthers = async (ctx: Ctx, clinic: Clinic): Promise<readonly Clinic[]> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  const period = { from: today, to: addDays(today, lookAheadDays) }
  const kinds = isActivity(clinic.kind) ? activityKinds : undefined
  const ahead = { ...clinicFilter({ ...period, kinds }), endsAfter: ctx.now }
  const { found } = await searchClinics(ctx, {
    filter: kinds === undefined ? await resembling(ctx, ahead, clinic) : ahead,
    size: 4 * mostOthers,
    keeps: other => other.sessionId !== clinic.sessionId && other.state === 'open',
    isEnough: others => others.length >= mostOthers,
  })
  return found.slice(0, mostOthers)
}

/** PORT-4 One clinic, and where else the same speciality or the same people have seats, so that "full" is never the end. */
export const showClinic = async (
  ctx: Ctx,
  input: InputOf<typeof clinicDetail>,
): Promise<OutputOf<typeof clinicDetail>> => {
  const clinic = await requireClinic(ctx, input.sessionId)
  const others = await findOthers(ctx, clinic)
  const shown = [clinic, ...others]
  return {
    clinic,
    others: [...others],
    places: [...(await placesOf(ctx, shown))],
    people: [...(await peopleOf(ctx, shown))],
  }
}
