import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-alliances.ts'
import { overlaps } from '../domain/periods.ts'
import { tieState } from '../domain/tie-state.ts'
import { endsBeforeStart } from '../errors.ts'
import { clinicTwice, mayNotWorkThere, notAMember, unknownExtendedClinic } from '../errors-ties.ts'
import { requireManagedAlliance } from './alliance.repository.ts'
import { requireCommonAgreement } from './common-agreement.ts'
import { requireManagedConsortium } from './reach.ts'
import { lockRow } from './rows.ts'
import { mayWorkAt, requireStaffMember, selectStaff } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

/** Extended clinics of the region that have not ended, with whoever comes. */
export const extendedClinics = async (ctx: Ctx) => {
  const today = todayOf(ctx)
  const rows = await tables(ctx)
    .selectFrom('network.extended_clinic as e')
    .innerJoin('network.institution as i', 'i.institution_id', 'e.institution_id')
    .selectAll('e')
    .select('i.short_name as institution_name')
    .where('e.region_id', '=', ctx.regionId)
    .where(eb => eb.or([eb('e.valid_until', 'is', null), eb('e.valid_until', '>=', today)]))
    .orderBy('i.pinyin')
    .execute()
  const ids = [...new Set(rows.map(row => row.staff_id))]
  const people = ids.length === 0 ? [] : await selectStaff(ctx).where('s.staff_id', 'in', ids).execute()
  return rows.map(row => {
    const person = people.find(one => one.staffId === row.staff_id)
    const term = { validFrom: row.valid_from, validUntil: row.valid_until }
    return {
      consortiumId: row.consortium_id,
      extendedClinicId: row.extended_clinic_id,
      institutionId: row.institution_id,
      institutionName: row.institution_name,
      staffId: row.staff_id,
      staffName: person?.name ?? '',
      titleCode: person?.titleCode ?? null,
      rhythm: row.rhythm,
      ...term,
      state: tieState(term, today),
    }
  })
}

const requireFreePlace = async (ctx: Ctx, input: InputOf<typeof contract.openExtendedClinic>): Promise<void> => {
  const term = { validFrom: input.validFrom, validUntil: input.validUntil ?? null }
  const same = await tables(ctx)
    .selectFrom('network.extended_clinic')
    .select(['valid_from', 'valid_until'])
    .where('consortium_id', '=', input.consortiumId)
    .where('institution_id', '=', input.institutionId)
    .where('staff_id', '=', input.staffId)
    .execute()
  if (same.some(row => overlaps(term, { validFrom: row.valid_from, validUntil: row.valid_until }))) throw clinicTwice()
}

/** Somebody who may work at a member comes there regularly (NET-75); the dates themselves are made in the roster. */
export const openExtendedClinic = async (ctx: Ctx, input: InputOf<typeof contract.openExtendedClinic>) => {
  const alliance = await requireManagedAlliance(ctx, input.consortiumId)
  if (!alliance.houses.includes(input.institutionId)) throw notAMember()
  if (input.validUntil && input.validUntil < input.validFrom) throw endsBeforeStart()
  await requireStaffMember(ctx, input.staffId)
  if (!(await mayWorkAt(ctx, input.staffId, input.institutionId, input.validFrom))) throw mayNotWorkThere()
  if (input.agreementId) await requireCommonAgreement(ctx, input.agreementId, [input.institutionId])
  await requireFreePlace(ctx, input)
  const extendedClinicId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.extended_clinic')
    .values({
      extended_clinic_id: extendedClinicId,
      region_id: ctx.regionId,
      consortium_id: input.consortiumId,
      institution_id: input.institutionId,
      staff_id: input.staffId,
      rhythm: input.rhythm.trim(),
      agreement_id: input.agreementId ?? null,
      valid_from: input.validFrom,
      valid_until: input.validUntil ?? null,
      end_reason: null,
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'extended_clinic', subjectId: extendedClinicId, institutionId: input.institutionId })
  return { extendedClinicId }
}

export const endExtendedClinic = async (ctx: Ctx, input: InputOf<typeof contract.endExtendedClinic>) => {
  const clinic = await lockRow(ctx, 'network.extended_clinic', { extended_clinic_id: input.extendedClinicId })
  if (!clinic) throw unknownExtendedClinic(input.extendedClinicId)
  await requireManagedConsortium(ctx, clinic.consortium_id)
  if (input.validUntil < clinic.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.extended_clinic')
    .set({ valid_until: input.validUntil, end_reason: input.reason.trim() })
    .where('extended_clinic_id', '=', input.extendedClinicId)
    .execute()
  audit(ctx, {
    subjectKind: 'extended_clinic',
    subjectId: input.extendedClinicId,
    institutionId: clinic.institution_id,
    reason: input.reason,
  })
  return {}
}
