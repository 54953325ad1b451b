import type { Ctx } from '#src/platform/server/context.ts'
import { consortiumKinds, membershipRoles } from '../../contract-codes.ts'
import { choiceColumn, codeColumn, dateColumn, textColumn, yesNoColumn } from '../../domain/workbook-columns.ts'
import { tables } from '../tables.ts'
import { checkOrder, checkOverlaps } from './check-periods.ts'
import type { Maps } from './maps.ts'
import { type Entry, inChunks, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type ConsortiumRow = {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly startedOn: string | null
  readonly endedOn: string | null
  readonly note: string | null
  readonly demo: boolean
}
const consortiumValues = (row: ConsortiumRow) => ({
  code: row.code,
  name: row.name,
  kind: row.kind,
  started_on: row.startedOn,
  ended_on: row.endedOn,
  note: row.note,
  demo: row.demo,
})

/** 医联体 */
export const consortiumSheet = tableSheet<ConsortiumRow>({
  key: 'network.consortium',
  title: '医联体',
  order: 100,
  identity: ['code'],
  columns: [
    codeColumn({ key: 'code', title: '医联体代码', required: true }),
    textColumn({ key: 'name', title: '名称', required: true, max: 60, width: 30 }),
    choiceColumn({ key: 'kind', title: '类型', required: true, words: wordsOf('consortium_kind', consortiumKinds) }),
    dateColumn({ key: 'startedOn', title: '成立日期' }),
    dateColumn({ key: 'endedOn', title: '终止日期' }),
    textColumn({ key: 'note', title: '说明', max: 500 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx).selectFrom('network.consortium').selectAll().execute()
    return rows.map(row => ({
      id: row.consortium_id,
      values: {
        code: row.code,
        name: row.name,
        kind: row.kind,
        startedOn: row.started_on,
        endedOn: row.ended_on,
        note: row.note,
        demo: row.demo,
      },
    }))
  },
  normal: values => ({ ...values, demo: values.demo ?? false }),
  declare: ({ id, values }, maps) => {
    if (values.code && !maps.consortia.has(values.code))
      maps.consortia.set(values.code, { consortiumId: id, code: values.code, inReach: true })
  },
  check: (entry, tools) => {
    checkOrder(entry, tools, 'startedOn', 'endedOn')
    if (
      tools.maps.consortia.get(entry.values.code)?.inReach === false &&
      entry.stored &&
      JSON.stringify(entry.stored.values) !== JSON.stringify(entry.values)
    )
      tools.report(entry.row.number, 'code', 'outside_reach')
  },
  owners: () => [],
  exported: (values, maps) => maps.consortia.get(values.code)?.inReach === true,
  insert: (ctx, entries) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.consortium')
        .values(
          chunk.map(({ id, values }) => ({
            consortium_id: id,
            region_id: ctx.regionId,
            ...consortiumValues(values),
            version: 1,
            created_at: ctx.now,
          })),
        )
        .execute(),
    ),
  change: async (ctx, { id, values }) => {
    await tables(ctx)
      .updateTable('network.consortium')
      .set(eb => ({ ...consortiumValues(values), version: eb('version', '+', 1) }))
      .where('consortium_id', '=', id)
      .execute()
  },
})

type MembershipRow = {
  readonly consortiumCode: string
  readonly institutionCode: string
  readonly role: string
  readonly validFrom: string
  readonly validUntil: string | null
}

const membershipValues = ({ values }: Entry<MembershipRow>, maps: Maps) => ({
  consortium_id: maps.consortia.get(values.consortiumCode)?.consortiumId as string,
  institution_id: maps.institutions.get(values.institutionCode)?.institutionId as string,
  role: values.role,
  valid_from: values.validFrom,
  valid_until: values.validUntil,
})

const loadMemberships = async (ctx: Ctx) => {
  const rows = await tables(ctx)
    .selectFrom('network.membership as m')
    .innerJoin('network.consortium as c', 'c.consortium_id', 'm.consortium_id')
    .innerJoin('network.institution as i', 'i.institution_id', 'm.institution_id')
    .select([
      'm.membership_id',
      'c.code as consortium_code',
      'i.code as institution_code',
      'm.role',
      'm.valid_from',
      'm.valid_until',
    ])
    .execute()
  return rows.map(row => ({
    id: row.membership_id,
    values: {
      consortiumCode: row.consortium_code,
      institutionCode: row.institution_code,
      role: row.role,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    },
  }))
}

/** 成员: who manages the consortium (its head) takes institutions in. */
export const membershipSheet = tableSheet<MembershipRow>({
  key: 'network.membership',
  title: '成员',
  order: 120,
  identity: ['consortiumCode', 'institutionCode', 'validFrom'],
  columns: [
    codeColumn({ key: 'consortiumCode', title: '医联体代码', required: true }),
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    choiceColumn({ key: 'role', title: '角色', required: true, words: wordsOf('member_role', membershipRoles) }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
  ],
  load: loadMemberships,
  check: (entry, tools) => {
    const { row, values } = entry
    const consortium = tools.maps.consortia.get(values.consortiumCode)
    if (values.consortiumCode !== null && !consortium) tools.report(row.number, 'consortiumCode', 'unknown_consortium')
    if (consortium?.inReach === false && !entry.stored) tools.report(row.number, 'consortiumCode', 'outside_reach')
    if (values.institutionCode !== null && !tools.maps.institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => {
    checkOverlaps(entries, stored, ['consortiumCode', 'institutionCode'], tools)
    const heads = { row: 'second_head_in_period', stored: 'second_head_in_period' }
    checkOverlaps(entries, stored, ['consortiumCode'], tools, values => values.role === 'head', heads, 'role')
  },
  owners: () => [],
  exported: (values, maps) => maps.consortia.get(values.consortiumCode)?.inReach === true,
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.membership')
        .values(
          chunk.map(entry => ({
            membership_id: entry.id,
            ...membershipValues(entry, maps),
            end_reason: null,
            created_at: ctx.now,
          })),
        )
        .execute(),
    ),
  change: async (ctx, entry, maps) => {
    await tables(ctx)
      .updateTable('network.membership')
      .set(membershipValues(entry, maps))
      .where('membership_id', '=', entry.id)
      .execute()
  },
})
