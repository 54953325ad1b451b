-- What happens to a seat after it was given. Every function takes its locks in the order of the batch: pools by id,
-- then people by id; an appointment is written only under the lock of its pool.

create function booking.may_touch(p_appointment booking.appointment) returns boolean language sql stable parallel safe
return platform.ctx_kind() = 'job'
  or p_appointment.institution_id = any (platform.ctx_institutions())
  or p_appointment.booked_by_institution_id = any (platform.ctx_institutions())
  or p_appointment.resident_id = any (platform.ctx_open_residents());

-- The row as it is once its pool is locked; all null when it does not exist or is not the caller's to touch.
create function booking.lock_appointment(p_region int, p_appointment uuid) returns booking.appointment
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_found booking.appointment;
begin
  perform 1 from booking.slot_pool p
  where p.region_id = p_region
    and p.pool_id = (select a.pool_id from booking.appointment a where a.region_id = p_region and a.appointment_id = p_appointment)
  for no key update;
  select a.* into v_found from booking.appointment a where a.region_id = p_region and a.appointment_id = p_appointment;
  return case when booking.may_touch(v_found) then v_found end;
end $$;

-- One open appointment less; the row is locked by the update itself.
create function booking.close_one(p_region int, p_resident uuid) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  update booking.resident_booking_state set open_count = open_count - 1 where region_id = p_region and resident_id = p_resident
$$;

