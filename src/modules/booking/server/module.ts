import { type EventHandler, handle, handleDirect, type ServerModule } from '#src/platform/server/module.ts'
import * as contract from '../contract.ts'
import { countedVisits, seatsOfSessions } from '../contract-counts.ts'
import * as desk from '../contract-desk.ts'
import { deskRoles, familyDoctorRoles } from '../domain/who-may-book.ts'
import {
  alreadyBooked,
  alreadyPaid,
  departmentDayLimit,
  quotaBelowTaken,
  quotaOverCapacity,
  slotFull,
} from '../errors.ts'
import { appealOpen } from '../errors-owners.ts'
import {
  appealAsked,
  appealDecided,
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  appointmentRescheduled,
  blockDue,
  callDue,
  contactMoved,
  delayTold,
  hospitalStep,
  noShowMarked,
  patientArrived,
  reminderDue,
  seatConfirmed,
  visitSeen,
} from '../events.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { aftercareHandlers } from './aftercare-handlers.ts'
import { appealHandlers, onAppealDecided } from './appeal-handlers.ts'
import { bookDirect } from './book.ts'
import { callListLoop } from './call-loop.ts'
import { cancelBooked } from './cancel.ts'
import { changeOpenings, changeShares } from './change-slots.ts'
import { checkInPerson } from './check-in.ts'
import { complaintLoop } from './complaints.ts'
import { confirmHeld } from './confirm-hold.ts'
import { onArrived } from './confirmations.ts'
import { findCallsDue, onCallDue } from './contacts.ts'
import { countedVisits as readCountedVisits } from './counted-visits.query.ts'
import { markNoShows, remindTomorrow } from './daily-jobs.ts'
import {
  readAppointment,
  readBookedByUs,
  readComingOf,
  readDeskDay,
  readLobby,
  readMyAppointments,
  readQueue,
  readSlotConsole,
  readTodaysSessions,
} from './desk.query.ts'
import { faceEvents, faceHandlers } from './face-handlers.ts'
import { endGatherer } from './gatherer.ts'
import { monthPublished, sessionCancelled, sessionChanged, sessionLate, sessionPublished } from './heard-events.ts'
import { endSimulator } from './hospital/lines.ts'
import { driveOrder, findStepsDue } from './hospital/orders.ts'
import { blockLoop, findBlocksDue, onBlockDue } from './hospital/sources.ts'
import { callNextPerson, moveVisit } from './move-visit.ts'
import { appealLoop, onAppealAsked } from './no-shows.ts'
import { offerWaiting } from './offer-seats.ts'
import { findOpenPage, slotsOfSession } from './open-sessions.query.ts'
import { ownerHandlers } from './owner-handlers.ts'
import { onContactMoved } from './payments.ts'
import { seatEvents, seatHandlers } from './seat-handlers.ts'
import { logShareReturns } from './seat-log.query.ts'
import { onSessionLate } from './session-delay.ts'
import { onMonthPublished, onSessionCancelled, onSessionChanged, onSessionPublished } from './session-events.ts'
import { bookingSettings } from './settings.ts'
import { readSeatsOfSessions } from './slot-summary.query.ts'
import { takeTicketBack } from './take-back.ts'
import {
  onBooked,
  onCancelled,
  onDelayTold,
  onMoved,
  onNoShow,
  onReminderDue,
  onRescheduled,
  onSeatConfirmed,
  onSeen,
  rebookLoop,
} from './tell-residents.ts'

/** Data of an event are what its name declares in `events.ts`. */
const hear = <T>(run: (ctx: Parameters<EventHandler>[0], data: T) => Promise<void>): EventHandler =>
  run as unknown as EventHandler

const clinicians = ['gp', 'tcm_doctor', 'specialist', 'nurse', 'village_doctor', 'therapist', 'technician']
const managers = ['centre_manager', 'consortium_manager']

