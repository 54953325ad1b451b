import type { Refusal } from '#src/platform/kernel/errors.ts'
import { type Handler, handle, type SettingDefinition } from '#src/platform/server/module.ts'
import { wholeNumber } from '#src/platform/server/settings.ts'
import { tiePlaque as tiePlaqueContract } from '../contract-agreements.ts'
import * as allianceContract from '../contract-alliances.ts'
import * as centreContract from '../contract-centres.ts'
import * as measureContract from '../contract-measures.ts'
import * as pairingContract from '../contract-pairings.ts'
import { codeTaken, endsBeforeStart } from '../errors.ts'
import {
  centreKindTaken,
  centreMemberTwice,
  centreTwice,
  clinicTwice,
  measureTwice,
  pairedAlready,
  pairedWithItself,
} from '../errors-ties.ts'
import * as alliances from './alliances.ts'
import { joinCentre, leaveCentre } from './centre-members.ts'
import * as centres from './centres.ts'
import { endExtendedClinic, openExtendedClinic } from './extended-clinics.ts'
import { listMeasures } from './measures.ts'
import * as pairings from './pairings.ts'
import { tiePlaque } from './plaques.ts'
import * as activities from './tie-activities.ts'

/** What the module plugs in about ties between institutions. */
export const tieHandlers: readonly Handler[] = [
  handle(tiePlaqueContract, tiePlaque),
  handle(pairingContract.listPairings, pairings.listPairings),
  handle(pairingContract.createPairing, pairings.createPairing),
  handle(pairingContract.changePairing, pairings.changePairing),
  handle(pairingContract.endPairing, pairings.endPairing),
  handle(pairingContract.listTieActivities, activities.listTieActivities),
  handle(pairingContract.noteTieActivity, activities.noteTieActivity),
  handle(pairingContract.withdrawTieActivity, activities.withdrawTieActivity),
  handle(allianceContract.listAlliances, alliances.listAlliances),
  handle(allianceContract.foundAlliance, alliances.foundAlliance),
  handle(allianceContract.describeAlliance, alliances.describeAlliance),
  handle(allianceContract.joinAlliance, alliances.joinAlliance),
  handle(allianceContract.openExtendedClinic, openExtendedClinic),
  handle(allianceContract.endExtendedClinic, endExtendedClinic),
  handle(measureContract.listMeasures, listMeasures),
  handle(centreContract.listCentres, centres.listCentres),
  handle(centreContract.addCentreKind, centres.addCentreKind),
  handle(centreContract.openCentre, centres.openCentre),
  handle(centreContract.changeCentre, centres.changeCentre),
  handle(centreContract.closeCentre, centres.closeCentre),
  handle(centreContract.joinCentre, joinCentre),
  handle(centreContract.leaveCentre, leaveCentre),
]

const managers = ['consortium_manager', 'centre_manager', 'it_admin']

export const tiePermissions: Readonly<Record<string, readonly string[]>> = {
  'network.pairing.read': [...managers, 'health_bureau', 'auditor', 'head_of_department'],
  'network.pairing.manage': ['consortium_manager', 'it_admin'],
  'network.centre.manage': ['consortium_manager', 'it_admin'],
  'network.activity.note': [...managers, 'head_of_department'],
}

export const tieConstraints: Readonly<Record<string, () => Refusal>> = {
  one_pairing_per_code: codeTaken,
  a_pairing_ends_after_it_began: () => endsBeforeStart(),
  nobody_is_paired_with_itself: pairedWithItself,
  a_department_is_paired_once_with_a_branch: pairedAlready,
  an_extended_clinic_ends_after_it_began: () => endsBeforeStart(),
  one_extended_clinic_per_person_and_place: clinicTwice,
  one_centre_kind_per_key: centreKindTaken,
  one_centre_kind_per_name: centreKindTaken,
  one_centre_per_code: codeTaken,
  a_centre_ends_after_it_began: () => endsBeforeStart(),
  one_centre_of_a_kind_at_a_host: centreTwice,
  a_centres_member_leaves_after_joining: () => endsBeforeStart(),
  nobody_is_twice_in_a_centre: centreMemberTwice,
  a_measure_is_counted_once_in_an_activity: measureTwice,
}

export const tieSettings: readonly SettingDefinition[] = [
  {
    key: 'network.tie_quiet_days',
    schema: wholeNumber(1, 730),
    value: 30,
    source: '平台建议值：结对与联盟30天没有活动即提示，按本地要求（如每月一次）调整',
    scope: 'everywhere',
  },
]
