-- Who cancels again and again can't book for a while. The caller has cancelled in this very transaction, so the person's row
-- is locked and the count is of now. Holds given back, offers declined and moves to another time are no cancellations.
-- With p_zone only those count that were cancelled on their own day, by the region's clock.
create function booking.pause_for_cancels(
  p_region int, p_resident uuid, p_since timestamptz, p_limit int, p_until timestamptz, p_zone text
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (p_resident = any (platform.ctx_open_residents()) or platform.ctx_kind() = 'job') then return false; end if;
  if p_limit > (select count(*) from booking.appointment a
    where a.region_id = p_region and a.resident_id = p_resident and not a.active and a.status = 'cancelled'
      and not booking.is_activity(a.department_key)
      and a.cancel_cause = 'resident' and a.hold_expires_at is null and a.cancelled_at >= p_since
      and (p_zone is null or (a.cancelled_at at time zone p_zone)::date = a.local_date)) then
    return false;
  end if;
  update booking.resident_booking_state set paused_until = greatest(paused_until, p_until)
  where region_id = p_region and resident_id = p_resident;
  return true;
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.pause_for_cancels owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.pause_for_cancels from public;
grant execute on function booking.pause_for_cancels to doorstep_server;
