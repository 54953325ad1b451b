import type { Refusal } from '#src/platform/kernel/errors.ts'
import { type Handler, handle } from '#src/platform/server/module.ts'
import * as contract from '../contract-month-facts.ts'
import { monthLockedAlready } from '../errors-facts.ts'
import { unknownMeasure } from '../errors-ties.ts'
import { exportMonthFacts } from './month-fact-export.ts'
import { recordMonthFacts } from './month-facts.ts'
import { monthGrid } from './month-grid.query.ts'
import { markAbnormalMonth, setFactReporter, unlockMonthFacts } from './month-locks.ts'

/** What the module plugs in about the figures of a month. */
export const factHandlers: readonly Handler[] = [
  handle(contract.monthGrid, monthGrid),
  handle(contract.recordMonthFacts, recordMonthFacts),
  handle(contract.unlockMonthFacts, unlockMonthFacts),
  handle(contract.markAbnormalMonth, markAbnormalMonth),
  handle(contract.setFactReporter, setFactReporter),
  handle(contract.exportMonthFacts, exportMonthFacts),
]

export const factPermissions: Readonly<Record<string, readonly string[]>> = {
  'network.fact.unlock': ['consortium_manager', 'it_admin'],
}

export const factConstraints: Readonly<Record<string, () => Refusal>> = {
  a_month_is_locked_once: () => monthLockedAlready(''),
  a_month_fact_counts_a_known_measure: () => unknownMeasure(''),
}
