import { fieldRefused, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about measures and kinds of centres. */

export const measureTaken = (): Refusal => fieldRefused('/measure', 'network.measure_taken')
export const measureNameTaken = (): Refusal => fieldRefused('/name', 'network.measure_taken')
export const measureCountsNothing = (): Refusal => fieldRefused('/monthFact', 'network.measure_counts_nothing')
export const measureInUse = (measure: string, figures: number): Refusal =>
  refused('network.measure_in_use', { measure, figures })
export const measureWithoutMonths = (measure: string): Refusal => refused('network.measure_without_months', { measure })
export const baselineToCome = (year: number): Refusal =>
  fieldRefused('/baselineYear', 'network.baseline_to_come', { year })
export const centreKindInUse = (kind: string, centres: number): Refusal =>
  refused('network.centre_kind_in_use', { kind, centres })
