import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-centres.ts'
import { covers, overlaps } from '../domain/periods.ts'
import { tieState } from '../domain/tie-state.ts'
import { changedMeanwhile, endsBeforeStart } from '../errors.ts'
import { centreClosed, centreTwice, headOfTheHost, unknownCentreKind } from '../errors-ties.ts'
import { insertCentreMembers, requireCentre } from './centre-members.ts'
import { requireInstitution } from './institution.door.ts'
import { manageable, requireManaged } from './reach.ts'
import { requireStaffMember, selectStaff } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

type CentreView = OutputOf<typeof contract.listCentres>['items'][number]
type KindView = OutputOf<typeof contract.listCentres>['kinds'][number]

const kindsOf = async (ctx: Ctx): Promise<KindView[]> =>
  (
    await tables(ctx)
      .selectFrom('network.centre_kind')
      .selectAll()
      .where('retired_on', 'is', null)
      .orderBy('sort_order')
      .orderBy('kind')
      .execute()
  ).map(row => ({
    kind: row.kind,
    family: row.family as KindView['family'],
    name: row.name,
    nameEn: row.name_en,
    source: row.source,
  }))

const membersInForce = async (ctx: Ctx, today: string) =>
  tables(ctx)
    .selectFrom('network.centre_member as m')
    .innerJoin('network.institution as i', 'i.institution_id', 'm.institution_id')
    .selectAll('m')
    .select('i.short_name')
    .where(eb => eb.or([eb('m.valid_until', 'is', null), eb('m.valid_until', '>=', today)]))
    .orderBy('i.pinyin')
    .execute()

const peopleOf = async (ctx: Ctx, staffIds: readonly string[]) =>
  staffIds.length === 0
    ? []
    : selectStaff(ctx)
        .where('s.staff_id', 'in', [...new Set(staffIds)])
        .execute()

/** Centres by family and kind, with whom they serve today. */
export const listCentres = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listCentres>,
): Promise<OutputOf<typeof contract.listCentres>> => {
  const today = todayOf(ctx)
  let query = tables(ctx)
    .selectFrom('network.centre as c')
    .innerJoin('network.institution as i', 'i.institution_id', 'c.host_institution_id')
    .innerJoin('network.centre_kind as k', 'k.kind', 'c.kind')
    .selectAll('c')
    .select(['i.short_name as host_name', 'k.family'])
    .where('c.region_id', '=', ctx.regionId)
  if (!input.ended)
    query = query.where(eb => eb.or([eb('c.valid_until', 'is', null), eb('c.valid_until', '>=', today)]))
  const rows = await query.orderBy('k.family', 'desc').orderBy('k.sort_order').orderBy('c.code').execute()
  const people = await peopleOf(
    ctx,
    rows.map(row => row.head_staff_id),
  )
  const members = await membersInForce(ctx, today)
  const mine = await manageable(ctx, 'network.centre.manage')
  const items = rows.map((row): CentreView => {
    const own = members.filter(member => member.centre_id === row.centre_id)
    const head = people.find(person => person.staffId === row.head_staff_id)
    return {
      centreId: row.centre_id,
      code: row.code,
      kind: row.kind,
      family: row.family as CentreView['family'],
      name: row.name,
      host: { institutionId: row.host_institution_id, name: row.host_name },
      head: { staffId: row.head_staff_id, name: head?.name ?? '', titleCode: head?.titleCode ?? null },
      phone: row.phone,
      duties: row.duties,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      state: tieState({ validFrom: row.valid_from, validUntil: row.valid_until }, today),
      members: own.map(member => ({
        centreMemberId: member.centre_member_id,
        institutionId: member.institution_id,
        institutionName: member.short_name,
        agreementId: member.agreement_id,
        validFrom: member.valid_from,
        validUntil: member.valid_until,
      })),
      withoutAgreement: own.filter(
        member =>
          member.agreement_id === null &&
          covers({ validFrom: member.valid_from, validUntil: member.valid_until }, today),
      ).length,
      demo: row.demo,
      version: row.version,
      mayManage: mine.has(row.host_institution_id),
    }
  })
  return { kinds: await kindsOf(ctx), items }
}

