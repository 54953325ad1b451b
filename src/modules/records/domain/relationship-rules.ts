import { addDays, instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import type { RelationshipAct } from '../contract-parts.ts'

/** Act · proof · scope · expiry of every care relationship (ARCHITECTURE.md). None arises from the one who profits alone. */

export type RelationshipScope = 'record' | 'identity'
export type RelationshipEnd =
  /** The day of the visit and so many days after it. */
  | { readonly kind: 'visit'; readonly days: number }
  /** A term that the act itself states, never longer than this. */
  | { readonly kind: 'term'; readonly atMostDays: number }

export type RelationshipRule = {
  readonly act: RelationshipAct
  /** What shows that the resident, or the one who answers for him, took part. */
  readonly proof: string
  /** Decided by `records.scope_of`; 'as_shown': the record if something else has shown who it is, or the own phone booked. */
  readonly scope: RelationshipScope | 'as_shown'
  readonly end: RelationshipEnd
}

export const visitDays = 30

export const relationshipRules: Readonly<Record<RelationshipAct, RelationshipRule>> = {
  card_read: {
    act: 'card_read',
    proof: 'signature of the card bridge',
    scope: 'record',
    end: { kind: 'visit', days: visitDays },
  },
  sms_code: {
    act: 'sms_code',
    proof: "code sent to the resident's registered phone",
    scope: 'record',
    end: { kind: 'visit', days: visitDays },
  },
  resident_qr: {
    act: 'resident_qr',
    proof: "code shown on the resident's phone",
    scope: 'record',
    end: { kind: 'visit', days: visitDays },
  },
  // Agreements run one to three years (family-doctor practice).
  contract: {
    act: 'contract',
    proof: 'contract signed by the resident',
    scope: 'record',
    end: { kind: 'term', atMostDays: 3 * 366 },
  },
  arrival: {
    act: 'arrival',
    proof: 'own appointment, arrived',
    scope: 'as_shown',
    end: { kind: 'visit', days: visitDays },
  },
  referral: {
    act: 'referral',
    proof: 'referral with the resident’s consent',
    scope: 'record',
    end: { kind: 'term', atMostDays: 366 },
  },
  order: {
    act: 'order',
    proof: 'order of an institution that has a relationship',
    scope: 'record',
    end: { kind: 'term', atMostDays: 184 },
  },
  station_list: {
    act: 'station_list',
    proof: 'list confirmed by the home and the resident or guardian',
    scope: 'record',
    end: { kind: 'term', atMostDays: 366 },
  },
  typed_number: {
    act: 'typed_number',
    proof: 'number typed with the matching name',
    scope: 'identity',
    end: { kind: 'visit', days: visitDays },
  },
}

/**
 * REC-6: until when a relationship holds (the first instant at which it does not).
 * @param given the end of the term that the act states; a visit needs none.
 * @returns null when an act with a term states none or one that is over before it begins.
 */
export const relationshipEnd = (act: RelationshipAct, from: Date, timeZone: string, given?: Date): Date | null => {
  const { end } = relationshipRules[act]
  if (end.kind === 'visit') {
    const limit = instantAt(addDays(localDateAt(from, timeZone), end.days + 1), '00:00', timeZone)
    return given && given < limit ? (given > from ? given : null) : limit
  }
  if (!given || given <= from) return null
  const limit = new Date(from.getTime() + end.atMostDays * 86_400_000)
  return given < limit ? given : limit
}

export const isLive = (
  row: { readonly validFrom: Date; readonly validUntil: Date; readonly endedAt: Date | null },
  now: Date,
): boolean => row.endedAt === null && row.validFrom <= now && row.validUntil > now
