-- Who owns the seats of a session: ours when there is no row; else a block that a hospital's own system gave until a
-- cut-off, or seats that live in the hospital's system and are ours only when it says so.
create table booking.slot_source (
  region_id int not null,
  session_id uuid not null,
  -- The hospital that gives the seats; an institution like any other, member of a consortium or not.
  institution_id uuid not null,
  kind text not null check (kind in ('block', 'live')),
  -- Only of a block: from then on nobody books, and what is used and unused goes back.
  cut_off_at timestamptz,
  -- What the hospital's own system calls this session.
  external_ref text check (length(external_ref) <= 60),
  declared_at timestamptz not null,
  declared_by text not null,
  reported_at timestamptz,
  reported_by text,
  reported_used int,
  reported_unused int,
  task_opened_at timestamptz,
  version int not null default 1,
  primary key (region_id, session_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint a_block_has_a_cut_off check ((kind = 'block') = (cut_off_at is not null)),
  constraint who_reported_says_what check ((reported_at is null) = (reported_by is null)
    and (reported_at is null) = (reported_used is null) and (reported_at is null) = (reported_unused is null))
);
comment on table booking.slot_source is 'regional: sessions whose seats belong to a hospital: an allotted block or its live system';

create table booking.hospital_line (
  region_id int not null,
  institution_id uuid not null,
  -- http: the hospital's own service; simulator: a small server of the demo that behaves like one, troubles included.
  adapter text not null check (adapter in ('http', 'simulator')),
  base_url text check (length(base_url) <= 200),
  -- Signs every question; encrypted with the key of the installation.
  key_cipher bytea,
  timeout_ms int not null check (timeout_ms between 200 and 3000),
  changed_at timestamptz not null,
  changed_by text not null,
  version int not null default 1,
  primary key (region_id, institution_id),
  constraint a_line_over_http_has_an_address_and_a_key
    check ((adapter = 'http') = (base_url is not null) and (adapter = 'http') = (key_cipher is not null))
);
comment on table booking.hospital_line is 'regional: how the booking system of a hospital is reached';

create table booking.hospital_order (
  region_id int not null,
  -- Also the key that the hospital hears with every try: the same seat, however often it is asked for.
  order_id uuid not null,
  appointment_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  state text not null check (state in ('asked', 'reserved', 'confirmed', 'releasing', 'released', 'refused')),
  -- Why it was not to be: the seat was gone there, no answer came, or our side gave the seat back.
  reason text check (reason in ('gone', 'no_answer', 'given_back')),
  reference text check (length(reference) <= 80),
  attempts int not null default 0 check (attempts >= 0),
  next_try_at timestamptz not null,
  give_up_at timestamptz not null,
  asked_at timestamptz not null,
  settled_at timestamptz,
  version int not null default 1,
  primary key (region_id, order_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id),
  constraint one_order_per_appointment unique (region_id, appointment_id),
  constraint a_settled_order_says_when check ((state in ('confirmed', 'released', 'refused')) = (settled_at is not null)),
  constraint what_was_not_to_be_says_why check ((state in ('releasing', 'released', 'refused')) = (reason is not null))
);
comment on table booking.hospital_order is 'regional: a seat asked for at a hospital: reserve, confirm, or give back';
create index hospital_order_due on booking.hospital_order (region_id, next_try_at) where settled_at is null;
create index hospital_order_of_session on booking.hospital_order (region_id, session_id);

create table booking.hospital_receipt (
  region_id int not null,
  receipt_id uuid not null,
  order_id uuid not null,
  institution_id uuid not null,
  step text not null check (step in ('reserve', 'confirm', 'cancel')),
  outcome text not null check (outcome in ('ok', 'duplicate', 'gone', 'no_answer')),
  reference text check (length(reference) <= 80),
  at timestamptz not null,
  primary key (region_id, receipt_id),
  foreign key (region_id, order_id) references booking.hospital_order (region_id, order_id)
);
comment on table booking.hospital_receipt is 'regional: every answer of a hospital''s system, and every silence';
create index receipt_of_order on booking.hospital_receipt (region_id, order_id);

-- Work for the job of the minute: seats of a live session that we gave back, until the hospital's order is on its way back too.
-- The act writes here and not into the order, which is locked while the hospital is asked.
create table booking.seat_to_give_back (
  region_id int not null,
  appointment_id uuid not null,
  given_back_at timestamptz not null,
  primary key (region_id, appointment_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id)
);
comment on table booking.seat_to_give_back is 'regional: seats we gave back that a hospital may still hold for us';
grant select, insert, delete on booking.seat_to_give_back to doorstep_booking;
alter table booking.seat_to_give_back enable row level security;
create policy seat_to_give_back_definer on booking.seat_to_give_back to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());

