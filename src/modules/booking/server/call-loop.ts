/** A resident must be told by a person, since no message reaches them or no answer came. */
export const callListLoop = 'booking.call_resident'
/** A loop about somebody on the call list of stopped and changed sessions; its subject id is the contact's. */
export const callSubject = 'call'
