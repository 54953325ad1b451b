import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { TeamRole } from '../contract-codes.ts'
import type { staffRow } from '../contract-people.ts'
import { unknownStaff, unknownTeam } from '../errors.ts'
import { tables, todayOf } from './tables.ts'

/** What other modules learn of a person; `bio` is written for residents. */
export type StaffFacts = Static<typeof staffRow> & { readonly bio: string | null }
export type TeamFacts = {
  readonly teamId: string
  readonly code: string
  readonly institutionId: string
  readonly name: string
  readonly kind: string
  readonly speciality: string | null
  readonly introduction: string | null
  readonly endedOn: LocalDate | null
  /** Members of today, lead first. */
  readonly members: readonly {
    readonly staffId: string
    readonly name: string
    readonly titleCode: string | null
    readonly role: TeamRole
  }[]
}

/** One row per person with the title held on the day asked and the names of institution and department. */
export const selectStaff = (ctx: Ctx, on: LocalDate = todayOf(ctx)) =>
  tables(ctx)
    .selectFrom('network.staff as s')
    .innerJoin('network.institution as i', 'i.institution_id', 's.institution_id')
    .leftJoin('network.department as d', 'd.department_id', 's.department_id')
    .leftJoin('network.staff_title as t', join =>
      join
        .onRef('t.staff_id', '=', 's.staff_id')
        .on('t.valid_from', '<=', on)
        .on(eb => eb.or([eb('t.valid_until', 'is', null), eb('t.valid_until', '>=', on)])),
    )
    .leftJoin('network.photo as f', 'f.staff_id', 's.staff_id')
    .select([
      's.staff_id as staffId',
      'f.photo_id as photoId',
      's.code',
      's.name',
      's.sex',
      's.profession',
      't.title_code as titleCode',
      's.institution_id as institutionId',
      'i.short_name as institutionName',
      's.department_id as departmentId',
      'd.name as departmentName',
      's.specialities',
      's.bio',
      's.left_on as leftOn',
      's.demo',
    ])

type SelectedStaff = Awaited<ReturnType<ReturnType<typeof selectStaff>['execute']>>[number]
export const toStaffFacts = (row: SelectedStaff): StaffFacts => row as StaffFacts

/** @param on the day whose title is meant; today without it. */
export const findStaffMembers = async (
  ctx: Ctx,
  staffIds: readonly string[],
  on?: LocalDate,
): Promise<readonly StaffFacts[]> => {
  if (staffIds.length === 0) return []
  const rows = await selectStaff(ctx, on)
    .where('s.staff_id', 'in', [...new Set(staffIds)])
    .execute()
  return rows.map(toStaffFacts)
}

/** @throws network.unknown_staff */
export const requireStaffMember = async (ctx: Ctx, staffId: string, on?: LocalDate): Promise<StaffFacts> => {
  const [found] = await findStaffMembers(ctx, [staffId], on)
  if (!found) throw unknownStaff(staffId)
  return found
}

/** Home institution, or a practice site valid on the day; nobody works after leaving (NET-4). */
export const mayWorkAt = async (ctx: Ctx, staffId: string, institutionId: string, on: LocalDate): Promise<boolean> =>
  (await mayWorkAtMany(ctx, [{ staffId, institutionId, date: on }]))[0] === true

export type WorkPlace = { readonly staffId: string; readonly institutionId: string; readonly date: LocalDate }

/** `mayWorkAt` of many in one question, answered in the order asked (NET-4). */
export const mayWorkAtMany = async (ctx: Ctx, places: readonly WorkPlace[]): Promise<readonly boolean[]> => {
  if (places.length === 0) return []
  const { rows } = await sql<{ may: boolean }>`
    select exists (
      select from network.staff s
      where s.staff_id = asked.staff_id and (s.left_on is null or s.left_on >= asked.on_date)
        and (s.institution_id = asked.institution_id or exists (
          select from network.practice_site p
          where p.staff_id = s.staff_id and p.institution_id = asked.institution_id
            and p.valid_from <= asked.on_date and (p.valid_until is null or p.valid_until >= asked.on_date)))) as may
    from unnest(${places.map(place => place.staffId)}::uuid[], ${places.map(place => place.institutionId)}::uuid[],
      ${places.map(place => place.date)}::date[]) with ordinality as asked(staff_id, institution_id, on_date, place)
    order by asked.place`.execute(ctx.tx)
  return rows.map(row => row.may)
}

/** Everyone who may work at an institution on a day, home staff and visitors with a valid site. */
export const staffWorkingAt = async (
  ctx: Ctx,
  institutionId: string,
  on: LocalDate,
): Promise<readonly StaffFacts[]> => {
  const rows = await worksAt(selectStaff(ctx, on), institutionId, on)
    .orderBy('s.pinyin')
    .orderBy('s.staff_id')
    .execute()
  return rows.map(toStaffFacts)
}

/** Narrows a staff query to those who may work at an institution on a day. */
export const worksAt = <Q extends ReturnType<typeof selectStaff>>(query: Q, institutionId: string, on: LocalDate): Q =>
  query
    .where(eb => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>=', on)]))
    .where(eb =>
      eb.or([
        eb('s.institution_id', '=', institutionId),
        eb.exists(
          eb
            .selectFrom('network.practice_site as p')
            .select('p.practice_site_id')
            .whereRef('p.staff_id', '=', 's.staff_id')
            .where('p.institution_id', '=', institutionId)
            .where('p.valid_from', '<=', on)
            .where(inner => inner.or([inner('p.valid_until', 'is', null), inner('p.valid_until', '>=', on)])),
        ),
      ]),
    ) as Q

/** Teams with the members of a day (today without it); ended teams are found too. */
export const findTeams = async (
  ctx: Ctx,
  teamIds: readonly string[],
  on: LocalDate = todayOf(ctx),
): Promise<readonly TeamFacts[]> => {
  if (teamIds.length === 0) return []
  const ids = [...new Set(teamIds)]
  const teams = await tables(ctx).selectFrom('network.team').selectAll().where('team_id', 'in', ids).execute()
  const members = await selectStaff(ctx, on)
    .innerJoin('network.team_member as m', 'm.staff_id', 's.staff_id')
    .select(['m.team_id as teamId', 'm.role as teamRole'])
    .where('m.team_id', 'in', ids)
    .where('m.valid_from', '<=', on)
    .where(eb => eb.or([eb('m.valid_until', 'is', null), eb('m.valid_until', '>=', on)]))
    .orderBy(sql`array_position(array['lead','joint_gp','follower','nurse'], m.role)`)
    .orderBy('s.pinyin')
    .execute()
  return teams.map(team => ({
    teamId: team.team_id,
    code: team.code,
    institutionId: team.institution_id,
    name: team.name,
    kind: team.kind,
    speciality: team.speciality,
    introduction: team.introduction,
    endedOn: team.ended_on,
    members: members
      .filter(member => member.teamId === team.team_id)
      .map(member => ({
        staffId: member.staffId,
        name: member.name,
        titleCode: member.titleCode,
        role: member.teamRole as TeamRole,
      })),
  }))
}

/** @throws network.unknown_team */
export const requireTeam = async (ctx: Ctx, teamId: string, on?: LocalDate): Promise<TeamFacts> => {
  const [found] = await findTeams(ctx, [teamId], on)
  if (!found) throw unknownTeam(teamId)
  return found
}
