/** Months and weeks by plain arithmetic: a phone loads no calendar library for them. */
const dayMillis = 86_400_000
const at = (month: string, day: number): Date =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, day))
const textOf = (date: Date): string => date.toISOString().slice(0, 10)

/** `2026-12` + 1 → `2027-01` */
export const shiftMonth = (month: string, by: number): string =>
  textOf(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + by, 1))).slice(0, 7)

const daysIn = (month: string): number => (at(shiftMonth(month, 1), 1).getTime() - at(month, 1).getTime()) / dayMillis

/** PORT-34 The weeks of a month from Monday on; null where the week belongs to another month. */
export const weeksOf = (month: string): readonly (readonly (string | null)[])[] => {
  const before = (at(month, 1).getUTCDay() + 6) % 7
  const cells = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: daysIn(month) }, (_, index) => textOf(at(month, index + 1))),
  ]
  const whole = [...cells, ...Array.from({ length: (7 - (cells.length % 7)) % 7 }, () => null)]
  return Array.from({ length: whole.length / 7 }, (_, week) => whole.slice(week * 7, week * 7 + 7))
}
