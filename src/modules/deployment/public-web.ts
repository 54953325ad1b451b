/** What screens and contracts of other modules may use of deployment. */
export { regionalIdSchema as sessionIdSchema } from '#src/platform/kernel/schema.ts'
export { contract as deploymentContract } from './contract.ts'
export { lifeContract } from './contract-life.ts'
export {
  cancelReasons,
  type Problem,
  recurrenceSchema,
  type SessionChip,
  type SessionKind,
  type SessionStatus,
  type StaffRole,
  sessionKinds,
  sessionStatuses,
  staffRoles,
} from './contract-shapes.ts'
export type { PublicSession } from './contract-views.ts'
export { linkToSession } from './web/links.ts'
export { type DeploymentSlots, DeploymentSlotsProvider, type SessionCounts } from './web/slots.tsx'
export { kindWord, partWord, roleWord, statusWord, titleWord } from './web/words.ts'
