import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from './context.ts'
import { settingOf } from './settings.ts'

const batch = 5_000
const maximumBatches = 200

/** Deletes in small bites, so that no lock is held for long. */
const inBites = async (ctx: Ctx, bite: () => RawBuilder<unknown>): Promise<void> => {
  for (let count = 0; count < maximumBatches; count += 1) {
    const { numAffectedRows } = await bite().execute(ctx.tx)
    if ((numAffectedRows ?? 0n) < BigInt(batch)) return
  }
}

const daysAgo = (ctx: Ctx, days: number): Date => new Date(ctx.now.getTime() - days * 86_400_000)

/** Long enough to ask who used which device; the audit knows the rest. */
const sessionKeepDays = 90

/** What is only needed for a while goes: delivered events, first answers, old one-time codes, sessions long over. Nobody's record is among it. */
export const cleanUp = async (ctx: Ctx): Promise<void> => {
  const events = daysAgo(ctx, await settingOf<number>(ctx, 'platform.outbox_keep_days'))
  const answers = daysAgo(ctx, await settingOf<number>(ctx, 'platform.idempotency_keep_days'))
  await inBites(
    ctx,
    () => sql`delete from platform.outbox where region_id = ${ctx.regionId} and event_id in
    (select event_id from platform.outbox where region_id = ${ctx.regionId} and delivered_at < ${events} limit ${sql.lit(batch)})`,
  )
  await inBites(
    ctx,
    () => sql`delete from platform.idempotency where ctid in
    (select ctid from platform.idempotency where region_id = ${ctx.regionId} and at < ${answers} limit ${sql.lit(batch)})`,
  )
  await inBites(
    ctx,
    () => sql`delete from platform.login_code where ctid in
    (select ctid from platform.login_code where expires_at < ${daysAgo(ctx, 1)} limit ${sql.lit(batch)})`,
  )
  await inBites(
    ctx,
    () => sql`delete from platform.session where ctid in
    (select ctid from platform.session where expires_at < ${daysAgo(ctx, sessionKeepDays)} limit ${sql.lit(batch)})`,
  )
}