/** Kinds are the same everywhere; a county adds those of its own documents. */
export const addCentreKind = async (ctx: Ctx, input: InputOf<typeof contract.addCentreKind>) => {
  const last = await tables(ctx)
    .selectFrom('network.centre_kind')
    .select(eb => eb.fn.max('sort_order').as('last'))
    .executeTakeFirst()
  await tables(ctx)
    .insertInto('network.centre_kind')
    .values({
      kind: input.kind,
      family: input.family,
      name: input.name.trim(),
      name_en: input.nameEn.trim(),
      source: input.source.trim(),
      sort_order: Number(last?.last ?? 0) + 10,
      retired_on: null,
    })
    .execute()
  audit(ctx, { subjectKind: 'centre_kind', subjectId: input.kind })
  return {}
}

/** Whoever heads a centre belongs to its host (NET-76). */
const requireHead = async (ctx: Ctx, staffId: string, hostInstitutionId: string): Promise<void> => {
  if ((await requireStaffMember(ctx, staffId)).institutionId !== hostInstitutionId) throw headOfTheHost()
}

export const openCentre = async (ctx: Ctx, input: InputOf<typeof contract.openCentre>) => {
  await requireInstitution(ctx, input.hostInstitutionId)
  await requireManaged(ctx, input.hostInstitutionId)
  if (!(await kindsOf(ctx)).some(kind => kind.kind === input.kind)) throw unknownCentreKind(input.kind)
  await requireHead(ctx, input.headStaffId, input.hostInstitutionId)
  const same = await tables(ctx)
    .selectFrom('network.centre')
    .select(['valid_from', 'valid_until'])
    .where('host_institution_id', '=', input.hostInstitutionId)
    .where('kind', '=', input.kind)
    .execute()
  const term = { validFrom: input.validFrom, validUntil: null }
  if (same.some(row => overlaps(term, { validFrom: row.valid_from, validUntil: row.valid_until }))) throw centreTwice()
  const centreId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.centre')
    .values({
      centre_id: centreId,
      region_id: ctx.regionId,
      code: input.code,
      kind: input.kind,
      ...columnsOf(input),
      host_institution_id: input.hostInstitutionId,
      valid_from: input.validFrom,
      valid_until: null,
      end_reason: null,
      demo: input.demo ?? false,
      version: 1,
      created_at: ctx.now,
    })
    .execute()
  await insertCentreMembers(ctx, {
    centreId,
    host: input.hostInstitutionId,
    institutionIds: input.memberInstitutionIds,
    agreementId: input.agreementId ?? null,
    validFrom: input.validFrom,
  })
  audit(ctx, { subjectKind: 'centre', subjectId: centreId, institutionId: input.hostInstitutionId })
  return { centreId }
}

const columnsOf = (input: Pick<InputOf<typeof contract.openCentre>, 'name' | 'headStaffId' | 'phone' | 'duties'>) => ({
  name: input.name.trim(),
  head_staff_id: input.headStaffId,
  phone: input.phone?.trim() || null,
  duties: input.duties?.trim() || null,
})

export const changeCentre = async (ctx: Ctx, input: InputOf<typeof contract.changeCentre>) => {
  const centre = await requireCentre(ctx, input.centreId)
  if (centre.version !== input.version) throw changedMeanwhile()
  await requireHead(ctx, input.headStaffId, centre.host_institution_id)
  await tables(ctx)
    .updateTable('network.centre')
    .set({ ...columnsOf(input), version: input.version + 1 })
    .where('centre_id', '=', input.centreId)
    .execute()
  audit(ctx, { subjectKind: 'centre', subjectId: input.centreId, institutionId: centre.host_institution_id })
  return { version: input.version + 1 }
}

/** A closed centre serves nobody: what it did for its members ends on the same day. */
export const closeCentre = async (ctx: Ctx, input: InputOf<typeof contract.closeCentre>) => {
  const centre = await requireCentre(ctx, input.centreId)
  if (centre.valid_until !== null) throw centreClosed(input.centreId)
  const members = await tables(ctx)
    .selectFrom('network.centre_member')
    .select(['centre_member_id', 'valid_from'])
    .where('centre_id', '=', input.centreId)
    .where(eb => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', input.validUntil)]))
    .execute()
  if ([centre, ...members].some(row => input.validUntil < row.valid_from)) throw endsBeforeStart()
  const end = { valid_until: input.validUntil, end_reason: input.reason.trim() }
  await tables(ctx).updateTable('network.centre').set(end).where('centre_id', '=', input.centreId).execute()
  const ids = members.map(member => member.centre_member_id)
  if (ids.length > 0)
    await tables(ctx).updateTable('network.centre_member').set(end).where('centre_member_id', 'in', ids).execute()
  audit(ctx, {
    subjectKind: 'centre',
    subjectId: input.centreId,
    institutionId: centre.host_institution_id,
    reason: input.reason,
  })
  return {}
}
