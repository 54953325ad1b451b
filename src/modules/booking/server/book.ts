import { sql } from 'kysely'
import { hasRelationship } from '#src/modules/records/public.ts'
import type { Endpoint } from '#src/platform/kernel/endpoint.ts'
import { Refusal, type RefusalDetails, refused, statusOf } from '#src/platform/kernel/errors.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel, institutionOf, type StaffActor } from '#src/platform/server/actor.ts'
import { type AuditNote, audit, type Ctx } from '#src/platform/server/context.ts'
import type { DirectCall } from '#src/platform/server/module.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import type { AgentRelation, Booked, BookInput } from '../contract-shapes.ts'
import { channelNo } from '../domain/channels.ts'
import { proofFor } from '../domain/who-may-book.ts'
import { channelNotYours, notYourResident, slotNotFound } from '../errors.ts'
import { withAlternatives } from './alternatives.ts'
import { gathererOf } from './gatherer.ts'
import { findPool } from './pool.repository.ts'

/** Staff show that the resident is theirs to book for; read in a transaction of its own, before the request is queued. */
export const staffRefusal = async (
  ctx: Ctx,
  actor: StaffActor,
  input: Pick<BookInput, 'poolId' | 'residentId' | 'channel'>,
): Promise<Refusal | undefined> => {
  const pool = await findPool(ctx, input.poolId)
  if (pool === undefined) return slotNotFound(input.poolId)
  const isAtSite = pool.institutionId === actor.institutionId
  const proof = proofFor({ kind: 'staff', roles: actor.roles, isAtSite }, input.channel)
  if (proof === undefined) return channelNotYours(input.channel)
  const acts = proof === 'contract' ? (['contract'] as const) : undefined
  const isKnown = await hasRelationship(ctx, input.residentId, actor.institutionId, acts)
  return isKnown ? undefined : notYourResident(input.residentId)
}

/** Why this actor may not ask at all; a resident is answered without a look at the database. */
const refusalBefore = async (call: DirectCall, input: BookInput): Promise<Refusal | undefined> => {
  const { app, actor, now, requestId } = call
  if (splitRegionalId(input.poolId).regionId !== splitRegionalId(input.residentId).regionId)
    return slotNotFound(input.poolId)
  if (actor.kind === 'staff')
    return inTransaction(app, actor, { requestId, now }, ctx => staffRefusal(ctx, actor, input))
  // Whose seat a phone may book was asked with the permission (`subject: 'resident'`).
  const isOwn = actor.kind === 'resident' && proofFor({ kind: 'resident' }, input.channel) !== undefined
  return isOwn ? undefined : channelNotYours(input.channel)
}

type Answer = { readonly status: number; readonly body: unknown }

/** What was answered to this key before. @throws platform.key_reused when it came with another input */
const storedAnswer = async (ctx: Ctx, call: DirectCall, endpoint: Endpoint): Promise<Answer | undefined> => {
  const { rows } = await sql<{
    input_hash: Buffer
    status: number
    response: string
  }>`select input_hash, status, response
    from platform.idempotency where region_id = ${ctx.regionId} and actor = ${actorLabel(call.actor)}
      and endpoint = ${endpoint.name} and key = ${call.idempotencyKey}`.execute(ctx.tx)
  const [stored] = rows
  if (stored === undefined) return undefined
  if (!stored.input_hash.equals(call.inputHash)) throw refused('platform.key_reused')
  return { status: stored.status, body: JSON.parse(stored.response) }
}

/** In plain text like every answer of the batch, which gives it again to the same key: ids and channel, never a name. */
const keepRefusal = async (ctx: Ctx, call: DirectCall, endpoint: Endpoint, refusal: Refusal): Promise<void> => {
  const { kind, code, details, fields } = refusal
  await sql`insert into platform.idempotency (region_id, actor, endpoint, key, input_hash, status, response, at)
    values (${ctx.regionId}, ${actorLabel(call.actor)}, ${endpoint.name}, ${call.idempotencyKey}, ${call.inputHash}, ${statusOf[kind]},
      ${JSON.stringify({ kind, code, details, fields })}, ${ctx.now}) on conflict do nothing`.execute(ctx.tx)
}

