-- Seats, who has them, and everyone who is seen. Channels are numbered in one fixed order, which is the order of
-- every array of four: 1 family doctor, 2 public, 3 on site, 4 referral.
create schema booking;
grant usage on schema booking to doorstep_server, doorstep_booking;
grant create on schema booking to doorstep_booking;

-- The seats of one session in one time bucket. The row is the lock under which every seat of it is given and taken
-- back: what may happen is decided from its columns and p_now alone, so nothing opens late and nothing is oversold.
create table booking.slot_pool (
  region_id int not null,
  pool_id uuid not null,
  session_id uuid not null,
  bucket_no smallint not null check (bucket_no > 0),
  institution_id uuid not null,
  department_key text not null,
  local_date date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  capacity int not null check (capacity >= 0),
  -- Seats each channel owns, and seats taken from each channel's own share.
  quota int[] not null,
  taken int[] not null,
  -- From when a channel may book; null: never. From when its unused share is open to the others; null: never.
  opens_at timestamptz[] not null,
  returns_at timestamptz[] not null,
  -- Set by somebody for this session: a change of the session keeps them.
  quota_by_hand boolean not null default false,
  windows_by_hand boolean not null default false,
  closes_at timestamptz not null,
  -- Seat numbers: the next fresh one, and those that came back.
  next_seat int not null default 1,
  returned_seats int[] not null default '{}',
  -- Seats of each share that the hospital has not got (any more): nobody is given them again.
  gone int[] not null default '{0,0,0,0}',
  -- Not later than the first moment at which a hold in this pool runs out.
  next_hold_expiry timestamptz,
  -- Until when a seat that comes back is kept for those who wait for the session, or rests; afterwards it is anybody's at once.
  keeps_back_until timestamptz,
  -- People who wait for a seat of this session and have not been offered one.
  waiting int not null default 0,
  -- Sold out within minutes of its opening: a seat that comes back rests until a moment nobody knows.
  is_hot boolean not null default false,
  -- 加号: given beyond the seats, with numbers of their own.
  extra_taken int not null default 0,
  next_extra int not null default 1,
  -- Set by hand for this session, the same in each of its buckets; null: as the site has set it.
  extra_limit int check (extra_limit between 0 and 50),
  status text not null default 'open' check (status in ('open', 'stopped')),
  changed_at timestamptz not null,
  primary key (region_id, pool_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint a_session_has_one_pool_per_bucket unique (region_id, session_id, bucket_no),
  constraint a_pool_belongs_to_one_session unique (region_id, pool_id, session_id),
  constraint a_bucket_ends_after_it_starts check (ends_at > starts_at),
  constraint four_channels check (cardinality(quota) = 4 and cardinality(taken) = 4 and cardinality(opens_at) = 4 and cardinality(returns_at) = 4 and cardinality(gone) = 4),
  constraint no_quota_is_negative_or_missing check (0 <= all (quota) and 0 <= all (taken) and 0 <= all (gone) and array_position(gone, null) is null and array_position(quota, null) is null and array_position(taken, null) is null),
  constraint no_quota_is_overdrawn check (taken[1] <= quota[1] and taken[2] <= quota[2] and taken[3] <= quota[3] and taken[4] <= quota[4]),
  constraint quotas_fit_the_capacity check (quota[1] + quota[2] + quota[3] + quota[4] <= capacity),
  constraint waiting_people_and_extra_seats_are_counted check (waiting >= 0 and extra_taken between 0 and next_extra - 1),
  constraint every_seat_is_taken_or_returned check (next_seat - 1 = taken[1] + taken[2] + taken[3] + taken[4]
    + gone[1] + gone[2] + gone[3] + gone[4] + cardinality(returned_seats))
) with (fillfactor = 60);
comment on table booking.slot_pool is 'regional: the seats of one session in one time bucket, shared among four channels';
create index slot_pool_by_day on booking.slot_pool (region_id, local_date, institution_id);

create table booking.appointment (
  region_id int not null,
  appointment_id uuid not null,
  pool_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null,
  -- Who booked on the resident's behalf from elsewhere: a reader of the row.
  booked_by_institution_id uuid,
  resident_id uuid not null,
  -- As it was when the seat was booked: the desk reads it before the person has come and opened the record.
  resident_name text not null,
  seat_no int not null check (seat_no > 0),
  channel smallint not null check (channel between 1 and 4),
  -- Whose share paid for the seat; a cancelled seat goes back there. Null: an extra seat, which no share paid for.
  quota_channel smallint check (quota_channel between 1 and 4),
  status text not null check (status in ('held', 'booked', 'cancelled', 'expired', 'arrived', 'no_show')),
  active boolean not null,
  hold_expires_at timestamptz,
  local_date date not null,
  department_key text not null,
  booked_at timestamptz not null,
  booked_by text not null,
  agent_relation text not null check (agent_relation in ('self', 'family', 'family_doctor', 'village_doctor', 'grid_worker', 'desk', 'telephone')),
  agent_name text check (length(agent_name) <= 40),
  reminded_at timestamptz,
  arrived_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_cause text check (cancel_cause in ('resident', 'staff', 'session_cancelled', 'session_moved', 'rescheduled', 'hospital')),
  -- In the words of the person who cancelled; never a code, never the reason why a session was stopped.
  cancel_reason text check (length(cancel_reason) <= 200),
  -- The appointment whose place this one took (改约).
  replaces_id uuid,
  -- Why a seat was given beyond the seats (加号), for staff.
  extra_reason text check (length(extra_reason) <= 200),
  version int not null default 1,
  primary key (region_id, appointment_id),
  foreign key (region_id, pool_id, session_id) references booking.slot_pool (region_id, pool_id, session_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint who_has_a_seat_is_active check (active = (status in ('held', 'booked', 'arrived', 'no_show'))),
  -- Extra seats are numbered from 1001 in each bucket.
  constraint an_extra_seat_is_paid_by_no_share_and_says_why check ((quota_channel is null) = (extra_reason is not null) and (quota_channel is not null or seat_no > 1000)),
  constraint a_hold_runs_out check (status <> 'held' or hold_expires_at is not null),
  constraint a_cancelled_appointment_says_when_and_by_whom check ((status = 'cancelled') = (cancelled_at is not null and cancelled_by is not null and cancel_cause is not null))
) with (fillfactor = 80);
comment on table booking.appointment is 'regional: one seat for one resident; a hold is one with an expiry';
create unique index no_seat_is_given_twice on booking.appointment (region_id, pool_id, seat_no) where active;
create unique index one_appointment_per_person_and_session on booking.appointment (region_id, session_id, resident_id) where active;
create unique index one_appointment_per_person_department_and_day on booking.appointment (region_id, resident_id, local_date, department_key) where active;
create index appointment_of_day on booking.appointment (region_id, institution_id, local_date);
create index appointment_booked_elsewhere on booking.appointment (region_id, booked_by_institution_id, local_date) where booked_by_institution_id is not null;
create index appointment_given_back on booking.appointment (region_id, resident_id, local_date) where not active;
create index seat_given_back on booking.appointment (region_id, session_id) where not active;
create index booked_on_day on booking.appointment (region_id, local_date) where status = 'booked';
create index hold_of_resident on booking.appointment (region_id, resident_id) where status = 'held';
create index hold_of_pool on booking.appointment (region_id, pool_id, hold_expires_at) where status = 'held';

-- Totals that must never be exceeded are values of a locked row, not counts read earlier. No foreign key: the row is made
-- only beside an appointment, which has one, and checking it twice would cost every booking.
create table booking.resident_booking_state (
  region_id int not null,
  resident_id uuid not null,
  -- Held or booked, not yet come, cancelled or missed.
  open_count int not null default 0,
  -- Missed too many visits; cancelled too often (0415). Two reasons, each lifted by itself.
  suspended_until timestamptz,
  paused_until timestamptz,
  primary key (region_id, resident_id),
  constraint open_appointments_are_never_negative check (open_count >= 0)
) with (fillfactor = 70);
comment on table booking.resident_booking_state is 'regional: how many appointments a person has open, and until when booking is suspended';

create table booking.session_queue (
  region_id int not null,
  session_id uuid not null,
  institution_id uuid not null,
  next_ticket int not null check (next_ticket > 0),
  primary key (region_id, session_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id)
);
comment on table booking.session_queue is 'regional: the next ticket of a session; the lock under which its queue moves';

create table booking.visit (
  region_id int not null,
  visit_id uuid not null,
  -- Null for someone who was seen without a seat.
  appointment_id uuid,
  session_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  -- For the lobby screen, which must not read the name.
  masked_name text not null,
  ticket_no int not null check (ticket_no > 0),
  status text not null check (status in ('waiting', 'called', 'passed', 'returned', 'in_room', 'seen', 'left')),
  priority text not null check (priority in ('none', 'elder', 'veteran', 'pregnant', 'disabled', 'urgent', 'referral')),
  channel smallint not null check (channel between 1 and 4),
  -- Place in the queue: smaller is earlier; milliseconds after the session's start, moved by passing and returning.
  queue_key double precision not null,
  slot_starts_at timestamptz,
  local_date date not null,
  room_id uuid,
  arrived_at timestamptz not null,
  called_at timestamptz,
  call_count int not null default 0,
  in_room_at timestamptz,
  seen_at timestamptz,
  is_return boolean not null default false,
  -- What is counted of everyone seen, as it was on that day: what pays and where, 初诊 or 复诊 in this department here, Chinese
  -- medicine or not, part of the day, and the doctor (who leads, or of several whoever took the person in).
  department_key text not null,
  insurance_type text,
  insured_place text,
  is_first boolean not null,
  is_tcm boolean not null,
  part_of_day text not null,
  doctor_id uuid,
  version int not null default 1,
  primary key (region_id, visit_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint no_ticket_number_is_given_twice unique (region_id, session_id, ticket_no),
  constraint who_was_seen_says_when check (status <> 'seen' or seen_at is not null)
);
comment on table booking.visit is 'regional: one row for everyone who came, from ticket to seen';
create unique index one_visit_per_appointment on booking.visit (region_id, appointment_id) where appointment_id is not null;
create index visit_of_day on booking.visit (region_id, institution_id, local_date);
create index visit_of_resident on booking.visit (region_id, resident_id, arrived_at);

-- Public activities (义诊, 讲座) count by themselves: their key says that they are one, so that limits of visits leave them out.
create function booking.is_activity(p_department_key text) returns boolean language sql immutable parallel safe
return starts_with(p_department_key, 'activity:');
grant execute on function booking.is_activity to doorstep_booking, doorstep_server;
