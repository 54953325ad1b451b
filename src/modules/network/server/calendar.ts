import { daysBetween, isLocalDate } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { holdsPermission } from '#src/platform/server/access.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-calendar.ts'
import { roleKeys, separatePowers } from '../domain/roles.ts'
import { endsBeforeStart, noSuchDay, outsideReach, periodTooLong } from '../errors.ts'
import { calendarOf, partsOfDay } from './calendar.door.ts'
import { requireInstitution } from './institution.door.ts'
import { addMonthFact, monthFactsOf } from './month-fact.door.ts'
import { requireManaged } from './reach.ts'
import { idAt, tables } from './tables.ts'

const maximumDays = 400

export const calendar = async (
  ctx: Ctx,
  { from, to }: InputOf<typeof contract.calendar>,
): Promise<OutputOf<typeof contract.calendar>> => {
  if (!isLocalDate(from) || !isLocalDate(to)) throw noSuchDay()
  if (to < from) throw endsBeforeStart('/to')
  if (daysBetween(from, to) > maximumDays) throw periodTooLong(maximumDays)
  return { days: [...(await calendarOf(ctx, from, to))] }
}

type DayInput = InputOf<typeof contract.setCalendarDay>

/** The region's own word on a day; it goes before the country's (NET-9). */
export const writeCalendarDay = async (ctx: Ctx, input: DayInput, appliesTo: number): Promise<void> => {
  const values = {
    kind: input.kind,
    name: input.name.trim(),
    provisional: input.provisional ?? false,
    source: input.source.trim(),
  }
  await tables(ctx)
    .insertInto('network.calendar_day')
    .values({ applies_to: appliesTo, local_date: input.date, ...values })
    .onConflict(conflict => conflict.constraint('one_entry_per_day_and_area').doUpdateSet(values))
    .execute()
}

export const setCalendarDay = async (ctx: Ctx, input: DayInput) => {
  if (!isLocalDate(input.date)) throw noSuchDay()
  await writeCalendarDay(ctx, input, ctx.regionId)
  audit(ctx, { subjectKind: 'calendar_day', subjectId: input.date, details: { kind: input.kind } })
  return {}
}

export const listPartsOfDay = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listPartsOfDay>,
): Promise<OutputOf<typeof contract.listPartsOfDay>> => ({
  items: [...(await partsOfDay(ctx, input.institutionId))],
})

/** Times of a part of the day, for the region or for one institution (NET-10). */
export const setPartOfDay = async (ctx: Ctx, input: InputOf<typeof contract.setPartOfDay>) => {
  if (input.institutionId) {
    await requireInstitution(ctx, input.institutionId)
    await requireManaged(ctx, input.institutionId)
  } else if (ctx.actor.kind === 'staff' && !holdsPermission(ctx.app, ctx.actor, 'network.calendar.manage'))
    // A centre's manager sets the centre's own times, not those of everybody.
    throw outsideReach(ctx.actor.institutionId)
  if (input.endsAt <= input.startsAt) throw endsBeforeStart('/endsAt')
  const values = { name: input.name.trim(), starts_at: input.startsAt, ends_at: input.endsAt }
  await tables(ctx)
    .insertInto('network.part_of_day')
    .values({
      part_of_day_id: idAt(ctx),
      region_id: ctx.regionId,
      institution_id: input.institutionId ?? null,
      part: input.part,
      ...values,
    })
    .onConflict(conflict => conflict.constraint('one_time_per_part_of_the_day').doUpdateSet(values))
    .execute()
  audit(ctx, { subjectKind: 'part_of_day', subjectId: input.part })
  return {}
}

export const listRoles = async (): Promise<OutputOf<typeof contract.listRoles>> => ({
  roles: roleKeys.map(key => ({ key, separatePower: separatePowers.includes(key) })),
})

type FactView = OutputOf<typeof contract.listMonthFacts>['items'][number]

export const listMonthFacts = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listMonthFacts>,
): Promise<OutputOf<typeof contract.listMonthFacts>> => {
  const institution = await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const rows = await monthFactsOf(ctx, institution.regionId, input.institutionId, input.month)
  return {
    items: rows.map(row => ({
      monthFactId: row.month_fact_id,
      institutionId: row.institution_id,
      departmentId: row.department_id,
      month: row.month.slice(0, 7),
      measure: row.measure,
      value: Number(row.value),
      source: row.source as FactView['source'],
      status: row.status as FactView['status'],
      note: row.note,
      enteredAt: row.entered_at.toISOString(),
    })),
  }
}

export const recordMonthFact = async (ctx: Ctx, input: InputOf<typeof contract.recordMonthFact>) => {
  await requireManaged(ctx, input.institutionId)
  const monthFactId = await addMonthFact(ctx, input)
  audit(ctx, { subjectKind: 'month_fact', subjectId: monthFactId, institutionId: input.institutionId })
  return { monthFactId }
}
