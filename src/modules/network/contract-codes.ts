/** Code lists of this module. Their names in two languages are in `locales` (`kind.A1`, `title.231`). */

export const consortiumKinds = ['urban_grid', 'county_community', 'tcm_alliance', 'speciality_alliance'] as const
export const membershipRoles = [
  'head',
  'hospital_member',
  'speciality_member',
  'centre',
  'branch',
  'township',
  'village_room',
  'private',
  'station',
  'estate_base',
  'mobile_vehicle',
] as const
/** WS 218-2002, as far as a consortium meets them. */
export const institutionKinds = [
  'A1',
  'A2',
  'A210',
  'A220',
  'A3',
  'A4',
  'A5',
  'A511',
  'A527',
  'A6',
  'A7',
  'B1',
  'B2',
  'C1',
  'C2',
  'C210',
  'C220',
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'E',
  'F',
  'G',
  'H',
  'J',
  'K',
  'M',
  'N',
  'O',
  'P',
] as const
export const institutionLevels = ['3', '2', '1', '0'] as const
export const institutionGrades = ['special', 'a', 'b', 'c', 'none'] as const
export const professions = [
  'doctor',
  'assistant_doctor',
  'village_doctor',
  'nurse',
  'pharmacist',
  'technician',
  'therapist',
  'manager',
] as const
/** GB/T 8561: doctors 23x, pharmacists 24x, nurses 25x, technicians 26x; x1 the highest. */
export const titleCodes = [
  '231',
  '232',
  '233',
  '234',
  '235',
  '241',
  '242',
  '243',
  '244',
  '245',
  '251',
  '252',
  '253',
  '254',
  '255',
  '261',
  '262',
  '263',
  '264',
  '265',
] as const
export const sexCodes = ['0', '1', '2', '9'] as const
export const teamKinds = ['master_studio', 'expert_studio', 'family_doctor', 'disease_clinic'] as const
export const teamRoles = ['lead', 'joint_gp', 'follower', 'nurse'] as const
export const agreementKinds = [
  'consortium',
  'speciality_alliance',
  'pairing',
  'support',
  'studio',
  'trusteeship',
  'remote_diagnosis',
  'extended_clinic',
  'training',
  'estate_base',
] as const
export const agreementStates = ['upcoming', 'active', 'renewal_due', 'expired', 'renewed', 'ended'] as const
export const plaqueKinds = [
  'alliance_unit',
  'extended_clinic',
  'studio',
  'teaching_base',
  'screening_base',
  'rehabilitation_base',
  'remote_unit',
  'health_base',
  'other',
] as const
export const plaqueStates = ['active', 'dormant', 'expired', 'removed'] as const
/** What a plaque promises, and what counts as activity behind it. */
export const serviceKinds = [
  'outpatient',
  'ward_round',
  'teaching',
  'remote_consultation',
  'remote_diagnosis',
  'screening',
  'rehabilitation',
  'tcm',
  'lecture',
  'free_clinic',
  'referral',
  'training',
] as const
export const partKeys = ['morning', 'noon', 'afternoon', 'evening', 'full_day'] as const
export const dayKinds = ['work', 'weekend', 'holiday', 'work_day'] as const
export const factSources = ['his', 'excel', 'typed', 'system'] as const

export const feeKinds = ['registration', 'consultation', 'examination', 'treatment', 'series'] as const
/** The same words as in the residents' records, which say what each stands for; network lies below them. */
export const insuranceTypes = [
  'employee',
  'residents',
  'retired_cadre',
  'disabled_soldier',
  'old_red_army',
  'public_funded',
  'commercial',
  'self_pay',
  'other',
] as const
export const insuredPlaces = ['local', 'other'] as const
export const costEffects = ['share', 'exempt'] as const
/** How sure we are of a figure: read in the document itself, told by somebody or a report, or our own assumption. */
export const confidences = ['verified', 'reported', 'assumed'] as const

export type ConsortiumKind = (typeof consortiumKinds)[number]
export type MembershipRole = (typeof membershipRoles)[number]
export type TeamRole = (typeof teamRoles)[number]
export type ServiceKind = (typeof serviceKinds)[number]
export type PartKey = (typeof partKeys)[number]
export type DayKind = (typeof dayKinds)[number]
export type AgreementState = (typeof agreementStates)[number]
export type PlaqueState = (typeof plaqueStates)[number]
