import { sql } from 'kysely'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireStaff } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type { Appeal, appeal, appealList, decideAppeal, excuseNoShow, mySuspensions } from '../contract-appeals.ts'
import { appointmentNotFound } from '../errors.ts'
import * as refusals from '../errors-owners.ts'
import { type AppealEvent, appealAsked, appealDecided } from '../events.ts'
import { requireAppointment } from './appointment.repository.ts'
import { type Missed, missedOf, noShowRule } from './missed-visits.query.ts'

export const appealLoop = 'booking.appeal'

type AppealRow = {
  readonly appeal_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly institution_id: string
  readonly suspended_until: Date
  readonly words: string
  readonly asked_at: Date
  readonly status: Appeal['status']
  readonly decided_at: Date | null
  readonly answer: string | null
}

const columns = sql`a.appeal_id, a.resident_id, a.resident_name, a.institution_id, a.suspended_until, a.words, a.asked_at, a.status, a.decided_at, a.answer`

const toAppeal = (ctx: Ctx, row: AppealRow): Appeal => ({
  appealId: regionalId(ctx.regionId, row.appeal_id),
  residentId: regionalId(ctx.regionId, row.resident_id),
  residentName: row.resident_name,
  suspendedUntil: row.suspended_until.toISOString(),
  words: row.words,
  askedAt: row.asked_at.toISOString(),
  status: row.status,
  decidedAt: row.decided_at?.toISOString() ?? null,
  answer: row.answer,
})

const plain = (missed: Missed) =>
  missed.map(({ appointmentId, localDate, institutionName, title, excuse }) => ({
    appointmentId,
    localDate,
    institutionName,
    title,
    excuse,
  }))

const suspendedUntilOf = async (ctx: Ctx, uuid: string): Promise<Date | null> => {
  const { rows } = await sql<{
    suspended_until: Date | null
  }>`select suspended_until from booking.resident_booking_state
    where region_id = ${ctx.regionId} and resident_id = ${uuid}`.execute(ctx.tx)
  const until = rows[0]?.suspended_until ?? null
  return until !== null && until > ctx.now ? until : null
}

export const readMySuspensions = async (
  ctx: Ctx,
  _input: InputOf<typeof mySuspensions>,
): Promise<OutputOf<typeof mySuspensions>> => {
  const rule = await noShowRule(ctx)
  const residents = ctx.actor.kind === 'resident' ? ctx.actor.residents : []
  const people = []
  for (const residentId of residents) {
    const { uuid } = splitRegionalId(residentId)
    const missed = await missedOf(ctx, [uuid], rule.since)
    const { rows } = await sql<AppealRow>`select ${columns} from booking.appeal a
      where a.region_id = ${ctx.regionId} and a.resident_id = ${uuid} order by a.asked_at desc limit 1`.execute(ctx.tx)
    people.push({
      residentId,
      suspendedUntil: (await suspendedUntilOf(ctx, uuid))?.toISOString() ?? null,
      counted: missed.filter(one => one.excuse === null).length,
      limit: rule.limit,
      days: Math.round((Date.parse(localDateAt(ctx.now, ctx.timeZone)) - Date.parse(rule.since)) / 86_400_000),
      missed: plain(missed),
      appeal: rows[0] === undefined ? null : toAppeal(ctx, rows[0]),
    })
  }
  return { people }
}

/** BOOK-68 Said once while it is open; the site of the latest missed visit decides. @throws booking.not_suspended */
export const askAppeal = async (ctx: Ctx, input: InputOf<typeof appeal>): Promise<OutputOf<typeof appeal>> => {
  if (ctx.actor.kind !== 'resident' || !ctx.actor.residents.includes(input.residentId))
    throw refusals.notYours(input.residentId)
  const { uuid } = splitRegionalId(input.residentId)
  const until = await suspendedUntilOf(ctx, uuid)
  const missed = await missedOf(ctx, [uuid], (await noShowRule(ctx)).since)
  const last = [...missed].sort((one, other) => other.localDate.localeCompare(one.localDate))[0]
  if (until === null || last === undefined) throw refusals.notSuspended(input.residentId)
  const { rows } =
    await sql<AppealRow>`insert into booking.appeal as a (region_id, appeal_id, resident_id, resident_name, institution_id,
      suspended_until, words, asked_at, asked_by, status)
    values (${ctx.regionId}, ${newUuid(ctx.now.getTime())}, ${uuid}, ${last.residentName}, ${last.institutionId}, ${until}, ${input.words},
      ${ctx.now}, ${actorLabel(ctx.actor)}, 'open') returning ${columns}`.execute(ctx.tx)
  const row = rows[0] as AppealRow
  const appealId = regionalId(ctx.regionId, row.appeal_id)
  audit(ctx, {
    subjectKind: 'appeal',
    subjectId: appealId,
    residentId: input.residentId,
    institutionId: row.institution_id,
  })
  const data: AppealEvent = { appealId, residentId: input.residentId, institutionId: row.institution_id }
  emit(ctx, { name: appealAsked, data })
  return toAppeal(ctx, row)
}