-- Called by every act that ends a booked or arrived appointment.
create function booking.note_for_hospital(p_region int, p_session uuid, p_appointments uuid[], p_now timestamptz) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  insert into booking.seat_to_give_back (region_id, appointment_id, given_back_at)
  select p_region, given_back, p_now from unnest(p_appointments) as given_back
  where exists (select from booking.slot_source s where s.region_id = p_region and s.session_id = p_session and s.kind = 'live')
  on conflict do nothing
$$;
revoke all on function booking.note_for_hospital from public;
grant execute on function booking.note_for_hospital to doorstep_booking;

grant select, insert, update on booking.slot_source, booking.hospital_line, booking.hospital_order to doorstep_server;
grant select, insert on booking.hospital_receipt to doorstep_server;
grant select, update on booking.hospital_order, booking.slot_source to doorstep_booking;
alter table booking.hospital_order enable row level security;
create policy hospital_order_read on booking.hospital_order for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy hospital_order_insert on booking.hospital_order for insert to doorstep_server
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy hospital_order_update on booking.hospital_order for update to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy hospital_order_definer on booking.hospital_order to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());
alter table booking.hospital_receipt enable row level security;
create policy hospital_receipt_read on booking.hospital_receipt for select to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy hospital_receipt_insert on booking.hospital_receipt for insert to doorstep_server
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));

-- Orders whose next try is due; the row's moment moves on, so that two processes do not try the same one. An order that is
-- being asked for is locked, and passed over.
create function booking.take_hospital_steps(p_region int, p_now timestamptz, p_lease timestamptz)
returns table (order_id uuid, institution_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job may ask'; end if;
  -- Whoever gave our seat back, by whatever act, gives back the hospital's too.
  update booking.hospital_order o
  set state = 'releasing', reason = 'given_back', settled_at = null, attempts = 0, next_try_at = p_now, version = o.version + 1
  where o.region_id = p_region and o.order_id in (
    select d.order_id from booking.seat_to_give_back g
    join booking.hospital_order d on d.region_id = p_region and d.appointment_id = g.appointment_id
    where g.region_id = p_region and d.state in ('asked', 'reserved', 'confirmed')
    for update of d skip locked);
  -- On its way back, or never asked for: who books hears of a seat given back before, and asks for nothing.
  delete from booking.seat_to_give_back g where g.region_id = p_region
    and coalesce((select d.state not in ('asked', 'reserved', 'confirmed') from booking.hospital_order d
      where d.region_id = p_region and d.appointment_id = g.appointment_id), g.given_back_at < p_now - interval '1 day');
  return query
  update booking.hospital_order o set next_try_at = p_lease, version = o.version + 1
  where o.region_id = p_region and o.order_id in (
    select d.order_id from booking.hospital_order d
    where d.region_id = p_region and d.settled_at is null and d.next_try_at <= p_now for update skip locked)
  returning o.order_id, o.institution_id;
end $$;

-- Blocks past their cut-off that nobody has reported back; each is returned once.
create function booking.take_blocks_due(p_region int, p_now timestamptz)
returns table (session_id uuid, institution_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job may ask'; end if;
  return query
  update booking.slot_source s set task_opened_at = p_now, version = s.version + 1
  where s.region_id = p_region and s.kind = 'block' and s.cut_off_at <= p_now and s.reported_at is null and s.task_opened_at is null
  returning s.session_id, s.institution_id;
end $$;

-- A seat that came back and that the hospital has not got: it leaves its share for good, with its number.
create function booking.lose_seat(p_region int, p_appointment uuid, p_now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row constant booking.appointment := booking.lock_appointment(p_region, p_appointment);
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the answer of a hospital takes a seat away'; end if;
  update booking.slot_pool p
  set capacity = p.capacity - 1, quota[v_row.quota_channel] = p.quota[v_row.quota_channel] - 1,
    gone[v_row.quota_channel] = p.gone[v_row.quota_channel] + 1, returned_seats = array_remove(p.returned_seats, v_row.seat_no),
    changed_at = p_now
  where p.region_id = p_region and p.pool_id = v_row.pool_id and not v_row.active and v_row.seat_no = any (p.returned_seats)
    and p.quota[v_row.quota_channel] > p.taken[v_row.quota_channel];
end $$;

-- How many orders of these sessions stand where: numbers, also for whoever looks after several sites and sees no orders there.
create function booking.orders_by_session(p_region int, p_sessions uuid[])
returns table (session_id uuid, state text, orders int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.session_id, o.state, count(*)::int from booking.hospital_order o
  where o.region_id = p_region and o.session_id = any (p_sessions) group by o.session_id, o.state
$$;

grant create on schema booking to doorstep_booking;
alter function booking.orders_by_session owner to doorstep_booking;
alter function booking.lose_seat owner to doorstep_booking;
alter function booking.take_hospital_steps owner to doorstep_booking;
alter function booking.take_blocks_due owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.take_hospital_steps, booking.take_blocks_due, booking.lose_seat, booking.orders_by_session from public;
grant execute on function booking.take_hospital_steps, booking.take_blocks_due, booking.lose_seat, booking.orders_by_session to doorstep_server;
