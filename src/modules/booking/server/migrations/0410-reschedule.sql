-- 改约: the old seat is given back only when the new one is held, in one act. Both pools and everyone concerned are locked
-- first, in the order of the batch; then the batch itself decides on the new seat, so that its rules are the only ones.
-- Returns the batch's answer to one request, or {"stands": status} when the appointment can't be moved any more; null when
-- it is not the caller's. A refused move leaves nothing behind.
create function booking.reschedule_appointment(
  p_region int, p_now timestamptz, p_person_limit int, p_day_limit int, p_month_limit int, p_phone_limit int,
  p_appointment uuid, p_pool uuid, p_channel int, p_new uuid, p_actor text, p_phone text, p_institution uuid, p_cause_reason text, p_agent_relation text, p_agent_name text,
  p_rest_until timestamptz, p_hot_minutes int
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row booking.appointment;
  v_answer text;
begin
  select a.* into v_row from booking.appointment a where a.region_id = p_region and a.appointment_id = p_appointment;
  if v_row.appointment_id is null or not booking.may_touch(v_row) then return null; end if;
  perform booking.lock_for(p_region, array[v_row.pool_id, p_pool], array[v_row.resident_id], p_now);
  select a.* into v_row from booking.appointment a where a.region_id = p_region and a.appointment_id = p_appointment;
  if v_row.status <> 'booked' then return json_build_object('stands', v_row.status)::text; end if;
  begin
    perform booking.cancel_appointment(p_region, p_appointment, p_now, p_actor, 'rescheduled', p_cause_reason, p_rest_until, p_hot_minutes);
    v_answer := booking.book_batch(p_region, p_now, p_now, p_person_limit, p_day_limit, p_month_limit, p_phone_limit, array[p_pool], array[v_row.resident_id], array[p_channel],
      array[false], array[p_new], array[p_actor], array[p_phone], array[p_institution], array[p_agent_relation], array[p_agent_name],
      array['booking.rescheduleAppointment'], array[null::text], array[null::bytea], array[null::text]);
    if (v_answer::json -> 0 ->> 'status')::int <> 200 then raise exception using errcode = 'DS001'; end if;
    update booking.appointment set replaces_id = p_appointment where region_id = p_region and appointment_id = p_new;
  exception when sqlstate 'DS001' then
    -- What was given back is taken again: nothing of the try remains.
    return v_answer::json ->> 0;
  end;
  return v_answer::json ->> 0;
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.reschedule_appointment owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.reschedule_appointment from public;
grant execute on function booking.reschedule_appointment to doorstep_server;