/** Decided before this is heard: nothing is left to do. */
export const onAppealAsked = async (ctx: Ctx, event: AppealEvent): Promise<void> => {
  const { rows } = await sql`select 1 from booking.appeal a
    where a.region_id = ${ctx.regionId} and a.appeal_id = ${splitRegionalId(event.appealId).uuid} and a.status = 'open'`.execute(
    ctx.tx,
  )
  if (rows.length === 0) return
  await openLoop(ctx, {
    kind: appealLoop,
    institutionId: event.institutionId,
    ownerRole: 'centre_manager',
    residentId: event.residentId,
    subjectKind: 'appeal',
    subjectId: event.appealId,
    reason: 'booking.loop.appeal_why',
  })
}

/** So few that their missed visits of a year are found in one go. */
const peopleAtOnce = 50

export const readAppeals = async (
  ctx: Ctx,
  _input: InputOf<typeof appealList>,
): Promise<OutputOf<typeof appealList>> => {
  const { institutionId } = requireStaff(ctx)
  const { rows } = await sql<AppealRow>`select ${columns} from booking.appeal a
    where a.region_id = ${ctx.regionId} and a.institution_id = ${institutionId}
    order by (a.status = 'open') desc, a.asked_at desc limit 200`.execute(ctx.tx)
  const { since } = await noShowRule(ctx)
  const people = [...new Set(rows.map(row => row.resident_id))]
  const missed: Missed[number][] = []
  for (let at = 0; at < people.length; at += peopleAtOnce)
    missed.push(...(await missedOf(ctx, people.slice(at, at + peopleAtOnce), since)))
  const appeals = rows.map(row => toAppeal(ctx, row))
  return {
    appeals: appeals.map(one => ({
      appeal: one,
      missed: plain(missed.filter(visit => visit.residentId === one.residentId)),
    })),
  }
}

/** BOOK-68 Granted: booking is open again at once and nothing of it counts. Refused: with the reason. */
export const decide = async (ctx: Ctx, input: InputOf<typeof decideAppeal>): Promise<OutputOf<typeof decideAppeal>> => {
  const { institutionId } = requireStaff(ctx)
  const { uuid } = splitRegionalId(input.appealId)
  const found = await sql<AppealRow>`select ${columns} from booking.appeal a
    where a.region_id = ${ctx.regionId} and a.appeal_id = ${uuid} and a.institution_id = ${institutionId} for update`.execute(
    ctx.tx,
  )
  const [row] = found.rows
  if (row === undefined) throw refusals.appealNotFound(input.appealId)
  if (row.status !== 'open') throw refusals.appealDecided(input.appealId, row.status)
  if (input.decision === 'refused' && input.answer === undefined) throw refusals.appealReasonNeeded()
  const { rows } = await sql<AppealRow>`update booking.appeal a set status = ${input.decision}, decided_at = ${ctx.now},
      decided_by = ${actorLabel(ctx.actor)}, answer = ${input.answer ?? null}, version = a.version + 1
    where a.region_id = ${ctx.regionId} and a.appeal_id = ${uuid} returning ${columns}`.execute(ctx.tx)
  if (input.decision === 'granted') {
    const since = new Date(`${(await noShowRule(ctx)).since}T00:00:00Z`)
    await sql`select booking.grant_appeal(${ctx.regionId}, ${uuid}, ${ctx.now}, ${actorLabel(ctx.actor)}, ${since})`.execute(
      ctx.tx,
    )
  }
  const residentId = regionalId(ctx.regionId, row.resident_id)
  audit(ctx, {
    subjectKind: 'appeal',
    subjectId: input.appealId,
    residentId,
    institutionId,
    details: { decision: input.decision },
  })
  await closeLoop(ctx, {
    kind: appealLoop,
    subjectKind: 'appeal',
    subjectId: input.appealId,
    outcome: input.decision === 'granted' ? 'done' : 'declined',
  })
  const data: AppealEvent = {
    appealId: input.appealId,
    residentId,
    institutionId,
    decision: input.decision,
    answer: input.answer ?? '',
  }
  emit(ctx, { name: appealDecided, data })
  return toAppeal(ctx, rows[0] as AppealRow)
}

/** BOOK-67 The site's own mistake: this one does not count, and whom it alone had suspended may book again. */
export const excuseMissed = async (
  ctx: Ctx,
  input: InputOf<typeof excuseNoShow>,
): Promise<OutputOf<typeof excuseNoShow>> => {
  const rule = await noShowRule(ctx)
  const { resident_id, institution_id } = await requireAppointment(ctx, input.appointmentId as RegionalId)
  const { rows } = await sql<{ outcome: string | null }>`select booking.excuse_no_show(${ctx.regionId},
    ${splitRegionalId(input.appointmentId as RegionalId).uuid}, ${ctx.now}, ${actorLabel(ctx.actor)}, 'staff_mistake', ${input.note},
    ${rule.limit}, ${new Date(`${rule.since}T00:00:00Z`)}) as outcome`.execute(ctx.tx)
  const outcome = rows[0]?.outcome ?? null
  if (outcome === null) throw appointmentNotFound(input.appointmentId)
  if (outcome !== 'excused') throw refusals.notMissed(input.appointmentId, outcome)
  audit(ctx, {
    subjectKind: 'appointment',
    subjectId: input.appointmentId,
    residentId: regionalId(ctx.regionId, resident_id),
    institutionId: institution_id,
    reason: input.note,
  })
  return {}
}
