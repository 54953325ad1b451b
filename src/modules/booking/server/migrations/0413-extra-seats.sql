-- 加号: a seat beyond the seats, for one named person and with a reason, by somebody who may. All pools of the session are
-- locked, so the limit of the session is a sum of locked rows. Extra seats have numbers of their own, from 1001 in each
-- bucket; no share pays for them. Returns the batch's form of an answer, {"status", "body"}.
create function booking.add_extra_seat(
  p_region int, p_now timestamptz, p_limit int, p_pool uuid, p_resident uuid, p_appointment uuid, p_actor text, p_institution uuid, p_reason text
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_known record;
  v_pool booking.slot_pool;
  v_given int;
  v_suspended timestamptz;
  v_code text;
begin
  v_known := records.names_of(p_region, array[p_resident]);
  select p.* into v_pool from booking.slot_pool p where p.region_id = p_region and p.pool_id = p_pool;
  if v_pool.pool_id is null then return '{"code":"booking.slot_not_found"}'; end if;
  if v_known.names is null then return '{"code":"booking.resident_not_found"}'; end if;
  insert into booking.resident_booking_state (region_id, resident_id) values (p_region, p_resident) on conflict do nothing;
  perform booking.lock_for(p_region, booking.pools_of(p_region, array[v_pool.session_id]), array[p_resident], p_now);
  select p.* into v_pool from booking.slot_pool p where p.region_id = p_region and p.pool_id = p_pool;
  select sum(p.extra_taken)::int, coalesce(max(p.extra_limit), p_limit) into v_given, p_limit from booking.slot_pool p where p.region_id = p_region and p.session_id = v_pool.session_id;
  v_code := case
    when v_pool.status <> 'open' then 'booking.session_stopped'
    when p_now >= v_pool.closes_at then 'booking.session_past'
    when v_given >= p_limit then 'booking.extra_limit'
    when exists (select 1 from booking.appointment a where a.region_id = p_region and a.session_id = v_pool.session_id and a.resident_id = p_resident
      and a.active and (a.status <> 'held' or a.hold_expires_at > p_now)) then 'booking.already_booked'
    when exists (select 1 from booking.appointment a where a.region_id = p_region and a.resident_id = p_resident and a.local_date = v_pool.local_date
      and a.department_key = v_pool.department_key and a.active and (a.status <> 'held' or a.hold_expires_at > p_now)) then 'booking.department_day_limit'
  end;
  if v_code is not null then return json_build_object('code', v_code, 'limit', p_limit)::text; end if;
  -- A hold of this person that ran out in this session must not stand in the way.
  perform booking.expire_holds(p_region, p_resident, v_pool.session_id, p_now);
  insert into booking.appointment (region_id, appointment_id, pool_id, session_id, institution_id, booked_by_institution_id,
    resident_id, resident_name, seat_no, channel, quota_channel, extra_reason, status, active, local_date, department_key,
    booked_at, booked_by, agent_relation)
  values (p_region, p_appointment, p_pool, v_pool.session_id, v_pool.institution_id, p_institution, p_resident, v_known.names[1],
    1000 + v_pool.next_extra, 3, null, p_reason, 'booked', true, v_pool.local_date, v_pool.department_key, p_now, p_actor, 'desk');
  update booking.slot_pool set extra_taken = extra_taken + 1, next_extra = next_extra + 1, changed_at = p_now
  where region_id = p_region and pool_id = p_pool;
  update booking.resident_booking_state set open_count = open_count + 1 where region_id = p_region and resident_id = p_resident;
  return json_build_object('appointmentId', p_appointment)::text;
end $$;

-- Holds of one person that ran out, in one session whose pools are locked: their seats come back to their shares.
create function booking.expire_holds(p_region int, p_resident uuid, p_session uuid, p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_row booking.appointment;
begin
  for v_row in
    update booking.appointment a set status = 'expired', active = false, version = a.version + 1
    where a.region_id = p_region and a.resident_id = p_resident and a.session_id = p_session and a.status = 'held' and a.hold_expires_at <= p_now
    returning a.*
  loop
    perform booking.free_seat(p_region, v_row, p_now, null, 0);
    perform booking.close_one(p_region, p_resident);
  end loop;
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.add_extra_seat owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.add_extra_seat, booking.expire_holds from public;
grant execute on function booking.expire_holds to doorstep_booking;
grant execute on function booking.add_extra_seat to doorstep_server;
