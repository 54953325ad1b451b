import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type * as contract from '../contract-alliances.ts'
import { daysWithoutActivity } from '../domain/tie-state.ts'
import { changedMeanwhile } from '../errors.ts'
import { departmentElsewhere, departmentOfTheHead } from '../errors-ties.ts'
import { requireManagedAlliance } from './alliance.repository.ts'
import { createConsortium, insertMembership } from './consortium.ts'
import { extendedClinics } from './extended-clinics.ts'
import { requireInstitution } from './institution.door.ts'
import { memberships } from './institution.repository.ts'
import { requireDepartment } from './place.door.ts'
import { manageable, requireManaged } from './reach.ts'
import { tables, todayOf } from './tables.ts'

type AllianceView = OutputOf<typeof contract.listAlliances>['items'][number]

type Row = {
  readonly consortium_id: string
  readonly code: string
  readonly name: string
  readonly started_on: string | null
  readonly demo: boolean
  readonly speciality: string | null
  readonly lead_department_id: string | null
  readonly lead_department_name: string | null
  readonly version: number
  readonly last_activity_on: string | null
}

const allianceRows = async (ctx: Ctx): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select c.consortium_id, c.code, c.name, c.started_on::text, c.demo, a.speciality, a.lead_department_id, d.name as lead_department_name,
      coalesce(a.version, 0) as version,
      (select max(local_date)::text from network.tie_activity t
        where t.region_id = c.region_id and t.consortium_id = c.consortium_id and t.withdrawn_at is null) as last_activity_on
    from network.consortium c
    left join network.speciality_alliance a on a.consortium_id = c.consortium_id
    left join network.department d on d.department_id = a.lead_department_id
    where c.region_id = ${ctx.regionId} and c.kind = 'speciality_alliance' and (c.ended_on is null or c.ended_on >= ${todayOf(ctx)}::date)
    order by c.code`.execute(ctx.tx)
  return rows
}

const departmentsOfMembers = async (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('network.alliance_department as a')
    .innerJoin('network.department as d', 'd.department_id', 'a.department_id')
    .select(['a.membership_id', 'a.department_id', 'd.name'])
    .execute()

/** Alliances with what ties them together and when something last happened. */
export const listAlliances = async (ctx: Ctx): Promise<OutputOf<typeof contract.listAlliances>> => {
  const today = todayOf(ctx)
  const quietAfterDays = await settingOf<number>(ctx, 'network.tie_quiet_days')
  const mine = await manageable(ctx, 'network.consortium.manage')
  const [clinics, departments] = [await extendedClinics(ctx), await departmentsOfMembers(ctx)]
  const everybody = (await memberships(ctx, {})).filter(row => row.current)
  const items: AllianceView[] = []
  for (const row of await allianceRows(ctx)) {
    const members = everybody.filter(member => member.consortiumId === row.consortium_id)
    const head = members.find(member => member.role === 'head')
    const from = row.started_on ?? head?.validFrom ?? null
    const quietDays =
      from === null ? null : daysWithoutActivity({ validFrom: from, lastActivityOn: row.last_activity_on }, today)
    items.push({
      consortiumId: row.consortium_id,
      code: row.code,
      name: row.name,
      speciality: row.speciality,
      leadDepartmentId: row.lead_department_id,
      leadDepartmentName: row.lead_department_name,
      head: head ? { institutionId: head.institutionId, name: head.institutionShortName } : null,
      startedOn: row.started_on,
      members: members.map(member => {
        const department = departments.find(one => one.membership_id === member.membershipId)
        return {
          membershipId: member.membershipId,
          institutionId: member.institutionId,
          institutionName: member.institutionShortName,
          role: member.role,
          departmentId: department?.department_id ?? null,
          departmentName: department?.name ?? null,
          validFrom: member.validFrom,
        }
      }),
      extendedClinics: clinics
        .filter(clinic => clinic.consortiumId === row.consortium_id)
        .map(({ consortiumId: _, ...clinic }) => clinic),
      lastActivityOn: row.last_activity_on,
      quietDays,
      quiet: quietDays !== null && quietDays >= quietAfterDays,
      demo: row.demo,
      version: row.version,
      mayManage: head ? mine.has(head.institutionId) : false,
    })
  }
  return { items, quietAfterDays }
}

/** @throws network.department_of_the_head */
const requireLeadDepartment = async (ctx: Ctx, departmentId: string, headInstitutionId: string | null) => {
  const department = await requireDepartment(ctx, departmentId)
  if (department.institutionId !== headInstitutionId) throw departmentOfTheHead()
}

export const foundAlliance = async (ctx: Ctx, input: InputOf<typeof contract.foundAlliance>) => {
  await requireInstitution(ctx, input.headInstitutionId)
  await requireManaged(ctx, input.headInstitutionId)
  await requireLeadDepartment(ctx, input.leadDepartmentId, input.headInstitutionId)
  const { consortiumId } = await createConsortium(ctx, {
    code: input.code,
    name: input.name,
    kind: 'speciality_alliance',
    startedOn: input.startedOn,
    ...(input.demo === undefined ? {} : { demo: input.demo }),
  })
  const head = { consortiumId, institutionId: input.headInstitutionId, role: 'head' as const }
  const membershipId = await insertMembership(ctx, { ...head, validFrom: input.startedOn })
  await tables(ctx)
    .insertInto('network.speciality_alliance')
    .values({
      consortium_id: consortiumId,
      speciality: input.speciality.trim(),
      lead_department_id: input.leadDepartmentId,
      version: 1,
    })
    .execute()
  await tables(ctx)
    .insertInto('network.alliance_department')
    .values({ membership_id: membershipId, department_id: input.leadDepartmentId })
    .execute()
  emit(ctx, { name: 'network.alliance_founded', data: { consortiumId } })
  return { consortiumId }
}

export const describeAlliance = async (ctx: Ctx, input: InputOf<typeof contract.describeAlliance>) => {
  const alliance = await requireManagedAlliance(ctx, input.consortiumId)
  await requireLeadDepartment(ctx, input.leadDepartmentId, alliance.headInstitutionId)
  const values = {
    speciality: input.speciality.trim(),
    lead_department_id: input.leadDepartmentId,
    version: input.version + 1,
  }
  const written =
    input.version === 0
      ? await tables(ctx)
          .insertInto('network.speciality_alliance')
          .values({ consortium_id: input.consortiumId, ...values })
          .onConflict(conflict => conflict.doNothing())
          .executeTakeFirst()
          .then(result => result.numInsertedOrUpdatedRows ?? 0n)
      : await tables(ctx)
          .updateTable('network.speciality_alliance')
          .set(values)
          .where('consortium_id', '=', input.consortiumId)
          .where('version', '=', input.version)
          .executeTakeFirst()
          .then(result => result.numUpdatedRows)
  if (written === 0n) throw changedMeanwhile()
  audit(ctx, { subjectKind: 'consortium', subjectId: input.consortiumId })
  return { version: values.version }
}

export const joinAlliance = async (ctx: Ctx, input: InputOf<typeof contract.joinAlliance>) => {
  await requireManagedAlliance(ctx, input.consortiumId)
  await requireInstitution(ctx, input.institutionId)
  if (input.departmentId && (await requireDepartment(ctx, input.departmentId)).institutionId !== input.institutionId)
    throw departmentElsewhere()
  const { consortiumId, institutionId, role, validFrom } = input
  const membershipId = await insertMembership(ctx, { consortiumId, institutionId, role, validFrom })
  if (input.departmentId)
    await tables(ctx)
      .insertInto('network.alliance_department')
      .values({ membership_id: membershipId, department_id: input.departmentId })
      .execute()
  audit(ctx, { subjectKind: 'membership', subjectId: membershipId, institutionId })
  return { membershipId }
}
