import type { Refusal } from '#src/platform/kernel/errors.ts'
import { type Handler, handle } from '#src/platform/server/module.ts'
import * as contract from '../contract-definitions.ts'
import { measureNameTaken, measureTaken } from '../errors-definitions.ts'
import * as definitions from './definitions.ts'

/** What the module plugs in about measures and kinds of centres. */
export const definitionHandlers: readonly Handler[] = [
  handle(contract.definitions, definitions.readDefinitions),
  handle(contract.chooseMeasure, definitions.chooseMeasure),
  handle(contract.addMeasure, definitions.addMeasure),
  handle(contract.retireMeasure, definitions.retireMeasure),
  handle(contract.retireCentreKind, definitions.retireCentreKind),
]

export const definitionPermissions: Readonly<Record<string, readonly string[]>> = {
  'network.definition.manage': ['consortium_manager', 'it_admin'],
}

export const definitionConstraints: Readonly<Record<string, () => Refusal>> = {
  one_measure_per_key: measureTaken,
  one_measure_per_name: measureNameTaken,
}
