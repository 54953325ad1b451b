/** What other modules may ask of records. Plain values in, plain values out; `ctx` first. */
export type { RelationshipAct, ResidentCard } from './contract-parts.ts'
export { residentsOfAccount } from './server/family.query.ts'
export { endRelationship, type GrantInput, grantRelationship } from './server/grant-relationship.ts'
export { notifyResident, phoneToRing } from './server/notify-resident.ts'
export { openRecord } from './server/open-record.ts'
export { registerResident } from './server/register-resident.ts'
export { hasRelationship, requireRelationship } from './server/require-relationship.ts'
export { findResidentCards, type ResidentOfRecord, requireResident } from './server/require-resident.ts'
