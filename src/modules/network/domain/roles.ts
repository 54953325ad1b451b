/** Who uses the platform. Names in two languages are in `locales` (`role.<key>`). */
export const roleKeys = [
  'resident',
  'village_doctor',
  'nurse',
  'desk',
  'technician',
  'pharmacist',
  'therapist',
  'gp',
  'tcm_doctor',
  'specialist',
  'reading_doctor',
  'head_of_department',
  'referral_desk',
  'centre_manager',
  'consortium_manager',
  'health_bureau',
  'auditor',
  'it_admin',
  'security_admin',
] as const
export type RoleKey = (typeof roleKeys)[number]

/** The three administrators; no account may hold two of these powers (NET-12). */
export const separatePowers: readonly RoleKey[] = ['it_admin', 'security_admin', 'auditor']

export const staffRoles: readonly RoleKey[] = roleKeys.filter(role => role !== 'resident')

/** The separate powers that would meet in one account; empty or one is right. */
export const powersThatMeet = (roles: readonly string[]): readonly string[] =>
  separatePowers.filter(power => roles.includes(power))

/** Roles that manage or watch the members of the consortium that their institution heads. */
export const rolesReachingMembers: readonly RoleKey[] = ['consortium_manager', 'it_admin', 'security_admin', 'auditor']
/** Roles that manage the branches, stations and village rooms of their institution. */
export const rolesReachingBranches: readonly RoleKey[] = ['centre_manager', ...rolesReachingMembers]
