/** Code lists of what ties institutions together and of what is counted. Names are in `locales`. */

export const measureUnits = [
  'person',
  'person_time',
  'case',
  'session',
  'copy',
  'yuan',
  'day',
  'item',
  'percent',
] as const
export const measureDirections = ['up', 'down', 'none'] as const
export const tieStates = ['upcoming', 'active', 'ended'] as const
/** What happens behind a pairing or an alliance; the ones that a plaque may promise carry the same word there. */
export const tieActivityKinds = [
  'outpatient',
  'ward_round',
  'teaching',
  'operation',
  'remote_consultation',
  'screening',
  'rehabilitation',
  'lecture',
  'free_clinic',
  'training',
  'quality_check',
  'party_building',
  'inspection',
] as const

export type MeasureUnit = (typeof measureUnits)[number]
export type TieState = (typeof tieStates)[number]
export type TieActivityKind = (typeof tieActivityKinds)[number]

export const meetingKinds = ['council', 'regular', 'special'] as const
export const meetingStates = ['draft', 'confirmed', 'cancelled'] as const
export const presences = ['invited', 'present', 'excused', 'absent'] as const
export const actionStates = ['open', 'overdue', 'closed'] as const
/** The outcomes that the to-do list knows too. */
export const actionOutcomes = ['done', 'not_needed', 'declined'] as const
export const councilPosts = ['chair', 'vice_chair', 'secretary', 'member'] as const
/** Where a councillor comes from; it follows from the membership of the house where the person works. */
export const councilBenches = ['head', 'hospital', 'grass_roots', 'outside'] as const

export type CouncilBench = (typeof councilBenches)[number]
