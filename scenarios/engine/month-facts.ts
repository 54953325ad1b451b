import { lockMonthFacts } from '#src/modules/network/contract-calendar.ts'
import { markAbnormalMonth, recordMonthFacts, setFactReporter } from '#src/modules/network/contract-month-facts.ts'
import { addMonths } from '#src/platform/kernel/dates.ts'
import type { Stage } from './ties.ts'

/** What a scenario says of its months: each measure grows from a start by so much a month, with a little unrest. */
export type FactsRow = {
  readonly institution: string
  readonly reporter?: { readonly staff: string; readonly phone: string }
  /** `measure`: the figure of the last whole month and the change a month. */
  readonly measures: Readonly<Record<string, readonly [last: number, aMonth: number]>>
  /** Measures that were not reported for the last whole month. */
  readonly missing?: readonly string[]
}
export type FactsPlan = {
  readonly houses: readonly FactsRow[]
  /** Whole months that were reported, the last one included. */
  readonly months: number
  /** A figure that is told, not computed: months before the last whole one. */
  readonly told?: readonly {
    readonly institution: string
    readonly measure: string
    readonly monthsBefore: number
    readonly value: number
    readonly abnormal?: string
  }[]
}

/** Up and down by a few per cent, the same at every load. */
const unrest = (seed: number): number => 1 + (((seed * 7919) % 13) - 6) / 150

const rounded = (measure: string, value: number): number =>
  measure === 'visits.daily' ? Math.round(value * 10) / 10 : Math.max(0, Math.round(value))

/** A year and more of figures, typed in by the manager; all but the last months are locked. */
export const playMonthFacts = async (
  { player, manager, lookup, day }: Stage,
  plan: FactsPlan | null,
): Promise<void> => {
  if (plan === null) return
  const last = addMonths(day.month, -1)
  for (const [index, house] of plan.houses.entries()) {
    const institutionId = lookup.institution(house.institution)
    if (house.reporter)
      await player.play(manager, setFactReporter, {
        institutionId,
        staffId: lookup.staff(house.reporter.staff),
        phone: house.reporter.phone,
      })
    const entries = Object.entries(house.measures).flatMap(([measure, [value, aMonth]], at) =>
      Array.from({ length: plan.months }, (_, back) => {
        const told = plan.told?.find(
          one => one.institution === house.institution && one.measure === measure && one.monthsBefore === back,
        )
        const figure = told?.value ?? rounded(measure, (value - aMonth * back) * unrest(index * 31 + at * 11 + back))
        return { institutionId, measure, month: addMonths(last, -back), value: figure }
      }).filter(entry => !(entry.month === last && house.missing?.includes(measure))),
    )
    await player.play(manager, recordMonthFacts, { source: 'typed', entries })
  }
  for (const told of plan.told ?? [])
    if (told.abnormal)
      await player.play(manager, markAbnormalMonth, {
        institutionId: lookup.institution(told.institution),
        month: addMonths(last, -told.monthsBefore),
        measure: told.measure,
        why: told.abnormal,
      })
  for (const house of plan.houses)
    await player.play(manager, lockMonthFacts, {
      institutionId: lookup.institution(house.institution),
      month: addMonths(last, -1),
    })
}
