/** Code lists of what institutions have and whom they serve; their names are in `locales`. */

export const equipmentStates = ['in_use', 'idle', 'broken', 'retired'] as const
export const bedKinds = [
  'general',
  'rehabilitation',
  'nursing',
  'hospice',
  'observation',
  'family',
  'joint_ward',
] as const
/** How much of a kind there is against the basic list. */
export const gapStates = ['have', 'broken', 'missing'] as const
/** The whole, by place of registration, by age, and the key groups (重点人群). */
export const populationGroups = [
  'total',
  'registered',
  'usual',
  'age_0_6',
  'age_7_17',
  'age_18_44',
  'age_45_64',
  'age_65_plus',
  'age_80_plus',
  'pregnant',
  'hypertension',
  'diabetes',
  'copd',
  'severe_mental',
  'tuberculosis',
  'disabled',
  'poverty',
] as const
export const travelModes = ['car', 'shuttle', 'transit', 'cycle', 'walk'] as const
export const goalStates = ['not_yet', 'under_way', 'reached'] as const

export type EquipmentState = (typeof equipmentStates)[number]
export type GapState = (typeof gapStates)[number]
export type GoalState = (typeof goalStates)[number]
