import { daysBetween, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic, clinicList } from '../contract.ts'
import { activityKinds } from '../domain/bookable.ts'
import { maxDays, periodOf } from '../domain/period.ts'
import { periodTooLong } from '../errors.ts'
import { clinicFilter, peopleOf, placesOf, searchClinics } from './clinics.ts'
import { narrowed } from './find-clinics.ts'

const defaultLimit = 60

/** Clinics for phones and screens, a page at a time. Clinics that are over are left out unless a month was asked for. */
export const listClinics = async (
  ctx: Ctx,
  input: InputOf<typeof clinicList>,
): Promise<OutputOf<typeof clinicList>> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  const period = periodOf(input, today)
  if (daysBetween(period.from, period.to) > maxDays) throw periodTooLong(maxDays)
  const isMonth = input.month !== undefined
  const limit = input.limit ?? defaultLimit
  const all = {
    ...clinicFilter({
      ...period,
      institutionId: input.institutionId,
      ...(input.activities === true ? { kinds: activityKinds } : {}),
    }),
    ...(isMonth ? {} : { endsAfter: ctx.now }),
  }
  const keeps = ({ state }: Clinic): boolean =>
    input.openOnly === true ? state === 'open' : isMonth || state !== 'over'
  const { found, isAll } = await searchClinics(ctx, {
    filter: await narrowed(ctx, all, input),
    after: input.after,
    size: limit + 1,
    keeps,
    isEnough: clinics => clinics.length > limit,
  })
  const shown = found.slice(0, limit)
  return {
    today,
    ...period,
    clinics: shown,
    next: isAll && found.length <= limit ? null : (shown.at(-1)?.sessionId ?? null),
    places: [...(await placesOf(ctx, shown))],
    people: [...(await peopleOf(ctx, shown))],
  }
}
