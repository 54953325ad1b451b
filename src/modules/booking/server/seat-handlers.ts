import { type EventHandler, type Handler, handle } from '#src/platform/server/module.ts'
import { stopFigures } from '../contract-counts.ts'
import * as extra from '../contract-extra.ts'
import * as referral from '../contract-referral.ts'
import * as seats from '../contract-seats.ts'
import * as waiting from '../contract-waiting.ts'
import * as wishes from '../contract-wishes.ts'
import { offerMissed, seatOffered, seatReturned, waitingEnded, wishMet } from '../events.ts'
import { bookReferredPerson } from './book-referred.ts'
import { changeLimitOfExtra } from './change-slots.ts'
import { giveExtraSeat } from './extra-seat.ts'
import { onSeatReturned } from './offer-seats.ts'
import { findOtherTimes, reschedule } from './reschedule.ts'
import { readReturnedShares, readSeatLog } from './seat-log.query.ts'
import { readStopFigures } from './stop-figures.query.ts'
import { onOfferMissed, onSeatOffered, onWaitingEnded } from './tell-waiting.ts'
import { join, leave, noteCall, readMyWaiting, readWaitingHere } from './waiting.ts'
import { onWishMet, readMyWishes, unwish, wish } from './wishes.ts'

/** How seats move: 改约, 候补, 加号. */
export const seatHandlers: readonly Handler[] = [
  handle(seats.rescheduleOptions, findOtherTimes),
  handle(seats.rescheduleAppointment, reschedule),
  handle(extra.addExtraSeat, giveExtraSeat),
  handle(extra.changeExtraLimit, changeLimitOfExtra),
  handle(referral.bookReferred, bookReferredPerson),
  handle(stopFigures, readStopFigures),
  handle(wishes.makeWish, wish),
  handle(wishes.endWish, unwish),
  handle(wishes.myWishes, readMyWishes),
  handle(extra.seatLog, readSeatLog),
  handle(extra.returnedShares, readReturnedShares),
  handle(waiting.joinWaiting, join),
  handle(waiting.leaveWaiting, leave),
  handle(waiting.myWaiting, readMyWaiting),
  handle(waiting.waitingHere, readWaitingHere),
  handle(waiting.noteWaitingCall, noteCall),
]

const hear = <T>(run: (ctx: Parameters<EventHandler>[0], data: T) => Promise<void>): EventHandler =>
  run as unknown as EventHandler

export const seatEvents: Readonly<Record<string, EventHandler>> = {
  [seatReturned]: hear(onSeatReturned),
  [seatOffered]: hear(onSeatOffered),
  [offerMissed]: hear(onOfferMissed),
  [waitingEnded]: hear(onWaitingEnded),
  [wishMet]: hear(onWishMet),
}
