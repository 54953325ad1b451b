import { teamKinds, teamRoles } from '../../contract-codes.ts'
import { choiceColumn, codeColumn, dateColumn, textColumn, yesNoColumn } from '../../domain/workbook-columns.ts'
import { tables } from '../tables.ts'
import { checkOrder, checkOverlaps } from './check-periods.ts'
import type { Maps } from './maps.ts'
import { ownersByInstitution } from './sheets-places.ts'
import { inChunks, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type TeamRow = {
  readonly code: string
  readonly name: string
  readonly institutionCode: string
  readonly kind: string
  readonly speciality: string | null
  readonly introduction: string | null
  readonly startedOn: string | null
  readonly endedOn: string | null
  readonly demo: boolean
}

const teamValues = (values: TeamRow, maps: Maps) => ({
  code: values.code,
  name: values.name,
  institution_id: maps.institutions.get(values.institutionCode)?.institutionId as string,
  kind: values.kind,
  speciality: values.speciality,
  introduction: values.introduction,
  started_on: values.startedOn,
  ended_on: values.endedOn,
  demo: values.demo,
})

/** 团队 */
export const teamSheet = tableSheet<TeamRow>({
  key: 'network.team',
  title: '团队',
  order: 180,
  identity: ['code'],
  columns: [
    codeColumn({ key: 'code', title: '团队代码', required: true }),
    textColumn({ key: 'name', title: '名称', required: true, max: 40, width: 24 }),
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    choiceColumn({ key: 'kind', title: '类型', required: true, words: wordsOf('team_kind', teamKinds) }),
    textColumn({ key: 'speciality', title: '专科方向', max: 30 }),
    textColumn({ key: 'introduction', title: '简介', max: 500 }),
    dateColumn({ key: 'startedOn', title: '成立日期' }),
    dateColumn({ key: 'endedOn', title: '结束日期' }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.team as t')
      .innerJoin('network.institution as i', 'i.institution_id', 't.institution_id')
      .selectAll('t')
      .select('i.code as institution_code')
      .execute()
    return rows.map(row => ({
      id: row.team_id,
      values: {
        code: row.code,
        name: row.name,
        institutionCode: row.institution_code,
        kind: row.kind,
        speciality: row.speciality,
        introduction: row.introduction,
        startedOn: row.started_on,
        endedOn: row.ended_on,
        demo: row.demo,
      },
    }))
  },
  normal: values => ({ ...values, demo: values.demo ?? false }),
  declare: ({ id, values }, maps) => {
    const institutionId = maps.institutions.get(values.institutionCode)?.institutionId ?? ''
    if (values.code) maps.teams.set(values.code, { teamId: id, code: values.code, institutionId })
  },
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.institutionCode !== null && !tools.maps.institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    checkOrder(entry, tools, 'startedOn', 'endedOn')
  },
  owners: ownersByInstitution,
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.team')
        .values(
          chunk.map(({ id, values }) => ({
            team_id: id,
            ...teamValues(values, maps),
            version: 1,
            created_at: ctx.now,
          })),
        )
        .execute(),
    ),
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.team')
      .set(eb => ({ ...teamValues(values, maps), version: eb('version', '+', 1) }))
      .where('team_id', '=', id)
      .execute()
  },
})

type MemberRow = {
  readonly teamCode: string
  readonly staffCode: string
  readonly role: string
  readonly validFrom: string
  readonly validUntil: string | null
}

const memberValues = (values: MemberRow, maps: Maps) => ({
  team_id: maps.teams.get(values.teamCode)?.teamId as string,
  staff_id: maps.staff.get(values.staffCode)?.staffId as string,
  role: values.role,
  valid_from: values.validFrom,
  valid_until: values.validUntil,
})

/** 团队成员 */
export const teamMemberSheet = tableSheet<MemberRow>({
  key: 'network.team_member',
  title: '团队成员',
  order: 190,
  identity: ['teamCode', 'staffCode', 'validFrom'],
  columns: [
    codeColumn({ key: 'teamCode', title: '团队代码', required: true }),
    codeColumn({ key: 'staffCode', title: '人员编号', required: true }),
    choiceColumn({ key: 'role', title: '角色', required: true, words: wordsOf('team_role', teamRoles) }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.team_member as m')
      .innerJoin('network.team as t', 't.team_id', 'm.team_id')
      .innerJoin('network.staff as s', 's.staff_id', 'm.staff_id')
      .selectAll('m')
      .select(['t.code as team_code', 's.code as staff_code'])
      .execute()
    return rows.map(row => ({
      id: row.team_member_id,
      values: {
        teamCode: row.team_code,
        staffCode: row.staff_code,
        role: row.role,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
      },
    }))
  },
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.teamCode !== null && !tools.maps.teams.has(values.teamCode))
      tools.report(row.number, 'teamCode', 'unknown_team')
    if (values.staffCode !== null && !tools.maps.staff.has(values.staffCode))
      tools.report(row.number, 'staffCode', 'unknown_staff')
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => {
    checkOverlaps(entries, stored, ['teamCode', 'staffCode'], tools)
    const leads = { row: 'second_lead_in_period', stored: 'second_lead_in_period' }
    checkOverlaps(entries, stored, ['teamCode'], tools, values => values.role === 'lead', leads, 'role')
  },
  owners: (values, maps) => {
    const team = maps.teams.get(values.teamCode)
    return team && team.institutionId !== '' ? [team.institutionId] : []
  },
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.team_member')
        .values(
          chunk.map(({ id, values }) => ({ team_member_id: id, ...memberValues(values, maps), created_at: ctx.now })),
        )
        .execute(),
    ),
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.team_member')
      .set(memberValues(values, maps))
      .where('team_member_id', '=', id)
      .execute()
  },
})
