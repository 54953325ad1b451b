import { sql } from 'kysely'
import { addDays, instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, emit } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { RelationshipAct } from '../contract-parts.ts'
import { relationshipEnd, relationshipRules } from '../domain/relationship-rules.ts'
import { residentUnknown } from '../errors.ts'
import { relationshipGranted } from '../events.ts'

export type GrantInput = {
  readonly residentId: RegionalId
  readonly institutionId: string
  readonly act: RelationshipAct
  /** What showed it: the bridge's id, a contract number, an appointment id. Without it, the words of the rule. */
  readonly proof?: string | undefined
  /** Without it, now. */
  readonly from?: Date | undefined
  /** End of the term (contract, referral, order, station list); acts of a visit know their own. */
  readonly until?: Date | undefined
  /** For an arrival: the seat was booked on the resident's own phone, or a proxy's; `records.scope_of` decides what that opens. */
  readonly isOwnBooking?: boolean | undefined
  /** What caused it, unique for resident, institution and act: `appointment:<id>`, `contract:<id>`. The same again changes nothing. */
  readonly source: string
  /** Who answers for a contract. */
  readonly staffId?: string | null | undefined
  readonly teamId?: string | null | undefined
}

export type Granted = { readonly relationshipId: RegionalId; readonly validUntil: Date; readonly isNew: boolean }

/** How long a visit's relationship lasts may differ between institutions; the rule table holds the default. */
const visitEnd = async (ctx: Ctx, input: GrantInput, from: Date): Promise<Date | undefined> => {
  if (relationshipRules[input.act].end.kind !== 'visit' || input.until) return input.until
  const days = await settingOf<number>(ctx, 'records.visit_relationship_days', input.institutionId)
  return instantAt(addDays(localDateAt(from, ctx.timeZone), days + 1), '00:00', ctx.timeZone)
}

/**
 * REC-6: records why an institution may open a resident's record. Called by the module whose act causes it, in that act's transaction;
 * idempotent per resident, institution, act and source: a later end prolongs, nothing else changes.
 * @throws records.resident_unknown
 */
export const grantRelationship = async (ctx: Ctx, input: GrantInput): Promise<Granted> => {
  const { regionId, uuid } = splitRegionalId(input.residentId)
  const from = input.from ?? ctx.now
  const until = relationshipEnd(input.act, from, ctx.timeZone, await visitEnd(ctx, input, from))
  invariant(until, `a relationship by ${input.act} needs an end after its beginning`)
  const rule = relationshipRules[input.act]
  const { rows } = await sql<{ relationship_id: string | null; valid_until: Date; is_new: boolean }>`
    select relationship_id, valid_until, is_new from records.grant_relationship(${regionId}::int, ${newUuid(ctx.now.getTime())}::uuid, ${uuid}::uuid,
      ${input.institutionId}::uuid, ${input.act}, ${input.isOwnBooking === true}, ${input.proof ?? rule.proof}, ${input.source},
      ${input.staffId ?? null}::uuid, ${input.teamId ?? null}::uuid, ${from}::timestamptz, ${until}::timestamptz, ${ctx.now}::timestamptz)`.execute(
    ctx.tx,
  )
  const granted = rows[0]
  if (!granted?.relationship_id) throw residentUnknown()
  if (granted.is_new)
    emit(
      ctx,
      relationshipGranted({
        residentId: input.residentId,
        institutionId: input.institutionId,
        act: input.act,
        until: until.toISOString(),
      }),
    )
  return {
    relationshipId: regionalId(regionId, granted.relationship_id),
    validUntil: granted.valid_until,
    isNew: granted.is_new,
  }
}

/**
 * Ends what an act caused: a contract ended early, a referral closed.
 * @returns false when there was nothing to end.
 */
export const endRelationship = async (
  ctx: Ctx,
  input: Pick<GrantInput, 'residentId' | 'institutionId' | 'act' | 'source'> & { readonly reason: string },
): Promise<boolean> => {
  const { regionId, uuid } = splitRegionalId(input.residentId)
  const { rows } = await sql<{
    ended: boolean
  }>`select records.end_relationship(${regionId}::int, ${uuid}::uuid, ${input.institutionId}::uuid,
    ${input.act}, ${input.source}, ${input.reason}, ${ctx.now}::timestamptz) as ended`.execute(ctx.tx)
  return rows[0]?.ended === true
}
