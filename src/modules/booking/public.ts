/** What other modules' server code may ask of booking. */

/** Days of a list on which something can be booked. */
export { bookableDays } from './server/bookable-days.query.ts'
/** Seats of sessions as one channel sees them now, counted by the database. */
export { type SeatFacts, seatFacts } from './server/seat-facts.query.ts'
export { type SlotSummary, slotSummary } from './server/slot-summary.query.ts'
