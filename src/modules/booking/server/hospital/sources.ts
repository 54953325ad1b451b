import { sql } from 'kysely'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { forbidden } from '#src/platform/kernel/errors.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireReach, requireStaff, touchLive } from '#src/platform/server/context.ts'
import { encryptText } from '#src/platform/server/crypto.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type {
  blockReport,
  declareSource,
  reportBlock,
  setHospitalLine,
  sourceOfSession,
} from '../../contract-owners.ts'
import { sum } from '../../domain/channels.ts'
import * as refusals from '../../errors-owners.ts'
import { type BlockDueEvent, blockDue } from '../../events.ts'
import { findAppointments } from '../appointment.repository.ts'
import { requireSessionWithPools } from '../open-sessions.query.ts'
import { lockPools, poolsOfSessions } from '../pool.repository.ts'
import { forgetSilence } from './line-rest.ts'
import { mayReach } from './line-rules.ts'
import { sourceOf, toSource } from './source.repository.ts'

export const blockLoop = 'booking.report_block'

export const readSource = async (
  ctx: Ctx,
  input: InputOf<typeof sourceOfSession>,
): Promise<OutputOf<typeof sourceOfSession>> => {
  const { session } = await requireSessionWithPools(ctx, input.sessionId)
  const source = await toSource(ctx, input.sessionId, await sourceOf(ctx, input.sessionId))
  const isOwn = ctx.actor.kind === 'staff' && ctx.actor.reach.includes(session.institutionId)
  return isOwn ? source : { ...source, externalRef: null, reportedAt: null, reportedUsed: null, reportedUnused: null }
}

const closeBlockLoop = (ctx: Ctx, sessionId: RegionalId, outcome: string) =>
  closeLoop(ctx, { kind: blockLoop, subjectKind: 'session_slots', subjectId: sessionId, outcome })

