import { sql } from 'kysely'
import { monthOf } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import { encryptText } from '#src/platform/server/crypto.ts'
import type * as calendarContract from '../contract-calendar.ts'
import type * as contract from '../contract-month-facts.ts'
import { monthLockedAlready, monthNotLocked, monthToCome, nothingToMark } from '../errors-facts.ts'
import { requireInstitution } from './institution.door.ts'
import { requireManaged } from './reach.ts'
import { requireStaffMember } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

const requireOwn = async (ctx: Ctx, institutionId: string): Promise<void> => {
  await requireInstitution(ctx, institutionId)
  await requireManaged(ctx, institutionId)
}

const lockRow = async (ctx: Ctx, institutionId: string, month: string) =>
  tables(ctx)
    .selectFrom('network.month_lock')
    .select('month_lock_id')
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', institutionId)
    .where('month', '=', `${month}-01`)
    .where('unlocked_at', 'is', null)
    .executeTakeFirst()

/** Locked figures are what was reported: nothing is changed, added or taken out until the month is opened (NET-85). */
export const lockMonthFacts = async (ctx: Ctx, input: InputOf<typeof calendarContract.lockMonthFacts>) => {
  await requireOwn(ctx, input.institutionId)
  if (input.month > monthOf(todayOf(ctx))) throw monthToCome(input.month)
  // Waits for whoever writes into this institution's months now, and lets nobody begin.
  await sql`select from network.institution where institution_id = ${input.institutionId} for update`.execute(ctx.tx)
  if (await lockRow(ctx, input.institutionId, input.month)) throw monthLockedAlready(input.month)
  await tables(ctx)
    .insertInto('network.month_lock')
    .values({
      region_id: ctx.regionId,
      month_lock_id: idAt(ctx),
      institution_id: input.institutionId,
      month: `${input.month}-01`,
      locked_by: actorLabel(ctx.actor),
      locked_at: ctx.now,
      unlocked_by: null,
      unlocked_at: null,
      unlock_reason: null,
    })
    .execute()
  const locked =
    await sql`update network.month_fact set status = 'locked', locked_by = ${actorLabel(ctx.actor)}, locked_at = ${ctx.now}
    where region_id = ${ctx.regionId} and institution_id = ${input.institutionId} and month = ${`${input.month}-01`}::date and status = 'draft'`.execute(
      ctx.tx,
    )
  audit(ctx, { subjectKind: 'month_facts', subjectId: input.month, institutionId: input.institutionId })
  return { locked: Number(locked.numAffectedRows ?? 0n) }
}

/** Who opened a month, when and why stays; its figures are drafts again (NET-85). */
export const unlockMonthFacts = async (ctx: Ctx, input: InputOf<typeof contract.unlockMonthFacts>) => {
  await requireOwn(ctx, input.institutionId)
  await sql`select from network.institution where institution_id = ${input.institutionId} for update`.execute(ctx.tx)
  const lock = await lockRow(ctx, input.institutionId, input.month)
  if (!lock) throw monthNotLocked(input.month)
  await tables(ctx)
    .updateTable('network.month_lock')
    .set({ unlocked_by: actorLabel(ctx.actor), unlocked_at: ctx.now, unlock_reason: input.reason.trim() })
    .where('region_id', '=', ctx.regionId)
    .where('month_lock_id', '=', lock.month_lock_id)
    .execute()
  const opened = await sql`update network.month_fact set status = 'draft', locked_by = null, locked_at = null
    where region_id = ${ctx.regionId} and institution_id = ${input.institutionId} and month = ${`${input.month}-01`}::date and status = 'locked'`.execute(
    ctx.tx,
  )
  audit(ctx, {
    subjectKind: 'month_facts',
    subjectId: input.month,
    institutionId: input.institutionId,
    reason: input.reason,
  })
  return { unlocked: Number(opened.numAffectedRows ?? 0n) }
}

/** A mark beside the figure, not a change of it: a locked month may be marked too (NET-86). */
export const markAbnormalMonth = async (ctx: Ctx, input: InputOf<typeof contract.markAbnormalMonth>) => {
  await requireOwn(ctx, input.institutionId)
  const marked = await sql`update network.month_fact set abnormal_why = ${input.why?.trim() ?? null}
    where region_id = ${ctx.regionId} and institution_id = ${input.institutionId} and month = ${`${input.month}-01`}::date
      and (${input.measure ?? null}::text is null or measure = ${input.measure ?? null})`.execute(ctx.tx)
  const count = Number(marked.numAffectedRows ?? 0n)
  if (count === 0) throw nothingToMark(input.month)
  audit(ctx, {
    subjectKind: 'month_facts',
    subjectId: input.month,
    institutionId: input.institutionId,
    ...(input.why ? { reason: input.why } : {}),
  })
  return { marked: count }
}

export const setFactReporter = async (ctx: Ctx, input: InputOf<typeof contract.setFactReporter>) => {
  await requireOwn(ctx, input.institutionId)
  await requireStaffMember(ctx, input.staffId)
  const values = { staff_id: input.staffId, phone_cipher: encryptText(ctx.app.keys, input.phone.trim()) }
  await tables(ctx)
    .insertInto('network.fact_reporter')
    .values({ institution_id: input.institutionId, ...values })
    .onConflict(conflict => conflict.column('institution_id').doUpdateSet(values))
    .execute()
  audit(ctx, { subjectKind: 'fact_reporter', subjectId: input.institutionId, institutionId: input.institutionId })
  return {}
}
