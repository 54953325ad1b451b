import { handle } from '#src/platform/server/module.ts'
import * as assetContract from '../contract-assets.ts'
import * as catchmentContract from '../contract-catchment.ts'
import * as goalContract from '../contract-goals.ts'
import { staffRoles } from '../domain/roles.ts'
import * as errors from '../errors.ts'
import * as assetErrors from '../errors-assets.ts'
import { equipmentGaps, listAssets } from './assets.query.ts'
import { gapLoop, openGapAction, saveBeds, saveEquipment } from './assets.ts'
import { catchmentOf, saveCatchment, savePopulation, saveTravelTime } from './catchment.ts'
import { goalMatrix, goalsOf, reportGoal } from './goals.ts'

const managers = ['consortium_manager', 'centre_manager', 'it_admin']
const watchers = [...managers, 'health_bureau', 'auditor']

/** Devices, beds, people served, ways and goals, as this module plugs them in. */
export const assetsPart = {
  handlers: [
    handle(assetContract.listAssets, listAssets),
    handle(assetContract.saveEquipment, saveEquipment),
    handle(assetContract.saveBeds, saveBeds),
    handle(assetContract.openGapAction, openGapAction),
    handle(assetContract.equipmentGaps, equipmentGaps),
    handle(catchmentContract.catchmentOf, catchmentOf),
    handle(catchmentContract.saveCatchment, saveCatchment),
    handle(catchmentContract.savePopulation, savePopulation),
    handle(catchmentContract.saveTravelTime, saveTravelTime),
    handle(goalContract.goalsOf, goalsOf),
    handle(goalContract.goalMatrix, goalMatrix),
    handle(goalContract.reportGoal, reportGoal),
  ],
  permissions: {
    'network.asset.read': staffRoles,
    'network.asset.manage': managers,
    'network.gap.read': watchers,
    'network.goal.read': watchers,
    'network.goal.manage': managers,
  },
  constraints: {
    one_device_per_code: errors.codeTaken,
    a_way_leads_somewhere_else: assetErrors.wayToItself,
    what_is_reached_has_evidence: assetErrors.evidenceMissing,
  },
  loops: [
    {
      kind: gapLoop,
      dueMinutes: 60 * 24 * 30,
      escalation: ['centre_manager', 'consortium_manager'],
      escalateMinutes: 60 * 24 * 7,
    },
  ],
}