const lineOf = async (ctx: Ctx, institutionId: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from booking.hospital_line
    where region_id = ${ctx.regionId} and institution_id = ${institutionId}`.execute(ctx.tx)
  return rows.length > 0
}

type Said = {
  readonly kind: 'block' | 'live'
  readonly cutOffAt: Date | null
  readonly externalRef?: string | undefined
}
/** Said anew, what was reported of an earlier word counts no more. */
const writeSource = async (ctx: Ctx, uuid: string, institutionId: string, said: Said): Promise<void> => {
  await sql`insert into booking.slot_source (region_id, session_id, institution_id, kind, cut_off_at, external_ref, declared_at, declared_by)
    values (${ctx.regionId}, ${uuid}, ${institutionId}, ${said.kind}, ${said.cutOffAt}, ${said.externalRef ?? null}, ${ctx.now}, ${actorLabel(ctx.actor)})
    on conflict (region_id, session_id) do update set kind = excluded.kind, cut_off_at = excluded.cut_off_at,
      external_ref = excluded.external_ref, declared_at = excluded.declared_at, declared_by = excluded.declared_by,
      reported_at = null, reported_by = null, reported_used = null, reported_unused = null, task_opened_at = null,
      version = booking.slot_source.version + 1`.execute(ctx.tx)
}

/** BOOK-101 Said by mistake: the seats are ours again. */
const forgetSource = async (ctx: Ctx, uuid: string): Promise<void> => {
  await sql`delete from booking.slot_source where region_id = ${ctx.regionId} and session_id = ${uuid}`.execute(ctx.tx)
}

/**
 * BOOK-61, BOOK-62 Whose seats these are, said by the institution that holds the session before anybody has booked. A block closes at
 * its cut-off in the locked row itself; a later change of the session keeps it.
 */
export const declareOwner = async (
  ctx: Ctx,
  input: InputOf<typeof declareSource>,
): Promise<OutputOf<typeof declareSource>> => {
  const { session } = await requireSessionWithPools(ctx, input.sessionId)
  requireReach(ctx, session.institutionId)
  // Behind the lock that every booking takes, and only then read: a hold that has run out counts no more.
  await lockPools(ctx, input.sessionId)
  const pools = await poolsOfSessions(ctx, [input.sessionId])
  const isTaken = pools.some(pool => pool.extraTaken > 0 || pool.taken.some(taken => taken > 0))
  if (isTaken) throw refusals.sourceHasBookings(input.sessionId)
  const cutOffAt = input.kind === 'block' && input.cutOffAt !== undefined ? new Date(input.cutOffAt) : null
  if (input.kind === 'block' && cutOffAt === null) throw refusals.cutOffNeeded()
  if (cutOffAt !== null && cutOffAt > session.startsAt) throw refusals.cutOffTooLate()
  if (input.kind === 'live' && !(await lineOf(ctx, session.institutionId))) throw refusals.noHospitalLine()
  const { uuid } = splitRegionalId(input.sessionId)
  if (input.kind === 'ours') await forgetSource(ctx, uuid)
  else await writeSource(ctx, uuid, session.institutionId, { ...input, kind: input.kind, cutOffAt })
  // As the pool was planned: until its bucket is over, or the cut-off. Said anew, an earlier word leaves nothing behind.
  await sql`update booking.slot_pool set closes_at = least(ends_at, ${cutOffAt}::timestamptz), changed_at = ${ctx.now}
    where region_id = ${ctx.regionId} and session_id = ${uuid}`.execute(ctx.tx)
  await closeBlockLoop(ctx, input.sessionId, 'not_needed')
  audit(ctx, {
    subjectKind: 'session',
    subjectId: input.sessionId,
    institutionId: session.institutionId,
    details: { source: input.kind },
  })
  touchLive(ctx, `slots:${input.sessionId}`)
  return toSource(ctx, input.sessionId, await sourceOf(ctx, input.sessionId))
}

/** BOOK-100 A kept key signs for the address it was agreed for and for no other. */
const keptKey = async (ctx: Ctx, institutionId: string, baseUrl: string): Promise<Buffer | null> => {
  const { rows } = await sql<{ key_cipher: Buffer | null }>`select key_cipher from booking.hospital_line
    where region_id = ${ctx.regionId} and institution_id = ${institutionId} and base_url = ${baseUrl} for update`.execute(
    ctx.tx,
  )
  return rows[0]?.key_cipher ?? null
}

/** @throws booking.line_address_needed, booking.line_key_needed, booking.line_address_not_allowed */
const safeLine = async (ctx: Ctx, institutionId: string, input: InputOf<typeof setHospitalLine>) => {
  const { baseUrl, sharedKey } = input
  if (baseUrl === undefined) throw refusals.lineAddressNeeded()
  const sealed =
    sharedKey === undefined ? await keptKey(ctx, institutionId, baseUrl) : encryptText(ctx.app.keys, sharedKey)
  if (sealed === null) throw refusals.lineKeyNeeded()
  if (!mayReach(baseUrl)) throw refusals.lineAddressNotAllowed(baseUrl)
  return { baseUrl, sealed }
}

/** BOOK-74 How the visible institution's own booking system is reached. */
export const setLine = async (
  ctx: Ctx,
  input: InputOf<typeof setHospitalLine>,
): Promise<OutputOf<typeof setHospitalLine>> => {
  const { institutionId } = requireStaff(ctx)
  if (input.adapter === 'simulator' && !ctx.app.demo) throw refusals.simulatorDemoOnly()
  const { baseUrl, sealed } =
    input.adapter === 'http' ? await safeLine(ctx, institutionId, input) : { baseUrl: null, sealed: null }
  await sql`insert into booking.hospital_line (region_id, institution_id, adapter, base_url, key_cipher, timeout_ms, changed_at, changed_by)
    values (${ctx.regionId}, ${institutionId}, ${input.adapter}, ${baseUrl}, ${sealed}, ${input.timeoutMs ?? 2_500}, ${ctx.now}, ${actorLabel(ctx.actor)})
    on conflict (region_id, institution_id) do update set adapter = excluded.adapter, base_url = excluded.base_url, key_cipher = excluded.key_cipher,
      timeout_ms = excluded.timeout_ms, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
      version = booking.hospital_line.version + 1`.execute(ctx.tx)
  forgetSilence(ctx.app, institutionId)
  audit(ctx, {
    subjectKind: 'institution',
    subjectId: institutionId,
    institutionId,
    details: { adapter: input.adapter },
  })
  return {}
}

/** Only from the site itself: elsewhere the people who have its seats can't be seen, and the list would be empty and untrue. */
const requireBlock = async (ctx: Ctx, sessionId: RegionalId) => {
  const entry = await requireSessionWithPools(ctx, sessionId)
  if (requireStaff(ctx).institutionId !== entry.session.institutionId) throw forbidden('platform.wrong_institution')
  const row = await sourceOf(ctx, sessionId)
  if (row?.kind !== 'block' || row.cut_off_at === null) throw refusals.notABlock(sessionId)
  return { ...entry, row, cutOffAt: row.cut_off_at }
}

/** BOOK-61 The block as it goes back: who uses which seat, and how many nobody does. Final from the cut-off on. */
export const readBlockReport = async (
  ctx: Ctx,
  input: InputOf<typeof blockReport>,
): Promise<OutputOf<typeof blockReport>> => {
  const { session, pools, row, cutOffAt } = await requireBlock(ctx, input.sessionId)
  const used = await findAppointments(
    ctx,
    sql`a.session_id = ${splitRegionalId(input.sessionId).uuid} and a.active and a.status <> 'held'`,
  )
  const isExtra = (one: (typeof used)[number]): boolean => one.quota_channel === null
  const ofTheBlock = used.filter(one => !isExtra(one)).length
  return {
    source: await toSource(ctx, input.sessionId, row),
    localDate: session.localDate,
    used: used.map(one => ({
      startTime: localTimeAt(one.starts_at, ctx.timeZone),
      seatNo: one.seat_no,
      residentName: one.resident_name,
      status: one.status,
      isExtra: isExtra(one),
    })),
    unused: sum(pools.map(pool => pool.capacity)) - ofTheBlock,
    isFinal: cutOffAt <= ctx.now,
  }
}

/**
 * BOOK-61 Reported back once, after the cut-off; extra seats are none of the block's. Behind the lock that everybody takes who
 * books or confirms, so that the list is the last word.
 * @throws booking.before_cut_off, booking.already_reported
 */
export const reportBack = async (
  ctx: Ctx,
  input: InputOf<typeof reportBlock>,
): Promise<OutputOf<typeof reportBlock>> => {
  await lockPools(ctx, input.sessionId)
  const report = await readBlockReport(ctx, input)
  if (!report.isFinal) throw refusals.beforeCutOff(report.source.cutOffAt ?? '')
  if (report.source.reportedAt !== null) throw refusals.alreadyReported(input.sessionId)
  const used = report.used.filter(one => !one.isExtra).length
  await sql`update booking.slot_source set reported_at = ${ctx.now}, reported_by = ${actorLabel(ctx.actor)},
      reported_used = ${used}, reported_unused = ${report.unused}, version = version + 1
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(input.sessionId).uuid}`.execute(ctx.tx)
  audit(ctx, {
    subjectKind: 'session',
    subjectId: input.sessionId,
    institutionId: requireStaff(ctx).institutionId,
    details: { used, unused: report.unused },
  })
  await closeBlockLoop(ctx, input.sessionId, 'done')
  return toSource(ctx, input.sessionId, await sourceOf(ctx, input.sessionId))
}

/** Only reminds: what a block may still give was decided by the row at its cut-off. */
export const findBlocksDue = async (ctx: Ctx): Promise<void> => {
  const { rows } = await sql<{ session_id: string; institution_id: string }>`select session_id, institution_id
    from booking.take_blocks_due(${ctx.regionId}, ${ctx.now})`.execute(ctx.tx)
  for (const row of rows)
    emit(ctx, {
      name: blockDue,
      data: {
        sessionId: regionalId(ctx.regionId, row.session_id),
        institutionId: row.institution_id,
      } satisfies BlockDueEvent,
    })
}

/** Reported, or said anew, before this was heard: then nothing is left to do. */
export const onBlockDue = async (ctx: Ctx, event: BlockDueEvent): Promise<void> => {
  const { rows } = await sql`select 1 from booking.slot_source
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(event.sessionId).uuid} and kind = 'block'
      and cut_off_at <= ${ctx.now} and reported_at is null for update`.execute(ctx.tx)
  if (rows.length === 0) return
  await openLoop(ctx, {
    kind: blockLoop,
    institutionId: event.institutionId,
    ownerRole: 'centre_manager',
    subjectKind: 'session_slots',
    subjectId: event.sessionId,
    reason: 'booking.loop.block_due',
  })
}
