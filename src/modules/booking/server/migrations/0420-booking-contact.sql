-- What happens around a session that is stopped or changed: whom to reach, and which fee to give back.
create table booking.contact (
  region_id int not null,
  contact_id uuid not null,
  appointment_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  cause text not null check (cause in ('session_cancelled', 'session_moved', 'hospital', 'changed', 'unconfirmed')),
  -- A message was sent to a phone; null: no mobile number, only a person can tell.
  told_at timestamptz,
  -- From when on somebody should ring, unless there is an answer by then.
  call_from timestamptz not null,
  -- A task was opened for the desk; once.
  task_opened_at timestamptz,
  -- `overtaken`: nobody said anything, and nothing is left to ask.
  answer text check (answer in ('accepted', 'will_come', 'wants_other', 'moved', 'gives_up', 'reached', 'overtaken')),
  answered_at timestamptz,
  answered_by text,
  attempts int not null default 0 check (attempts >= 0),
  last_attempt_at timestamptz,
  note text check (length(note) <= 200),
  new_appointment_id uuid,
  opened_at timestamptz not null,
  version int not null default 1,
  primary key (region_id, contact_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id),
  foreign key (region_id, new_appointment_id) references booking.appointment (region_id, appointment_id),
  constraint one_contact_per_appointment_and_cause unique (region_id, appointment_id, cause),
  constraint an_answer_says_when_and_by_whom check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  constraint who_moved_has_another_appointment check (answer is distinct from 'moved' or new_appointment_id is not null)
);
comment on table booking.contact is 'regional: a person who must hear that a session was stopped or changed, or who is asked to confirm, and what they answered';
create index contact_open on booking.contact (region_id, institution_id, call_from) where answer is null or answer = 'wants_other';
create index contact_of_resident on booking.contact (region_id, resident_id);

create table booking.payment (
  region_id int not null,
  payment_id uuid not null,
  appointment_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  amount_fen int not null check (amount_fen > 0),
  method text not null check (method in ('cash', 'mobile', 'card', 'insurance')),
  receipt_no text check (length(receipt_no) <= 40),
  paid_at timestamptz not null,
  taken_by text not null,
  refund_status text not null check (refund_status in ('none', 'due', 'given_back')),
  refund_cause text check (refund_cause in ('session_cancelled', 'session_moved', 'resident', 'staff', 'hospital')),
  refund_due_at timestamptz,
  given_back_at timestamptz,
  given_back_by text,
  refund_method text check (refund_method in ('cash', 'mobile', 'card', 'insurance')),
  refund_receipt text check (length(refund_receipt) <= 40),
  version int not null default 1,
  primary key (region_id, payment_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id),
  constraint a_visit_is_paid_once unique (region_id, appointment_id),
  constraint a_refund_says_why_and_since_when check ((refund_status = 'none') = (refund_cause is null) and (refund_status = 'none') = (refund_due_at is null)),
  constraint who_gave_back_says_so check ((refund_status = 'given_back')
    = (given_back_at is not null and given_back_by is not null and refund_method is not null and refund_receipt is not null))
);
comment on table booking.payment is 'regional: the registration fee taken for an appointment, and whether it was given back';
create index refund_due on booking.payment (region_id, institution_id, refund_due_at) where refund_status = 'due';

-- 晚到: who is booked is told the new time, and nobody who then does not come is counted as missing. 0: in time after all.
create table booking.session_delay (
  region_id int not null,
  session_id uuid not null,
  institution_id uuid not null,
  minutes int not null check (minutes between 0 and 720),
  announced_at timestamptz not null,
  announced_by text not null,
  version int not null default 1,
  primary key (region_id, session_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id)
);
comment on table booking.session_delay is 'regional: by how much the expert of a session is late, as everyone booked was told';

