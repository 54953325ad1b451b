import { addMonths, type Month } from '#src/platform/kernel/dates.ts'

/** How a figure has changed against an earlier one: computed from the two, never typed (NET-87). */
export type Growth =
  | {
      readonly kind: 'percent'
      /** Tenths of a per cent, rounded half away from zero: 24.6 → 98.3 is 2996. */
      readonly tenths: number
      /** `+299.6 %` */
      readonly text: string
    }
  /** From nothing, or from less than nothing, there is no percentage; the two figures say it. */
  | { readonly kind: 'no_percentage' }
  | { readonly kind: 'missing' }

/** Figures have at most four decimals: as whole ten-thousandths they are exact. */
const exact = (value: number): bigint => BigInt(Math.round(value * 10_000))

/** Half away from zero, as people round. */
const roundedQuotient = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n
  const positive = negative ? -numerator : numerator
  const rounded = (2n * positive + denominator) / (2n * denominator)
  return negative ? -rounded : rounded
}

/** `+299.6 %`, `−6.3 %`, `0.0 %`; a true minus sign, since a hyphen would read as a dash. */
export const percentText = (tenths: number): string => {
  const size = Math.abs(tenths)
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : ''
  return `${sign}${Math.floor(size / 10)}.${size % 10} %`
}

/**
 * The change from `base` to `value` in per cent of the base, to a tenth. Not the share of the new figure that is new:
 * 24.6 → 98.3 is +299.6 %, and could never be 75 %.
 */
export const growthOf = (base: number | null, value: number | null): Growth => {
  if (base === null || value === null) return { kind: 'missing' }
  const [from, to] = [exact(base), exact(value)]
  if (from <= 0n) return { kind: 'no_percentage' }
  const tenths = Number(roundedQuotient((to - from) * 1000n, from))
  return { kind: 'percent', tenths, text: percentText(tenths) }
}

export const comparisons = ['year', 'month', 'baseline'] as const
export type Comparison = (typeof comparisons)[number]

/** The month that a month is compared with: 同比 the year before, 环比 the month before, 比基期 the agreed year; null without one. */
export const baseMonthOf = (month: Month, comparison: Comparison, baselineYear: number | null): Month | null => {
  if (comparison === 'year') return addMonths(month, -12)
  if (comparison === 'month') return addMonths(month, -1)
  if (baselineYear === null) return null
  const base = `${baselineYear}-${month.slice(5)}`
  return base < month ? base : null
}

/** How many decimals a figure was given with. */
export const decimalsOf = (value: number): number => {
  for (const decimals of [0, 1, 2, 3]) {
    const scaled = value * 10 ** decimals
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return decimals
  }
  return 4
}
