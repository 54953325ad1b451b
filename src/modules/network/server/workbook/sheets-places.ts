import { codeColumn, dateColumn, textColumn } from '../../domain/workbook-columns.ts'
import { spellingsOf } from '../pinyin.ts'
import { tables } from '../tables.ts'
import { addDepartment, addRoom, type Maps, placeKey } from './maps.ts'
import { type Entry, inChunks, type Stored, type Tools, tableSheet } from './table-sheet.ts'

type Named = { readonly institutionCode: string; readonly code: string; readonly name: string }

const institutionIdOf = (code: string, maps: Maps): string | undefined => maps.institutions.get(code)?.institutionId
export const ownersByInstitution = (values: { readonly institutionCode: string }, maps: Maps): readonly string[] => {
  const id = institutionIdOf(values.institutionCode, maps)
  return id === undefined ? [] : [id]
}

/** A name is given once within an institution, under one code. */
const checkNames = (entries: readonly Entry<Named>[], stored: readonly Stored<Named>[], tools: Tools): void => {
  const replaced = new Set(entries.flatMap(entry => entry.stored?.id ?? []))
  const taken = new Set(
    stored.filter(row => !replaced.has(row.id)).map(row => placeKey(row.values.institutionCode, row.values.name)),
  )
  const first = new Map<string, number>()
  for (const { row, values } of entries) {
    if (row.wrong.has('name') || row.wrong.has('institutionCode')) continue
    const key = placeKey(values.institutionCode, values.name)
    const earlier = first.get(key)
    if (taken.has(key) || (earlier !== undefined && !sameCode(entries, earlier, values.code)))
      tools.report(row.number, 'name', 'name_taken')
    else first.set(key, row.number)
  }
}
/** The same row written twice is named as such, not as a name taken. */
const sameCode = (entries: readonly Entry<Named>[], rowNumber: number, code: string): boolean =>
  entries.find(entry => entry.row.number === rowNumber)?.values.code === code

type DepartmentRow = Named & {
  readonly standardCode: string | null
  readonly introduction: string | null
  readonly closedOn: string | null
}

