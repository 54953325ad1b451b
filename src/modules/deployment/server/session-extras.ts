import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { DeploymentTables } from './tables.gen.ts'

/** What a session may have beside time, place and people. */
export type SessionExtras = {
  /** Where in words, when it is no room of the site: 小区广场. */
  readonly placeText: string | null
  /** 参加科室 */
  readonly takingPart: string | null
  /** 备案号 */
  readonly filingNumber: string | null
  readonly contactName: string | null
  readonly contactPhone: string | null
  readonly carPlate: string | null
  readonly lateMinutes: number | null
  /** The department that must name who comes; null when the team does, or people were named from the start. */
  readonly namedByDepartmentId: string | null
  /** Until then somebody must be named. */
  readonly namesPersonBy: Date | null
  /** The other date or site that was offered when this one stopped. */
  readonly substituteSessionId: RegionalId | null
  readonly closedAt: Date | null
  /** When the expert was first asked for the closing sheet. */
  readonly sheetAskedAt: Date | null
}

type Row = DeploymentTables['deployment.session']

export const noExtras: SessionExtras = {
  placeText: null,
  takingPart: null,
  filingNumber: null,
  contactName: null,
  contactPhone: null,
  carPlate: null,
  lateMinutes: null,
  namedByDepartmentId: null,
  namesPersonBy: null,
  substituteSessionId: null,
  closedAt: null,
  sheetAskedAt: null,
}

export const extrasOfRow = (row: Row): SessionExtras => ({
  placeText: row.place_text,
  takingPart: row.taking_part,
  filingNumber: row.filing_number,
  contactName: row.contact_name,
  contactPhone: row.contact_phone,
  carPlate: row.car_plate,
  lateMinutes: row.late_minutes,
  namedByDepartmentId: row.named_by_department_id,
  namesPersonBy: row.names_person_by,
  substituteSessionId: row.substitute_session_id && regionalId(row.region_id, row.substitute_session_id),
  closedAt: row.closed_at,
  sheetAskedAt: row.sheet_asked_at,
})

export const extraColumns = (extras: SessionExtras) => ({
  place_text: extras.placeText,
  taking_part: extras.takingPart,
  filing_number: extras.filingNumber,
  contact_name: extras.contactName,
  contact_phone: extras.contactPhone,
  car_plate: extras.carPlate,
  late_minutes: extras.lateMinutes,
  named_by_department_id: extras.namedByDepartmentId,
  names_person_by: extras.namesPersonBy,
  substitute_session_id: extras.substituteSessionId && splitRegionalId(extras.substituteSessionId).uuid,
  closed_at: extras.closedAt,
  sheet_asked_at: extras.sheetAskedAt,
})

/** On another day the deadline keeps its distance from the beginning; what happened to the source stays with it. */
export const extrasOnOtherDay = (
  source: SessionExtras & { readonly startsAt: Date },
  startsAt: Date,
): Partial<SessionExtras> => ({
  namesPersonBy: deadlineMoved(source, startsAt),
  lateMinutes: null,
  substituteSessionId: null,
  closedAt: null,
  sheetAskedAt: null,
})

export const deadlineMoved = (
  source: { readonly namesPersonBy: Date | null; readonly startsAt: Date },
  startsAt: Date,
): Date | null =>
  source.namesPersonBy && new Date(source.namesPersonBy.getTime() + startsAt.getTime() - source.startsAt.getTime())
