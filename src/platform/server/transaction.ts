import { sql } from 'kysely'
import type pg from 'pg'
import { busy, Refusal } from '#src/platform/kernel/errors.ts'
import { newUuid, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Actor, accountOf, actorLabel, institutionOf } from './actor.ts'
import type { App } from './app.ts'
import { kyselyOn } from './connection.ts'
import type { AuditNote, Cookie, Ctx, Effects, RequestInfo } from './context.ts'
import { isRetryable, refusalOf } from './errors.ts'
import { deliverLive, notifyStatement, ownNotifyValues } from './live-channel.ts'

export type TransactionOptions = {
  readonly requestId: string
  /** The name of the act in the audit. Without it only notes that the work itself adds are written. */
  readonly act?: string
  /** Refusals are audited too (commands, and forbidden reads). */
  readonly auditRefusals?: 'all' | 'forbidden'
  readonly request?: RequestInfo | undefined
  /** Told after commit, before the answer leaves. */
  readonly onCookies?: ((cookies: readonly Cookie[]) => void) | undefined
  /** A moment fixed by the caller, for work that spans several transactions. */
  readonly now?: Date
}

const maximumTries = 4
const maximumWaiting = 400

/** States who acts; everything row-level security shows follows from it. */
const setContext = (client: pg.ClientBase, actor: Actor): Promise<unknown> => {
  const institution = institutionOf(actor)
  // A resident's own rows and those of live proxies are open from the start; staff open records one by one.
  const open = actor.kind === 'resident' ? actor.residents.map(id => splitRegionalId(id).uuid) : []
  return client.query({
    name: 'set-context',
    text: 'select platform.set_context($1, $2, $3, $4, $5, $6, $7)',
    values: [
      actor.kind,
      accountOf(actor) ?? actorLabel(actor),
      actor.regionId,
      institution,
      institution === null ? [] : [institution],
      open,
      actor.kind === 'job' ? actor.name : '',
    ],
  })
}

const contextOf = (app: App, actor: Actor, client: pg.ClientBase, options: TransactionOptions): Ctx => ({
  app,
  actor,
  regionId: actor.regionId,
  timeZone: app.regions.get(actor.regionId)?.timeZone ?? 'Asia/Shanghai',
  now: options.now ?? app.clock.now(),
  requestId: options.requestId,
  request: options.request ?? null,
  tx: kyselyOn(client),
  effects: { audits: [], events: [], liveTopics: new Set(), cookies: [], replayed: false },
})

const writeAudit = async (ctx: Ctx, act: string, notes: readonly AuditNote[], outcome: string, code: string | null) => {
  const rows = notes.map(note => ({
    region_id: ctx.regionId,
    audit_id: newUuid(ctx.now.getTime()),
    at: ctx.now,
    actor: actorLabel(ctx.actor),
    institution_id: note.institutionId ?? institutionOf(ctx.actor),
    act,
    outcome,
    code,
    subject_kind: note.subjectKind ?? null,
    subject_id: note.subjectId ?? null,
    resident_id: note.residentId ? note.residentId.slice(-36) : null,
    reason: note.reason ?? null,
    content_hash: note.contentHash ?? null,
    details: JSON.stringify(note.details ?? {}),
    request_id: ctx.requestId,
  }))
  await sql`insert into platform.audit select * from jsonb_populate_recordset(null::platform.audit, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.tx,
  )
}

const writeEvents = async (ctx: Ctx) => {
  const rows = ctx.effects.events.map(event => ({
    region_id: ctx.regionId,
    event_id: newUuid(ctx.now.getTime()),
    name: event.name,
    data: event.data,
    at: ctx.now,
  }))
  await sql`insert into platform.outbox (region_id, event_id, name, data, at)
    select region_id, event_id, name, data, at from jsonb_populate_recordset(null::platform.outbox, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.tx,
  )
}

const writeEffects = async (ctx: Ctx, options: TransactionOptions): Promise<void> => {
  const { audits, events } = ctx.effects
  if (ctx.effects.replayed) return
  if (options.act !== undefined && (audits.length > 0 || options.auditRefusals === 'all'))
    await writeAudit(ctx, options.act, audits.length > 0 ? audits : [{}], 'done', null)
  if (events.length > 0) await writeEvents(ctx)
}

