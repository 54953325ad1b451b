import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { CancelReason, SessionKind, SessionStatus, StaffRole } from './contract-shapes.ts'
import { sessionUnknown } from './errors.ts'
import { readSessions } from './server/read-sessions.ts'

/** For lists of thousands: pages of sessions without names, and counts made by the database. */
export {
  type Bears,
  countSessions,
  type Meaning,
  type OutlineFilter,
  type SessionCount,
  type SessionOutline,
  sessionOutlines,
  staffOfSessions,
} from './server/session-outlines.query.ts'
export { type SessionSearch, searchSessions } from './server/session-search.query.ts'

/** A session as other modules see it. */
export type Session = {
  readonly sessionId: RegionalId
  /** The site. */
  readonly institutionId: string
  readonly departmentId: string | null
  readonly roomId: string | null
  readonly roomName: string | null
  readonly kind: SessionKind
  /** Plain words for residents: the theme, else the speciality. */
  readonly title: string | null
  readonly speciality: string | null
  readonly theme: string | null
  readonly localDate: string
  /** morning, noon, afternoon, evening or full_day */
  readonly partOfDay: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly bucketMinutes: number
  readonly feeFen: number | null
  readonly note: string | null
  readonly status: SessionStatus
  readonly publishedAt: Date | null
  readonly cancelReason: CancelReason | null
  readonly cancelNote: string | null
  readonly teamId: string | null
  /** 义诊 and 讲座: where in words, who takes part, the number under which it was filed. */
  readonly placeText: string | null
  readonly takingPart: string | null
  readonly filingNumber: string | null
  /** Who receives the expert at the site, as far as the session names them. */
  readonly contactName: string | null
  readonly contactPhone: string | null
  readonly carPlate: string | null
  /** 晚到: minutes by which the expert comes later than planned. */
  readonly lateMinutes: number | null
  /** 专家待定: the department or team that has still to name who leads; null when somebody leads. */
  readonly awaited: string | null
  readonly namedByDepartmentId: string | null
  readonly namesPersonBy: Date | null
  /** The other date or site offered when this session stopped. */
  readonly substituteSessionId: RegionalId | null
  readonly closedAt: Date | null
  /** 替诊: who was to come and who comes instead, oldest first; residents may cancel free of charge since then. */
  readonly replaced: readonly Replaced[]
  /** The lead first. */
  readonly staff: readonly SessionStaff[]
  readonly version: number
}
export type Replaced = {
  readonly staffId: string
  readonly byStaffId: string
  readonly at: Date
}
export type SessionStaff = {
  readonly staffId: string
  readonly role: StaffRole
  readonly name: string
  readonly titleCode: string | null
  /** Where the person is employed. */
  readonly homeInstitutionId: string
}

/** @throws deployment.session_unknown */
export const requireSession = async (ctx: Ctx, sessionId: RegionalId): Promise<Session> => {
  const [session] = await readSessions(ctx, { sessionIds: [sessionId] })
  if (session === undefined) throw sessionUnknown(sessionId)
  return session
}

export type SessionFilter = {
  readonly institutionIds?: readonly string[]
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly status?: SessionStatus | readonly SessionStatus[]
  readonly staffId?: string
  readonly speciality?: string
}
/** Sessions of the region in order of start. */
export const findSessions = (ctx: Ctx, filter: SessionFilter): Promise<readonly Session[]> => readSessions(ctx, filter)

/** Those of these ids that exist, in order of start. */
export const findSessionsByIds = (ctx: Ctx, sessionIds: readonly RegionalId[]): Promise<readonly Session[]> =>
  readSessions(ctx, { sessionIds })

export { type ClosedSheet, type ClosedSheetFilter, closedSheets } from './server/closed-sheets.door.ts'
/** Which edition of a month the public sees: pictures and posters carry it. */
export { type MonthEdition, monthEdition } from './server/month-editions.ts'
/** Whether a 基层服务证明 on paper is genuine; the name stays masked. @throws deployment.certificate_unknown */
export { checkCertificate } from './server/service-certificate.ts'
