import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-teams.ts'
import { overlaps } from '../domain/periods.ts'
import {
  changedMeanwhile,
  endsBeforeStart,
  memberTwice,
  secondLead,
  unknownTeam,
  unknownTeamMember,
} from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { manageable, requireManaged } from './reach.ts'
import { requireStaffMember, selectStaff } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

type TeamInput = Omit<InputOf<typeof contract.updateTeam>, 'teamId' | 'version'>
type ListOutput = OutputOf<typeof contract.listTeams>

export const teamColumns = (input: TeamInput) => {
  if (input.startedOn && input.endedOn && input.endedOn < input.startedOn) throw endsBeforeStart('/endedOn')
  return {
    code: input.code,
    name: input.name.trim(),
    kind: input.kind,
    speciality: input.speciality ?? null,
    introduction: input.introduction ?? null,
    started_on: input.startedOn ?? null,
    ended_on: input.endedOn ?? null,
  }
}

/** Teams with all members that have not ended, lead first. */
export const listTeams = async (ctx: Ctx, input: InputOf<typeof contract.listTeams>): Promise<ListOutput> => {
  const today = todayOf(ctx)
  let query = tables(ctx)
    .selectFrom('network.team as t')
    .innerJoin('network.institution as i', 'i.institution_id', 't.institution_id')
    .selectAll('t')
    .select('i.short_name as institution_name')
    .where('i.region_id', '=', ctx.regionId)
  if (input.institutionId) query = query.where('t.institution_id', '=', input.institutionId)
  if (!input.ended) query = query.where(eb => eb.or([eb('t.ended_on', 'is', null), eb('t.ended_on', '>=', today)]))
  const teams = await query.orderBy('t.code').execute()
  const members = await membersOf(
    ctx,
    teams.map(team => team.team_id),
    today,
  )
  const mine = await manageable(ctx, 'network.staff.manage')
  return {
    items: teams.map(team => ({
      teamId: team.team_id,
      institutionId: team.institution_id,
      institutionName: team.institution_name,
      code: team.code,
      name: team.name,
      kind: team.kind as TeamInput['kind'],
      speciality: team.speciality,
      introduction: team.introduction,
      startedOn: team.started_on,
      endedOn: team.ended_on,
      demo: team.demo,
      version: team.version,
      mayManage: mine.has(team.institution_id),
      members: members.filter(member => member.teamId === team.team_id).map(({ teamId: _, ...member }) => member),
    })),
  }
}

type MemberView = ListOutput['items'][number]['members'][number]

const membersOf = async (
  ctx: Ctx,
  teamIds: readonly string[],
  today: string,
): Promise<readonly (MemberView & { readonly teamId: string })[]> => {
  if (teamIds.length === 0) return []
  const rows = await selectStaff(ctx)
    .innerJoin('network.team_member as m', 'm.staff_id', 's.staff_id')
    .select(['m.team_member_id', 'm.team_id', 'm.role', 'm.valid_from', 'm.valid_until'])
    .where('m.team_id', 'in', teamIds)
    .where(eb => eb.or([eb('m.valid_until', 'is', null), eb('m.valid_until', '>=', today)]))
    .orderBy(sql`array_position(array['lead','joint_gp','follower','nurse'], m.role)`)
    .orderBy('s.pinyin')
    .execute()
  return rows.map(row => ({
    teamId: row.team_id,
    teamMemberId: row.team_member_id,
    staffId: row.staffId,
    name: row.name,
    titleCode: row.titleCode as MemberView['titleCode'],
    institutionName: row.institutionName,
    role: row.role as MemberView['role'],
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }))
}

export const createTeam = async (ctx: Ctx, input: InputOf<typeof contract.createTeam>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const teamId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.team')
    .values({
      team_id: teamId,
      institution_id: input.institutionId,
      ...teamColumns(input),
      demo: input.demo ?? false,
      version: 1,
      created_at: ctx.now,
    })
    .execute()
  for (const member of input.members) await insertMember(ctx, { teamId, ...member })
  audit(ctx, { subjectKind: 'team', subjectId: teamId, institutionId: input.institutionId })
  return { teamId }
}

const requireOwnTeam = async (ctx: Ctx, teamId: string) => {
  const team = await tables(ctx).selectFrom('network.team').selectAll().where('team_id', '=', teamId).executeTakeFirst()
  if (!team) throw unknownTeam(teamId)
  await requireManaged(ctx, team.institution_id)
  return team
}

export const updateTeam = async (ctx: Ctx, input: InputOf<typeof contract.updateTeam>) => {
  const team = await requireOwnTeam(ctx, input.teamId)
  const changed = await tables(ctx)
    .updateTable('network.team')
    .set({ ...teamColumns(input), version: input.version + 1 })
    .where('team_id', '=', input.teamId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw changedMeanwhile()
  audit(ctx, { subjectKind: 'team', subjectId: input.teamId, institutionId: team.institution_id })
  return { version: input.version + 1 }
}

type MemberInput = {
  readonly teamId: string
  readonly staffId: string
  readonly role: string
  readonly validFrom: string
  readonly validUntil?: string | null
}

/** A person once, and one lead, at any time; the constraints stand behind. */
export const insertMember = async (ctx: Ctx, input: MemberInput): Promise<string> => {
  await requireStaffMember(ctx, input.staffId)
  const period = { validFrom: input.validFrom, validUntil: input.validUntil ?? null }
  const others = await tables(ctx)
    .selectFrom('network.team_member')
    .selectAll()
    .where('team_id', '=', input.teamId)
    .execute()
  const sharing = others.filter(other =>
    overlaps(period, { validFrom: other.valid_from, validUntil: other.valid_until }),
  )
  if (sharing.some(other => other.staff_id === input.staffId)) throw memberTwice()
  if (input.role === 'lead' && sharing.some(other => other.role === 'lead')) throw secondLead()
  const teamMemberId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.team_member')
    .values({
      team_member_id: teamMemberId,
      team_id: input.teamId,
      staff_id: input.staffId,
      role: input.role,
      valid_from: period.validFrom,
      valid_until: period.validUntil,
      created_at: ctx.now,
    })
    .execute()
  return teamMemberId
}

export const addTeamMember = async (ctx: Ctx, input: InputOf<typeof contract.addTeamMember>) => {
  const team = await requireOwnTeam(ctx, input.teamId)
  const teamMemberId = await insertMember(ctx, input)
  audit(ctx, { subjectKind: 'team', subjectId: input.teamId, institutionId: team.institution_id })
  return { teamMemberId }
}

export const endTeamMember = async (ctx: Ctx, input: InputOf<typeof contract.endTeamMember>) => {
  const member = await tables(ctx)
    .selectFrom('network.team_member')
    .selectAll()
    .where('team_member_id', '=', input.teamMemberId)
    .executeTakeFirst()
  if (!member) throw unknownTeamMember(input.teamMemberId)
  const team = await requireOwnTeam(ctx, member.team_id)
  if (input.validUntil < member.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.team_member')
    .set({ valid_until: input.validUntil })
    .where('team_member_id', '=', input.teamMemberId)
    .execute()
  audit(ctx, { subjectKind: 'team', subjectId: member.team_id, institutionId: team.institution_id })
  return {}
}
