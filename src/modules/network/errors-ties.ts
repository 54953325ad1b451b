import { conflict, fieldRefused, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about what ties institutions together: pairings, alliances, centres. */

export const unknownPairing = (pairingId: string): Refusal => notFound('network.unknown_pairing', { pairingId })
export const unknownActivity = (activityId: string): Refusal => notFound('network.unknown_activity', { activityId })
export const unknownExtendedClinic = (extendedClinicId: string): Refusal =>
  notFound('network.unknown_extended_clinic', { extendedClinicId })
export const unknownMeasure = (measure: string, path = '/measure'): Refusal =>
  fieldRefused(path, 'network.unknown_measure', { measure })

export const pairedWithItself = (): Refusal => fieldRefused('/receiverInstitutionId', 'network.paired_with_itself')
export const pairedAlready = (): Refusal => fieldRefused('/departmentId', 'network.paired_already')
export const departmentOfTheGiver = (): Refusal => fieldRefused('/departmentId', 'network.department_of_the_giver')
export const leaderOfTheGiver = (): Refusal => fieldRefused('/leaderStaffId', 'network.leader_of_the_giver')
export const agreementOfOthers = (): Refusal => fieldRefused('/agreementId', 'network.agreement_of_others')
export const pairingEnded = (pairingId: string): Refusal => refused('network.pairing_ended', { pairingId })
export const changeNotLater = (): Refusal => fieldRefused('/from', 'network.change_not_later')

export const oneTieOnly = (): Refusal => refused('network.one_tie_only')
export const placeNeeded = (): Refusal => fieldRefused('/placeInstitutionId', 'network.place_needed')
export const placeOutsideTheTie = (): Refusal => fieldRefused('/placeInstitutionId', 'network.place_outside_the_tie')
export const measureTwice = (): Refusal => fieldRefused('/counts', 'network.measure_twice')
export const activityOutsideTheTie = (): Refusal => fieldRefused('/on', 'network.activity_outside_the_tie')
export const activityWithdrawn = (activityId: string): Refusal => conflict('network.activity_withdrawn', { activityId })

export const notAnAlliance = (consortiumId: string): Refusal => refused('network.not_an_alliance', { consortiumId })
export const departmentOfTheHead = (): Refusal => fieldRefused('/leadDepartmentId', 'network.department_of_the_head')
export const departmentElsewhere = (): Refusal => fieldRefused('/departmentId', 'network.department_elsewhere')
export const notAMember = (): Refusal => fieldRefused('/institutionId', 'network.not_a_member')
export const mayNotWorkThere = (): Refusal => fieldRefused('/staffId', 'network.may_not_work_there')
export const clinicTwice = (): Refusal => fieldRefused('/staffId', 'network.clinic_twice')

export const unknownCentre = (centreId: string): Refusal => notFound('network.unknown_centre', { centreId })
export const unknownCentreMember = (centreMemberId: string): Refusal =>
  notFound('network.unknown_centre_member', { centreMemberId })
export const unknownCentreKind = (kind: string): Refusal =>
  fieldRefused('/kind', 'network.unknown_centre_kind', { kind })
export const centreKindTaken = (): Refusal => fieldRefused('/kind', 'network.centre_kind_taken')
export const headOfTheHost = (): Refusal => fieldRefused('/headStaffId', 'network.head_of_the_host')
export const centreTwice = (): Refusal => fieldRefused('/kind', 'network.centre_twice')
export const centreMemberTwice = (): Refusal => fieldRefused('/institutionId', 'network.centre_member_twice')
export const centreClosed = (centreId: string): Refusal => refused('network.centre_closed', { centreId })

export const teamElsewhere = (): Refusal => fieldRefused('/teamId', 'network.team_elsewhere')
