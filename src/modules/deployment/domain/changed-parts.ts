import type { SessionPart } from '../contract-shapes.ts'

type Comparable = {
  readonly institutionId: string
  readonly roomId: string | null
  readonly startsAt: Date
  readonly endsAt: Date
  readonly staff: readonly { readonly staffId: string; readonly role: string }[]
  readonly capacity: number
  readonly bucketMinutes: number
  readonly feeFen: number | null
  readonly kind: string
  readonly speciality: string | null
  readonly theme: string | null
  readonly note: string | null
  readonly placeText: string | null
  readonly takingPart: string | null
  readonly filingNumber: string | null
}

const looks: Readonly<Record<SessionPart, (session: Comparable) => unknown>> = {
  site: session => session.institutionId,
  room: session => [session.roomId, session.placeText],
  time: session => [session.startsAt.getTime(), session.endsAt.getTime()],
  staff: session => session.staff.map(person => `${person.staffId} ${person.role}`).sort(),
  seats: session => [session.capacity, session.bucketMinutes],
  fee: session => session.feeFen,
  words: session => [
    session.kind,
    session.speciality,
    session.theme,
    session.note,
    session.takingPart,
    session.filingNumber,
  ],
}

/** Which parts of a session differ, in the words of the event. */
export const changedParts = (before: Comparable, after: Comparable): readonly SessionPart[] =>
  (Object.keys(looks) as SessionPart[]).filter(
    part => JSON.stringify(looks[part](before)) !== JSON.stringify(looks[part](after)),
  )