/** The other processes hear of it when, and only if, the act commits; nothing waits for a second connection (PLAT-65). */
const tellOthers = async (client: pg.ClientBase, ctx: Ctx): Promise<void> => {
  const topics = [...ctx.effects.liveTopics]
  if (topics.length > 0) await client.query(notifyStatement, [...ownNotifyValues(ctx.app, topics)])
}

const isAudited = (options: TransactionOptions, refusal: Refusal, replayed: boolean): boolean =>
  options.act !== undefined &&
  !replayed &&
  (options.auditRefusals === 'all'
    ? refusal.kind !== 'busy'
    : options.auditRefusals === 'forbidden' && refusal.kind === 'forbidden')

/** A refusal leaves no work behind, but is itself on record; same connection, transaction of its own. */
const recordRefusal = async (
  client: pg.ClientBase,
  ctx: Ctx,
  options: TransactionOptions,
  refusal: Refusal,
  alsoWrite: ((ctx: Ctx, refusal: Refusal) => Promise<void>) | undefined,
): Promise<void> => {
  await client.query('begin')
  await setContext(client, ctx.actor)
  if (isAudited(options, refusal, ctx.effects.replayed)) {
    const known = ctx.effects.audits[0] ?? {}
    await writeAudit(ctx, options.act as string, [{ ...known, details: refusal.details }], 'refused', refusal.code)
  }
  await alsoWrite?.(ctx, refusal)
  await client.query('commit')
}

const acquire = async (app: App): Promise<pg.PoolClient> => {
  if (app.pool.waitingCount > maximumWaiting) throw busy('platform.busy', 1)
  try {
    return await app.pool.connect()
  } catch (error) {
    throw refusalOf(app, error)
  }
}

const attempt = async <T>(
  app: App,
  actor: Actor,
  options: TransactionOptions,
  work: (ctx: Ctx) => Promise<T>,
  onRefusal: ((ctx: Ctx, refusal: Refusal) => Promise<void>) | undefined,
): Promise<{ readonly value: T; readonly effects: Effects }> => {
  const client = await acquire(app)
  let broken: Error | undefined
  try {
    const ctx = contextOf(app, actor, client, options)
    try {
      await client.query('begin')
      await setContext(client, actor)
      const value = await work(ctx)
      await writeEffects(ctx, options)
      await tellOthers(client, ctx)
      await client.query('commit')
      return { value, effects: ctx.effects }
    } catch (error) {
      const mapped = refusalOf(app, error)
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      if (mapped instanceof Refusal && !isRetryable(error) && broken === undefined)
        await recordRefusal(client, ctx, options, mapped, onRefusal).catch((failure: Error) => {
          // Its transaction may still be open: this connection serves nobody again (PLAT-64).
          broken = failure
          throw refusalOf(app, failure)
        })
      throw isRetryable(error) ? error : mapped
    }
  } finally {
    client.release(broken)
  }
}

/**
 * Runs one act in one transaction on one connection, with its audit row and its events.
 * Serialisation failures and deadlocks are tried again; refusals roll back and are audited.
 * @param onRefusal writes what must stay although the act was refused (the answer kept for its key).
 */
export const inTransaction = async <T>(
  app: App,
  actor: Actor,
  options: TransactionOptions,
  work: (ctx: Ctx) => Promise<T>,
  onRefusal?: (ctx: Ctx, refusal: Refusal) => Promise<void>,
): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const { value, effects } = await attempt(app, actor, options, work, onRefusal)
      if (effects.cookies.length > 0) options.onCookies?.(effects.cookies)
      if (effects.liveTopics.size > 0) deliverLive(app, [...effects.liveTopics])
      return value
    } catch (error) {
      if (!isRetryable(error)) throw error
      if (tries >= maximumTries) throw refusalOf(app, error)
      await new Promise(resolve => setTimeout(resolve, tries * 5 + Math.random() * 10))
    }
  }
}