-- Locks pools, and then the people whom an act in them concerns: those given, and those whose hold in them has run out.
-- The batch locks in the same order, so an act that calls it holds all its locks already.
create function booking.lock_for(p_region int, p_pools uuid[], p_residents uuid[], p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_pools uuid[];
begin
  select array_agg(distinct asked.pool_id) into v_pools from (
    select unnest(p_pools) as pool_id
    union all
    select a.pool_id from booking.appointment a
    where a.region_id = p_region and a.resident_id = any (p_residents) and a.status = 'held' and a.hold_expires_at <= p_now) asked;
  perform 1 from booking.slot_pool p where p.region_id = p_region and p.pool_id = any (v_pools) order by p.pool_id for no key update;
  perform 1 from booking.resident_booking_state s
  where s.region_id = p_region and s.resident_id in (
    select unnest(p_residents)
    union
    select a.resident_id from booking.appointment a
    where a.region_id = p_region and a.pool_id = any (v_pools) and a.status = 'held' and a.hold_expires_at <= p_now)
  order by s.resident_id for no key update;
end $$;

-- A seat leaves the person and goes back to the share it was taken from; its pool is locked. In a session that sold out
-- within minutes it rests until p_rest_until (null: never rests), unless somebody waits for it.
create function booking.free_seat(p_region int, p_row booking.appointment, p_now timestamptz, p_rest_until timestamptz, p_hot_minutes int)
returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_pool booking.slot_pool;
  v_until timestamptz;
begin
  if p_row.quota_channel is null then
    update booking.slot_pool set extra_taken = extra_taken - 1, changed_at = p_now where region_id = p_region and pool_id = p_row.pool_id;
    return;
  end if;
  select p.* into v_pool from booking.slot_pool p where p.region_id = p_region and p.pool_id = p_row.pool_id;
  v_until := least(p_rest_until, v_pool.keeps_back_until);
  if p_rest_until is not null and v_until > p_now and v_pool.waiting = 0 and booking.was_hot(v_pool, p_row, p_hot_minutes) then
    insert into booking.resting_seat (region_id, appointment_id, pool_id, seat_no, quota_channel, rests_from, rests_until, released)
    values (p_region, p_row.appointment_id, p_row.pool_id, p_row.seat_no, p_row.quota_channel, p_now, v_until, false);
    update booking.slot_pool set is_hot = true, next_hold_expiry = least(next_hold_expiry, v_until), changed_at = p_now
    where region_id = p_region and pool_id = p_row.pool_id;
    return;
  end if;
  update booking.slot_pool
  set taken[p_row.quota_channel] = taken[p_row.quota_channel] - 1, returned_seats = returned_seats || p_row.seat_no, changed_at = p_now
  where region_id = p_region and pool_id = p_row.pool_id;
end $$;

-- A hold that has not run out becomes an appointment, as long as the pool still gives seats. Returns confirmed, expired, or the status that stands in the way.
create function booking.confirm_hold(p_region int, p_appointment uuid, p_now timestamptz, p_event uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_held booking.appointment;
  c_channel_names constant text[] := '{family_doctor,public,on_site,referral}';
begin
  -- An offered seat: what else the person waits for under the same wish ends with it, so its pools are locked too.
  perform booking.lock_wish(p_region, p_appointment, p_now);
  v_held := booking.lock_appointment(p_region, p_appointment);
  if v_held.appointment_id is null then return null; end if;
  if v_held.status <> 'held' then return v_held.status; end if;
  if v_held.hold_expires_at <= p_now then return 'expired'; end if;
  -- A block that was cut off has been reported back: what is only held then is nobody's.
  if exists (select from booking.slot_pool p where p.region_id = p_region and p.pool_id = v_held.pool_id and p.closes_at <= p_now) then
    return 'expired';
  end if;
  update booking.appointment set status = 'booked', hold_expires_at = null, booked_at = p_now, version = version + 1
  where region_id = p_region and appointment_id = p_appointment;
  insert into platform.outbox (region_id, event_id, name, data, at)
  select p_region, p_event, 'booking.appointment_booked', jsonb_build_object(
    'appointmentId', p_region || '-' || p_appointment, 'sessionId', p_region || '-' || v_held.session_id,
    'poolId', p_region || '-' || v_held.pool_id, 'residentId', p_region || '-' || v_held.resident_id,
    'institutionId', v_held.institution_id, 'seatNo', v_held.seat_no, 'channel', c_channel_names[v_held.channel],
    'startsAt', booking.instant_text(p.starts_at)), p_now
  from booking.slot_pool p where p.region_id = p_region and p.pool_id = v_held.pool_id;
  perform booking.accept_offer(p_region, p_appointment, p_now);
  return 'confirmed';
end $$;

-- The seat goes back to the share it was taken from, and can be given again at once.
-- Returns cancelled, or the status that stands in the way.
create function booking.cancel_appointment(
  p_region int, p_appointment uuid, p_now timestamptz, p_actor text, p_cause text, p_reason text,
  p_rest_until timestamptz, p_hot_minutes int
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row constant booking.appointment := booking.lock_appointment(p_region, p_appointment);
begin
  if v_row.appointment_id is null then return null; end if;
  if v_row.status not in ('held', 'booked') then return v_row.status; end if;
  perform booking.close_one(p_region, v_row.resident_id);
  update booking.appointment
  set status = 'cancelled', active = false, cancelled_at = p_now, cancelled_by = p_actor, cancel_cause = p_cause, cancel_reason = p_reason, version = version + 1
  where region_id = p_region and appointment_id = p_appointment;
  update booking.waiting set status = 'declined', ended_at = p_now
  where region_id = p_region and appointment_id = p_appointment and status = 'offered';
  perform booking.note_for_hospital(p_region, v_row.session_id, array[p_appointment], p_now);
  perform booking.free_seat(p_region, v_row, p_now, p_rest_until, p_hot_minutes);
  return 'cancelled';
end $$;

-- The person has come, also after being marked as missing: whom this visit had suspended may book again at once. Returns
-- arrived, or the status that stands in the way.
create function booking.arrive(p_region int, p_appointment uuid, p_now timestamptz, p_limit int, p_since timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row constant booking.appointment := booking.lock_appointment(p_region, p_appointment);
begin
  if v_row.appointment_id is null or not v_row.institution_id = any (platform.ctx_institutions()) then return null; end if;
  if v_row.status not in ('booked', 'no_show') then
    return case v_row.status when 'arrived' then 'already_arrived' else v_row.status end;
  end if;
  if v_row.status = 'booked' then perform booking.close_one(p_region, v_row.resident_id); end if;
  update booking.appointment set status = 'arrived', arrived_at = p_now, version = version + 1
  where region_id = p_region and appointment_id = p_appointment;
  if v_row.status = 'no_show' then perform booking.lift_suspension(p_region, v_row.resident_id, p_now, p_limit, p_since); end if;
  return 'arrived';
end $$;

-- Locks the pools of a session and the people who have an open appointment in it.
create function booking.lock_session(p_region int, p_session uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from booking.slot_pool p where p.region_id = p_region and p.session_id = p_session order by p.pool_id for no key update;
  perform 1 from booking.resident_booking_state s
  where s.region_id = p_region and s.resident_id in (
    select a.resident_id from booking.appointment a where a.region_id = p_region and a.session_id = p_session and a.active and a.status in ('held', 'booked'))
  order by s.resident_id for no key update;
end $$;

-- 停诊: no seat is given any more and every open appointment ends; none of them counts as missed.
-- Why it was stopped stays with the session, for staff: the appointment says only that it was.
create function booking.stop_session(p_region int, p_session uuid, p_now timestamptz, p_actor text)
returns setof booking.appointment
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the event of a stopped session may stop its seats'; end if;
  perform booking.lock_session(p_region, p_session);
  perform booking.note_for_hospital(p_region, p_session, array(
    select a.appointment_id from booking.appointment a
    where a.region_id = p_region and a.session_id = p_session and a.active and a.status = 'booked'), p_now);
  update booking.waiting w set status = 'ended', ended_at = p_now
  where w.region_id = p_region and w.session_id = p_session and w.status in ('waiting', 'offered');
  return query
  with ended as (
    update booking.appointment a
    set status = 'cancelled', active = false, cancelled_at = p_now, cancelled_by = p_actor, cancel_cause = 'session_cancelled', version = a.version + 1
    where a.region_id = p_region and a.session_id = p_session and a.active and a.status in ('held', 'booked')
    returning a.*
  ), totals as (
    update booking.resident_booking_state s set open_count = s.open_count - 1
    from ended where s.region_id = p_region and s.resident_id = ended.resident_id
  ), back as (
    select e.pool_id, array_agg(e.seat_no) filter (where e.quota_channel is not null) as seats,
      count(*) filter (where e.quota_channel is null) as extra,
      array[count(*) filter (where e.quota_channel = 1), count(*) filter (where e.quota_channel = 2),
            count(*) filter (where e.quota_channel = 3), count(*) filter (where e.quota_channel = 4)]::int[] as by_channel
    from ended e group by e.pool_id
  ), pools as (
    update booking.slot_pool p
    set status = 'stopped', next_hold_expiry = null, waiting = 0, changed_at = p_now,
      extra_taken = p.extra_taken - coalesce(b.extra, 0),
      returned_seats = p.returned_seats || coalesce(b.seats, '{}'),
      taken = array[p.taken[1] - coalesce(b.by_channel[1], 0), p.taken[2] - coalesce(b.by_channel[2], 0),
                    p.taken[3] - coalesce(b.by_channel[3], 0), p.taken[4] - coalesce(b.by_channel[4], 0)]
    from booking.slot_pool q left join back b on b.pool_id = q.pool_id
    where p.region_id = p_region and p.session_id = p_session and q.region_id = p_region and q.session_id = p_session and q.pool_id = p.pool_id
  )
  select * from ended;
end $$;

-- A session moved to another day, site or department carries its appointments along. One that the move would make
-- impossible (the person is booked in that department on that day already) ends like a stopped one and is returned.
create function booking.move_session(
  p_region int, p_session uuid, p_now timestamptz, p_date date, p_institution uuid, p_department text
) returns setof booking.appointment
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row booking.appointment;
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the event of a changed session may move its seats'; end if;
  perform booking.lock_session(p_region, p_session);
  for v_row in
    select a.* from booking.appointment a
    where a.region_id = p_region and a.session_id = p_session and a.active
      and (a.local_date, a.institution_id, a.department_key) is distinct from (p_date, p_institution, p_department)
  loop
    begin
      update booking.appointment
      set local_date = p_date, institution_id = p_institution, department_key = p_department, reminded_at = null, version = version + 1
      where region_id = p_region and appointment_id = v_row.appointment_id;
    exception when unique_violation then
      perform booking.cancel_appointment(p_region, v_row.appointment_id, p_now, 'job:booking', 'session_moved', null, null, 0);
      return next v_row;
    end;
  end loop;
  -- Who waits for the session waits at the new site, whose desk reads the list.
  update booking.waiting w set institution_id = p_institution
  where w.region_id = p_region and w.session_id = p_session and w.status in ('waiting', 'offered') and w.institution_id <> p_institution;
end $$;

-- Whoever was booked and had not come when the last bucket of the session ended. With the limit reached inside the
-- window the person can't book for a while; a stopped session never counts.
create function booking.mark_no_shows(p_region int, p_now timestamptz, p_limit int, p_since timestamptz, p_suspend_until timestamptz)
returns setof booking.appointment
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_session uuid;
  v_row booking.appointment;
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job may mark who did not come'; end if;
  for v_session in
    -- However long ago: who is still booked is found by index. No region's own date is further ahead than tomorrow's.
    select due.session_id from (
      select distinct a.session_id from booking.appointment a
      where a.region_id = p_region and a.status = 'booked' and a.local_date <= (p_now + interval '1 day')::date) due
    where p_now >= all (select p.ends_at from booking.slot_pool p where p.region_id = p_region and p.session_id = due.session_id)
    order by due.session_id
  loop
    perform booking.lock_session(p_region, v_session);
    for v_row in
      update booking.appointment a set status = 'no_show', version = a.version + 1
      where a.region_id = p_region and a.session_id = v_session and a.active and a.status = 'booked'
      returning a.*
    loop
      update booking.resident_booking_state s
      set open_count = s.open_count - 1,
        suspended_until = case
          when p_limit > 0 and p_limit <= (select count(*) from booking.appointment a
            where a.region_id = p_region and a.resident_id = v_row.resident_id and a.active and a.status = 'no_show' and a.local_date >= p_since::date)
          then greatest(s.suspended_until, p_suspend_until) else s.suspended_until end
      where s.region_id = p_region and s.resident_id = v_row.resident_id;
      return next v_row;
    end loop;
  end loop;
end $$;

-- Booked appointments of a day that nobody has been reminded of; each is returned once.
create function booking.take_reminders(p_region int, p_now timestamptz, p_date date)
returns table (appointment booking.appointment, starts_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the reminder job may ask'; end if;
  return query
  update booking.appointment a set reminded_at = p_now, version = a.version + 1
  from booking.slot_pool p
  where p.region_id = p_region and p.local_date = p_date and p.status = 'open'
    and a.region_id = p_region and a.pool_id = p.pool_id and a.active and a.status = 'booked' and a.reminded_at is null
  returning a, p.starts_at;
end $$;

-- Whom a change of the session concerns; asked by the event of the change, which acts for no institution.
create function booking.booked_in(p_region int, p_session uuid) returns setof booking.appointment
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the event of a changed session may ask'; end if;
  return query select a.* from booking.appointment a
  where a.region_id = p_region and a.session_id = p_session and a.active and a.status = 'booked';
end $$;

-- For screens that show free seats without reading appointments: seats whose hold, or rest, has run out but is still in the row.
create function booking.lapsed_holds(p_region int, p_pools uuid[], p_now timestamptz)
returns table (pool_id uuid, quota_channel smallint, seats int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select back.pool_id, back.quota_channel, count(*)::int from (
    select a.pool_id, a.quota_channel from booking.appointment a
    where a.region_id = p_region and a.pool_id = any (p_pools) and a.status = 'held' and a.hold_expires_at <= p_now
    union all
    select r.pool_id, r.quota_channel from booking.resting_seat r
    where r.region_id = p_region and r.pool_id = any (p_pools) and not r.released and r.rests_until <= p_now) back
  group by back.pool_id, back.quota_channel;
end $$;

-- What a lobby screen may know of the people in its queues: a number and a masked name. Who was called and has left counts in the
-- turns of booked people and walk-ins.
create function booking.lobby_queue(p_region int, p_institution uuid, p_date date)
returns table (session_id uuid, ticket_no int, masked_name text, status text, call_count int, called_at timestamptz, queue_key double precision,
  channel smallint, priority text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.session_id, v.ticket_no, v.masked_name, v.status, v.call_count, v.called_at, v.queue_key, v.channel, v.priority from booking.visit v
  where v.region_id = p_region and v.institution_id = p_institution and v.local_date = p_date and (v.status <> 'left' or v.called_at is not null)
  order by v.queue_key, v.ticket_no
$$;

alter function booking.confirm_hold owner to doorstep_booking;
alter function booking.cancel_appointment owner to doorstep_booking;
alter function booking.arrive owner to doorstep_booking;
alter function booking.stop_session owner to doorstep_booking;
alter function booking.move_session owner to doorstep_booking;
alter function booking.mark_no_shows owner to doorstep_booking;
alter function booking.take_reminders owner to doorstep_booking;
alter function booking.booked_in owner to doorstep_booking;
alter function booking.lapsed_holds owner to doorstep_booking;
alter function booking.lobby_queue owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on all functions in schema booking from public;
grant execute on function booking.instant_text, booking.paying_channel, booking.pool_refusal, booking.refusal_status, booking.refusal_body,
  booking.may_touch, booking.lock_for, booking.free_seat, booking.lock_appointment, booking.lock_session, booking.close_one, booking.cancel_appointment to doorstep_booking;
grant execute on function booking.confirm_hold, booking.cancel_appointment, booking.arrive, booking.stop_session, booking.move_session,
  booking.mark_no_shows, booking.take_reminders, booking.booked_in, booking.lapsed_holds, booking.lobby_queue to doorstep_server;
-- Screens show what the batch would say, by the same two functions.
grant execute on function booking.paying_channel, booking.pool_refusal to doorstep_server;
