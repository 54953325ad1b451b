import { spellName } from '#src/modules/records/testing/person-rows.ts'
import { maskName } from '#src/platform/kernel/masking.ts'
import { regionId } from './calendar.ts'
import { type Copy, openCopy } from './copy.ts'
import { nameOf } from './names.ts'
import type { Loading } from './resident-rows.ts'
import { type RosterSession, rosterOf } from './roster.ts'
import { type PoolSeats, poolSeats, type Seat } from './seats.ts'

const columns = {
  'deployment.session':
    'region_id, session_id, institution_id, department_id, room_id, kind, speciality, local_date, part_of_day, starts_at, ends_at, capacity, bucket_minutes, fee_fen, status, published_at, cancelled_at, cancel_reason, closed_at, created_by, created_at, changed_at, version',
  'deployment.session_staff': 'region_id, session_id, staff_id, role, position, local_date, during, active',
  'booking.slot_pool':
    'region_id, pool_id, session_id, bucket_no, institution_id, department_key, local_date, starts_at, ends_at, capacity, quota, taken, opens_at, returns_at, closes_at, next_seat, returned_seats, next_hold_expiry, status, changed_at',
  'booking.appointment':
    'region_id, appointment_id, pool_id, session_id, institution_id, resident_id, resident_name, seat_no, channel, quota_channel, status, active, hold_expires_at, local_date, department_key, booked_at, booked_by, agent_relation, arrived_at, cancelled_at, cancelled_by, cancel_cause, version',
  'booking.visit':
    'region_id, visit_id, appointment_id, session_id, institution_id, resident_id, resident_name, masked_name, ticket_no, status, priority, channel, queue_key, slot_starts_at, local_date, room_id, arrived_at, called_at, call_count, in_room_at, seen_at, version, department_key, is_first, is_tcm, part_of_day',
  'booking.session_queue': 'region_id, session_id, institution_id, next_ticket',
  'booking.resident_booking_state': 'region_id, resident_id, open_count',
  'records.relationship':
    'region_id, relationship_id, resident_id, institution_id, act, scope, proof, source, resident_name, resident_pinyin, resident_initials, valid_from, valid_until, granted_by, created_at',
} as const
type Table = keyof typeof columns

/** How many of each there are, for the summary of a load. */
export type RosterCounts = { sessions: number; comingPools: number; appointments: number; visits: number }

type Writing = {
  readonly loading: Loading
  readonly to: Record<Table, Copy>
  readonly counts: RosterCounts
  readonly openOf: Map<number, number>
  /** Who came lately: their relationships are written at the end, when the names are spelt. */
  readonly arrivals: (Arrival & { readonly site: string; readonly at: Date; readonly until: Date })[]
}

/** People come round in an order that meets nobody twice before everybody was met once. */
const residentOf = ({ loading }: Writing, appointment: number): number =>
  (appointment * 611_953 + 17) % loading.size.residents

const addSession = ({ loading, to }: Writing, session: RosterSession): void => {
  const { days } = loading
  const [date, made] = [days.date(session.day), days.at(session.day - 30, 600)]
  const isOver = session.day < 0
  to['deployment.session'].add([
    regionId,
    session.id,
    session.site.id,
    session.departmentId,
    session.room,
    'outpatient',
    session.speciality,
    date,
    session.part,
    session.startsAt,
    session.endsAt,
    session.buckets * session.seatsPerBucket,
    240 / session.buckets,
    2500,
    session.stopped ? 'cancelled' : isOver ? 'closed' : 'published',
    made,
    session.stopped ? days.now : null,
    session.stopped ? 'illness' : null,
    isOver ? session.endsAt : null,
    'bench',
    made,
    made,
    1,
  ])
  for (const [index, id] of session.staff.entries())
    to['deployment.session_staff'].add([
      regionId,
      session.id,
      id,
      index === 0 ? 'lead' : 'joint_gp',
      index + 1,
      date,
      `["${session.startsAt.toISOString()}","${session.endsAt.toISOString()}")`,
      !session.stopped,
    ])
}

const addPool = ({ loading, to }: Writing, session: RosterSession, pool: PoolSeats): void => {
  const { days } = loading
  const [early, open, back, begins] = [
    days.at(session.day - 12, 420),
    days.at(session.day - 7, 420),
    days.at(session.day - 5, 420),
    days.at(session.day, 0),
  ]
  to['booking.slot_pool'].add([
    regionId,
    pool.id,
    session.id,
    pool.bucketNo,
    session.site.id,
    session.speciality,
    days.date(session.day),
    pool.startsAt,
    pool.endsAt,
    pool.capacity,
    pool.quota,
    pool.taken,
    [early, open, begins, early],
    [back, begins, null, back],
    pool.endsAt,
    pool.nextSeat,
    pool.returnedSeats,
    pool.nextHoldExpiry,
    session.stopped ? 'stopped' : 'open',
    days.at(session.day - 30, 600),
  ])
}

type Arrival = {
  readonly appointment: number
  readonly id: string
  readonly resident: string
  readonly name: string
  readonly ticketNo: number
}

