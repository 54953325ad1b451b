/** What other modules' screens may use of records. */

export { contractedResidents, findResident, openResident, registerResident, residentSummary } from './contract.ts'
export {
  addChild,
  askElder,
  confirmElder,
  leaveProxy,
  linkMe,
  listAccessEntries,
  myProxies,
  myResidents,
  residentQr,
  updateMine,
} from './contract-family.ts'
export { identifyByCard, readDemoCard } from './contract-identify.ts'
export {
  type FamilyMember,
  identityTypes,
  insuranceTypes,
  type ResidentCard,
  residentIdSchema,
  sexes,
} from './contract-parts.ts'
export { FindPerson } from './web/staff/find-person.tsx'
export { PersonCard } from './web/staff/person-card.tsx'
export { PhoneFix } from './web/staff/phone-fix.tsx'