grant select, insert, update on booking.contact, booking.payment, booking.session_delay to doorstep_server;
grant select, update on booking.contact to doorstep_booking;
grant select on booking.session_delay to doorstep_booking;
alter table booking.contact enable row level security;
create policy contact_read on booking.contact for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy contact_insert on booking.contact for insert to doorstep_server
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
-- The person answers for oneself and those one acts for; the desk writes what it heard.
create policy contact_update on booking.contact for update to doorstep_server
  using (region_id = platform.ctx_region()
    and (institution_id = any (platform.ctx_institutions()) or (platform.ctx_kind() = 'resident' and resident_id = any (platform.ctx_open_residents()))))
  with check (region_id = platform.ctx_region()
    and (institution_id = any (platform.ctx_institutions()) or (platform.ctx_kind() = 'resident' and resident_id = any (platform.ctx_open_residents()))));
create policy contact_definer on booking.contact to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());
alter table booking.payment enable row level security;
create policy payment_read on booking.payment for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy payment_insert on booking.payment for insert to doorstep_server
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy payment_update on booking.payment for update to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));

-- Who should be rung from now on and for whom no task has been opened yet; each is returned once.
create function booking.take_calls_due(p_region int, p_now timestamptz)
returns table (contact_id uuid, appointment_id uuid, institution_id uuid, resident_id uuid, session_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job of the call list may ask'; end if;
  return query
  update booking.contact c set task_opened_at = p_now, version = c.version + 1
  from booking.appointment a
  join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
  where c.region_id = p_region and c.answer is null and c.task_opened_at is null and c.call_from <= p_now
    and a.region_id = p_region and a.appointment_id = c.appointment_id and p.ends_at > p_now
    and (c.cause not in ('changed', 'unconfirmed') or a.status = 'booked')
  returning c.contact_id, c.appointment_id, c.institution_id, c.resident_id, c.session_id;
end $$;

-- Nobody need be rung any more: the day has passed without an answer, or a changed visit is no longer booked. Who said that
-- they want another time instead of a stopped one still waits for it, whatever day it is. Each is returned once.
create function booking.take_calls_over(p_region int, p_now timestamptz)
returns table (contact_id uuid, institution_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job of the call list may ask'; end if;
  return query
  update booking.contact c set answer = 'overtaken', answered_at = p_now, answered_by = 'job:booking', version = c.version + 1
  from booking.appointment a
  join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
  where c.region_id = p_region and (c.answer is null or c.answer = 'wants_other')
    and a.region_id = p_region and a.appointment_id = c.appointment_id
    and (p.ends_at <= p_now and (c.answer is null or c.cause in ('changed', 'unconfirmed')) or c.cause in ('changed', 'unconfirmed') and a.status <> 'booked')
  returning c.contact_id, c.institution_id;
end $$;

-- Whether the fee may be taken is decided under the lock that every end of a visit takes. Null when it is not the caller's.
create function booking.locked_status(p_region int, p_appointment uuid) returns text
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select (booking.lock_appointment(p_region, p_appointment)).status
$$;

-- BOOK-110 What the stop of a session means, in figures: those who are booked, or were when it stopped. Nobody is named.
create function booking.stop_figures(p_region int, p_session uuid, p_now timestamptz, out people int, out without_phone int, out paid int, out paid_fen int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::int, count(*) filter (where not exists (
      select 1 from records.phone_to_notify(p_region, a.resident_id, p_now) f where f.phone_cipher is not null))::int,
    count(y.payment_id)::int, coalesce(sum(y.amount_fen), 0)::int
  from booking.appointment a
  left join booking.payment y on y.region_id = a.region_id and y.appointment_id = a.appointment_id
  where a.region_id = p_region and p_region = platform.ctx_region() and a.session_id = p_session
    and (a.active and a.status in ('held', 'booked') or a.cancel_cause = 'session_cancelled')
$$;

grant select on booking.payment to doorstep_booking;
create policy payment_definer on booking.payment for select to doorstep_booking using (region_id = platform.ctx_region());
grant create on schema booking to doorstep_booking;
alter function booking.take_calls_due owner to doorstep_booking;
alter function booking.take_calls_over owner to doorstep_booking;
alter function booking.locked_status owner to doorstep_booking;
alter function booking.stop_figures owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.take_calls_due, booking.take_calls_over, booking.locked_status, booking.stop_figures from public;
grant execute on function booking.take_calls_due, booking.take_calls_over, booking.locked_status, booking.stop_figures to doorstep_server;
