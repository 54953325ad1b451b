import type { Ctx } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import { professions, sexCodes } from '../../contract-codes.ts'
import { likenessOf, nameKey, type PersonKey } from '../../domain/duplicates.ts'
import {
  choiceColumn,
  codeColumn,
  dateColumn,
  listColumn,
  textColumn,
  textOfCell,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import type { WorkbookColumn } from '../../domain/workbook-types.ts'
import { phoneColumns } from '../enter-staff.ts'
import { spellingsOf } from '../pinyin.ts'
import { tellStaffChanged } from '../staff-changed.ts'
import { tables } from '../tables.ts'
import { checkOrder } from './check-periods.ts'
import { addStaff, type Maps } from './maps.ts'
import { checkDepartment, departmentCodeOf, departmentIdOf, ownersByInstitution } from './sheets-places.ts'
import { type Entry, inChunks, type Stored, type Tools, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

type StaffRow = {
  readonly code: string
  readonly name: string
  readonly sex: string
  readonly profession: string
  readonly institutionCode: string
  readonly departmentCode: string | null
  readonly licenceNumber: string | null
  readonly phone: string | null
  readonly specialities: readonly string[] | null
  readonly bio: string | null
  readonly joinedOn: string | null
  readonly leftOn: string | null
  readonly demo: boolean
}

const phoneColumn: WorkbookColumn<string> = {
  key: 'phone',
  title: '手机',
  required: false,
  width: 14,
  hint: '11位手机号',
  parse: content => {
    const text = textOfCell(content).normalize('NFKC').replace(/[\s-]/g, '')
    return /^1[3-9]\d{9}$/.test(text) ? { value: text } : { finding: { code: 'network.phone_unreadable' } }
  },
  format: value => value,
}

const licenceColumn: WorkbookColumn<string> = {
  ...textColumn({ key: 'licenceNumber', title: '执业证书编码', max: 30, width: 20 }),
  parse: content => {
    const text = textOfCell(content).normalize('NFKC').replace(/\s/g, '')
    if (text.length > 30)
      return { finding: { code: 'network.text_too_long', details: { maximum: 30, length: text.length } } }
    return /^[A-Za-z0-9-]{5,30}$/.test(text) ? { value: text } : { finding: { code: 'network.code_unreadable' } }
  },
}

const personOf = (values: StaffRow): PersonKey => ({
  code: values.code,
  name: values.name,
  institutionId: values.institutionCode,
  licenceNumber: values.licenceNumber,
  phoneTail: values.phone?.slice(-4) ?? null,
})

type Other = { readonly person: PersonKey; readonly row: number | null }

/** People that could be the same are found by name and institution, or by licence, so that 5 000 rows stay quick. */
const checkDuplicates = (
  entries: readonly Entry<StaffRow>[],
  stored: readonly Stored<StaffRow>[],
  tools: Tools,
): void => {
  const replaced = new Set(entries.flatMap(entry => entry.stored?.id ?? []))
  const others = new Map<string, Other[]>()
  const keysOf = (person: PersonKey): readonly string[] => [
    `name ${nameKey(person.name)} ${person.institutionId}`,
    ...(person.licenceNumber === null ? [] : [`licence ${person.licenceNumber}`]),
  ]
  const remember = (other: Other): void => {
    for (const key of keysOf(other.person)) others.set(key, [...(others.get(key) ?? []), other])
  }
  for (const row of stored) if (!replaced.has(row.id)) remember({ person: personOf(row.values), row: null })
  for (const entry of entries) {
    const { row, values } = entry
    if (['code', 'name', 'institutionCode', 'licenceNumber', 'phone'].some(key => row.wrong.has(key))) continue
    const person = personOf(values)
    const candidates = [...new Set(keysOf(person).flatMap(key => others.get(key) ?? []))].filter(
      other => other.person.code !== person.code,
    )
    reportLikeness(entry, candidates, tools)
    remember({ person, row: row.number })
  }
}

const reportLikeness = (entry: Entry<StaffRow>, candidates: readonly Other[], tools: Tools): void => {
  const person = personOf(entry.values)
  const same = candidates.find(other => likenessOf(person, other.person) === 'same')
  const perhaps = candidates.find(other => likenessOf(person, other.person) === 'perhaps')
  const number = entry.row.number
  if (same) {
    if (same.row === null) tools.report(number, 'name', 'duplicate_of_stored', { code: same.person.code })
    else tools.report(number, 'name', 'duplicate_of_row', { row: same.row })
  } else if (perhaps && entry.stored === undefined) {
    if (perhaps.row === null)
      tools.report(number, 'name', 'perhaps_duplicate_of_stored', { code: perhaps.person.code }, 'warning')
    else tools.report(number, 'name', 'perhaps_duplicate_of_row', { row: perhaps.row }, 'warning')
  }
}

const load = async (ctx: Ctx): Promise<readonly Stored<StaffRow>[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.staff as s')
    .innerJoin('network.institution as i', 'i.institution_id', 's.institution_id')
    .leftJoin('network.department as d', 'd.department_id', 's.department_id')
    .selectAll('s')
    .select(['i.code as institution_code', 'd.code as department_code'])
    .execute()
  return rows.map(row => ({
    id: row.staff_id,
    values: {
      code: row.code,
      name: row.name,
      sex: row.sex,
      profession: row.profession,
      institutionCode: row.institution_code,
      departmentCode: row.department_code,
      licenceNumber: row.licence_number,
      phone: row.phone_cipher === null ? null : decryptText(ctx.app.keys, row.phone_cipher),
      specialities: row.specialities,
      bio: row.bio,
      joinedOn: row.joined_on,
      leftOn: row.left_on,
      demo: row.demo,
    },
  }))
}

const columnsOf = (
  ctx: Ctx,
  values: StaffRow,
  spelling: { readonly pinyin: string; readonly initials: string },
  maps: Maps,
) => ({
  code: values.code,
  name: values.name,
  ...spelling,
  sex: values.sex,
  profession: values.profession,
  institution_id: maps.institutions.get(values.institutionCode)?.institutionId as string,
  department_id: departmentIdOf(values.institutionCode, values.departmentCode, maps),
  licence_number: values.licenceNumber,
  phone_cipher: null,
  phone_index: null,
  phone_tail: null,
  ...phoneColumns(ctx, values.phone),
  specialities: [...(values.specialities ?? [])],
  bio: values.bio,
  joined_on: values.joinedOn,
  left_on: values.leftOn,
  demo: values.demo,
})

/** 人员 */
export const staffSheet = tableSheet<StaffRow>({
  key: 'network.staff',
  title: '人员',
  order: 150,
  identity: ['code'],
  columns: [
    codeColumn({ key: 'code', title: '人员编号', required: true }),
    textColumn({ key: 'name', title: '姓名', required: true, max: 30, width: 14 }),
    choiceColumn({ key: 'sex', title: '性别', required: true, words: wordsOf('sex', sexCodes) }),
    choiceColumn({ key: 'profession', title: '岗位', required: true, words: wordsOf('profession', professions) }),
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    textColumn({ key: 'departmentCode', title: '科室', max: 30, hint: '科室代码或名称' }),
    licenceColumn,
    phoneColumn,
    listColumn({ key: 'specialities', title: '专长', max: 20, maxItems: 8 }),
    textColumn({ key: 'bio', title: '简介', max: 500, hint: '写给居民看的话，最多500字' }),
    dateColumn({ key: 'joinedOn', title: '入职日期' }),
    dateColumn({ key: 'leftOn', title: '离职日期' }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  load,
  normal: (values, maps) => ({
    ...values,
    departmentCode: departmentCodeOf(values.institutionCode, values.departmentCode, maps),
    specialities: values.specialities ?? [],
    demo: values.demo ?? false,
  }),
  declare: ({ id, values }, maps) => {
    // Known even when its institution is wrong, so that one mistake is not named again in every later sheet.
    const institutionId = maps.institutions.get(values.institutionCode)?.institutionId ?? ''
    if (values.code)
      addStaff(maps, { staffId: id, code: values.code, name: values.name ?? '', institutionId, leftOn: values.leftOn })
  },
  check: (entry, tools) => {
    const { row, values } = entry
    if (values.institutionCode !== null && !tools.maps.institutions.has(values.institutionCode))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    checkDepartment(row.number, values.institutionCode, values.departmentCode, tools)
    checkOrder(entry, tools, 'joinedOn', 'leftOn')
  },
  checkAll: checkDuplicates,
  owners: ownersByInstitution,
  insert: async (ctx, entries, maps) => {
    const spellings = await spellingsOf(
      entries.map(entry => entry.values.name),
      'person',
    )
    const rows = entries.map(({ id, values }, index) => ({
      staff_id: id,
      ...columnsOf(ctx, values, spellings[index] as { pinyin: string; initials: string }, maps),
      version: 1,
      created_at: ctx.now,
    }))
    await inChunks(rows, chunk => tables(ctx).insertInto('network.staff').values(chunk).execute())
  },
  change: async (ctx, { id, values, stored }, maps) => {
    const [spelling] = await spellingsOf([values.name], 'person')
    await tables(ctx)
      .updateTable('network.staff')
      .set(eb => ({
        ...columnsOf(ctx, values, spelling as { pinyin: string; initials: string }, maps),
        version: eb('version', '+', 1),
      }))
      .where('staff_id', '=', id)
      .execute()
    const before = stored?.values
    if (before?.leftOn === values.leftOn && before.institutionCode === values.institutionCode) return
    const institutionId = maps.institutions.get(values.institutionCode)?.institutionId as string
    tellStaffChanged(ctx, { staffId: id, institutionId, left: values.leftOn })
  },
})
