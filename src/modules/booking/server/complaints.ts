import { type RawBuilder, sql } from 'kysely'
import { notifyResident, phoneToRing } from '#src/modules/records/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireStaff } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type { answerComplaint, Complaint, complaintList, showComplaintPhone } from '../contract-faces.ts'
import * as refusals from '../errors-faces.ts'
import { type ComplaintEvent, complaintAnswered } from '../events.ts'
import { sessionWords } from './faces.ts'

export const complaintLoop = 'booking.complaint'

type Row = {
  readonly complaint_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly local_date: string
  readonly words: string
  readonly asked_at: Date
  readonly status: Complaint['status']
  readonly answer: string | null
  readonly answered_at: Date | null
}

const columns = sql`c.complaint_id, c.session_id, c.institution_id, c.resident_id, c.resident_name, c.local_date::text as local_date, c.words,
  c.asked_at, c.status, c.answer, c.answered_at`

const toComplaints = async (ctx: Ctx, rows: readonly Row[]): Promise<Complaint[]> => {
  const words = await sessionWords(
    ctx,
    rows.map(row => row.session_id),
  )
  return rows.map(row => ({
    complaintId: regionalId(ctx.regionId, row.complaint_id),
    residentId: regionalId(ctx.regionId, row.resident_id),
    residentName: row.resident_name,
    localDate: row.local_date,
    title: words.get(row.session_id)?.title ?? '',
    experts: [...(words.get(row.session_id)?.experts ?? [])],
    words: row.words,
    askedAt: row.asked_at.toISOString(),
    status: row.status,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }))
}

const ours = async (ctx: Ctx, complaintId: RegionalId, lock: RawBuilder<unknown>): Promise<Row> => {
  const { institutionId } = requireStaff(ctx)
  const { rows } = await sql<Row>`select ${columns} from booking.complaint c
    where c.region_id = ${ctx.regionId} and c.complaint_id = ${splitRegionalId(complaintId).uuid}
      and c.institution_id = ${institutionId} ${lock}`.execute(ctx.tx)
  const [row] = rows
  if (row === undefined) throw refusals.complaintNotFound(complaintId)
  return row
}

export const readComplaints = async (
  ctx: Ctx,
  _input: InputOf<typeof complaintList>,
): Promise<OutputOf<typeof complaintList>> => {
  const { institutionId } = requireStaff(ctx)
  const { rows } = await sql<Row>`select ${columns} from booking.complaint c
    where c.region_id = ${ctx.regionId} and c.institution_id = ${institutionId}
    order by (c.status = 'open') desc, c.asked_at desc limit 200`.execute(ctx.tx)
  return { complaints: await toComplaints(ctx, rows) }
}

/** The number itself, for the manager whom the resident asked to ring; the audit says who looked. */
export const showPhone = async (
  ctx: Ctx,
  input: InputOf<typeof showComplaintPhone>,
): Promise<OutputOf<typeof showComplaintPhone>> => {
  const row = await ours(ctx, input.complaintId, sql``)
  const residentId = regionalId(ctx.regionId, row.resident_id)
  audit(ctx, {
    subjectKind: 'complaint',
    subjectId: input.complaintId,
    residentId,
    institutionId: row.institution_id,
  })
  const found = await phoneToRing(ctx, residentId)
  return { phone: found?.phone ?? null, own: found?.own ?? false }
}

/** BOOK-72 What was found and done goes to the resident and ends the task; said once. */
export const answer = async (
  ctx: Ctx,
  input: InputOf<typeof answerComplaint>,
): Promise<OutputOf<typeof answerComplaint>> => {
  const row = await ours(ctx, input.complaintId, sql`for update`)
  if (row.status !== 'open') throw refusals.complaintAnswered(input.complaintId)
  const { rows } = await sql<Row>`update booking.complaint c set status = 'answered', answer = ${input.answer},
      answered_at = ${ctx.now}, answered_by = ${actorLabel(ctx.actor)}, version = c.version + 1
    where c.region_id = ${ctx.regionId} and c.complaint_id = ${row.complaint_id} returning ${columns}`.execute(ctx.tx)
  const residentId = regionalId(ctx.regionId, row.resident_id)
  const subject = { subjectKind: 'complaint', subjectId: input.complaintId }
  audit(ctx, { ...subject, residentId, institutionId: row.institution_id })
  await closeLoop(ctx, { kind: complaintLoop, ...subject, outcome: 'done' })
  const data: ComplaintEvent = {
    complaintId: input.complaintId,
    residentId,
    institutionId: row.institution_id,
    answer: input.answer,
  }
  emit(ctx, { name: complaintAnswered, data })
  const [written] = await toComplaints(ctx, rows)
  return written as Complaint
}

/** BOOK-72 With the resident's consent the manager of the site gets a task; the words stay in their own table. */
export const onComplaintMade = async (ctx: Ctx, event: ComplaintEvent): Promise<void> => {
  await openLoop(ctx, {
    kind: complaintLoop,
    institutionId: event.institutionId,
    ownerRole: 'centre_manager',
    residentId: event.residentId,
    subjectKind: 'complaint',
    subjectId: event.complaintId,
    reason: 'booking.loop.complaint_why',
  })
}

export const onComplaintAnswered = async (ctx: Ctx, event: ComplaintEvent): Promise<void> => {
  await notifyResident(ctx, {
    residentId: event.residentId,
    template: 'booking.complaint_answered',
    parameters: { answer: event.answer ?? '' },
    institutionId: event.institutionId,
  })
}
