import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SheetCounts } from '../contract-closing.ts'
import type { SessionKind } from '../contract-shapes.ts'
import { bestVersion } from '../domain/closing-sheet.ts'
import { countsOf } from './closing-sheet.query.ts'
import { findSheets } from './closing-sheet.repository.ts'
import { findRecords, type Staffing } from './session.repository.ts'

/** What was done in one session, as the receiving centre confirmed it. */
export type ClosedSheet = SheetCounts & {
  readonly sessionId: RegionalId
  readonly institutionId: string
  readonly departmentId: string | null
  readonly kind: SessionKind
  readonly speciality: string | null
  readonly localDate: string
  readonly partOfDay: string
  readonly staff: readonly Staffing[]
  readonly version: number
  readonly arrivedAt: Date
  readonly leftAt: Date
  readonly newTechnique: string | null
  readonly lacking: string | null
  readonly confirmedAt: Date
}
export type ClosedSheetFilter = {
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly institutionIds?: readonly string[] | undefined
  readonly staffId?: string | undefined
}

/** The confirmed sheets of these days, in order of the day: what the year's figures are made of (DEP-31). */
export const closedSheets = async (ctx: Ctx, filter: ClosedSheetFilter): Promise<readonly ClosedSheet[]> => {
  const records = await findRecords(ctx, { ...filter, status: 'closed' })
  const sheets = await findSheets(
    ctx,
    records.map(record => record.sessionId),
  )
  return records.flatMap(record => {
    const sheet = bestVersion(sheets.get(record.sessionId) ?? [])
    if (sheet === undefined || sheet.decidedAt === null) return []
    return [
      {
        ...countsOf(sheet),
        sessionId: record.sessionId,
        institutionId: record.institutionId,
        departmentId: record.departmentId,
        kind: record.kind,
        speciality: record.speciality,
        localDate: record.localDate,
        partOfDay: record.partOfDay,
        staff: record.staff,
        version: sheet.version,
        arrivedAt: sheet.arrivedAt,
        leftAt: sheet.leftAt,
        newTechnique: sheet.newTechnique,
        lacking: sheet.lacking,
        confirmedAt: sheet.decidedAt,
      },
    ]
  })
}
