import type { Ctx } from '#src/platform/server/context.ts'
import { institutionGrades, institutionKinds, institutionLevels } from '../../contract-codes.ts'
import { creditCodeFault, tidyCode } from '../../domain/credit-code.ts'
import {
  choiceColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  numberColumn,
  textColumn,
  textOfCell,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import type { WorkbookColumn } from '../../domain/workbook-types.ts'
import { spellingsOf } from '../pinyin.ts'
import { tables } from '../tables.ts'
import { checkOrder } from './check-periods.ts'
import { addInstitution, type Maps } from './maps.ts'
import { type Entry, inChunks, type Stored, type Tools, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type InstitutionRow = {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly uscc: string | null
  readonly kind: string
  readonly level: string
  readonly grade: string
  readonly parentCode: string | null
  readonly regionId: number | null
  readonly address: string
  readonly phone: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly openedOn: string | null
  readonly closedOn: string | null
  readonly demo: boolean
}

/** NET-1: both check characters, so that a mistyped code is found before it is stored. */
const creditCodeColumn: WorkbookColumn<string> = {
  key: 'uscc',
  title: '统一社会信用代码',
  required: false,
  width: 22,
  hint: '18位，含两个校验位；分支机构可与上级相同',
  parse: content => {
    const code = tidyCode(textOfCell(content))
    const fault = creditCodeFault(code)
    return fault ? { finding: { code: 'network.wrong_credit_code', details: { fault } } } : { value: code }
  },
  format: value => value,
}

const columnsOf = (
  row: InstitutionRow,
  spelling: { readonly pinyin: string; readonly initials: string },
  maps: Maps,
) => ({
  code: row.code,
  uscc: row.uscc,
  name: row.name,
  short_name: row.shortName,
  ...spelling,
  kind: row.kind,
  level: row.level,
  grade: row.grade,
  parent_institution_id:
    row.parentCode === null ? null : (maps.institutions.get(row.parentCode)?.institutionId as string),
  address: row.address,
  phone: row.phone,
  latitude: row.latitude,
  longitude: row.longitude,
  opened_on: row.openedOn,
  closed_on: row.closedOn,
  demo: row.demo,
})

/** Parents before their branches, as the foreign key wants it. */
const parentsFirst = (entries: readonly Entry<InstitutionRow>[]): readonly Entry<InstitutionRow>[] => {
  const byCode = new Map(entries.map(entry => [entry.values.code, entry]))
  const done = new Set<Entry<InstitutionRow>>()
  const visit = (entry: Entry<InstitutionRow>): void => {
    if (done.has(entry)) return
    done.add(entry)
    const parent = entry.values.parentCode === null ? undefined : byCode.get(entry.values.parentCode)
    if (parent && !done.has(parent)) {
      done.delete(entry)
      visit(parent)
      done.add(entry)
    }
  }
  for (const entry of entries) visit(entry)
  return [...done]
}

/** Nobody is below itself, through however many levels. */
const checkParents = (
  entries: readonly Entry<InstitutionRow>[],
  stored: readonly Stored<InstitutionRow>[],
  tools: Tools,
): void => {
  const parentOf = new Map(stored.map(({ values }) => [values.code, values.parentCode]))
  for (const { values } of entries) parentOf.set(values.code, values.parentCode)
  for (const { row, values } of entries) {
    const seen = new Set([values.code])
    for (let code = values.parentCode; code; code = parentOf.get(code) ?? null) {
      if (seen.has(code)) {
        tools.report(row.number, 'parentCode', 'own_parent')
        break
      }
      seen.add(code)
    }
  }
}

/** A credit code belongs to one institution that stands alone; branches may share that of their parent. */
const checkCreditCodes = (
  entries: readonly Entry<InstitutionRow>[],
  stored: readonly Stored<InstitutionRow>[],
  tools: Tools,
): void => {
  const replaced = new Set(entries.flatMap(entry => entry.stored?.id ?? []))
  const holders = new Set(
    stored.filter(row => !replaced.has(row.id) && row.values.parentCode === null).map(row => row.values.uscc),
  )
  for (const { row, values } of entries) {
    if (values.uscc === null || values.parentCode !== null) continue
    if (holders.has(values.uscc)) tools.report(row.number, 'uscc', 'credit_code_taken')
    holders.add(values.uscc)
  }
}

const load = async (ctx: Ctx) => {
  const rows = await tables(ctx)
    .selectFrom('network.institution as i')
    .leftJoin('network.institution as p', 'p.institution_id', 'i.parent_institution_id')
    .selectAll('i')
    .select('p.code as parent_code')
    .execute()
  return rows.map(row => ({
    id: row.institution_id,
    values: {
      code: row.code,
      name: row.name,
      shortName: row.short_name,
      uscc: row.uscc,
      kind: row.kind,
      level: row.level,
      grade: row.grade,
      parentCode: row.parent_code,
      regionId: row.region_id,
      address: row.address,
      phone: row.phone,
      latitude: row.latitude,
      longitude: row.longitude,
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      demo: row.demo,
    },
  }))
}

/** 机构 */
export const institutionSheet = tableSheet<InstitutionRow>({
  key: 'network.institution',
  title: '机构',
  order: 110,
  identity: ['code'],
  columns: [
    codeColumn({ key: 'code', title: '机构代码', required: true }),
    textColumn({ key: 'name', title: '名称', required: true, max: 60, width: 30 }),
    textColumn({ key: 'shortName', title: '简称', required: true, max: 20 }),
    creditCodeColumn,
    choiceColumn({
      key: 'kind',
      title: '类别',
      required: true,
      width: 18,
      words: wordsOf('kind', institutionKinds),
      hint: 'WS 218 机构类别，如 社区卫生服务中心',
    }),
    choiceColumn({ key: 'level', title: '级别', required: true, words: wordsOf('level', institutionLevels) }),
    choiceColumn({ key: 'grade', title: '等次', required: true, words: wordsOf('grade', institutionGrades) }),
    codeColumn({ key: 'parentCode', title: '上级机构代码' }),
    integerColumn({
      key: 'regionId',
      title: '地区代码',
      minimum: 100_000,
      maximum: 999_999,
      hint: '六位行政区划代码，空为本地区',
    }),
    textColumn({ key: 'address', title: '地址', required: true, max: 100, width: 36 }),
    textColumn({ key: 'phone', title: '电话', max: 20 }),
    numberColumn({ key: 'latitude', title: '纬度', minimum: 3, maximum: 54 }),
    numberColumn({ key: 'longitude', title: '经度', minimum: 73, maximum: 136 }),
    dateColumn({ key: 'openedOn', title: '启用日期' }),
    dateColumn({ key: 'closedOn', title: '停用日期' }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load,
  normal: (values, maps) => ({ ...values, regionId: values.regionId ?? maps.regionId, demo: values.demo ?? false }),
  declare: ({ id, values }, maps) => {
    if (values.code && !maps.institutions.has(values.code))
      addInstitution(maps, {
        institutionId: id,
        code: values.code,
        name: values.name ?? '',
        regionId: values.regionId ?? maps.regionId,
        inReach: true,
      })
  },
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.parentCode !== null && !tools.maps.institutions.has(values.parentCode))
      tools.report(row.number, 'parentCode', 'unknown_institution')
    if (!tools.ctx.app.regions.has(values.regionId as number)) tools.report(row.number, 'regionId', 'unknown_region')
    // What hangs on an institution lives in its region, so that it never moves.
    else if (entry.stored && entry.stored.values.regionId !== values.regionId)
      tools.report(row.number, 'regionId', 'region_differs')
    if (
      (values.latitude === null) !== (values.longitude === null) &&
      !row.wrong.has('latitude') &&
      !row.wrong.has('longitude')
    )
      tools.report(row.number, values.latitude === null ? 'latitude' : 'longitude', 'coordinates_incomplete')
    checkOrder(entry, tools, 'openedOn', 'closedOn')
  },
  checkAll: (entries, stored, tools) => {
    checkParents(entries, stored, tools)
    checkCreditCodes(entries, stored, tools)
  },
  owners: (values, maps) => {
    const known = maps.institutions.get(values.code)
    return known ? [known.institutionId] : []
  },
  insert: async (ctx, entries, maps) => {
    const ordered = parentsFirst(entries)
    const spellings = await spellingsOf(
      ordered.map(entry => entry.values.name),
      'thing',
    )
    const rows = ordered.map((entry, index) => ({
      institution_id: entry.id,
      region_id: entry.values.regionId as number,
      ...columnsOf(entry.values, spellings[index] as { pinyin: string; initials: string }, maps),
      version: 1,
      created_at: ctx.now,
    }))
    await inChunks(rows, chunk => tables(ctx).insertInto('network.institution').values(chunk).execute())
  },
  change: async (ctx, { id, values }, maps) => {
    const [spelling] = await spellingsOf([values.name], 'thing')
    await tables(ctx)
      .updateTable('network.institution')
      .set(eb => ({
        ...columnsOf(values, spelling as { pinyin: string; initials: string }, maps),
        version: eb('version', '+', 1),
      }))
      .where('institution_id', '=', id)
      .execute()
  },
})
