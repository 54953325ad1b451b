import { handle, type ServerModule } from '#src/platform/server/module.ts'
import { wholeNumber } from '#src/platform/server/settings.ts'
import * as contract from '../contract.ts'
import * as familyContract from '../contract-family.ts'
import * as identifyContract from '../contract-identify.ts'
import * as reviewContract from '../contract-review.ts'
import { visitDays } from '../domain/relationship-rules.ts'
import * as errors from '../errors.ts'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }
import * as access from './access.query.ts'
import { breakGlass } from './break-glass.ts'
import * as bridges from './card-bridges.ts'
import { contractedResidents } from './contracted.query.ts'
import * as demo from './demo-cards.ts'
import * as desk from './desk-proxies.ts'
import { myResidents } from './family.query.ts'
import * as family from './family.ts'
import { findResident } from './find-resident.query.ts'
import * as identify from './identify.ts'
import * as codes from './identify-by-code.ts'
import { linkMe } from './link-me.ts'
import { openResident, residentSummary } from './open-resident.query.ts'
import * as own from './own-record.ts'
import { registerResident } from './register-resident.ts'
import { openingsToReview, reviewOpening } from './review.ts'
import { confirmPhone, updateResident } from './update-resident.ts'

const atTheDesk = ['desk', 'nurse', 'village_doctor', 'gp', 'tcm_doctor']
const clinicians = [
  ...atTheDesk,
  'specialist',
  'head_of_department',
  'reading_doctor',
  'therapist',
  'pharmacist',
  'technician',
  'referral_desk',
]

const permissions: ServerModule['permissions'] = {
  'records.resident.register': atTheDesk,
  'records.resident.update': atTheDesk,
  'records.resident.identify': [...atTheDesk, 'specialist', 'referral_desk'],
  'records.resident.find': clinicians,
  'records.resident.open': clinicians,
  'records.resident.break_glass': [
    'gp',
    'tcm_doctor',
    'specialist',
    'head_of_department',
    'reading_doctor',
    'village_doctor',
  ],
  'records.proxy.manage': atTheDesk,
  'records.contract.list': ['gp', 'tcm_doctor', 'village_doctor', 'nurse', 'centre_manager'],
  'records.opening.review': ['centre_manager', 'auditor'],
  'records.access.list': ['auditor', 'centre_manager'],
  'records.bridge.manage': ['it_admin'],
  'records.family.manage': ['resident'],
}

const advice = 'Doorstep 建议值，各机构可按实际调整'

/** Residents' identity, why an institution may open a record, who did, and how people are found. */
export const recordsModule: ServerModule = {
  name: 'records',
  locales: { 'zh-CN': zhCN, en },
  permissions,
  handlers: [
    handle(contract.registerResident, registerResident),
    handle(contract.updateResident, updateResident),
    handle(contract.confirmPhone, confirmPhone),
    handle(contract.findResident, findResident),
    handle(contract.openResident, openResident),
    handle(contract.residentSummary, residentSummary),
    handle(identifyContract.identifyByCard, identify.identifyByCard),
    handle(identifyContract.identifyByTypedNumber, identify.identifyByTypedNumber),
    handle(identifyContract.identifyByQr, identify.identifyByQr),
    handle(identifyContract.sendIdentityCode, codes.sendIdentityCode),
    handle(identifyContract.identifyBySmsCode, codes.identifyBySmsCode),
    handle(identifyContract.breakGlass, breakGlass),
    handle(identifyContract.readDemoCard, demo.readDemoCard),
    handle(identifyContract.demoCards, demo.demoCards),
    handle(contract.contractedResidents, contractedResidents),
    handle(familyContract.linkMe, linkMe),
    handle(familyContract.myResidents, myResidents),
    handle(familyContract.updateMine, own.updateMine),
    handle(familyContract.addChild, family.addChild),
    handle(familyContract.askElder, family.askElder),
    handle(familyContract.confirmElder, family.confirmElder),
    handle(familyContract.leaveProxy, own.leaveProxy),
    handle(familyContract.myProxies, own.myProxies),
    handle(familyContract.residentQr, own.residentQr),
    handle(familyContract.listAccessEntries, access.listAccessEntries),
    handle(familyContract.addProxy, desk.addProxy),
    handle(familyContract.endProxy, desk.endProxy),
    handle(reviewContract.openingsToReview, openingsToReview),
    handle(reviewContract.reviewOpening, reviewOpening),
    handle(reviewContract.institutionAccess, access.institutionAccess),
    handle(reviewContract.residentAccess, access.residentAccess),
    handle(reviewContract.addCardBridge, bridges.addCardBridge),
    handle(reviewContract.cardBridges, bridges.cardBridges),
    handle(reviewContract.endCardBridge, bridges.endCardBridge),
  ],
  constraints: {
    a_proof_is_used_once: errors.proofUsed,
    one_live_proxy_per_resident_and_phone: errors.proxyAlreadyThere,
    one_resident_per_identity_number_in_a_region: errors.identityBelongsToAnother,
    a_card_bridge_is_named_once: errors.bridgeNameTaken,
  },
  loops: [
    {
      kind: 'records.typed_number_review',
      dueMinutes: 3 * 24 * 60,
      escalation: ['centre_manager', 'consortium_manager'],
      escalateMinutes: 4 * 24 * 60,
    },
    {
      kind: 'records.break_glass_review',
      dueMinutes: 24 * 60,
      escalation: ['centre_manager', 'consortium_manager'],
      escalateMinutes: 24 * 60,
    },
  ],
  settings: [
    {
      key: 'records.visit_relationship_days',
      schema: wholeNumber(1, visitDays),
      value: visitDays,
      source: 'ARCHITECTURE.md：就诊当日 + 30 天',
      scope: 'institution',
    },
    {
      key: 'records.code_minutes',
      schema: wholeNumber(1, 30),
      value: 10,
      source:
        'Doorstep 建议值：老人收到短信后念给工作人员听，5 分钟常不够；六位码最多试 5 次，10 分钟内猜中的机会为二十万分之一',
      scope: 'everywhere',
    },
    {
      key: 'records.codes_per_hour',
      schema: wholeNumber(1, 20),
      value: 5,
      source: 'Doorstep 建议值：每人每小时最多 5 条，防止短信骚扰',
      scope: 'everywhere',
    },
    { key: 'records.break_glass_per_day', schema: wholeNumber(0, 20), value: 3, source: advice, scope: 'institution' },
    { key: 'records.break_glass_hours', schema: wholeNumber(1, 72), value: 24, source: advice, scope: 'institution' },
  ],
}