const noteOf = (input: BookInput): AuditNote => ({
  subjectKind: 'slot_pool',
  subjectId: input.poolId,
  residentId: input.residentId,
})

/**
 * Refuses before the queue what is not the actor's to ask: on record, and kept for the key.
 * @returns what was answered to the same request before, if it was
 */
export const refuseOrRepeat = async (
  call: DirectCall,
  endpoint: Endpoint,
  note: AuditNote,
  refusal: Refusal,
): Promise<Answer> => {
  const { app, actor, now, requestId } = call
  const known = await inTransaction(app, actor, { requestId, now }, ctx => storedAnswer(ctx, call, endpoint))
  if (known !== undefined) return known
  return inTransaction(
    app,
    actor,
    { requestId, act: endpoint.name, auditRefusals: 'all', now },
    ctx => {
      audit(ctx, note)
      return Promise.reject(refusal)
    },
    (ctx, given) => keepRefusal(ctx, call, endpoint, given),
  )
}

/** Who spoke for the person; a phone account can't say that a desk or a doctor did. */
const relationOf = (call: DirectCall, input: BookInput): AgentRelation => {
  const said = input.agent?.relation
  if (call.actor.kind === 'staff') return said ?? 'desk'
  return said === 'family' ? 'family' : 'self'
}

/** What was decided, as a refusal; fields and details are those the batch wrote and stored. */
export const refusalOfAnswer = (body: unknown): Refusal => {
  const { kind, code, details } = body as {
    readonly kind: Refusal['kind']
    readonly code: string
    readonly details: RefusalDetails
  }
  return new Refusal(kind, code, details)
}

const askBatch = async (call: DirectCall, endpoint: Endpoint, isHold: boolean, input: BookInput): Promise<Answer> => {
  const { regionId, uuid: poolId } = splitRegionalId(input.poolId)
  const gatherer = await gathererOf(call.app, regionId)
  return gatherer.submit({
    regionId,
    poolId,
    residentId: splitRegionalId(input.residentId).uuid,
    channelNo: channelNo(input.channel),
    isHold,
    actor: actorLabel(call.actor),
    institutionId: institutionOf(call.actor),
    agentRelation: relationOf(call, input),
    agentName: input.agent?.name ?? null,
    endpoint: endpoint.name,
    key: call.idempotencyKey,
    inputHash: call.inputHash,
    requestId: call.requestId,
  })
}

/**
 * BOOK-19 Books or holds a seat: permission and proof are decided here, everything that counts is decided in the batch
 * under the lock of the pool.
 * @throws every refusal of `bookingErrors`, with what else is possible in the details
 */
const giveSeat = async (call: DirectCall, endpoint: Endpoint, isHold: boolean, input: BookInput): Promise<Booked> => {
  const refusal = await refusalBefore(call, input)
  const answer = await (refusal
    ? refuseOrRepeat(call, endpoint, noteOf(input), refusal)
    : askBatch(call, endpoint, isHold, input))
  if (answer.status === 200) return answer.body as Booked
  const { regionId } = splitRegionalId(input.poolId)
  throw await withAlternatives(call.app, regionId, refusalOfAnswer(answer.body), channelNo(input.channel))
}

/** The same for a seat whose proof the caller has seen: an offer to somebody whose session was stopped here. */
export const giveProvenSeat = async (call: DirectCall, endpoint: Endpoint, input: BookInput): Promise<Booked> => {
  const answer = await askBatch(call, endpoint, false, input)
  if (answer.status === 200) return answer.body as Booked
  const { regionId } = splitRegionalId(input.poolId)
  throw await withAlternatives(call.app, regionId, refusalOfAnswer(answer.body), channelNo(input.channel))
}

export const bookDirect =
  (endpoint: Endpoint, isHold: boolean) =>
  (call: DirectCall, input: BookInput): Promise<Booked> =>
    giveSeat(call, endpoint, isHold, input)
