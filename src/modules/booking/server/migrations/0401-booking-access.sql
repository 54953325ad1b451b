-- Capacity is public and lies in slot_pool: the server makes pools and changes shares and windows, but what is taken
-- moves only through the functions of 0402 and 0403.
grant select, insert on booking.slot_pool to doorstep_server;
grant update (quota, quota_by_hand, capacity, opens_at, returns_at, windows_by_hand, closes_at, keeps_back_until, extra_limit, starts_at, ends_at, local_date, department_key, institution_id, status, changed_at)
  on booking.slot_pool to doorstep_server;
grant select, insert, update on booking.slot_pool to doorstep_booking;

-- Who has a seat is read by the site, by whoever booked it, and where the resident's record is open. No one but the
-- definer functions writes it.
grant select on booking.appointment, booking.resident_booking_state to doorstep_server;
grant select, insert, update on booking.appointment, booking.resident_booking_state to doorstep_booking;
alter table booking.appointment enable row level security;
create policy appointment_read on booking.appointment for select to doorstep_server
  using (region_id = platform.ctx_region()
    and (institution_id = any (platform.ctx_institutions()) or booked_by_institution_id = any (platform.ctx_institutions())
      or resident_id = any (platform.ctx_open_residents())));
create policy appointment_definer on booking.appointment to doorstep_booking
  using (region_id = (select platform.ctx_region())) with check (region_id = (select platform.ctx_region()));
alter table booking.resident_booking_state enable row level security;
create policy resident_booking_state_read on booking.resident_booking_state for select to doorstep_server
  using (region_id = platform.ctx_region() and resident_id = any (platform.ctx_open_residents()));
create policy resident_booking_state_definer on booking.resident_booking_state to doorstep_booking
  using (region_id = (select platform.ctx_region())) with check (region_id = (select platform.ctx_region()));

-- Tickets and visits are the site's own work.
grant select, insert, update on booking.session_queue, booking.visit to doorstep_server;
grant select on booking.visit to doorstep_booking;
alter table booking.visit enable row level security;
create policy visit_read on booking.visit for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy visit_insert on booking.visit for insert to doorstep_server
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy visit_update on booking.visit for update to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy visit_definer on booking.visit for select to doorstep_booking using (region_id = platform.ctx_region());

-- What a batch writes beside its own rows, in the same transaction.
grant usage on schema platform to doorstep_booking;
grant select, insert on platform.idempotency to doorstep_booking;
grant insert on platform.audit, platform.outbox to doorstep_booking;