export const bookingModule: ServerModule = {
  name: 'booking',
  stop: async app => {
    await endGatherer(app)
    await endSimulator(app)
  },
  locales: { 'zh-CN': zh, en },
  handlers: [
    handle(contract.findOpenSessions, findOpenPage),
    handle(contract.sessionSlots, slotsOfSession),
    handleDirect(contract.bookAppointment, bookDirect(contract.bookAppointment, false)),
    handleDirect(contract.holdAppointment, bookDirect(contract.holdAppointment, true)),
    handle(contract.confirmHold, confirmHeld),
    handle(contract.cancelAppointment, cancelBooked),
    handle(contract.myAppointments, readMyAppointments),
    handle(contract.bookedByUs, readBookedByUs),
    handle(desk.deskDay, readDeskDay),
    handle(desk.appointmentDetail, readAppointment),
    handle(desk.checkIn, checkInPerson),
    handle(desk.takeBackTicket, takeTicketBack),
    handle(contract.comingOf, readComingOf),
    handle(desk.todaysSessions, readTodaysSessions),
    handle(desk.queueOf, readQueue),
    handle(desk.callNext, callNextPerson),
    handle(desk.recallVisit, moveVisit('recall')),
    handle(desk.passVisit, moveVisit('pass')),
    handle(desk.returnVisit, moveVisit('return')),
    handle(desk.startVisit, moveVisit('start')),
    handle(desk.finishVisit, moveVisit('finish')),
    handle(desk.leaveVisit, moveVisit('leave')),
    handle(desk.lobbyScreen, readLobby),
    handle(seatsOfSessions, readSeatsOfSessions),
    handle(desk.slotConsole, readSlotConsole),
    handle(desk.changeQuotas, changeShares),
    handle(desk.changeWindows, changeOpenings),
    ...seatHandlers,
    ...aftercareHandlers,
    ...ownerHandlers,
    handle(countedVisits, readCountedVisits),
    ...appealHandlers,
    ...faceHandlers,
  ],
  permissions: {
    'booking.appointment.book': ['resident', ...deskRoles],
    'booking.appointment.book_for_contracted': familyDoctorRoles,
    'booking.wish.make': ['resident'],
    'booking.referral.book': ['gp', 'tcm_doctor', 'village_doctor'],
    'booking.appointment.cancel': ['resident', ...deskRoles],
    'booking.appointment.see_own': ['resident'],
    // Whoever may identify people; the manager of a centre may not.
    'booking.extra.give': ['specialist', 'gp', 'tcm_doctor', 'therapist', ...managers],
    'booking.desk.use': ['desk', ...familyDoctorRoles],
    'booking.queue.see': ['desk', 'centre_manager', ...clinicians],
    'booking.queue.call': ['desk', 'centre_manager', ...clinicians],
    'booking.slots.see': ['desk', ...managers, ...familyDoctorRoles],
    'booking.slots.change': managers,
    'booking.hospital_line.set': ['it_admin'],
    // Figures only, for whoever comes to a session or receives it.
    'booking.visits.count': ['desk', 'head_of_department', ...managers, ...clinicians],
    'booking.appeal.decide': ['centre_manager'],
    // Numbers only; a complaint with name and words is for the manager of the site alone.
    'booking.face.see_results': managers,
    'booking.complaint.answer': ['centre_manager'],
  },
  constraints: {
    no_seat_is_given_twice: slotFull,
    one_appointment_per_person_and_session: alreadyBooked,
    one_appointment_per_person_department_and_day: departmentDayLimit,
    a_visit_is_paid_once: alreadyPaid,
    one_open_appeal_per_person: appealOpen,
    no_quota_is_overdrawn: quotaBelowTaken,
    quotas_fit_the_capacity: quotaOverCapacity,
  },
  events: {
    [monthPublished]: hear(onMonthPublished),
    [sessionPublished]: hear(onSessionPublished),
    [sessionChanged]: hear(onSessionChanged),
    [sessionCancelled]: hear(onSessionCancelled),
    [sessionLate]: hear(onSessionLate),
    [appointmentBooked]: hear(onBooked),
    [appointmentCancelled]: hear(onCancelled),
    [appointmentMoved]: hear(onMoved),
    [appointmentRescheduled]: hear(onRescheduled),
    [reminderDue]: hear(onReminderDue),
    [noShowMarked]: hear(onNoShow),
    ...seatEvents,
    [visitSeen]: hear(onSeen),
    [patientArrived]: hear(onArrived),
    [callDue]: hear(onCallDue),
    [contactMoved]: hear(onContactMoved),
    [delayTold]: hear(onDelayTold),
    [hospitalStep]: hear(driveOrder),
    [seatConfirmed]: hear(onSeatConfirmed),
    [blockDue]: hear(onBlockDue),
    [appealAsked]: hear(onAppealAsked),
    [appealDecided]: hear(onAppealDecided),
    ...faceEvents,
  },
  queues: { [hospitalStep]: data => `hospital ${data['institutionId']}` },
  jobs: [
    // 16:30 in China, before people sit down to supper.
    { name: 'booking.remind_tomorrow', cron: '*/5 * * * *', run: remindTomorrow },
    { name: 'booking.mark_no_shows', cron: '*/15 * * * *', run: markNoShows },
    { name: 'booking.find_calls_due', cron: '*/10 * * * *', run: findCallsDue },
    { name: 'booking.log_share_returns', cron: '7,22,37,52 * * * *', run: logShareReturns },
    { name: 'booking.offer_waiting', cron: '* * * * *', run: offerWaiting },
    { name: 'booking.find_hospital_steps', cron: '* * * * *', run: findStepsDue },
    { name: 'booking.find_blocks_due', cron: '*/10 * * * *', run: findBlocksDue },
  ],
  loops: [
    { kind: callListLoop, dueMinutes: 120, escalation: ['desk', 'centre_manager'], escalateMinutes: 120 },
    {
      kind: appealLoop,
      dueMinutes: 2_880,
      escalation: ['centre_manager', 'consortium_manager'],
      escalateMinutes: 1_440,
    },
    { kind: blockLoop, dueMinutes: 120, escalation: ['centre_manager', 'consortium_manager'], escalateMinutes: 240 },
    {
      kind: complaintLoop,
      dueMinutes: 1_440,
      escalation: ['centre_manager', 'consortium_manager'],
      escalateMinutes: 1_440,
    },
    { kind: rebookLoop, dueMinutes: 480, escalation: ['gp', 'centre_manager'], escalateMinutes: 480 },
  ],
  settings: bookingSettings,
}
