import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { DeclineReason, NeedReason, NeedStatus, NeedUrgency } from '../contract-needs.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type NeedRecord = {
  readonly needId: RegionalId
  readonly institutionId: string
  readonly speciality: string
  readonly residents: number
  readonly reasons: readonly NeedReason[]
  readonly note: string | null
  readonly urgency: NeedUrgency
  readonly wishedFrom: string | null
  readonly wishedUntil: string | null
  readonly status: NeedStatus
  readonly sessionId: RegionalId | null
  readonly declineReason: DeclineReason | null
  readonly answerNote: string | null
  readonly filedBy: string
  readonly filedByStaff: string | null
  readonly filedAt: Date
  readonly answeredAt: Date | null
  readonly version: number
}

type Row = DeploymentTables['deployment.service_need']

const recordOf = (row: Row): NeedRecord => ({
  needId: regionalId(row.region_id, row.need_id),
  institutionId: row.institution_id,
  speciality: row.speciality,
  residents: row.residents,
  reasons: row.reasons as NeedReason[],
  note: row.note,
  urgency: row.urgency as NeedUrgency,
  wishedFrom: row.wished_from,
  wishedUntil: row.wished_until,
  status: row.status as NeedStatus,
  sessionId: row.session_id === null ? null : regionalId(row.region_id, row.session_id),
  declineReason: row.decline_reason as DeclineReason | null,
  answerNote: row.answer_note,
  filedBy: row.filed_by,
  filedByStaff: row.filed_by_staff,
  filedAt: row.filed_at,
  answeredAt: row.answered_at,
  version: row.version,
})

type Filter = {
  readonly institutionIds: readonly string[]
  readonly status?: NeedStatus | undefined
  readonly needId?: RegionalId | undefined
}

/** What was asked here, open ones first and the most urgent of them first, then the newest; at most 500. */
export const findNeeds = async (ctx: Ctx, filter: Filter): Promise<readonly NeedRecord[]> => {
  let query = tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.service_need')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', sql<string>`any(${filter.institutionIds}::uuid[])`)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.needId) query = query.where('need_id', '=', splitRegionalId(filter.needId).uuid)
  const rows = await query
    .orderBy(sql`case status when 'open' then 0 else 1 end`)
    .orderBy(sql`case when status = 'open' then array_position(array['urgent', 'soon', 'routine'], urgency) end`)
    .orderBy('filed_at', 'desc')
    .limit(500)
    .execute()
  return rows.map(recordOf)
}

export const lockNeed = async (ctx: Ctx, needId: RegionalId): Promise<NeedRecord | undefined> => {
  const { regionId, uuid } = splitRegionalId(needId)
  if (regionId !== ctx.regionId) return undefined
  const row = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.service_need')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('need_id', '=', uuid)
    .forUpdate()
    .executeTakeFirst()
  return row && recordOf(row)
}

export const insertNeed = (ctx: Ctx, need: NeedRecord): Promise<unknown> =>
  tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.service_need')
    .values({
      region_id: ctx.regionId,
      need_id: splitRegionalId(need.needId).uuid,
      institution_id: need.institutionId,
      speciality: need.speciality,
      residents: need.residents,
      reasons: [...need.reasons],
      note: need.note,
      urgency: need.urgency,
      wished_from: need.wishedFrom,
      wished_until: need.wishedUntil,
      status: 'open',
      session_id: null,
      decline_reason: null,
      answer_note: null,
      filed_by: need.filedBy,
      filed_by_staff: need.filedByStaff,
      filed_at: ctx.now,
      answered_by: null,
      answered_at: null,
      version: 1,
    })
    .execute()

export type Answer = {
  readonly status: NeedStatus
  readonly sessionId: RegionalId | null
  readonly declineReason: DeclineReason | null
  readonly answerNote: string | null
  readonly answeredBy: string | null
}

export const writeAnswer = (ctx: Ctx, needId: RegionalId, answer: Answer): Promise<unknown> =>
  tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.service_need')
    .set({
      status: answer.status,
      session_id: answer.sessionId === null ? null : splitRegionalId(answer.sessionId).uuid,
      decline_reason: answer.declineReason,
      answer_note: answer.answerNote,
      answered_by: answer.answeredBy,
      answered_at: answer.status === 'open' ? null : ctx.now,
      version: sql<number>`version + 1`,
    })
    .where('region_id', '=', ctx.regionId)
    .where('need_id', '=', splitRegionalId(needId).uuid)
    .execute()

/** Requests that this session answers, locked in id order. */
export const needsAnsweredBy = async (ctx: Ctx, sessionId: RegionalId): Promise<readonly NeedRecord[]> =>
  (
    await tablesOf<DeploymentTables>(ctx)
      .selectFrom('deployment.service_need')
      .selectAll()
      .where('region_id', '=', ctx.regionId)
      .where('session_id', '=', splitRegionalId(sessionId).uuid)
      .orderBy('need_id')
      .forUpdate()
      .execute()
  ).map(recordOf)
