import { handle, type ServerModule } from '#src/platform/server/module.ts'
import { wholeNumber } from '#src/platform/server/settings.ts'
import { handoutContract } from '../contract-handouts.ts'
import { needContract } from '../contract-needs.ts'
import { postingContract } from '../contract-postings.ts'
import { needFiledMeanwhile, postedAlready } from '../errors.ts'
import { declineNeed, fileNeed, planNeed, withdrawNeed } from './answer-need.ts'
import { calendarPage, closeCalendar, openCalendar } from './calendar-feeds.ts'
import { confirmPostingMonth, endPosting, enterPosting, reportPostingMonth } from './keep-postings.ts'
import { handoutLoop, monthHandouts, takeHandout } from './month-editions.ts'
import { needLoop } from './need-loops.ts'
import { monthGaps, needs } from './needs.query.ts'
import { exportPostings, postingDetail, postings } from './postings.query.ts'
import { checkCertificate, issueCertificate, serviceFigures } from './service-certificate.ts'

/** Needs, gaps and what a month becomes outside the board; plugged in by `module.ts`. */

const planners = ['consortium_manager', 'centre_manager']
const posted = [
  'gp',
  'tcm_doctor',
  'village_doctor',
  'nurse',
  'technician',
  'pharmacist',
  'therapist',
  'specialist',
  'reading_doctor',
  'head_of_department',
]
const familyDoctors = ['gp', 'tcm_doctor', 'village_doctor', 'nurse']

export const planningHandlers: ServerModule['handlers'] = [
  handle(needContract.fileNeed, fileNeed),
  handle(needContract.planNeed, planNeed),
  handle(needContract.declineNeed, declineNeed),
  handle(needContract.withdrawNeed, withdrawNeed),
  handle(needContract.needs, needs),
  handle(needContract.monthGaps, monthGaps),
  handle(handoutContract.monthHandouts, monthHandouts),
  handle(handoutContract.takeHandout, takeHandout),
  handle(handoutContract.openCalendar, openCalendar),
  handle(handoutContract.closeCalendar, closeCalendar),
  handle(postingContract.enterPosting, enterPosting),
  handle(postingContract.endPosting, endPosting),
  handle(postingContract.reportPostingMonth, reportPostingMonth),
  handle(postingContract.confirmPostingMonth, confirmPostingMonth),
  handle(postingContract.postings, postings),
  handle(postingContract.postingDetail, postingDetail),
  handle(postingContract.exportPostings, exportPostings),
  handle(postingContract.serviceFigures, serviceFigures),
  handle(postingContract.issueCertificate, issueCertificate),
  handle(postingContract.checkCertificate, checkCertificate),
]

export const planningPages: NonNullable<ServerModule['publicPages']> = [calendarPage]

export const planningPermissions: ServerModule['permissions'] = {
  'deployment.need.file': [...familyDoctors, ...planners],
  'deployment.need.answer': planners,
  'deployment.posting.manage': planners,
  'deployment.posting.confirm': planners,
  'deployment.posting.report': [...planners, ...posted],
  'deployment.posting.view': [...planners, ...posted, 'health_bureau'],
  'deployment.need.view': [...familyDoctors, ...planners, 'head_of_department', 'specialist'],
}

export const planningConstraints: ServerModule['constraints'] = {
  nobody_is_posted_full_time_twice: postedAlready,
  one_open_need_per_person_site_and_speciality: needFiledMeanwhile,
}

export const planningLoops: NonNullable<ServerModule['loops']> = [
  {
    kind: needLoop,
    dueMinutes: 10_080,
    escalation: ['consortium_manager', 'centre_manager'],
    escalateMinutes: 2880,
  },
  { kind: handoutLoop, dueMinutes: 1440, escalation: ['consortium_manager', 'centre_manager'], escalateMinutes: 1440 },
]

const days = (urgency: string, value: number) => ({
  key: `deployment.need_days_${urgency}`,
  schema: wholeNumber(1, 90),
  value,
  source: 'Doorstep 建议值：需求单提出后几天内答复（安排或说明暂不安排的原因），各地可调整',
  scope: 'institution' as const,
})

export const planningSettings: NonNullable<ServerModule['settings']> = [
  days('urgent', 2),
  days('soon', 5),
  days('routine', 10),
]
