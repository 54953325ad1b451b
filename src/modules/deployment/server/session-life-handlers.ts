import Type from 'typebox'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import {
  type Handler,
  handle,
  type LoopKind,
  type ScheduledJob,
  type SettingDefinition,
} from '#src/platform/server/module.ts'
import { wholeNumber } from '#src/platform/server/settings.ts'
import { closingContract } from '../contract-closing.ts'
import { lifeContract } from '../contract-life.ts'
import { swapContract } from '../contract-swaps.ts'
import { swapOfferedAlready } from '../errors-life.ts'
import { askForSheets } from './ask-for-sheets.ts'
import { checkInExpert, codeMinutesSetting, recordArrival, siteCode } from './check-in-expert.ts'
import { sheetMissingLoop, sheetToConfirmLoop } from './closing-loops.ts'
import { closingList, closingSheet } from './closing-sheet.query.ts'
import { decideClosingSheet } from './decide-closing-sheet.ts'
import { askForPeople, nameLoop, namePerson, sessionsToName } from './name-person.ts'
import { decideLeave, leaveLoop, leaveRequests, requestLeave, withdrawLeave } from './request-leave.ts'
import { sayLate } from './say-late.ts'
import { cardTimeSetting, sendEveningCards } from './send-evening-cards.ts'
import { sessionCard } from './session-card.query.ts'
import { settlePastSwaps, swapAskedLoop, swapToDecideLoop } from './settle-swaps.ts'
import { changeSiteCard, siteCard } from './site-card.ts'
import { codePauseSetting, codeTriesSetting, countWrongCode } from './site-code-tries.ts'
import { substituteExpert, substitutesFor } from './substitute-expert.ts'
import { answerSwap, decideSwap, offerSwap, swapApprovalSetting, withdrawSwap } from './swap-session.ts'
import { swaps } from './swaps.query.ts'
import { writeClosingSheet } from './write-closing-sheet.ts'

/** The life of a session after it was promised: what it plugs into the module. */

export const lifeHandlers: readonly Handler[] = [
  handle(closingContract.closingSheet, closingSheet),
  handle(closingContract.writeClosingSheet, writeClosingSheet),
  handle(closingContract.decideClosingSheet, decideClosingSheet),
  handle(closingContract.closingList, closingList),
  handle(lifeContract.sessionsToName, sessionsToName),
  handle(lifeContract.namePerson, namePerson),
  handle(lifeContract.substitutesFor, substitutesFor),
  handle(lifeContract.substituteExpert, substituteExpert),
  handle(lifeContract.sayLate, sayLate),
  handle(lifeContract.siteCode, siteCode),
  handle(lifeContract.checkInExpert, checkInExpert, countWrongCode),
  handle(lifeContract.recordArrival, recordArrival),
  handle(lifeContract.sessionCard, sessionCard),
  handle(lifeContract.siteCard, siteCard),
  handle(lifeContract.changeSiteCard, changeSiteCard),
  handle(swapContract.swaps, swaps),
  handle(swapContract.offerSwap, offerSwap),
  handle(swapContract.answerSwap, answerSwap),
  handle(swapContract.decideSwap, decideSwap),
  handle(swapContract.withdrawSwap, withdrawSwap),
  handle(swapContract.leaveRequests, leaveRequests),
  handle(swapContract.requestLeave, requestLeave),
  handle(swapContract.decideLeave, decideLeave),
  handle(swapContract.withdrawLeave, withdrawLeave),
]

type Roles = { readonly planners: readonly string[]; readonly clinicians: readonly string[] }
export const lifePermissions = ({ planners, clinicians }: Roles): Readonly<Record<string, readonly string[]>> => ({
  'deployment.sheet.see': [...planners, ...clinicians, 'desk'],
  'deployment.sheet.write': [...planners, ...clinicians],
  // The receiving centre; whoever sent the expert confirms nothing.
  'deployment.sheet.decide': ['centre_manager', 'desk'],
  'deployment.person.name': [...planners, 'head_of_department'],
  'deployment.session.say_late': [...planners, ...clinicians, 'desk'],
  'deployment.site_code.show': ['desk', 'nurse', ...planners],
  'deployment.attendance.record': ['desk', ...planners],
  'deployment.site_card.change': planners,
})

export const lifeConstraints: Readonly<Record<string, () => Refusal>> = {
  one_open_swap_per_person_and_session: swapOfferedAlready,
}

const managers = ['centre_manager', 'consortium_manager']
export const lifeLoops: readonly LoopKind[] = [
  { kind: sheetMissingLoop, dueMinutes: 1440, escalation: managers, escalateMinutes: 1440 },
  { kind: sheetToConfirmLoop, dueMinutes: 4320, escalation: managers, escalateMinutes: 2880 },
  { kind: nameLoop, dueMinutes: 1440, escalation: ['head_of_department', ...managers], escalateMinutes: 720 },
  { kind: swapAskedLoop, dueMinutes: 1440, escalation: managers, escalateMinutes: 1440 },
  { kind: swapToDecideLoop, dueMinutes: 1440, escalation: managers, escalateMinutes: 1440 },
  { kind: leaveLoop, dueMinutes: 1440, escalation: ['head_of_department', ...managers], escalateMinutes: 1440 },
]

export const lifeJobs: readonly ScheduledJob[] = [
  { name: 'deployment.settle_swaps', cron: '*/15 * * * *', run: settlePastSwaps },
  { name: 'deployment.ask_for_sheets', cron: '*/5 * * * *', run: askForSheets },
  { name: 'deployment.ask_for_people', cron: '*/15 * * * *', run: askForPeople },
  { name: 'deployment.send_evening_cards', cron: '*/10 * * * *', run: sendEveningCards },
]

export const lifeSettings: readonly SettingDefinition[] = [
  {
    key: swapApprovalSetting,
    schema: Type.Boolean(),
    value: true,
    source: 'Doorstep 建议值：专家之间换班后由出诊地点的管理员同意；设为否则双方同意即生效',
    scope: 'institution',
  },
  {
    key: codeMinutesSetting,
    schema: wholeNumber(1, 60),
    value: 5,
    source: 'Doorstep 建议值：签到码每几分钟换一次，刚过期的一个仍可用',
    scope: 'institution',
  },
  {
    key: codeTriesSetting,
    schema: wholeNumber(1, 20),
    value: 5,
    source: 'Doorstep 建议值：签到码连续输错几次后暂停该专家签到，与登录的做法相同',
    scope: 'everywhere',
  },
  {
    key: codePauseSetting,
    schema: wholeNumber(1, 120),
    value: 10,
    source: 'Doorstep 建议值：签到码连续输错后暂停几分钟，期间导诊台仍可代为登记',
    scope: 'everywhere',
  },
  {
    key: cardTimeSetting,
    schema: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
    value: '18:00',
    source: 'Doorstep 建议值：出诊前一天晚上给专家发提醒卡的时间',
    scope: 'everywhere',
  },
]
