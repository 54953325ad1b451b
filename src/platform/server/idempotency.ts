import { sql } from 'kysely'
import { Refusal, refused, statusOf } from '#src/platform/kernel/errors.ts'
import { actorLabel } from './actor.ts'
import type { Ctx } from './context.ts'
import { decryptText, encryptText, sha256 } from './crypto.ts'

/** What was answered the first time: a value, or a final refusal. */
export type StoredAnswer =
  | { readonly status: 200; readonly value: unknown }
  | { readonly status: number; readonly refusal: Refusal }

type StoredRow = { readonly input_hash: Buffer; readonly status: number | null; readonly response: string | null }

/** Keys in a fixed order, so that the same input has the same hash whatever order it was sent in. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(',')}}`
}

export const hashInput = (input: unknown): Buffer => sha256(canonical(input))

/**
 * Takes the key for this act, or finds what was answered before. A second request with the same key waits here
 * until the first has committed or rolled back.
 * @throws platform.key_reused (422) when the same key comes with another input.
 */
export const claimKey = async (
  ctx: Ctx,
  endpoint: string,
  key: string,
  inputHash: Buffer,
): Promise<StoredAnswer | undefined> => {
  const claimed = await sql`insert into platform.idempotency (region_id, actor, endpoint, key, input_hash, at)
    values (${ctx.regionId}, ${actorLabel(ctx.actor)}, ${endpoint}, ${key}, ${inputHash}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx)
  if (claimed.numAffectedRows === 1n) return undefined
  const { rows } = await sql<StoredRow>`select input_hash, status, response from platform.idempotency
    where region_id = ${ctx.regionId} and actor = ${actorLabel(ctx.actor)} and endpoint = ${endpoint} and key = ${key}`.execute(
    ctx.tx,
  )
  const stored = rows[0]
  if (stored === undefined) return undefined
  if (!stored.input_hash.equals(inputHash)) throw refused('platform.key_reused')
  return answerOf(ctx, stored)
}

/** Answers may name people, and this table has no row-level security: they are kept encrypted. */
const seal = (ctx: Ctx, body: unknown): string =>
  encryptText(ctx.app.keys, JSON.stringify(body ?? null)).toString('base64')
const unseal = (ctx: Ctx, response: string | null): unknown =>
  response === null ? null : JSON.parse(decryptText(ctx.app.keys, Buffer.from(response, 'base64')))

const answerOf = (ctx: Ctx, stored: StoredRow): StoredAnswer => {
  const body = unseal(ctx, stored.response)
  if (stored.status === 200 || stored.status === null) return { status: 200, value: body }
  const { kind, code, details, fields } = body as Refusal
  return { status: stored.status, refusal: new Refusal(kind, code, details, fields) }
}

export const storeAnswer = async (ctx: Ctx, endpoint: string, key: string, value: unknown): Promise<void> => {
  await sql`update platform.idempotency set status = 200, response = ${seal(ctx, value)}
    where region_id = ${ctx.regionId} and actor = ${actorLabel(ctx.actor)} and endpoint = ${endpoint} and key = ${key}`.execute(
    ctx.tx,
  )
}

/** 409 and 503 say "not now" and are not kept; every other refusal is the answer for good. */
const isFinal = (refusal: Refusal): boolean => refusal.kind !== 'conflict' && refusal.kind !== 'busy'

export const storeRefusal = async (
  ctx: Ctx,
  endpoint: string,
  key: string,
  inputHash: Buffer,
  refusal: Refusal,
): Promise<void> => {
  if (!isFinal(refusal) || refusal.code === 'platform.key_reused') return
  const { kind, code, details, fields } = refusal
  await sql`insert into platform.idempotency (region_id, actor, endpoint, key, input_hash, status, response, at)
    values (${ctx.regionId}, ${actorLabel(ctx.actor)}, ${endpoint}, ${key}, ${inputHash}, ${statusOf[kind]},
            ${seal(ctx, { kind, code, details, fields })}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx)
}
