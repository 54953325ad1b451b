import { registerSheets, type WorkbookSheet } from '#src/modules/network/public.ts'
import { handle, type ServerModule } from '#src/platform/server/module.ts'
import { wholeNumber } from '#src/platform/server/settings.ts'
import { contract } from '../contract.ts'
import { absentMeanwhile, dayOfSeriesTaken, personBusy, personTwice, roomBusy, twoLeads } from '../errors.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { awayLoop } from './away-loops.ts'
import { absences, monthBoard, monthProblems, mySessions, sessionDetail } from './board.query.ts'
import { cancelSession } from './cancel-session.ts'
import { changeSession, moveSession } from './change-session.ts'
import { copyMonth, rehearseCopy } from './copy-month.ts'
import { layOutSeries, rehearseSeries } from './lay-out-series.ts'
import { layOutSession } from './lay-out-session.ts'
import {
  planningConstraints,
  planningHandlers,
  planningLoops,
  planningPages,
  planningPermissions,
  planningSettings,
} from './planning-handlers.ts'
import { publicMonth } from './public-month.query.ts'
import { publishMonth, publishSession } from './publish-month.ts'
import { recordAbsence, withdrawAbsence } from './record-absence.ts'
import { removeDraftSession } from './remove-draft-session.ts'
import {
  lifeConstraints,
  lifeHandlers,
  lifeJobs,
  lifeLoops,
  lifePermissions,
  lifeSettings,
} from './session-life-handlers.ts'
import { sessionSheet } from './session-sheet.ts'
import { onStaffChanged, type StaffChangedEvent, staffChanged } from './staff-leaves.ts'

// Sheet 排班 joins the workbook wherever this module is plugged in.
registerSheets([sessionSheet as unknown as WorkbookSheet<never>])

const planners = ['consortium_manager', 'centre_manager']
const clinicians = [
  'village_doctor',
  'nurse',
  'technician',
  'pharmacist',
  'therapist',
  'gp',
  'tcm_doctor',
  'specialist',
  'reading_doctor',
  'head_of_department',
]

export const deploymentModule: ServerModule = {
  name: 'deployment',
  handlers: [
    handle(contract.layOutSession, layOutSession),
    handle(contract.changeSession, changeSession),
    handle(contract.moveSession, moveSession),
    handle(contract.removeDraftSession, removeDraftSession),
    handle(contract.rehearseSeries, rehearseSeries),
    handle(contract.layOutSeries, layOutSeries),
    handle(contract.rehearseCopy, rehearseCopy),
    handle(contract.copyMonth, copyMonth),
    handle(contract.publishMonth, publishMonth),
    handle(contract.publishSession, publishSession),
    handle(contract.cancelSession, cancelSession),
    handle(contract.recordAbsence, recordAbsence),
    handle(contract.withdrawAbsence, withdrawAbsence),
    handle(contract.absences, absences),
    handle(contract.monthBoard, monthBoard),
    handle(contract.monthProblems, monthProblems),
    handle(contract.sessionDetail, sessionDetail),
    handle(contract.mySessions, mySessions),
    handle(contract.publicMonth, publicMonth),
    ...lifeHandlers,
    ...planningHandlers,
  ],
  permissions: {
    'deployment.board.view': [...planners, ...clinicians, 'desk', 'referral_desk', 'health_bureau'],
    'deployment.session.lay_out': [...planners, 'head_of_department'],
    'deployment.session.cancel': planners,
    'deployment.session.view_own': [...planners, ...clinicians],
    'deployment.month.publish': planners,
    'deployment.absence.record': [...planners, 'head_of_department'],
    ...lifePermissions({ planners, clinicians }),
    ...planningPermissions,
  },
  constraints: {
    no_person_is_in_two_places: personBusy,
    no_room_is_used_twice: roomBusy,
    no_person_is_absent_twice: absentMeanwhile,
    one_lead_per_session: twoLeads,
    a_person_comes_once_to_a_session: personTwice,
    one_session_per_day_of_a_series: dayOfSeriesTaken,
    ...lifeConstraints,
    ...planningConstraints,
  },
  loops: [
    { kind: awayLoop, dueMinutes: 1440, escalation: ['centre_manager', 'consortium_manager'], escalateMinutes: 480 },
    ...lifeLoops,
    ...planningLoops,
  ],
  events: { [staffChanged]: (ctx, data) => onStaffChanged(ctx, data as unknown as StaffChangedEvent) },
  jobs: lifeJobs,
  settings: [
    {
      key: 'deployment.travel_minutes',
      schema: wholeNumber(0, 480),
      value: 30,
      source: 'Doorstep 建议值：同一人相邻两场不在同一地点时至少留出的分钟数，各地可按实际路程调整',
      scope: 'everywhere',
    },
    ...lifeSettings,
    ...planningSettings,
  ],
  publicPages: planningPages,
  locales: { 'zh-CN': zh, en },
}
