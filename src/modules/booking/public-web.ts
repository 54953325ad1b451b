/** What other modules' screens and contracts may use of booking. */
export {
  regionalIdSchema as appointmentIdSchema,
  regionalIdSchema as visitIdSchema,
} from '#src/platform/kernel/schema.ts'
export {
  bookAppointment,
  cancelAppointment,
  confirmHold,
  findOpenSessions,
  holdAppointment,
  myAppointments,
  sessionSlots,
} from './contract.ts'
export { appeal, mySuspensions } from './contract-appeals.ts'
export {
  acceptOffer,
  answerContact,
  type Contact,
  myContacts,
  offersFor,
  standing,
} from './contract-contacts.ts'
export { costOfVisit } from './contract-cost.ts'
export { checkIn, lobbyScreen } from './contract-desk.ts'
export { type Face, faces, giveFace, myFaces, type VisitToJudge } from './contract-faces.ts'
export { hospitalAnswers, sourceOfSession } from './contract-owners.ts'
export { rescheduleAppointment, rescheduleOptions } from './contract-seats.ts'
export type {
  Appointment,
  BookableState,
  Booked,
  Channel,
  OpenSession,
  Slot,
  Ticket,
  Visit,
} from './contract-shapes.ts'
export { channels } from './contract-shapes.ts'
export { joinWaiting, leaveWaiting, myWaiting, type Waiting, type WaitingScope } from './contract-waiting.ts'
export { endWish, makeWish, myWishes } from './contract-wishes.ts'
export { CostWords } from './web/cost-words.tsx'