const addVisit = (
  { loading, to, counts, arrivals }: Writing,
  session: RosterSession,
  pool: PoolSeats,
  seat: Seat,
  arrival: Arrival,
): void => {
  const { days, draw } = loading
  const { id, resident, name, ticketNo } = arrival
  const arrived = new Date(pool.startsAt.getTime() - 900_000)
  const seen = session.day < 0 ? new Date(pool.endsAt.getTime()) : null
  to['booking.visit'].add([
    regionId,
    draw.id('visit', arrival.appointment),
    id,
    session.id,
    session.site.id,
    resident,
    name,
    maskName(name),
    ticketNo,
    seen ? 'seen' : 'waiting',
    'none',
    seat.channel,
    pool.startsAt.getTime() - session.startsAt.getTime() + ticketNo,
    pool.startsAt,
    days.date(session.day),
    session.room,
    arrived,
    seen ? pool.startsAt : null,
    seen ? 1 : 0,
    seen ? pool.startsAt : null,
    seen,
    1,
    session.speciality,
    true,
    false,
    session.part,
  ])
  counts.visits += 1
  // What an arrival opens lasts a month; older ones have run out and were tidied away.
  if (session.day < -30) return
  arrivals.push({ ...arrival, site: session.site.id, at: arrived, until: days.at(session.day + 31, 0) })
}

const addArrivals = async ({ loading, to, arrivals }: Writing): Promise<void> => {
  for (const { appointment, id, resident, name, site, at, until } of arrivals) {
    const { pinyin, initials } = await spellName(name)
    to['records.relationship'].add([
      regionId,
      loading.draw.id('arrival', appointment),
      resident,
      site,
      'arrival',
      'record',
      'own booking',
      `appointment:${regionId}-${id}`,
      name,
      pinyin,
      initials,
      at,
      until,
      'bench',
      at,
    ])
  }
}

const addSeat = (writing: Writing, session: RosterSession, pool: PoolSeats, seat: Seat, ticketNo: number): void => {
  const { loading, to, counts, openOf } = writing
  const { draw, days } = loading
  const number = counts.appointments
  const who = residentOf(writing, number)
  const [id, resident, name] = [draw.id('appointment', number), draw.id('resident', who), nameOf(draw, 'resident', who)]
  const cancelled = seat.status === 'cancelled' ? days.at(Math.min(0, session.day) - 2, 720) : null
  const cause = session.stopped ? 'session_cancelled' : 'resident'
  const arrived = seat.status === 'arrived' ? new Date(pool.startsAt.getTime() - 900_000) : null
  const account = Math.floor(who / loading.size.residentsPerAccount)
  to['booking.appointment'].add([
    regionId,
    id,
    pool.id,
    session.id,
    session.site.id,
    resident,
    name,
    seat.seatNo,
    seat.channel,
    seat.channel,
    seat.status,
    seat.status !== 'cancelled',
    seat.holdExpiresAt,
    days.date(session.day),
    session.speciality,
    days.at(Math.min(session.day - 1, -1), 600),
    `resident:${draw.id('phone_account', account)}`,
    'self',
    arrived,
    cancelled,
    cancelled ? 'resident' : null,
    cancelled ? cause : null,
    1,
  ])
  if (seat.status === 'booked' || seat.status === 'held') openOf.set(who, (openOf.get(who) ?? 0) + 1)
  if (arrived) addVisit(writing, session, pool, seat, { appointment: number, id, resident, name, ticketNo })
  counts.appointments += 1
}

const addAll = (writing: Writing, session: RosterSession): void => {
  const { loading, to, counts } = writing
  addSession(writing, session)
  let ticket = 0
  for (let index = 0; index < session.buckets; index += 1) {
    const pool = poolSeats(loading.draw, session, index, loading.days)
    addPool(writing, session, pool)
    if (session.day >= 0) counts.comingPools += 1
    for (const seat of pool.seats) {
      if (seat.status === 'arrived') ticket += 1
      addSeat(writing, session, pool, seat, ticket)
    }
  }
  if (ticket > 0) to['booking.session_queue'].add([regionId, session.id, session.site.id, ticket + 1])
  counts.sessions += 1
}

/** Sessions, seats, who has or had them, and who was seen: two years back and a month ahead. */
export const loadRoster = async (loading: Loading): Promise<RosterCounts> => {
  const tables = Object.keys(columns) as Table[]
  const copies = await Promise.all(tables.map(table => openCopy(loading.adminUrl, table, columns[table])))
  const to = Object.fromEntries(tables.map((table, index) => [table, copies[index]])) as Record<Table, Copy>
  const writing: Writing = {
    loading,
    to,
    arrivals: [],
    openOf: new Map(),
    counts: { sessions: 0, comingPools: 0, appointments: 0, visits: 0 },
  }
  for (const session of rosterOf(loading.draw, loading.size, loading.sites, loading.days)) {
    addAll(writing, session)
    if (session.number % 100 === 99) for (const copy of copies) await copy.keepUp()
  }
  await addArrivals(writing)
  for (const [who, open] of [...writing.openOf].sort(([a], [b]) => a - b))
    to['booking.resident_booking_state'].add([regionId, loading.draw.id('resident', who), open])
  await Promise.all(copies.map(copy => copy.end()))
  return writing.counts
}
