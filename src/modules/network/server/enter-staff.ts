import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import { blindIndex, encryptText } from '#src/platform/server/crypto.ts'
import type * as contract from '../contract-people.ts'
import { likenessOf, type PersonKey } from '../domain/duplicates.ts'
import { titleFits } from '../domain/titles.ts'
import {
  changedMeanwhile,
  duplicateStaff,
  endsBeforeStart,
  licenceTaken,
  perhapsDuplicateStaff,
  wrongTitle,
} from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { spellingOf } from './pinyin.ts'
import { requireDepartmentAt } from './places.ts'
import { requireManaged } from './reach.ts'
import { requireStaffMember } from './staff.door.ts'
import { tellStaffChanged } from './staff-changed.ts'
import { idAt, tables } from './tables.ts'

type StaffInput = Omit<InputOf<typeof contract.updateStaff>, 'staffId' | 'version'>

/** Number, index and tail of a phone; an empty one removes it, an absent one leaves what is stored. */
export const phoneColumns = (ctx: Ctx, phone: string | null | undefined) => {
  if (phone === undefined) return {}
  if (phone === null || phone === '') return { phone_cipher: null, phone_index: null, phone_tail: null }
  return {
    phone_cipher: encryptText(ctx.app.keys, phone),
    phone_index: blindIndex(ctx.app.keys, 'staff_phone', phone),
    phone_tail: phone.slice(-4),
  }
}

export const staffColumns = async (input: StaffInput) => ({
  code: input.code,
  name: input.name.trim(),
  ...(await spellingOf(input.name, 'person')),
  sex: input.sex,
  profession: input.profession,
  licence_number: input.licenceNumber ?? null,
  institution_id: input.institutionId,
  department_id: input.departmentId ?? null,
  specialities: [...input.specialities],
  bio: input.bio ?? null,
  joined_on: input.joinedOn ?? null,
  left_on: input.leftOn ?? null,
})

const samePeople = async (ctx: Ctx, input: StaffInput, exceptStaffId: string | null) => {
  const rows = await tables(ctx)
    .selectFrom('network.staff')
    .select(['staff_id', 'code', 'name', 'institution_id', 'licence_number', 'phone_tail'])
    .where(eb =>
      eb.or([
        eb('institution_id', '=', input.institutionId),
        ...(input.licenceNumber ? [eb('licence_number', '=', input.licenceNumber)] : []),
      ]),
    )
    .execute()
  const person: PersonKey = {
    code: input.code,
    name: input.name,
    institutionId: input.institutionId,
    licenceNumber: input.licenceNumber ?? null,
    phoneTail: input.phone?.slice(-4) ?? null,
  }
  return rows
    .filter(row => row.staff_id !== exceptStaffId)
    .map(row => ({
      staffId: row.staff_id,
      sameLicence: row.licence_number !== null && row.licence_number === person.licenceNumber,
      likeness: likenessOf(person, {
        code: row.code,
        name: row.name,
        institutionId: row.institution_id,
        licenceNumber: row.licence_number,
        phoneTail: row.phone_tail,
      }),
    }))
}

/** @throws what NET-6 says of two entries that mean one person */
const refuseDuplicates = async (
  ctx: Ctx,
  input: StaffInput,
  exceptStaffId: string | null,
  anotherPerson: boolean,
): Promise<void> => {
  const alike = await samePeople(ctx, input, exceptStaffId)
  if (alike.some(other => other.sameLicence)) throw licenceTaken()
  const same = alike.find(other => other.likeness === 'same')
  if (same) throw duplicateStaff(same.staffId)
  const perhaps = alike.find(other => other.likeness === 'perhaps')
  if (perhaps && !anotherPerson) throw perhapsDuplicateStaff(perhaps.staffId)
}

const checkStaff = async (ctx: Ctx, input: StaffInput): Promise<void> => {
  if (input.joinedOn && input.leftOn && input.leftOn < input.joinedOn) throw endsBeforeStart('/leftOn')
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  if (input.departmentId) await requireDepartmentAt(ctx, input.departmentId, input.institutionId)
}

/** Enters a person with the title held, where there is one. */
export const createStaff = async (ctx: Ctx, input: InputOf<typeof contract.createStaff>) => {
  await checkStaff(ctx, input)
  if (input.title && !titleFits(input.profession, input.title.titleCode)) throw wrongTitle(input.title.titleCode)
  await refuseDuplicates(ctx, input, null, input.anotherPerson ?? false)
  const staffId = idAt(ctx)
  const noPhone = { phone_cipher: null, phone_index: null, phone_tail: null }
  await tables(ctx)
    .insertInto('network.staff')
    .values({
      staff_id: staffId,
      ...(await staffColumns(input)),
      ...noPhone,
      ...phoneColumns(ctx, input.phone),
      demo: input.demo ?? false,
      version: 1,
      created_at: ctx.now,
    })
    .execute()
  if (input.title)
    await tables(ctx)
      .insertInto('network.staff_title')
      .values({
        staff_title_id: idAt(ctx),
        staff_id: staffId,
        title_code: input.title.titleCode,
        valid_from: input.title.validFrom,
        valid_until: null,
        certificate: input.title.certificate ?? null,
        created_at: ctx.now,
      })
      .execute()
  audit(ctx, { subjectKind: 'staff', subjectId: staffId, institutionId: input.institutionId })
  emit(ctx, { name: 'network.staff_entered', data: { staffId, institutionId: input.institutionId } })
  return { staffId }
}

/** Changes a person's entry; whoever moves to another institution is handed over by one who manages both. */
export const updateStaff = async (ctx: Ctx, input: InputOf<typeof contract.updateStaff>) => {
  const before = await requireStaffMember(ctx, input.staffId)
  await requireManaged(ctx, before.institutionId)
  await checkStaff(ctx, input)
  await refuseDuplicates(ctx, input, input.staffId, true)
  const changed = await tables(ctx)
    .updateTable('network.staff')
    .set({
      ...(await staffColumns(input)),
      ...phoneColumns(ctx, input.phone),
      ...(input.demo === undefined ? {} : { demo: input.demo }),
      version: input.version + 1,
    })
    .where('staff_id', '=', input.staffId)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw changedMeanwhile()
  audit(ctx, { subjectKind: 'staff', subjectId: input.staffId, institutionId: input.institutionId })
  tellStaffChanged(ctx, { staffId: input.staffId, institutionId: input.institutionId, left: input.leftOn ?? null })
  return { version: input.version + 1 }
}
