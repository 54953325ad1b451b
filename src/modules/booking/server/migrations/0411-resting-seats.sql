-- A seat of a session that sold out within minutes, given back: it can be booked again from a moment nobody knows, so that
-- nobody can pass it on by cancelling at a time agreed with a buyer. The moment stands in the row; until then the seat
-- counts as taken from its share.
create table booking.resting_seat (
  region_id int not null,
  -- The appointment that gave it back.
  appointment_id uuid not null,
  pool_id uuid not null,
  seat_no int not null,
  quota_channel smallint not null check (quota_channel between 1 and 4),
  rests_from timestamptz not null,
  rests_until timestamptz not null,
  released boolean not null,
  primary key (region_id, appointment_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id),
  constraint a_rest_ends_after_it_begins check (rests_until > rests_from)
);
comment on table booking.resting_seat is 'regional: a seat given back that can be booked again from a random moment on';
create index resting_in_pool on booking.resting_seat (region_id, pool_id) where not released;
-- Never the moment itself.
grant select (region_id, pool_id, quota_channel, released) on booking.resting_seat to doorstep_server;
grant select, insert, update on booking.resting_seat to doorstep_booking;

-- Whether the bucket's share sold out within so many minutes of its opening; found out at the first seat that comes back.
create function booking.was_hot(p_pool booking.slot_pool, p_row booking.appointment, p_hot_minutes int) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select p_pool.is_hot or (
    p_pool.taken[p_row.quota_channel] >= p_pool.quota[p_row.quota_channel]
    and p_row.booked_at < p_pool.opens_at[p_row.quota_channel] + make_interval(mins => p_hot_minutes)
    and (select count(*) from booking.appointment a
      where a.region_id = p_row.region_id and a.pool_id = p_row.pool_id and a.active and a.appointment_id <> p_row.appointment_id
        and a.quota_channel = p_row.quota_channel and a.booked_at < p_pool.opens_at[p_row.quota_channel] + make_interval(mins => p_hot_minutes)
      ) + 1 >= p_pool.quota[p_row.quota_channel])
$$;

-- Seats whose moment has come: (seat, channel) each; the pool is locked, and the caller writes it.
create function booking.take_rested(p_region int, p_pool uuid, p_now timestamptz) returns int[]
language sql set search_path = pg_catalog, pg_temp as $$
  with due as (
    update booking.resting_seat r set released = true
    where r.region_id = p_region and r.pool_id = p_pool and not r.released and r.rests_until <= p_now
    returning r.seat_no, r.quota_channel::int)
  select array_agg(array[due.seat_no, due.quota_channel] order by due.seat_no) from due
$$;

-- The next moment at which a seat of this pool comes back by itself.
create function booking.next_return(p_region int, p_pool uuid) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select least(
    (select min(a.hold_expires_at) from booking.appointment a where a.region_id = p_region and a.pool_id = p_pool and a.status = 'held'),
    (select min(r.rests_until) from booking.resting_seat r where r.region_id = p_region and r.pool_id = p_pool and not r.released))
$$;

revoke all on function booking.was_hot, booking.take_rested, booking.next_return from public;
grant execute on function booking.was_hot, booking.take_rested, booking.next_return to doorstep_booking;
