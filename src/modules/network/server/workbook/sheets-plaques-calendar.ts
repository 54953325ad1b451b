import { plaqueKinds, serviceKinds } from '../../contract-codes.ts'
import {
  choiceColumn,
  choicesColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  textColumn,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import { writeCalendarDay } from '../calendar.ts'
import { tables } from '../tables.ts'
import { checkOrder } from './check-periods.ts'
import type { Maps } from './maps.ts'
import { ownersByInstitution } from './sheets-places.ts'
import { type Entry, inChunks, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type PlaqueRow = {
  readonly code: string
  readonly institutionCode: string
  readonly kind: string
  readonly name: string
  readonly giver: string
  readonly giverCode: string | null
  readonly agreementCode: string | null
  readonly givenOn: string
  readonly validUntil: string | null
  readonly services: readonly string[]
  readonly photoFile: string | null
  readonly removedOn: string | null
  readonly demo: boolean
}

const plaqueValues = (values: PlaqueRow, maps: Maps) => ({
  code: values.code,
  institution_id: maps.institutions.get(values.institutionCode)?.institutionId as string,
  kind: values.kind,
  name: values.name,
  giver: values.giver,
  giver_institution_id:
    values.giverCode === null ? null : (maps.institutions.get(values.giverCode)?.institutionId as string),
  agreement_id:
    values.agreementCode === null ? null : (maps.agreements.get(values.agreementCode)?.agreementId as string),
  given_on: values.givenOn,
  valid_until: values.validUntil,
  services: [...values.services],
  photo_file: values.photoFile,
  removed_on: values.removedOn,
  demo: values.demo,
})

/** A plaque rests on an agreement that its own house has signed; what was stored before stays as it is. */
const isAgreementOfOthers = ({ values, stored }: Entry<PlaqueRow>, maps: Maps): boolean => {
  const { agreementCode, institutionCode } = values
  if (agreementCode === null) return false
  if (stored?.values.agreementCode === agreementCode && stored.values.institutionCode === institutionCode) return false
  return maps.agreements.get(agreementCode)?.partyCodes.includes(institutionCode) === false
}

/** 铜牌 */
export const plaqueSheet = tableSheet<PlaqueRow>({
  key: 'network.plaque',
  title: '铜牌',
  order: 210,
  identity: ['code'],
  columns: [
    codeColumn({ key: 'code', title: '铜牌编号', required: true }),
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    choiceColumn({ key: 'kind', title: '类型', required: true, words: wordsOf('plaque_kind', plaqueKinds) }),
    textColumn({ key: 'name', title: '名称', required: true, max: 80, width: 36 }),
    textColumn({ key: 'giver', title: '授牌单位', required: true, max: 60, width: 30 }),
    codeColumn({ key: 'giverCode', title: '授牌机构代码' }),
    codeColumn({ key: 'agreementCode', title: '协议编号' }),
    dateColumn({ key: 'givenOn', title: '授牌日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
    choicesColumn({
      key: 'services',
      title: '承诺服务',
      required: true,
      words: wordsOf('service', serviceKinds),
      maxItems: 12,
    }),
    textColumn({ key: 'photoFile', title: '照片文件', max: 200 }),
    dateColumn({ key: 'removedOn', title: '摘牌日期' }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.plaque as p')
      .innerJoin('network.institution as i', 'i.institution_id', 'p.institution_id')
      .leftJoin('network.institution as g', 'g.institution_id', 'p.giver_institution_id')
      .leftJoin('network.agreement as a', 'a.agreement_id', 'p.agreement_id')
      .selectAll('p')
      .select(['i.code as institution_code', 'g.code as giver_code', 'a.code as agreement_code'])
      .execute()
    return rows.map(row => ({
      id: row.plaque_id,
      values: {
        code: row.code,
        institutionCode: row.institution_code,
        kind: row.kind,
        name: row.name,
        giver: row.giver,
        giverCode: row.giver_code,
        agreementCode: row.agreement_code,
        givenOn: row.given_on,
        validUntil: row.valid_until,
        services: row.services,
        photoFile: row.photo_file,
        removedOn: row.removed_on,
        demo: row.demo,
      },
    }))
  },
  normal: values => ({ ...values, services: values.services ?? [], demo: values.demo ?? false }),
  check: (entry, tools) => {
    const { row, values } = entry
    const { institutions, agreements } = tools.maps
    if (values.institutionCode !== null && !institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    if (values.giverCode !== null && !institutions.has(values.giverCode))
      tools.report(row.number, 'giverCode', 'unknown_institution')
    if (values.agreementCode !== null && !agreements.has(values.agreementCode))
      tools.report(row.number, 'agreementCode', 'unknown_agreement')
    else if (isAgreementOfOthers(entry, tools.maps)) tools.report(row.number, 'agreementCode', 'agreement_of_others')
    checkOrder(entry, tools, 'givenOn', 'validUntil')
    checkOrder(entry, tools, 'givenOn', 'removedOn')
  },
  owners: ownersByInstitution,
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.plaque')
        .values(
          chunk.map(({ id, values }) => ({
            plaque_id: id,
            ...plaqueValues(values, maps),
            team_id: null,
            created_at: ctx.now,
          })),
        )
        .execute(),
    ),
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.plaque')
      .set(plaqueValues(values, maps))
      .where('plaque_id', '=', id)
      .execute()
  },
})

const dayKeys = ['holiday', 'work_day', 'work', 'weekend'] as const
type DayKey = (typeof dayKeys)[number]
type DayRow = {
  readonly regionId: number
  readonly date: string
  readonly kind: DayKey
  readonly name: string
  readonly provisional: boolean
  readonly source: string
}

/** 日历: holidays and make-up work-days; 0 is the whole country, a region's code only that region. */
export const calendarSheet = tableSheet<DayRow>({
  key: 'network.calendar_day',
  title: '日历',
  order: 220,
  identity: ['regionId', 'date'],
  columns: [
    integerColumn({
      key: 'regionId',
      title: '地区代码',
      required: true,
      minimum: 0,
      maximum: 999_999,
      hint: '0为全国，或六位行政区划代码',
    }),
    dateColumn({ key: 'date', title: '日期', required: true }),
    choiceColumn({ key: 'kind', title: '类型', required: true, words: wordsOf('day', dayKeys) }),
    textColumn({ key: 'name', title: '名称', required: true, max: 20 }),
    yesNoColumn({ key: 'provisional', title: '暂定' }),
    textColumn({ key: 'source', title: '来源', required: true, max: 100, width: 40 }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.calendar_day')
      .selectAll()
      .where('applies_to', 'in', [0, ctx.regionId])
      .execute()
    return rows.map(row => ({
      id: `${row.applies_to} ${row.local_date}`,
      values: {
        regionId: row.applies_to,
        date: row.local_date,
        kind: row.kind as DayKey,
        name: row.name,
        provisional: row.provisional,
        source: row.source,
      },
    }))
  },
  normal: values => ({ ...values, provisional: values.provisional ?? false }),
  check: ({ row, values }, tools) => {
    const { regionId } = values
    if (regionId !== null && regionId !== 0 && regionId !== tools.ctx.regionId)
      tools.report(row.number, 'regionId', 'unknown_region')
  },
  owners: () => [],
  insert: async (ctx, entries) => {
    for (const { values } of entries) await writeCalendarDay(ctx, values, values.regionId)
  },
  change: (ctx, { values }) => writeCalendarDay(ctx, values, values.regionId),
})
