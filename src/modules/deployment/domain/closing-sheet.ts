import type { SheetCounts, SheetState } from '../contract-closing.ts'

type Typed = SheetCounts & {
  readonly arrivedAt: string
  readonly leftAt: string
  readonly note?: string | null | undefined
}
export type SheetWrong = 'left_before_arriving' | 'extra_more_than_seen' | 'sheet_is_empty'

const done = (sheet: SheetCounts): number =>
  sheet.firstVisits + sheet.returnVisits + sheet.taught + sheet.rounds + sheet.operations + sheet.attended

/** What makes a sheet untrue on its face (DEP-30); undefined when nothing does. */
export const whySheetIsWrong = (sheet: Typed): SheetWrong | undefined => {
  if (sheet.leftAt <= sheet.arrivedAt) return 'left_before_arriving'
  if (sheet.extraVisits > sheet.firstVisits + sheet.returnVisits) return 'extra_more_than_seen'
  // Nobody came: that happens, and its reason is worth a line.
  if (done(sheet) === 0 && !sheet.note?.trim()) return 'sheet_is_empty'
  return undefined
}

type Version = { readonly version: number; readonly decision: 'confirmed' | 'returned' | null }

const newest = <T extends Version>(versions: readonly T[]): T | undefined =>
  versions.reduce<T | undefined>(
    (best, one) => (best === undefined || one.version > best.version ? one : best),
    undefined,
  )

export const sheetStateOf = (versions: readonly Version[]): SheetState => {
  const last = newest(versions)
  if (last === undefined) return 'missing'
  return last.decision ?? 'sent'
}

/** Figures come from what the centre confirmed last; a correction counts once it is confirmed too (DEP-31). */
export const bestVersion = <T extends Version>(versions: readonly T[]): T | undefined =>
  newest(versions.filter(one => one.decision === 'confirmed'))
