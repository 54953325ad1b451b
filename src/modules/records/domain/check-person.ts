import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { FieldError } from '#src/platform/kernel/errors.ts'
import type { IdentityType, InsuranceType, ResidenceKind, Sex } from '../contract-parts.ts'
import { needsGuardian } from './ages.ts'
import { checkIdentity, isPossibleBirthDate } from './identity.ts'
import { isAreaCode } from './insurance.ts'
import { isName, normaliseName } from './name.ts'
import { isPhone, normalisePhone } from './phone.ts'

/** What somebody entered about a person, in the desk's form or on the phone. */
export type PersonInput = {
  readonly name: string
  readonly identityType: IdentityType
  readonly identityNumber?: string | undefined
  readonly sex?: Sex | undefined
  readonly birthDate?: LocalDate | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly insuranceType?: InsuranceType | undefined
  readonly insuredPlace?: string | undefined
  readonly residenceKind?: ResidenceKind | undefined
  readonly householdPlace?: string | undefined
}

export type CheckedPerson = {
  readonly name: string
  readonly identityType: IdentityType
  readonly identityNumber: string | null
  readonly sex: Sex
  readonly birthDate: LocalDate
  readonly phone: string | null
  readonly address: string | null
  readonly insuranceType: InsuranceType
  readonly insuredPlace: string | null
  readonly residenceKind: ResidenceKind
  readonly householdPlace: string | null
}

export type PersonCheck =
  | { readonly ok: true; readonly person: CheckedPerson }
  | { readonly ok: false; readonly fields: readonly FieldError[] }

type Demands = {
  readonly today: LocalDate
  /** Whether a guardian's name and phone came along; a child under 14 is not registered without. */
  readonly hasGuardian: boolean
  /** Someone registered as a newborn, long ago. */
  readonly mayLackNumber?: boolean
}

const placeProblems = (input: PersonInput): readonly FieldError[] =>
  (['insuredPlace', 'householdPlace'] as const)
    .filter(field => input[field] !== undefined && !isAreaCode(input[field]))
    .map(field => ({ path: `/${field}`, code: 'records.insured_place_unknown' }))

/** The number speaks first; what is typed beside it must agree with it. */
const birthAndSex = (input: PersonInput, today: LocalDate) => {
  const problems: FieldError[] = []
  const identity = checkIdentity(input.identityType, input.identityNumber, today)
  if (!identity.ok) problems.push({ path: '/identityNumber', code: identity.problem })
  const read = identity.ok ? identity : { birthDate: null, sex: null }
  if (read.birthDate && input.birthDate && read.birthDate !== input.birthDate)
    problems.push({ path: '/birthDate', code: 'records.birth_date_differs' })
  if (read.sex && input.sex && (input.sex === 'male' || input.sex === 'female') && read.sex !== input.sex)
    problems.push({ path: '/sex', code: 'records.sex_differs' })
  const birthDate = read.birthDate ?? input.birthDate
  if (identity.ok && birthDate === undefined) problems.push({ path: '/birthDate', code: 'records.birth_date_missing' })
  if (birthDate !== undefined && !isPossibleBirthDate(birthDate, today))
    problems.push({ path: '/birthDate', code: 'records.birth_date_impossible' })
  return { number: identity.ok ? identity.number : '', birthDate, sex: read.sex ?? input.sex ?? 'not_stated', problems }
}

/** REC-1 to REC-4 and REC-8: checks a whole form at once, so that every wrong field is named in one answer. */
export const checkPerson = (input: PersonInput, demands: Demands): PersonCheck => {
  const fields: FieldError[] = []
  const name = normaliseName(input.name)
  if (!isName(name)) fields.push({ path: '/name', code: 'records.name_wrong_format' })
  const { number, birthDate, sex, problems } = birthAndSex(input, demands.today)
  fields.push(...problems, ...placeProblems(input))
  const phone = input.phone === undefined ? null : normalisePhone(input.phone)
  if (phone !== null && !isPhone(phone)) fields.push({ path: '/phone', code: 'records.phone_wrong_format' })
  const isChild = birthDate !== undefined && problems.length === 0 && needsGuardian(birthDate, demands.today)
  if (isChild && !demands.hasGuardian) fields.push({ path: '/guardian', code: 'records.child_without_guardian' })
  // Without a number only a newborn or small child can be registered; the guardian's phone finds it again.
  if (
    input.identityType === 'none' &&
    !demands.mayLackNumber &&
    birthDate !== undefined &&
    !isChild &&
    problems.length === 0
  )
    fields.push({ path: '/identityNumber', code: 'records.identity_number_missing' })
  if (fields.length > 0 || birthDate === undefined) return { ok: false, fields }
  return {
    ok: true,
    person: {
      name,
      identityType: input.identityType,
      identityNumber: number === '' ? null : number,
      sex,
      birthDate,
      phone,
      address: input.address?.trim() ?? null,
      insuranceType: input.insuranceType ?? 'other',
      insuredPlace: input.insuredPlace ?? null,
      residenceKind: input.residenceKind ?? 'not_stated',
      householdPlace: input.householdPlace ?? null,
    },
  }
}
