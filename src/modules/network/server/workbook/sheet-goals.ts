import { sql } from 'kysely'
import type { Ctx } from '#src/platform/server/context.ts'
import { type GoalState, goalStates } from '../../contract-asset-codes.ts'
import { choiceColumn, codeColumn, dateColumn, textColumn, yesNoColumn } from '../../domain/workbook-columns.ts'
import { requireCentreGoal, writeReport } from '../goals.ts'
import { todayOf } from '../tables.ts'
import type { Maps } from './maps.ts'
import { institutionIdOf } from './plain-sheet.ts'
import { ownersByInstitution } from './sheets-places.ts'
import { tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type GoalRow = {
  readonly institutionCode: string
  readonly goal: string
  readonly state: GoalState
  readonly evidence: string | null
  readonly fileReference: string | null
  readonly on: string
  readonly demo: boolean
}

/** 十项目标 by their words; the rows are those of `network.goal`, and a test compares. */
export const goalWords: Readonly<Record<string, string>> = {
  university_centre: '高校冠名社区卫生服务中心',
  tight_group: '紧密型城市医疗集团',
  ct: 'CT配置',
  evening_clinic: '夜间门诊',
  child_room: '标准化儿科诊室',
  special_clinics: '标准化专科专病门诊',
  rehabilitation_centre: '康复中心',
  dental_centre: '口腔预防中心',
  nursing_centre: '护理中心',
  tcm_master: '名老中医工作室（站）',
}

/** An institution may have come in with this same workbook, so its kind is looked at only now. */
const report = async (ctx: Ctx, values: GoalRow, maps: Maps): Promise<void> => {
  const institutionId = institutionIdOf(values.institutionCode, maps)
  await requireCentreGoal(ctx, institutionId, values.goal)
  await writeReport(ctx, { ...values, institutionId, goalCode: values.goal })
}

/** 覆盖目标: the last report of each centre and goal; a row that differs is a new report, nothing said before is changed. */
export const goalSheet = tableSheet<GoalRow>({
  key: 'network.goal_report',
  title: '覆盖目标',
  order: 275,
  identity: ['institutionCode', 'goal'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    choiceColumn({ key: 'goal', title: '目标', required: true, words: goalWords }),
    choiceColumn({ key: 'state', title: '进展', required: true, words: wordsOf('goal_state', goalStates) }),
    textColumn({ key: 'evidence', title: '依据', max: 500, width: 40, hint: '已达成时必填' }),
    textColumn({ key: 'fileReference', title: '附件或档案号', max: 200 }),
    dateColumn({ key: 'on', title: '日期', required: true }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load: async (ctx, maps) => {
    const { rows } = await sql<{
      goal_report_id: string
      institution_id: string
      goal_code: string
      state: GoalState
      evidence: string | null
      file_reference: string | null
      on_date: string
      demo: boolean
    }>`select distinct on (institution_id, goal_code) goal_report_id, institution_id, goal_code, state, evidence, file_reference, on_date::text, demo
       from network.goal_report order by institution_id, goal_code, reported_at desc, goal_report_id desc`.execute(
      ctx.tx,
    )
    return rows.map(row => ({
      id: row.goal_report_id,
      values: {
        institutionCode: maps.institutionCodes.get(row.institution_id) ?? '',
        goal: row.goal_code,
        state: row.state,
        evidence: row.evidence,
        fileReference: row.file_reference,
        on: row.on_date,
        demo: row.demo,
      },
    }))
  },
  normal: values => ({ ...values, demo: values.demo ?? false }),
  check: ({ row, values }, tools) => {
    if (values.institutionCode !== null && !tools.maps.institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    if (values.state !== 'reached') return
    if (!values.evidence) tools.report(row.number, 'evidence', 'evidence_missing')
    if (values.on !== null && values.on > todayOf(tools.ctx)) tools.report(row.number, 'on', 'reached_in_the_future')
  },
  owners: ownersByInstitution,
  insert: async (ctx, entries, maps) => {
    for (const { values } of entries) await report(ctx, values, maps)
  },
  change: (ctx, { values }, maps) => report(ctx, values, maps),
})
