import { type RawBuilder, sql } from 'kysely'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { missedVisits } from '../contract-hospitals.ts'
import { type NoShowPolicy, type NoShowRule, noShowRuleOf } from '../domain/no-show-policy.ts'
import { findAppointments, toAppointments } from './appointment.repository.ts'
import { numberSetting } from './settings.ts'

/** The policy in force at this moment. */
export const noShowRule = async (ctx: Ctx): Promise<NoShowRule> => {
  const own = {
    limit: await numberSetting(ctx, 'no_show_limit'),
    days: await numberSetting(ctx, 'no_show_days'),
    suspensionDays: await numberSetting(ctx, 'suspension_days'),
  }
  return noShowRuleOf(await settingOf<NoShowPolicy>(ctx, 'booking.no_show_policy'), own, ctx.now, ctx.timeZone)
}

/** Missed visits since a day, as far as the asker may see them, with what excuses each; `where` speaks of `a`. */
const missedWhere = async (ctx: Ctx, where: RawBuilder<unknown>, since: string) => {
  const rows = await findAppointments(
    ctx,
    sql`${where} and a.active and a.status = 'no_show' and a.local_date >= ${since} and not booking.is_activity(a.department_key)`,
    sql`p.starts_at desc, a.seat_no`,
  )
  const ids = rows.map(row => row.appointment_id)
  const excuses = await sql<{
    appointment_id: string
    reason: string
  }>`select appointment_id, reason from booking.no_show_excuse
    where region_id = ${ctx.regionId} and appointment_id = any (${ids}::uuid[])`.execute(ctx.tx)
  const sessions = rows.map(row => row.session_id)
  const late = await sql<{ session_id: string }>`select session_id from booking.session_delay
    where region_id = ${ctx.regionId} and session_id = any (${sessions}::uuid[]) and minutes > 0`.execute(ctx.tx)
  const lateSessions = new Set(late.rows.map(row => row.session_id))
  const reasons = new Map(excuses.rows.map(row => [row.appointment_id, row.reason]))
  const shown = await toAppointments(ctx, rows)
  return shown.map((one, index) => ({
    residentId: one.residentId,
    appointmentId: one.appointmentId,
    sessionId: one.sessionId,
    localDate: one.localDate,
    institutionId: one.institutionId,
    institutionName: one.institutionName,
    title: one.title,
    residentName: one.residentName,
    excuse:
      reasons.get(rows[index]?.appointment_id ?? '') ??
      (lateSessions.has(rows[index]?.session_id ?? '') ? 'late_expert' : null),
  }))
}
export type Missed = Awaited<ReturnType<typeof missedWhere>>

export const missedOf = (ctx: Ctx, residentUuids: readonly string[], since: string): Promise<Missed> =>
  missedWhere(ctx, sql`a.resident_id = any (${residentUuids}::uuid[])`, since)

/** BOOK-102 Missed visits of the site: of one session whenever it was, else of the days that the policy counts. */
export const readMissedVisits = async (
  ctx: Ctx,
  input: InputOf<typeof missedVisits>,
): Promise<OutputOf<typeof missedVisits>> => {
  const { institutionId } = requireStaff(ctx)
  const { since } = await noShowRule(ctx)
  const own = sql`a.institution_id = ${institutionId} and a.local_date <= ${localDateAt(ctx.now, ctx.timeZone)}`
  const missed =
    input.sessionId === undefined
      ? await missedWhere(ctx, own, since)
      : await missedWhere(ctx, sql`${own} and a.session_id = ${splitRegionalId(input.sessionId).uuid}`, '1970-01-01')
  return { since, visits: missed.map(({ residentId: _, institutionId: __, ...shown }) => shown) }
}
