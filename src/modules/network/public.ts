/** What the server side of other modules may ask. Doors carry plain data: `(ctx, input)` in, plain values out. */

export type { DayKind, PartKey, ServiceKind, TeamRole } from './contract-codes.ts'
export type { RoleKey } from './domain/roles.ts'
export { powersThatMeet, roleKeys, separatePowers, staffRoles } from './domain/roles.ts'
export {
  choiceColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  numberColumn,
  textColumn,
  timeColumn,
} from './domain/workbook-columns.ts'
export type {
  CellContent,
  CellFinding,
  KnownDepartment,
  KnownInstitution,
  KnownRoom,
  KnownStaff,
  KnownTeam,
  Parsed,
  RowFinding,
  RowValues,
  SheetCounts,
  SheetRow,
  WorkbookColumn,
  WorkbookLookups,
} from './domain/workbook-types.ts'
export { noteActivity } from './server/activity.door.ts'
export type { CalendarDay, PartOfDay } from './server/calendar.door.ts'
export { calendarOf, partsOfDay } from './server/calendar.door.ts'
export type { CostLine, CostNote, CostPreview, CostQuestion, FeeItem } from './server/fees.door.ts'
export { costRulesOf, feeItemsOf, isDesignated, previewCost, visitFees } from './server/fees.door.ts'
export type { InstitutionFacts } from './server/institution.door.ts'
export {
  findInstitutionByCode,
  findInstitutions,
  institutionsInReach,
  membershipsOf,
  requireInstitution,
} from './server/institution.door.ts'
export type { MonthFact } from './server/month-fact.door.ts'
export { addMonthFact } from './server/month-fact.door.ts'
export type { Named } from './server/named.door.ts'
export { findNamed, partPattern } from './server/named.door.ts'
export { photoOfInstitution } from './server/photos.ts'
export type { DepartmentFacts, RoomFacts } from './server/place.door.ts'
export { findDepartments, findRooms, requireDepartment, requireRoom } from './server/place.door.ts'
export type { StaffFacts, TeamFacts, WorkPlace } from './server/staff.door.ts'
export {
  findStaffMembers,
  findTeams,
  mayWorkAt,
  mayWorkAtMany,
  requireStaffMember,
  requireTeam,
  staffWorkingAt,
} from './server/staff.door.ts'
export type { StaffSpelling } from './server/staff-spelling.door.ts'
export { spellingsOfStaff } from './server/staff-spelling.door.ts'
export type { Way } from './server/travel.door.ts'
export { travelMinutes, travelTimesAmong } from './server/travel.door.ts'
export type { Rehearsed, WorkbookSheet } from './server/workbook-sheet.ts'
export { registerSheets } from './server/workbook-sheet.ts'