/** 科室 */
export const departmentSheet = tableSheet<DepartmentRow>({
  key: 'network.department',
  title: '科室',
  order: 130,
  identity: ['institutionCode', 'code'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    codeColumn({ key: 'code', title: '科室代码', required: true }),
    textColumn({ key: 'name', title: '科室名称', required: true, max: 30 }),
    textColumn({ key: 'standardCode', title: '诊疗科目代码', max: 20 }),
    textColumn({ key: 'introduction', title: '简介', max: 500 }),
    dateColumn({ key: 'closedOn', title: '停用日期' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.department as d')
      .innerJoin('network.institution as i', 'i.institution_id', 'd.institution_id')
      .selectAll('d')
      .select('i.code as institution_code')
      .execute()
    return rows.map(row => ({
      id: row.department_id,
      values: {
        institutionCode: row.institution_code,
        code: row.code,
        name: row.name,
        standardCode: row.standard_code,
        introduction: row.introduction,
        closedOn: row.closed_on,
      },
    }))
  },
  declare: ({ id, values }, maps) => {
    const institutionId = institutionIdOf(values.institutionCode, maps)
    if (institutionId && values.code && values.name)
      addDepartment(maps, institutionId, { departmentId: id, code: values.code, name: values.name })
  },
  check: ({ row, values }, tools) => {
    if (values.institutionCode !== null && !institutionIdOf(values.institutionCode, tools.maps))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
  },
  checkAll: checkNames,
  owners: ownersByInstitution,
  insert: async (ctx, entries, maps) => {
    const spellings = await spellingsOf(
      entries.map(entry => entry.values.name),
      'thing',
    )
    const rows = entries.map(({ id, values }, index) => ({
      department_id: id,
      institution_id: institutionIdOf(values.institutionCode, maps) as string,
      ...(spellings[index] as { pinyin: string; initials: string }),
      code: values.code,
      name: values.name,
      standard_code: values.standardCode,
      introduction: values.introduction,
      closed_on: values.closedOn,
      created_at: ctx.now,
    }))
    await inChunks(rows, chunk => tables(ctx).insertInto('network.department').values(chunk).execute())
  },
  change: async (ctx, { id, values }) => {
    const [spelling] = await spellingsOf([values.name], 'thing')
    await tables(ctx)
      .updateTable('network.department')
      .set({
        ...spelling,
        name: values.name,
        standard_code: values.standardCode,
        introduction: values.introduction,
        closed_on: values.closedOn,
      })
      .where('department_id', '=', id)
      .execute()
  },
})

type RoomRow = Named & {
  readonly departmentCode: string | null
  readonly place: string | null
  readonly closedOn: string | null
}

export const departmentCodeOf = (institutionCode: string, codeOrName: string | null, maps: Maps): string | null => {
  const institutionId = institutionIdOf(institutionCode, maps)
  if (codeOrName === null || institutionId === undefined) return codeOrName
  return maps.departments.get(placeKey(institutionId, codeOrName))?.code ?? codeOrName
}
export const departmentIdOf = (institutionCode: string, code: string | null, maps: Maps): string | null => {
  const institutionId = institutionIdOf(institutionCode, maps)
  if (code === null || institutionId === undefined) return null
  return maps.departments.get(placeKey(institutionId, code))?.departmentId ?? null
}
/** The department named in a row belongs to the row's institution. */
export const checkDepartment = (
  row: number,
  institutionCode: string,
  department: string | null,
  tools: Tools,
): void => {
  if (
    department !== null &&
    institutionIdOf(institutionCode, tools.maps) &&
    departmentIdOf(institutionCode, department, tools.maps) === null
  )
    tools.report(row, 'departmentCode', 'unknown_department')
}

/** 诊室 */
export const roomSheet = tableSheet<RoomRow>({
  key: 'network.room',
  title: '诊室',
  order: 140,
  identity: ['institutionCode', 'code'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    codeColumn({ key: 'code', title: '诊室代码', required: true }),
    textColumn({ key: 'name', title: '诊室名称', required: true, max: 30 }),
    textColumn({ key: 'departmentCode', title: '科室', max: 30, hint: '科室代码或名称' }),
    textColumn({ key: 'place', title: '位置', max: 60 }),
    dateColumn({ key: 'closedOn', title: '停用日期' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.room as r')
      .innerJoin('network.institution as i', 'i.institution_id', 'r.institution_id')
      .leftJoin('network.department as d', 'd.department_id', 'r.department_id')
      .selectAll('r')
      .select(['i.code as institution_code', 'd.code as department_code'])
      .execute()
    return rows.map(row => ({
      id: row.room_id,
      values: {
        institutionCode: row.institution_code,
        code: row.code,
        name: row.name,
        departmentCode: row.department_code,
        place: row.place,
        closedOn: row.closed_on,
      },
    }))
  },
  normal: (values, maps) => ({
    ...values,
    departmentCode: departmentCodeOf(values.institutionCode, values.departmentCode, maps),
  }),
  declare: ({ id, values }, maps) => {
    const institutionId = institutionIdOf(values.institutionCode, maps)
    if (institutionId && values.code && values.name)
      addRoom(maps, institutionId, { roomId: id, code: values.code, name: values.name })
  },
  check: ({ row, values }, tools) => {
    if (values.institutionCode !== null && !institutionIdOf(values.institutionCode, tools.maps))
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    checkDepartment(row.number, values.institutionCode, values.departmentCode, tools)
  },
  checkAll: checkNames,
  owners: ownersByInstitution,
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.room')
        .values(
          chunk.map(({ id, values }) => ({
            room_id: id,
            institution_id: institutionIdOf(values.institutionCode, maps) as string,
            department_id: departmentIdOf(values.institutionCode, values.departmentCode, maps),
            code: values.code,
            name: values.name,
            place: values.place,
            closed_on: values.closedOn,
            created_at: ctx.now,
          })),
        )
        .execute(),
    ),
  change: async (ctx, { id, values }, maps) => {
    await tables(ctx)
      .updateTable('network.room')
      .set({
        department_id: departmentIdOf(values.institutionCode, values.departmentCode, maps),
        name: values.name,
        place: values.place,
        closed_on: values.closedOn,
      })
      .where('room_id', '=', id)
      .execute()
  },
})
