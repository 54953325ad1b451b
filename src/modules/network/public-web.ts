/** What screens of other modules may use. */

export { calendar, listPartsOfDay, listRoles } from './contract-calendar.ts'
export type { DayKind, PartKey, TeamRole } from './contract-codes.ts'
export { dayKinds, partKeys, professions, sexCodes, teamRoles, titleCodes } from './contract-codes.ts'
export { costPreviewView, feeItemView, previewCost, priceList } from './contract-fees.ts'
export { staffDetail } from './contract-people.ts'
export { departmentIdSchema, institutionIdSchema, roomIdSchema, staffIdSchema, teamIdSchema } from './contract-views.ts'
export type { RoleKey } from './domain/roles.ts'
export { roleKeys, separatePowers, staffRoles } from './domain/roles.ts'
export { DepartmentPicker, InstitutionPicker, RoomPicker, StaffPicker, TeamPicker } from './web/pickers.tsx'
