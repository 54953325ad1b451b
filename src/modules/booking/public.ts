/** What other modules' server code may ask of booking. */

export type { OpenSession } from './contract-shapes.ts'
export { openSessionsOf } from './server/open-sessions.query.ts'
export { type SlotSummary, slotSummary } from './server/slot-summary.query.ts'
