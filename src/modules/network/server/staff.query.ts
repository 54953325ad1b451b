import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { maskPhone } from '#src/platform/kernel/masking.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import type * as contract from '../contract-people.ts'
import { unknownStaff } from '../errors.ts'
import { defaultLimit, meantBy, pageFrom, readCursor } from './paging.ts'
import { mayManage } from './reach.ts'
import { selectStaff, toStaffFacts, worksAt } from './staff.door.ts'
import { tables, todayOf } from './tables.ts'

type ListInput = InputOf<typeof contract.listStaff>
type Detail = OutputOf<typeof contract.staffDetail>

const filtered = (ctx: Ctx, input: ListInput) => {
  const today = todayOf(ctx)
  let query = selectStaff(ctx).select('s.pinyin')
  if (!input.institutionId && !input.worksAt) query = query.where('i.region_id', '=', ctx.regionId)
  if (input.institutionId) query = query.where('s.institution_id', '=', input.institutionId)
  if (input.worksAt) query = worksAt(query, input.worksAt, today) as typeof query
  if (input.departmentId) query = query.where('s.department_id', '=', input.departmentId)
  if (input.titleCode) query = query.where('t.title_code', '=', input.titleCode)
  if (input.profession) query = query.where('s.profession', '=', input.profession)
  if (!input.left) query = query.where(eb => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>=', today)]))
  const typed = input.search?.trim()
  if (typed)
    query = query.where(
      sql<boolean>`(${meantBy(typed, 's')} or exists (select from unnest(s.specialities) as word where word ilike ${`%${typed.replace(/[\\%_]/g, '\\$&')}%`}))`,
    )
  return query
}

/** People by the spelling of their names, a page at a time. */
export const listStaff = async (ctx: Ctx, input: ListInput): Promise<OutputOf<typeof contract.listStaff>> => {
  const limit = input.limit ?? defaultLimit
  const base = filtered(ctx, input)
  const { total } = await base
    .clearSelect()
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let query = base
  if (input.cursor) {
    const after = readCursor(input.cursor)
    query = query.where(sql<boolean>`(s.pinyin, s.staff_id) > (${after.word}, ${after.id}::uuid)`)
  }
  const rows = await query
    .orderBy('s.pinyin')
    .orderBy('s.staff_id')
    .limit(limit + 1)
    .execute()
  const page = pageFrom(rows, limit, row => ({ word: row.pinyin, id: row.staffId }))
  return { ...page, items: page.items.map(({ pinyin: _, ...row }) => toStaffFacts(row)), total: Number(total) }
}

const titlesOf = (ctx: Ctx, staffId: string) =>
  tables(ctx)
    .selectFrom('network.staff_title')
    .select([
      'staff_title_id as staffTitleId',
      'title_code as titleCode',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'certificate',
    ])
    .where('staff_id', '=', staffId)
    .orderBy('valid_from', 'desc')
    .execute()

const sitesOf = (ctx: Ctx, staffId: string) =>
  tables(ctx)
    .selectFrom('network.practice_site as p')
    .innerJoin('network.institution as i', 'i.institution_id', 'p.institution_id')
    .leftJoin('network.department as d', 'd.department_id', 'p.department_id')
    .select([
      'p.practice_site_id as practiceSiteId',
      'p.institution_id as institutionId',
      'i.short_name as institutionName',
      'p.department_id as departmentId',
      'd.name as departmentName',
      'p.filing_number as filingNumber',
      'p.valid_from as validFrom',
      'p.valid_until as validUntil',
    ])
    .where('p.staff_id', '=', staffId)
    .orderBy('p.valid_from', 'desc')
    .execute()

const teamsOf = (ctx: Ctx, staffId: string, today: string) =>
  tables(ctx)
    .selectFrom('network.team_member as m')
    .innerJoin('network.team as t', 't.team_id', 'm.team_id')
    .select(['t.team_id as teamId', 't.name', 'm.role'])
    .where('m.staff_id', '=', staffId)
    .where('m.valid_from', '<=', today)
    .where(eb => eb.or([eb('m.valid_until', 'is', null), eb('m.valid_until', '>=', today)]))
    .orderBy('t.name')
    .execute()

/** One person; the telephone number is whole only for those who manage the home institution. */
export const staffDetail = async (ctx: Ctx, { staffId }: InputOf<typeof contract.staffDetail>): Promise<Detail> => {
  const row = await selectStaff(ctx)
    .select(['s.licence_number', 's.phone_cipher', 's.joined_on', 's.version'])
    .where('s.staff_id', '=', staffId)
    .executeTakeFirst()
  if (!row) throw unknownStaff(staffId)
  const { licence_number, phone_cipher, joined_on, version, ...facts } = row
  const manages = await mayManage(ctx, 'network.staff.manage', row.institutionId)
  const phone = phone_cipher === null ? null : decryptText(ctx.app.keys, phone_cipher)
  return {
    ...toStaffFacts(facts),
    licenceNumber: licence_number,
    phone: phone === null || manages ? phone : maskPhone(phone),
    joinedOn: joined_on,
    version,
    titles: (await titlesOf(ctx, staffId)) as Detail['titles'],
    practiceSites: await sitesOf(ctx, staffId),
    teams: (await teamsOf(ctx, staffId, todayOf(ctx))) as Detail['teams'],
    mayManage: manages,
  }
}
