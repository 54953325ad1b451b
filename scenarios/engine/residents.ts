import type { Sex } from './people.ts'
import { createPeople, type FictionalPerson } from './people.ts'

/** Who lives around the centre, and how they stand to it. */

export type ResidentPlan = {
  readonly seed: number
  readonly block: number
  readonly count: number
  /** GB/T 2260 of the place, and of where newcomers come from. */
  readonly localPlace: string
  readonly awayPlace: string
  readonly streets: readonly string[]
}

export type Resident = FictionalPerson & {
  readonly age: number
  readonly address: string
  readonly insuranceType: 'employee' | 'residents' | 'self_pay'
  readonly insuredPlace: string | null
  readonly residenceKind: 'registered' | 'usual' | 'visitor'
  readonly householdPlace: string
  /** Whether a family-doctor contract was signed. */
  readonly contracted: boolean
}

/** Whoever has no card at hand and no mobile phone. */
export type Stranger = Omit<Resident, 'phone'>

export type Family = {
  /** Signs in by phone and acts for a child of six. */
  readonly mother: Resident
  readonly child: FictionalPerson
  /** Acts for a parent of eighty, who has signed for it. */
  readonly daughter: Resident
  readonly parent: Resident
}

const usualAges = [72, 45, 67, 38, 81, 29, 63, 55, 70, 34, 77, 50, 66, 41, 84, 25, 59, 69, 47, 75]

/** Everyone who is registered at the desk, and the family of the phone page among them. */
export const planResidents = (
  plan: ResidentPlan,
  year: number,
): { readonly family: Family; readonly residents: readonly Resident[]; readonly stranger: Stranger } => {
  const person = createPeople(plan.seed, plan.block, year)
  let count = 0
  const resident = (
    age: number,
    contracted: boolean,
    sex?: Sex,
    more: Partial<Resident> = {},
    surname?: string,
  ): Resident => {
    count += 1
    const street = plan.streets[count % plan.streets.length] as string
    return {
      ...person(age, sex, surname),
      age,
      address: `${street}（演示地址）${count} 号`,
      insuranceType: age >= 60 || age < 30 ? 'residents' : 'employee',
      insuredPlace: plan.localPlace,
      residenceKind: 'registered',
      householdPlace: plan.localPlace,
      contracted,
      ...more,
    }
  }
  const newcomer = { residenceKind: 'usual', householdPlace: plan.awayPlace } as const
  const mother = resident(34, true, '2')
  const child = person(6, '1', [...mother.name][0])
  const parent = resident(80, true, '1')
  const daughter = resident(52, false, '2', {}, [...parent.name][0])
  const special = [
    resident(31, false, '1', { ...newcomer, insuredPlace: plan.awayPlace }),
    resident(64, true, '2', { ...newcomer, insuredPlace: plan.awayPlace }),
    resident(27, false, '1', {
      residenceKind: 'visitor',
      householdPlace: plan.awayPlace,
      insuranceType: 'self_pay',
      insuredPlace: null,
    }),
  ]
  const usual = Array.from({ length: plan.count - 6 }, (_, index) =>
    resident(usualAges[index % usualAges.length] as number, index % 2 === 0),
  )
  const stranger = resident(83, false, '1')
  return {
    stranger,
    family: { mother, child, daughter, parent },
    residents: [mother, parent, daughter, ...special, ...usual],
  }
}
