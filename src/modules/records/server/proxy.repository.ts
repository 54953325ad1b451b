import { localDateAt } from '#src/platform/kernel/dates.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { unlinkResident } from '#src/platform/server/account-residents.ts'
import { accountOf, actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, emit, tablesOf } from '#src/platform/server/context.ts'
import type { ProxyProof, ProxyRelation, ProxyView } from '../contract-parts.ts'
import { needsGuardian } from '../domain/ages.ts'
import { needsConfirmation } from '../domain/proxy-rules.ts'
import { childWithoutGuardian, proxyUnknown } from '../errors.ts'
import { proxyEnded } from '../events.ts'
import { requireResident } from './require-resident.ts'
import type { RecordsTables } from './tables.gen.ts'

const liveProxies = (ctx: Ctx) =>
  tablesOf<RecordsTables>(ctx)
    .selectFrom('records.proxy')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('ended_at', 'is', null)
    .where(eb => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', ctx.now)]))

/** Who may act for a resident whose record is open in this transaction. */
export const proxiesOf = async (ctx: Ctx, residentId: RegionalId): Promise<readonly ProxyView[]> => {
  const rows = await liveProxies(ctx)
    .where('resident_id', '=', splitRegionalId(residentId).uuid)
    .orderBy('valid_from')
    .execute()
  const today = localDateAt(ctx.now, ctx.timeZone)
  return rows.map(row => ({
    proxyId: regionalId(row.region_id, row.proxy_id),
    residentId,
    name: row.name,
    relation: row.relation as ProxyRelation,
    proof: row.proof as ProxyProof,
    maskedPhone: row.masked_phone,
    validFrom: row.valid_from.toISOString(),
    validUntil: row.valid_until?.toISOString() ?? null,
    reconfirmOn: row.reconfirm_on,
    needsConfirmation: needsConfirmation(row.reconfirm_on, today),
  }))
}

export type OwnProxy = {
  readonly proxyId: RegionalId
  readonly residentId: RegionalId
  readonly relation: ProxyRelation
  readonly validUntil: Date | null
}

/** For whom an account is a proxy now. */
export const proxiesHeldBy = async (ctx: Ctx, accountId: string): Promise<readonly OwnProxy[]> => {
  const rows = await liveProxies(ctx).where('proxy_account', '=', accountId).orderBy('valid_from').execute()
  return rows.map(row => ({
    proxyId: regionalId(row.region_id, row.proxy_id),
    residentId: regionalId(row.region_id, row.resident_id),
    relation: row.relation as ProxyRelation,
    validUntil: row.valid_until,
  }))
}

/** Whether the account that asks may end a proxy from the phone; the desk has papers to look at instead. */
export type MayEnd = (proxy: { readonly residentId: RegionalId; readonly account: string }) => Promise<boolean>

/**
 * REC-9: ends a proxy. The last guardian of a child under 14 can't leave by phone: the desk replaces first.
 * @throws records.proxy_unknown, records.child_without_guardian
 */
export const finishProxy = async (ctx: Ctx, proxyId: RegionalId, mayEnd?: MayEnd): Promise<void> => {
  const { regionId, uuid } = splitRegionalId(proxyId)
  const proxies = tablesOf<RecordsTables>(ctx)
  const found = await proxies
    .selectFrom('records.proxy')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('proxy_id', '=', uuid)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw proxyUnknown()
  const residentId = regionalId(regionId, found.resident_id)
  if (mayEnd && !(await mayEnd({ residentId, account: found.proxy_account }))) throw proxyUnknown()
  const resident = await requireResident(ctx, residentId)
  const isGuardian = found.relation !== 'family'
  if (
    isGuardian &&
    needsGuardian(resident.birthDate, localDateAt(ctx.now, ctx.timeZone)) &&
    !(await hasOtherGuardian(ctx, found.resident_id, uuid))
  )
    throw childWithoutGuardian()
  await proxies
    .updateTable('records.proxy')
    .set({ ended_at: ctx.now, ended_by: actorLabel(ctx.actor) })
    .where('region_id', '=', regionId)
    .where('proxy_id', '=', uuid)
    .execute()
  await unlinkResident(ctx, found.proxy_account, residentId)
  emit(ctx, proxyEnded({ residentId, proxyId }))
}

const hasOtherGuardian = async (ctx: Ctx, residentUuid: string, exceptUuid: string): Promise<boolean> =>
  (await liveProxies(ctx)
    .where('resident_id', '=', residentUuid)
    .where('proxy_id', '<>', exceptUuid)
    .where('relation', 'in', ['parent', 'guardian'])
    .limit(1)
    .executeTakeFirst()) !== undefined

/** The account behind a phone-page act; staff and jobs have no family. */
export const ownAccount = (ctx: Ctx): string => accountOf(ctx.actor) ?? ''
