import { sql } from 'kysely'
import { findStaffMembers } from '#src/modules/network/public.ts'
import { newUuid, type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type { OpenPurpose } from '../contract-parts.ts'
import { identityScopeOnly, noRelationship } from '../errors.ts'

/** Purposes a job may name; `records.open_record` holds the same list. */
export type JobPurpose = 'notice' | 'reminder' | 'correction'

/** A family member looks on the phone: an entry for the person concerned, nothing for oneself. */
export type PhonePurpose = 'proxy'

/** Under which name the resident reads that somebody looked. */
export const actorNameOf = async (ctx: Ctx): Promise<string> => {
  const { actor } = ctx
  if (actor.kind === 'job') return actor.name
  if (actor.kind !== 'staff' || actor.staffId === null) return ''
  const [member] = await findStaffMembers(ctx, [actor.staffId])
  return member?.name ?? ''
}

const tryOpen = async (ctx: Ctx, residentId: RegionalId, purpose: string): Promise<string> => {
  const { regionId, uuid } = splitRegionalId(residentId)
  const { rows } = await sql<{
    outcome: string
  }>`select records.open_record(${regionId}::int, ${uuid}::uuid, ${purpose}, ${ctx.now}::timestamptz,
    ${newUuid(ctx.now.getTime())}::uuid, ${await actorNameOf(ctx)}) as outcome`.execute(ctx.tx)
  return rows[0]?.outcome ?? 'no_relationship'
}

/**
 * REC-7: opens a resident's record for the rest of this transaction: a live care relationship, an emergency, oneself or a proxy.
 * The resident can read that it happened; the same actor and purpose within a quarter of an hour count once.
 * @throws records.no_relationship, records.identity_scope_only
 */
export const openRecord = async (
  ctx: Ctx,
  residentId: RegionalId,
  purpose: OpenPurpose | JobPurpose | PhonePurpose,
): Promise<void> => {
  const outcome = await tryOpen(ctx, residentId, purpose)
  if (outcome === 'identity_only') throw identityScopeOnly()
  if (outcome !== 'opened') throw noRelationship()
}

/** Opens the record and names the resident in the audit of the act. */
export const openRecordAudited = async (ctx: Ctx, residentId: RegionalId, purpose: OpenPurpose): Promise<void> => {
  audit(ctx, { subjectKind: 'resident', subjectId: residentId, residentId, reason: purpose })
  await openRecord(ctx, residentId, purpose)
}
