import { sql } from 'kysely'
import { titleCodes } from '../../contract-codes.ts'
import { choiceColumn, codeColumn, dateColumn, textColumn } from '../../domain/workbook-columns.ts'
import { tellStaffChanged } from '../staff-changed.ts'
import { tables } from '../tables.ts'
import { checkOrder, checkOverlaps } from './check-periods.ts'
import { addSite, type Maps } from './maps.ts'
import { checkDepartment, departmentCodeOf, departmentIdOf } from './sheets-places.ts'
import { inChunks, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

const homeOf = (staffCode: string, maps: Maps): readonly string[] => {
  const person = maps.staff.get(staffCode)
  return person && person.institutionId !== '' ? [person.institutionId] : []
}

type TitleRow = {
  readonly staffCode: string
  readonly titleCode: string
  readonly validFrom: string
  readonly validUntil: string | null
  readonly certificate: string | null
}

/** 职称: the whole history, so that corrections of the past are seen as a whole. */
export const titleSheet = tableSheet<TitleRow>({
  key: 'network.staff_title',
  title: '职称',
  order: 160,
  identity: ['staffCode', 'validFrom'],
  columns: [
    codeColumn({ key: 'staffCode', title: '人员编号', required: true }),
    choiceColumn({ key: 'titleCode', title: '职称', required: true, words: wordsOf('title', titleCodes) }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
    textColumn({ key: 'certificate', title: '证书编号', max: 60 }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.staff_title as t')
      .innerJoin('network.staff as s', 's.staff_id', 't.staff_id')
      .selectAll('t')
      .select('s.code as staff_code')
      .execute()
    return rows.map(row => ({
      id: row.staff_title_id,
      values: {
        staffCode: row.staff_code,
        titleCode: row.title_code,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        certificate: row.certificate,
      },
    }))
  },
  check: (entry, tools) => {
    if (entry.values.staffCode !== null && !tools.maps.staff.has(entry.values.staffCode))
      tools.report(entry.row.number, 'staffCode', 'unknown_staff')
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => checkOverlaps(entries, stored, ['staffCode'], tools),
  owners: (values, maps) => homeOf(values.staffCode, maps),
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.staff_title')
        .values(
          chunk.map(({ id, values }) => ({
            staff_title_id: id,
            staff_id: maps.staff.get(values.staffCode)?.staffId as string,
            title_code: values.titleCode,
            valid_from: values.validFrom,
            valid_until: values.validUntil,
            certificate: values.certificate,
            created_at: ctx.now,
          })),
        )
        .execute(),
    ),
  change: async (ctx, { id, values }) => {
    await tables(ctx)
      .updateTable('network.staff_title')
      .set({ title_code: values.titleCode, valid_until: values.validUntil, certificate: values.certificate })
      .where('staff_title_id', '=', id)
      .execute()
  },
})

type SiteRow = {
  readonly staffCode: string
  readonly institutionCode: string
  readonly departmentCode: string | null
  readonly filingNumber: string | null
  readonly validFrom: string
  readonly validUntil: string | null
}

/** 执业点 */
export const practiceSiteSheet = tableSheet<SiteRow>({
  key: 'network.practice_site',
  title: '执业点',
  order: 170,
  identity: ['staffCode', 'institutionCode', 'validFrom'],
  columns: [
    codeColumn({ key: 'staffCode', title: '人员编号', required: true }),
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    textColumn({ key: 'departmentCode', title: '科室', max: 30, hint: '科室代码或名称' }),
    textColumn({ key: 'filingNumber', title: '备案号', max: 40 }),
    dateColumn({ key: 'validFrom', title: '起始日期', required: true }),
    dateColumn({ key: 'validUntil', title: '截止日期' }),
  ],
  load: async ctx => {
    const rows = await tables(ctx)
      .selectFrom('network.practice_site as p')
      .innerJoin('network.staff as s', 's.staff_id', 'p.staff_id')
      .innerJoin('network.institution as i', 'i.institution_id', 'p.institution_id')
      .leftJoin('network.department as d', 'd.department_id', 'p.department_id')
      .selectAll('p')
      .select(['s.code as staff_code', 'i.code as institution_code', 'd.code as department_code'])
      .execute()
    return rows.map(row => ({
      id: row.practice_site_id,
      values: {
        staffCode: row.staff_code,
        institutionCode: row.institution_code,
        departmentCode: row.department_code,
        filingNumber: row.filing_number,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
      },
    }))
  },
  normal: (values, maps) => ({
    ...values,
    departmentCode: departmentCodeOf(values.institutionCode, values.departmentCode, maps),
  }),
  declare: ({ values }, maps) => {
    const person = maps.staff.get(values.staffCode)
    const institution = maps.institutions.get(values.institutionCode)
    if (person && institution && values.validFrom)
      addSite(maps, person.staffId, {
        institutionId: institution.institutionId,
        validFrom: values.validFrom,
        validUntil: values.validUntil,
      })
  },
  check: (entry, tools) => {
    const { row, values } = entry
    const person = tools.maps.staff.get(values.staffCode)
    const institution = tools.maps.institutions.get(values.institutionCode)
    if (values.staffCode !== null && !person) tools.report(row.number, 'staffCode', 'unknown_staff')
    if (values.institutionCode !== null && !institution)
      tools.report(row.number, 'institutionCode', 'unknown_institution')
    if (person && institution?.institutionId === person.institutionId)
      tools.report(row.number, 'institutionCode', 'home_is_no_extra_site')
    checkDepartment(row.number, values.institutionCode, values.departmentCode, tools)
    checkOrder(entry, tools, 'validFrom', 'validUntil')
  },
  checkAll: (entries, stored, tools) => checkOverlaps(entries, stored, ['staffCode', 'institutionCode'], tools),
  owners: (values, maps) => [
    ...homeOf(values.staffCode, maps),
    ...(maps.institutions.get(values.institutionCode)
      ? [maps.institutions.get(values.institutionCode)?.institutionId as string]
      : []),
  ],
  insert: async (ctx, entries, maps) => {
    await inChunks(entries, chunk =>
      tables(ctx)
        .insertInto('network.practice_site')
        .values(
          chunk.map(({ id, values }) => ({
            practice_site_id: id,
            staff_id: maps.staff.get(values.staffCode)?.staffId as string,
            institution_id: maps.institutions.get(values.institutionCode)?.institutionId as string,
            department_id: departmentIdOf(values.institutionCode, values.departmentCode, maps),
            filing_number: values.filingNumber,
            valid_from: values.validFrom,
            valid_until: values.validUntil,
            created_at: ctx.now,
          })),
        )
        .execute(),
    )
    const ids = entries.map(({ values }) => maps.staff.get(values.staffCode)?.staffId as string)
    // Of whoever came with the same workbook nobody has planned anything.
    const known = await tables(ctx)
      .selectFrom('network.staff')
      .select(['staff_id', 'institution_id'])
      .where('staff_id', '=', sql<string>`any(${ids}::uuid[])`)
      .where('created_at', '<', ctx.now)
      .execute()
    for (const person of known)
      tellStaffChanged(ctx, { staffId: person.staff_id, institutionId: person.institution_id })
  },
  change: async (ctx, { id, values, stored }, maps) => {
    await tables(ctx)
      .updateTable('network.practice_site')
      .set({
        department_id: departmentIdOf(values.institutionCode, values.departmentCode, maps),
        filing_number: values.filingNumber,
        valid_until: values.validUntil,
      })
      .where('practice_site_id', '=', id)
      .execute()
    if (stored?.values.validUntil === values.validUntil) return
    const person = maps.staff.get(values.staffCode)
    if (person) tellStaffChanged(ctx, { staffId: person.staffId, institutionId: person.institutionId })
  },
})
