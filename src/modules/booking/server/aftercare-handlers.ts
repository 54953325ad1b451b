import { handle, handleDirect } from '#src/platform/server/module.ts'
import * as contacts from '../contract-contacts.ts'
import { acceptOneOffer, readOffers } from './accept-offer.ts'
import { answerOwn, readCallList, readMyContacts, recordOneCall, showPhone } from './contacts.ts'
import { giveFeeBack, readRefundList, takeFee } from './payments.ts'

/** Around a session that is stopped, changed or late. */
export const aftercareHandlers = [
  handle(contacts.callList, readCallList),
  handle(contacts.showContactPhone, showPhone),
  handle(contacts.recordCall, recordOneCall),
  handle(contacts.offersFor, readOffers),
  handleDirect(contacts.acceptOffer, acceptOneOffer),
  handle(contacts.myContacts, readMyContacts),
  handle(contacts.answerContact, answerOwn),
  handle(contacts.recordFee, takeFee),
  handle(contacts.refundList, readRefundList),
  handle(contacts.giveBack, giveFeeBack),
]
