import type {
  consortiumKinds,
  institutionGrades,
  institutionKinds,
  institutionLevels,
  membershipRoles,
  plaqueKinds,
  professions,
  serviceKinds,
  teamKinds,
  teamRoles,
  titleCodes,
} from '#src/modules/network/contract-codes.ts'
import type { SheetTable } from './workbook.ts'

/** What a scenario says of its network, readable in one place; `workbook.ts` turns it into the sheets of an import. */

export type InstitutionRow = {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: (typeof institutionKinds)[number]
  readonly level: (typeof institutionLevels)[number]
  readonly grade: (typeof institutionGrades)[number]
  readonly parent?: string
  readonly address: string
  readonly phone: string
  readonly at?: readonly [latitude: number, longitude: number]
  /** Place in the consortium; a hospital outside it has none. */
  readonly role?: (typeof membershipRoles)[number]
  readonly departments: readonly string[]
  /** `诊室名` or `诊室名@科室`. */
  readonly rooms?: readonly string[]
}

export type StaffRow = {
  readonly code: string
  readonly name: string
  readonly sex: '1' | '2'
  readonly phone: string
  readonly licenceNumber: string
  readonly profession: (typeof professions)[number]
  readonly titleCode: (typeof titleCodes)[number]
  readonly titleFrom: string
  readonly institution: string
  readonly department: string
  readonly specialities: readonly string[]
  readonly bio?: string
  /** Codes of the other institutions where this person may work. */
  readonly sites: readonly string[]
}

export type TeamRow = {
  readonly code: string
  readonly name: string
  readonly kind: (typeof teamKinds)[number]
  readonly institution: string
  readonly speciality: string
  readonly introduction: string
  readonly members: readonly { readonly staff: string; readonly role: (typeof teamRoles)[number] }[]
}

export type AgreementRow = {
  readonly code: string
  readonly kind:
    | 'consortium'
    | 'speciality_alliance'
    | 'pairing'
    | 'support'
    | 'studio'
    | 'extended_clinic'
    | 'training'
    | 'estate_base'
    | 'remote_diagnosis'
  readonly title: string
  readonly scope: string
  readonly gives: readonly string[]
  readonly receives: readonly string[]
  /** Days from the day of loading; the term begins on the day of signing. */
  readonly signedDaysAgo: number
  readonly years: number
}

export type PlaqueRow = {
  readonly code: string
  readonly kind: (typeof plaqueKinds)[number]
  readonly name: string
  readonly institution: string
  readonly giver: string
  readonly giverInstitution?: string
  readonly agreement?: string
  /** The team whose plaque it is. */
  readonly team?: string
  readonly givenDaysAgo: number
  readonly services: readonly (typeof serviceKinds)[number][]
  /** When something last happened behind it; without it nothing was ever noted. */
  readonly activeDaysAgo?: readonly number[]
}

export type NetworkData = {
  readonly consortium: {
    readonly code: string
    readonly name: string
    readonly kind: (typeof consortiumKinds)[number]
    readonly startedOn: string
  }
  readonly institutions: readonly InstitutionRow[]
  readonly staff: readonly StaffRow[]
  readonly teams: readonly TeamRow[]
  readonly agreements: readonly AgreementRow[]
  readonly plaques: readonly PlaqueRow[]
  /** What the institutions have and charge: sheets as they stand in the workbook. */
  readonly sheets?: readonly SheetTable[]
}
