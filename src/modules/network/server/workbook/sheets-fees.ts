import { feeKinds, titleCodes } from '../../contract-codes.ts'
import { percentColumn, yuanColumn } from '../../domain/workbook-amounts.ts'
import {
  choiceColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  textColumn,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import { tables } from '../tables.ts'
import { checkOrder, checkOverlaps } from './check-periods.ts'
import type { Maps } from './maps.ts'
import { ownersByInstitution } from './sheets-places.ts'
import { type Entry, inChunks, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type FeeRow = {
  readonly institutionCode: string
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly titleCode: string | null
  readonly unit: string
  readonly times: number | null
  readonly priceFen: number
  readonly ownFirstPerMille: number | null
  readonly validFrom: string
  readonly validUntil: string | null
  readonly source: string
  readonly demo: boolean
}

const isVisit = (values: { readonly kind: string }): boolean =>
  values.kind === 'registration' || values.kind === 'consultation'

const institutionIdOf = (values: { readonly institutionCode: string }, maps: Maps): string =>
  maps.institutions.get(values.institutionCode)?.institutionId as string

const feeValues = (values: FeeRow, maps: Maps) => ({
  institution_id: institutionIdOf(values, maps),
  code: values.code,
  kind: values.kind,
  name: values.name,
  title_code: values.titleCode,
  unit: values.unit,
  times: values.times ?? 1,
  price_fen: values.priceFen,
  own_first_per_mille: values.ownFirstPerMille ?? 0,
  valid_from: values.validFrom,
  valid_until: values.validUntil,
  source: values.source,
  demo: values.demo,
})

/** 收费 */
export const feeSheet = tableSheet<FeeRow>({
  key: 'network.fee_item',
  title: '收费',
  order: 230,
  identity: ['institutionCode', 'code', 'validFrom'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    codeColumn({ key: 'code', title: '项目编码', required: true }),
    choiceColumn({ key: 'kind', title: '类别', required: true, words: wordsOf('fee_kind', feeKinds) }),
    textColumn({ key: 'name', title: '项目名称', required: true, max: 60 }),
    choiceColumn({
      key: 'titleCode',
      title: '医师职称',
      words: wordsOf('title', titleCodes),
      hint: '只用于挂号费、诊查费；空着表示不分职称',
    }),
    textColumn({ key: 'unit', title: '计价单位', required: true, max: 10 }),
    integerColumn({ key: 'times', title: '次数', minimum: 1, maximum: 200, hint: '只用于疗程：一个疗程几次' }),
    yuanColumn({ key: 'priceFen', title: '价格（元）', required: true, maximum: 1_000_000 }),
    percentColumn({
      key: 'ownFirstPerMille',
      title: '先行自付（%）',
      hint: '医保不看的部分：甲类0，乙类如10，医保外100；空着为0',
    }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
    textColumn({ key: 'source', title: '来源', required: true, max: 100, width: 36 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.fee_item as f')
      .innerJoin('network.institution as i', 'i.institution_id', 'f.institution_id')
      .selectAll('f')
      .select('i.code as institution_code')
      .execute()
    return rows.map(row => ({
      id: row.fee_item_id,
      values: {
        institutionCode: row.institution_code,
        code: row.code,
        kind: row.kind,
        name: row.name,
        titleCode: row.title_code,
        unit: row.unit,
        times: row.times,
        priceFen: row.price_fen,
        ownFirstPerMille: row.own_first_per_mille,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        source: row.source,
        demo: row.demo,
      },
    }))
  },
  normal: values => ({
    ...values,
    times: values.times ?? 1,
    ownFirstPerMille: values.ownFirstPerMille ?? 0,
    demo: values.demo ?? false,
  }),
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.institutionCode !== null && !tools.maps.institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    if (values.titleCode !== null && values.kind !== null && !isVisit(values))
      tools.report(row.number, 'titleCode', 'title_only_for_visits')
    if ((values.times ?? 1) > 1 && values.kind !== null && values.kind !== 'series')
      tools.report(row.number, 'times', 'times_only_for_series')
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => {
    checkOverlaps(entries, stored, ['institutionCode', 'code'], tools)
    const visits = (entries as readonly Entry<FeeRow>[]).filter(entry => isVisit(entry.values))
    const byTitle = ['institutionCode', 'kind', 'titleCode']
    checkOverlaps(
      visits,
      stored.filter(row => isVisit(row.values)),
      byTitle,
      tools,
      values => values.titleCode !== null,
    )
    checkOverlaps(
      visits,
      stored.filter(row => isVisit(row.values)),
      ['institutionCode', 'kind'],
      tools,
      values => values.titleCode === null,
    )
  },
  owners: ownersByInstitution,
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.fee_item')
        .values(chunk.map(({ id, values }) => ({ fee_item_id: id, ...feeValues(values, maps), created_at: ctx.now })))
        .execute(),
    ),
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.fee_item')
      .set(feeValues(values, maps))
      .where('fee_item_id', '=', id)
      .execute()
  },
})

type DesignationRow = {
  readonly institutionCode: string
  readonly designated: boolean
  readonly insuranceCode: string | null
  readonly validFrom: string
  readonly validUntil: string | null
  readonly source: string
}

/** 医保定点 */
export const designationSheet = tableSheet<DesignationRow>({
  key: 'network.insurance_designation',
  title: '医保定点',
  order: 235,
  identity: ['institutionCode', 'validFrom'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    yesNoColumn({ key: 'designated', title: '定点', required: true }),
    textColumn({ key: 'insuranceCode', title: '医保机构编码', max: 40 }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
    textColumn({ key: 'source', title: '来源', required: true, max: 100, width: 36 }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.insurance_designation as d')
      .innerJoin('network.institution as i', 'i.institution_id', 'd.institution_id')
      .selectAll('d')
      .select('i.code as institution_code')
      .execute()
    return rows.map(row => ({
      id: row.insurance_designation_id,
      values: {
        institutionCode: row.institution_code,
        designated: row.designated,
        insuranceCode: row.insurance_code,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        source: row.source,
      },
    }))
  },
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.institutionCode !== null && !tools.maps.institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => checkOverlaps(entries, stored, ['institutionCode'], tools),
  owners: ownersByInstitution,
  insert: async (ctx, entries, maps) => {
    for (const { id, values } of entries)
      await tables(ctx)
        .insertInto('network.insurance_designation')
        .values({ insurance_designation_id: id, ...designationValues(values, maps), created_at: ctx.now })
        .execute()
  },
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.insurance_designation')
      .set(designationValues(values, maps))
      .where('insurance_designation_id', '=', id)
      .execute()
  },
})

const designationValues = (values: DesignationRow, maps: Maps) => ({
  institution_id: institutionIdOf(values, maps),
  designated: values.designated,
  insurance_code: values.insuranceCode,
  valid_from: values.validFrom,
  valid_until: values.validUntil,
  source: values.source,
})
