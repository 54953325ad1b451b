import { type SelectQueryBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Ctx } from '#src/platform/server/context.ts'
import type { InstitutionView, membershipView } from '../contract-views.ts'
import { changedMeanwhile } from '../errors.ts'
import { spellingOf } from './pinyin.ts'
import type { InstitutionTable, NetworkTables } from './tables.gen.ts'
import { idAt, tables, todayOf } from './tables.ts'

export type InstitutionRow = InstitutionTable & { readonly external: boolean }
export type MembershipView = Static<typeof membershipView>

/** All columns, and whether the institution belongs to no consortium today. */
export const selectInstitutions = (ctx: Ctx) => {
  const today = todayOf(ctx)
  return tables(ctx)
    .selectFrom('network.institution as i')
    .selectAll('i')
    .select(
      sql<boolean>`not exists (select from network.membership m where m.institution_id = i.institution_id
        and m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date))`.as(
        'external',
      ),
    )
}

export const toInstitution = (row: InstitutionRow): InstitutionView => ({
  institutionId: row.institution_id,
  regionId: row.region_id,
  code: row.code,
  uscc: row.uscc,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind,
  level: row.level as InstitutionView['level'],
  grade: row.grade as InstitutionView['grade'],
  parentInstitutionId: row.parent_institution_id,
  address: row.address,
  phone: row.phone,
  latitude: row.latitude,
  longitude: row.longitude,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
  external: row.external,
  demo: row.demo,
  version: row.version,
})

export const institutionById = async (ctx: Ctx, institutionId: string): Promise<InstitutionView | undefined> => {
  const row = await selectInstitutions(ctx).where('i.institution_id', '=', institutionId).executeTakeFirst()
  return row && toInstitution(row)
}

/** What a form or a workbook row says of an institution. */
export type InstitutionInput = {
  readonly code: string
  readonly uscc?: string | null
  readonly name: string
  readonly shortName: string
  readonly kind: string
  readonly level: string
  readonly grade: string
  readonly parentInstitutionId?: string | null
  readonly address: string
  readonly phone?: string | null
  readonly latitude?: number | null
  readonly longitude?: number | null
  readonly openedOn?: string | null
  readonly closedOn?: string | null
  readonly demo?: boolean
}

export const institutionColumns = async (input: InstitutionInput) => ({
  code: input.code,
  uscc: input.uscc ?? null,
  name: input.name.trim(),
  short_name: input.shortName.trim(),
  ...(await spellingOf(input.name, 'thing')),
  kind: input.kind,
  level: input.level,
  grade: input.grade,
  parent_institution_id: input.parentInstitutionId ?? null,
  address: input.address.trim(),
  phone: input.phone ?? null,
  latitude: input.latitude ?? null,
  longitude: input.longitude ?? null,
  opened_on: input.openedOn ?? null,
  closed_on: input.closedOn ?? null,
})

export const insertInstitution = async (
  ctx: Ctx,
  input: InstitutionInput,
  regionId: number,
  institutionId = idAt(ctx),
): Promise<string> => {
  await tables(ctx)
    .insertInto('network.institution')
    .values({
      institution_id: institutionId,
      region_id: regionId,
      ...(await institutionColumns(input)),
      demo: input.demo ?? false,
      version: 1,
      created_at: ctx.now,
    })
    .execute()
  return institutionId
}

/** @throws network.changed_meanwhile when another version is stored. */
export const changeInstitution = async (
  ctx: Ctx,
  institutionId: string,
  version: number,
  input: InstitutionInput,
): Promise<number> => {
  const changed = await tables(ctx)
    .updateTable('network.institution')
    .set({
      ...(await institutionColumns(input)),
      version: version + 1,
      ...(input.demo === undefined ? {} : { demo: input.demo }),
    })
    .where('institution_id', '=', institutionId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw changedMeanwhile()
  return version + 1
}

const selectMemberships = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('network.membership as m')
    .innerJoin('network.consortium as c', 'c.consortium_id', 'm.consortium_id')
    .innerJoin('network.institution as i', 'i.institution_id', 'm.institution_id')
    .selectAll('m')
    .select([
      'c.name as consortium_name',
      'i.name as institution_name',
      'i.short_name as institution_short_name',
      'i.kind as institution_kind',
      'i.parent_institution_id',
    ])

type MembershipFilter = {
  readonly consortiumId?: string | undefined
  readonly institutionId?: string | undefined
  readonly history?: boolean | undefined
}

/** Head first, then hospitals, centres and the rest in the order of the roles, by name. */
export const memberships = async (ctx: Ctx, filter: MembershipFilter): Promise<readonly MembershipView[]> => {
  const today = todayOf(ctx)
  let query = selectMemberships(ctx)
  if (filter.consortiumId) query = query.where('m.consortium_id', '=', filter.consortiumId)
  if (filter.institutionId) query = query.where('m.institution_id', '=', filter.institutionId)
  if (!filter.history)
    query = query
      .where('m.valid_from', '<=', today)
      .where(eb => eb.or([eb('m.valid_until', 'is', null), eb('m.valid_until', '>=', today)]))
  const rows = await query
    .orderBy(
      sql`array_position(array['head','hospital_member','speciality_member','centre','township','branch','station','village_room','private','estate_base','mobile_vehicle'], m.role)`,
    )
    .orderBy('i.pinyin')
    .orderBy('m.valid_from')
    .execute()
  return rows.map(row => ({
    membershipId: row.membership_id,
    consortiumId: row.consortium_id,
    consortiumName: row.consortium_name,
    institutionId: row.institution_id,
    institutionName: row.institution_name,
    institutionShortName: row.institution_short_name,
    institutionKind: row.institution_kind,
    parentInstitutionId: row.parent_institution_id,
    role: row.role as MembershipView['role'],
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    endReason: row.end_reason,
    current: row.valid_from <= today && (row.valid_until === null || row.valid_until >= today),
  }))
}

export type InstitutionQuery = SelectQueryBuilder<NetworkTables & { i: InstitutionTable }, 'i', InstitutionRow>
