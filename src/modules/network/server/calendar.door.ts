import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { DayKind, PartKey } from '../contract-codes.ts'
import { type CalendarDay, calendarDays } from '../domain/calendar.ts'
import { type PartOfDay, partsFrom } from '../domain/parts-of-day.ts'
import { tables } from './tables.ts'

export type { CalendarDay } from '../domain/calendar.ts'
export type { PartOfDay } from '../domain/parts-of-day.ts'

/** Every day of a period with its kind, as the acting region keeps it. */
export const calendarOf = async (ctx: Ctx, from: LocalDate, to: LocalDate): Promise<readonly CalendarDay[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.calendar_day')
    .selectAll()
    .where('applies_to', 'in', [0, ctx.regionId])
    .where('local_date', '>=', from)
    .where('local_date', '<=', to)
    .execute()
  return calendarDays(
    from,
    to,
    rows.map(row => ({
      date: row.local_date,
      appliesTo: row.applies_to,
      kind: row.kind as DayKind,
      name: row.name,
      provisional: row.provisional,
      source: row.source,
    })),
  )
}

/** The parts of the day of the acting region, or as one institution keeps them. */
export const partsOfDay = async (ctx: Ctx, institutionId?: string): Promise<readonly PartOfDay[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.part_of_day')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where(eb =>
      eb.or([eb('institution_id', 'is', null), ...(institutionId ? [eb('institution_id', '=', institutionId)] : [])]),
    )
    .execute()
  return partsFrom(
    rows.map(row => ({
      key: row.part as PartKey,
      name: row.name,
      startsAt: row.starts_at.slice(0, 5),
      endsAt: row.ends_at.slice(0, 5),
      institutionId: row.institution_id,
    })),
  )
}
