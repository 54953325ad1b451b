import { conflict, fieldRefused, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about the figures of a month. */

/** @param decimals how many the measure allows */
export const tooManyDecimals = (measure: string, decimals: number): Refusal =>
  fieldRefused('/value', 'network.too_many_decimals', { measure, decimals })
export const monthToCome = (month: string): Refusal => fieldRefused('/month', 'network.month_to_come', { month })
export const tooManyMonths = (maximum: number): Refusal => refused('network.too_many_months', { maximum })
export const monthNotLocked = (month: string): Refusal => conflict('network.month_not_locked', { month })
export const monthLockedAlready = (month: string): Refusal => conflict('network.month_locked_already', { month })
export const nothingToMark = (month: string): Refusal => refused('network.nothing_to_mark', { month })
