/** What the phone pages ask of other modules, through their doors. */
export {
  type Appointment,
  type Booked,
  cancelAppointment,
  confirmHold,
  holdAppointment,
  myAppointments,
  type OpenSession,
  rescheduleAppointment,
  rescheduleOptions,
  type Slot,
  sessionSlots,
} from '#src/modules/booking/public-web.ts'
export {
  addChild,
  askElder,
  confirmElder,
  leaveProxy,
  linkMe,
  listAccessEntries,
  myProxies,
  myResidents,
  residentQr,
} from '#src/modules/records/public-web.ts'
