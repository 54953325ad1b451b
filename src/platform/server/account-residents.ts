import { sql } from 'kysely'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { phoneIndex } from './accounts.ts'
import type { Ctx } from './context.ts'
import { refreshSessionsOf } from './sessions.ts'

/** Whom a phone account may act for. Written by the one module that knows residents and their proxies; read when a session begins. */
export type ResidentLink = {
  readonly accountId: string
  readonly residentId: RegionalId
  /** `self`, or how the account's holder is related. */
  readonly relation: string
  /** The first instant at which the account may no longer act; null without end. */
  readonly until: Date | null
}

/** Ties an account to a resident, or changes until when; open sessions of the account know it after commit. */
export const linkResident = async (ctx: Ctx, link: ResidentLink): Promise<void> => {
  const { regionId, uuid } = splitRegionalId(link.residentId)
  await sql`insert into platform.account_resident (account_id, region_id, resident_id, relation, position, valid_until, added_at)
    values (${link.accountId}, ${regionId}, ${uuid}, ${link.relation}, ${link.relation === 'self' ? 0 : 1}, ${link.until}, ${ctx.now})
    on conflict (account_id, region_id, resident_id) do update
      set relation = excluded.relation, position = excluded.position, valid_until = excluded.valid_until`.execute(
    ctx.tx,
  )
  refreshSessionsOf(ctx, link.accountId)
}

/** From now on the account may not act for the resident. */
export const unlinkResident = async (ctx: Ctx, accountId: string, residentId: RegionalId): Promise<void> => {
  const { regionId, uuid } = splitRegionalId(residentId)
  await sql`update platform.account_resident set valid_until = ${ctx.now}
    where account_id = ${accountId} and region_id = ${regionId} and resident_id = ${uuid} and (valid_until is null or valid_until > ${ctx.now})`.execute(
    ctx.tx,
  )
  refreshSessionsOf(ctx, accountId)
}

/** Whether an account signs in by this phone: the number a code was sent to. */
export const signsInBy = async (ctx: Ctx, accountId: string, phone: string): Promise<boolean> => {
  const { rows } =
    await sql`select 1 from platform.login where login_index = ${phoneIndex(ctx, phone)} and account_id = ${accountId} and kind = 'phone'`.execute(
      ctx.tx,
    )
  return rows.length > 0
}
