import { fieldRefused, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about what institutions have, whom they serve and which goals they reach. */

export const unknownEquipment = (equipmentId: string): Refusal => notFound('network.unknown_equipment', { equipmentId })
export const unknownEquipmentKind = (): Refusal => fieldRefused('/kindCode', 'network.unknown_equipment_kind')
export const noSuchGap = (kindCode: string): Refusal => refused('network.no_such_gap', { kindCode })
export const gapActionOpen = (kindCode: string): Refusal => refused('network.gap_action_open', { kindCode })
export const dueInThePast = (): Refusal => fieldRefused('/dueOn', 'network.due_in_the_past')
export const groupTwice = (): Refusal => fieldRefused('/figures', 'network.group_twice')
export const groupLargerThanAll = (group: string, persons: number, total: number): Refusal =>
  fieldRefused('/figures', 'network.group_larger_than_all', { group, persons, total })
export const wayToItself = (): Refusal => fieldRefused('/toInstitutionId', 'network.way_to_itself')
export const unknownGoal = (goalCode: string): Refusal => notFound('network.unknown_goal', { goalCode })
export const notACentre = (institutionId: string): Refusal => refused('network.not_a_centre', { institutionId })
export const evidenceMissing = (): Refusal => fieldRefused('/evidence', 'network.evidence_missing')
export const reachedInTheFuture = (): Refusal => fieldRefused('/on', 'network.reached_in_the_future')
