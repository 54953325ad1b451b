import { overlaps, type Period } from '../../domain/periods.ts'
import { identityKey } from '../../domain/workbook-read.ts'
import type { RowValues } from '../../domain/workbook-types.ts'
import type { Entry, Stored, Tools } from './table-sheet.ts'

type Timed = RowValues & { readonly validFrom: string; readonly validUntil: string | null }

const periodOf = (values: Timed): Period => ({ validFrom: values.validFrom, validUntil: values.validUntil })

const complete = (entry: Entry<Timed>, group: readonly string[]): boolean =>
  !entry.row.wrong.has('validFrom') &&
  !entry.row.wrong.has('validUntil') &&
  group.every(key => !entry.row.wrong.has(key) && entry.values[key] !== null)

/** The end is not before the start. */
export const checkOrder = (entry: Entry<RowValues>, tools: Tools, from: string, until: string): void => {
  const [start, end] = [entry.values[from], entry.values[until]]
  if (typeof start === 'string' && typeof end === 'string' && end < start)
    tools.report(entry.row.number, until, 'ends_before_start')
}

/**
 * Within a group (one person's titles, one institution's places in a consortium) no two periods share a day, be they in
 * the sheet or stored and not replaced by a row of the sheet. Each row is reported once, at its first day.
 */
export const checkOverlaps = <V extends Timed>(
  entries: readonly Entry<V>[],
  stored: readonly Stored<V>[],
  group: readonly string[],
  tools: Tools,
  only: (values: V) => boolean = () => true,
  codes: { readonly row: string; readonly stored: string } = { row: 'overlaps_row', stored: 'overlaps_stored' },
  column = 'validFrom',
): void => {
  const replaced = new Set(entries.flatMap(entry => entry.stored?.id ?? []))
  const groups = new Map<string, { readonly rows: Entry<V>[]; readonly kept: Stored<V>[] }>()
  const groupOf = (values: V) => {
    const key = identityKey(values, group)
    const known = groups.get(key) ?? { rows: [], kept: [] }
    groups.set(key, known)
    return known
  }
  for (const entry of entries) if (complete(entry, group) && only(entry.values)) groupOf(entry.values).rows.push(entry)
  for (const row of stored) if (!replaced.has(row.id) && only(row.values)) groupOf(row.values).kept.push(row)
  for (const { rows, kept } of groups.values()) {
    rows.forEach((entry, index) => {
      // The same row written twice has been named already.
      const identity = identityKey(entry.values, tools.identity)
      const earlier = rows
        .slice(0, index)
        .find(
          other =>
            identityKey(other.values, tools.identity) !== identity &&
            overlaps(periodOf(other.values), periodOf(entry.values)),
        )
      const before = kept.find(other => overlaps(periodOf(other.values), periodOf(entry.values)))
      if (earlier) tools.report(entry.row.number, column, codes.row, { row: earlier.row.number })
      else if (before) tools.report(entry.row.number, column, codes.stored, { from: before.values.validFrom })
    })
  }
}
