import type pg from 'pg'

export type Broken = { readonly rule: string; readonly count: number }

type Rule = { readonly rule: string; readonly sql: string }

/** Every foreign key of the product as a question for rows whose parent is missing: the load did not check them. */
const foreignKeys = `
  select format('%s keeps %s', c.conrelid::regclass, c.conname) as rule,
    format('select count(*)::int as count from %s c where %s and not exists (select from %s p where %s)', c.conrelid::regclass,
      string_agg(format('c.%I is not null', child.attname), ' and '), c.confrelid::regclass,
      string_agg(format('p.%I = c.%I', parent.attname, child.attname), ' and ')) as sql
  from pg_constraint c
  cross join lateral unnest(c.conkey, c.confkey) as pair (child, parent)
  join pg_attribute child on child.attrelid = c.conrelid and child.attnum = pair.child
  join pg_attribute parent on parent.attrelid = c.confrelid and parent.attnum = pair.parent
  where c.contype = 'f' and c.connamespace::regnamespace::text in ('network', 'records', 'deployment', 'booking', 'platform')
  group by c.conrelid, c.confrelid, c.conname, c.oid`

const rules: readonly Rule[] = [
  {
    rule: 'a pool counts its active appointments, each by the share that paid',
    sql: `select count(*)::int as count from booking.slot_pool p
      left join (select a.region_id, a.pool_id,
          array[count(*) filter (where a.quota_channel = 1), count(*) filter (where a.quota_channel = 2),
            count(*) filter (where a.quota_channel = 3), count(*) filter (where a.quota_channel = 4)]::int[] as counted
        from booking.appointment a where a.active group by 1, 2) a using (region_id, pool_id)
      where p.taken <> coalesce(a.counted, '{0,0,0,0}')`,
  },
  {
    rule: 'no pool is oversold',
    sql: `select count(*)::int as count from booking.slot_pool p
      where p.taken[1] + p.taken[2] + p.taken[3] + p.taken[4] > p.capacity or p.next_seat - 1 > p.capacity`,
  },
  {
    rule: 'one active appointment has a seat',
    sql: `select count(*)::int as count from (select from booking.appointment where active
      group by region_id, pool_id, seat_no having count(*) > 1) twice`,
  },
  {
    rule: 'a seat that was given back is nobody’s',
    sql: `select count(*)::int as count from booking.slot_pool p join booking.appointment a using (region_id, pool_id)
      where cardinality(p.returned_seats) > 0 and a.active and a.seat_no = any (p.returned_seats)`,
  },
  {
    rule: 'a person has one active appointment in a session, and one in a department and a day',
    sql: `select count(*)::int as count from (
      select region_id, resident_id, local_date, department_key from booking.appointment where active group by 1, 2, 3, 4 having count(*) > 1) twice`,
  },
  {
    rule: 'open appointments of a person are counted',
    sql: `select count(*)::int as count from (select region_id, resident_id, count(*) as open from booking.appointment
        where status in ('held', 'booked') group by 1, 2) a
      full join booking.resident_booking_state s using (region_id, resident_id) where coalesce(a.open, 0) <> coalesce(s.open_count, 0)`,
  },
  {
    rule: 'a hold runs out no earlier than its pool says',
    sql: `select count(*)::int as count from booking.appointment a join booking.slot_pool p using (region_id, pool_id)
      where a.status = 'held' and (p.next_hold_expiry is null or p.next_hold_expiry > a.hold_expires_at)`,
  },
  {
    rule: 'who arrived has a visit, and who has a visit arrived',
    sql: `select count(*)::int as count from (select region_id, appointment_id from booking.appointment where status = 'arrived') a
      full join (select region_id, appointment_id, visit_id from booking.visit where appointment_id is not null) v using (region_id, appointment_id)
      where a.appointment_id is null or v.visit_id is null`,
  },
  {
    rule: 'the next ticket of a session is beyond those given',
    sql: `select count(*)::int as count from (select region_id, session_id, max(ticket_no) as last from booking.visit group by 1, 2) v
      left join booking.session_queue q using (region_id, session_id) where q.next_ticket is null or q.next_ticket <= v.last`,
  },
  {
    rule: 'seats of the buckets are the seats of the session',
    sql: `select count(*)::int as count from deployment.session s join (select region_id, session_id, sum(capacity) as seats
      from booking.slot_pool group by 1, 2) p using (region_id, session_id) where p.seats <> s.capacity`,
  },
  {
    rule: 'every resident is found by the index and known to the directory',
    sql: `select count(*)::int as count from records.resident r left join records.resident_index i using (region_id, resident_id)
      left join records.directory_person_resident d using (region_id, resident_id)
      where i.resident_id is null or d.resident_id is null or i.name <> r.name`,
  },
  {
    rule: 'a phone acts for residents who exist',
    sql: `select count(*)::int as count from platform.account_resident l where not exists
      (select from records.resident r where r.region_id = l.region_id and r.resident_id = l.resident_id)`,
  },
]

/** Everything the constraints and functions would have kept. @returns what is broken, with how often; empty when all is well */
export const brokenInvariants = async (client: pg.Client | pg.Pool): Promise<readonly Broken[]> => {
  const { rows: keys } = await client.query<Rule>(foreignKeys)
  const broken: Broken[] = []
  for (const { rule, sql } of [...keys, ...rules]) {
    const { rows } = await client.query<{ count: number }>(sql)
    const count = rows[0]?.count ?? 0
    if (count > 0) broken.push({ rule, count })
  }
  return broken
}
