import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-people.ts'
import { overlaps } from '../domain/periods.ts'
import { decideTitleChange, titleFits } from '../domain/titles.ts'
import {
  endsBeforeStart,
  homeIsNoExtraSite,
  siteTwice,
  titleNotLater,
  titleUnchanged,
  unknownPracticeSite,
  wrongTitle,
} from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { requireDepartmentAt } from './places.ts'
import { isManaged, requireManaged } from './reach.ts'
import { requireStaffMember } from './staff.door.ts'
import { tellStaffChanged } from './staff-changed.ts'
import { idAt, tables } from './tables.ts'

/** Gives a new title; the open one ends the day before, so that every day of the past keeps its title (NET-5). */
export const changeTitle = async (ctx: Ctx, input: InputOf<typeof contract.changeTitle>) => {
  const person = await requireStaffMember(ctx, input.staffId)
  await requireManaged(ctx, person.institutionId)
  if (!titleFits(person.profession, input.titleCode)) throw wrongTitle(input.titleCode)
  const rows = await tables(ctx)
    .selectFrom('network.staff_title')
    .selectAll()
    .where('staff_id', '=', input.staffId)
    .forUpdate()
    .execute()
  const titles = rows.map(row => ({
    staffTitleId: row.staff_title_id,
    titleCode: row.title_code,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }))
  const decision = decideTitleChange(titles, input.titleCode, input.validFrom)
  if ('fault' in decision) throw decision.fault === 'title_not_later' ? titleNotLater() : titleUnchanged()
  if (decision.close)
    await tables(ctx)
      .updateTable('network.staff_title')
      .set({ valid_until: decision.close.validUntil })
      .where('staff_title_id', '=', decision.close.staffTitleId)
      .execute()
  const staffTitleId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.staff_title')
    .values({
      staff_title_id: staffTitleId,
      staff_id: input.staffId,
      title_code: input.titleCode,
      valid_from: input.validFrom,
      valid_until: null,
      certificate: input.certificate ?? null,
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, {
    subjectKind: 'staff',
    subjectId: input.staffId,
    institutionId: person.institutionId,
    details: { titleCode: input.titleCode },
  })
  return { staffTitleId }
}

/** A site is opened by whoever manages the home institution or the site itself; both have signed its filing. */
const requireEitherSide = async (ctx: Ctx, homeId: string, siteId: string): Promise<void> => {
  if (await isManaged(ctx, siteId)) return
  await requireManaged(ctx, homeId)
}

export const addPracticeSite = async (ctx: Ctx, input: InputOf<typeof contract.addPracticeSite>) => {
  const person = await requireStaffMember(ctx, input.staffId)
  await requireInstitution(ctx, input.institutionId)
  await requireEitherSide(ctx, person.institutionId, input.institutionId)
  if (person.institutionId === input.institutionId) throw homeIsNoExtraSite()
  const period = { validFrom: input.validFrom, validUntil: input.validUntil ?? null }
  if (period.validUntil !== null && period.validUntil < period.validFrom) throw endsBeforeStart()
  if (input.departmentId) await requireDepartmentAt(ctx, input.departmentId, input.institutionId)
  const others = await tables(ctx)
    .selectFrom('network.practice_site')
    .select(['valid_from', 'valid_until'])
    .where('staff_id', '=', input.staffId)
    .where('institution_id', '=', input.institutionId)
    .execute()
  if (others.some(other => overlaps(period, { validFrom: other.valid_from, validUntil: other.valid_until })))
    throw siteTwice()
  const practiceSiteId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.practice_site')
    .values({
      practice_site_id: practiceSiteId,
      staff_id: input.staffId,
      institution_id: input.institutionId,
      department_id: input.departmentId ?? null,
      filing_number: input.filingNumber ?? null,
      valid_from: period.validFrom,
      valid_until: period.validUntil,
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'staff', subjectId: input.staffId, institutionId: input.institutionId })
  tellStaffChanged(ctx, { staffId: input.staffId, institutionId: input.institutionId })
  return { practiceSiteId }
}

export const endPracticeSite = async (ctx: Ctx, input: InputOf<typeof contract.endPracticeSite>) => {
  const site = await tables(ctx)
    .selectFrom('network.practice_site')
    .selectAll()
    .where('practice_site_id', '=', input.practiceSiteId)
    .executeTakeFirst()
  if (!site) throw unknownPracticeSite(input.practiceSiteId)
  const person = await requireStaffMember(ctx, site.staff_id)
  await requireEitherSide(ctx, person.institutionId, site.institution_id)
  if (input.validUntil < site.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.practice_site')
    .set({ valid_until: input.validUntil })
    .where('practice_site_id', '=', input.practiceSiteId)
    .execute()
  audit(ctx, { subjectKind: 'staff', subjectId: site.staff_id, institutionId: site.institution_id })
  tellStaffChanged(ctx, { staffId: site.staff_id, institutionId: site.institution_id })
  return {}
}
