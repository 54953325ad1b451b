import { addDays, type LocalDate } from '#src/platform/kernel/dates.ts'

/** From–until, both days included; null is open at that end. */
export type Period = { readonly validFrom: LocalDate; readonly validUntil: LocalDate | null }

export const covers = (period: Period, on: LocalDate): boolean =>
  period.validFrom <= on && (period.validUntil === null || on <= period.validUntil)

export const overlaps = (one: Period, other: Period): boolean =>
  (other.validUntil === null || one.validFrom <= other.validUntil) &&
  (one.validUntil === null || other.validFrom <= one.validUntil)

/** Pairs of entries that share a day, each pair once, the later beginning second. */
export const overlappingPairs = <T extends Period>(entries: readonly T[]): readonly (readonly [T, T])[] => {
  const sorted = [...entries].sort((one, other) =>
    one.validFrom < other.validFrom ? -1 : one.validFrom > other.validFrom ? 1 : 0,
  )
  const pairs: [T, T][] = []
  let longest: T | undefined
  for (const entry of sorted) {
    if (longest && overlaps(longest, entry)) pairs.push([longest, entry])
    const reaches =
      longest === undefined ||
      entry.validUntil === null ||
      (longest.validUntil !== null && entry.validUntil > longest.validUntil)
    if (reaches) longest = entry
  }
  return pairs
}

/** Where the entry before must end when a new one begins. */
export const dayBefore = (date: LocalDate): LocalDate => addDays(date, -1)
