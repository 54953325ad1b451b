-- A ticket that was given by mistake is taken back: the seat goes back to its share and can be given again at once.
-- The person is not counted as come, missed or seen. Returns cancelled, or the status that stands in the way.
create function booking.take_back(p_region int, p_appointment uuid, p_now timestamptz, p_actor text, p_reason text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row constant booking.appointment := booking.lock_appointment(p_region, p_appointment);
begin
  if v_row.appointment_id is null or not v_row.institution_id = any (platform.ctx_institutions()) then return null; end if;
  if v_row.status <> 'arrived' then return v_row.status; end if;
  update booking.appointment
  set status = 'cancelled', active = false, cancelled_at = p_now, cancelled_by = p_actor, cancel_cause = 'staff', cancel_reason = p_reason, version = version + 1
  where region_id = p_region and appointment_id = p_appointment;
  perform booking.note_for_hospital(p_region, v_row.session_id, array[p_appointment], p_now);
  perform booking.free_seat(p_region, v_row, p_now, null, 0);
  return 'cancelled';
end $$;

-- The definer may own it only while it may create in the schema.
grant create on schema booking to doorstep_booking;
alter function booking.take_back owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.take_back from public;
grant execute on function booking.take_back to doorstep_server;
