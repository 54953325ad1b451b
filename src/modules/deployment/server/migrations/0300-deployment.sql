-- Who is where and when. Region of a row = the region of the site's institution.
create extension if not exists btree_gist;
create schema deployment;
grant usage on schema deployment to doorstep_server;

create table deployment.series (
  region_id int not null,
  series_id uuid not null,
  institution_id uuid not null,
  template jsonb not null,
  recurrence jsonb not null,
  first_day date not null,
  last_day date not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (region_id, series_id),
  constraint a_series_ends_after_it_starts check (last_day >= first_day)
);
comment on table deployment.series is 'regional: the pattern that made sessions (every second Tuesday, first Monday, market days)';
create index series_of_institution on deployment.series (region_id, institution_id, last_day);

create table deployment.session (
  region_id int not null,
  session_id uuid not null,
  institution_id uuid not null,
  department_id uuid,
  room_id uuid,
  series_id uuid,
  -- The day the pattern names; local_date differs when a holiday or a hand moved it.
  series_date date,
  team_id uuid,
  -- A sending department that must name the person until then, when no person is named yet.
  named_by_department_id uuid,
  names_person_by timestamptz,
  kind text not null check (kind in ('outpatient', 'ward_round', 'demonstration', 'teaching', 'lecture', 'posting_day', 'joint_ward', 'free_clinic', 'remote_round')),
  speciality text check (length(speciality) <= 40),
  theme text check (length(theme) <= 80),
  local_date date not null,
  part_of_day text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  capacity int not null check (capacity between 0 and 500),
  bucket_minutes int not null check (bucket_minutes between 5 and 480),
  fee_fen int check (fee_fen >= 0),
  note text check (length(note) <= 200),
  -- 义诊 and 讲座: where in words, who takes part, and the number under which the activity was filed (备案号).
  place_text text check (length(place_text) <= 80),
  taking_part text check (length(taking_part) <= 200),
  filing_number text check (length(filing_number) <= 60),
  -- Who receives the expert and which car comes; without them the site's own.
  contact_name text check (length(contact_name) <= 40),
  contact_phone text check (length(contact_phone) <= 30),
  car_plate text check (length(car_plate) <= 20),
  late_minutes int check (late_minutes between 1 and 480),
  status text not null check (status in ('draft', 'published', 'cancelled', 'closed')),
  published_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text check (cancel_reason in ('illness', 'leave', 'hospital_duty', 'site_closed', 'weather', 'few_residents', 'other')),
  cancel_note text check (length(cancel_note) <= 200),
  substitute_session_id uuid,
  closed_at timestamptz,
  -- When the expert was asked for the closing sheet.
  sheet_asked_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null check (version > 0),
  primary key (region_id, session_id),
  foreign key (region_id, series_id) references deployment.series (region_id, series_id),
  constraint a_session_ends_after_it_starts check (ends_at > starts_at),
  constraint a_session_lasts_a_day_at_most check (ends_at <= starts_at + interval '24 hours'),
  constraint what_is_not_a_draft_was_published check (status = 'draft' or published_at is not null),
  constraint a_cancelled_session_says_when_and_why check ((status = 'cancelled') = (cancelled_at is not null and cancel_reason is not null)),
  constraint a_closed_session_says_when check ((status = 'closed') = (closed_at is not null)),
  constraint a_day_of_a_series_names_its_series check ((series_id is null) = (series_date is null)),
  constraint one_session_per_day_of_a_series unique (region_id, series_id, series_date),
  -- Drafts count too: two managers who plan at the same moment must hear of each other.
  constraint no_room_is_used_twice exclude using gist
    (region_id with =, room_id with =, tstzrange(starts_at, ends_at) with &&) where (room_id is not null and status <> 'cancelled')
    deferrable initially immediate
);
-- What has ended and waits for its closing sheet.
create index session_to_close on deployment.session (region_id, ends_at) where status = 'published';
create index session_awaiting on deployment.session (region_id, starts_at) where names_person_by is not null;
comment on table deployment.session is 'regional: one expert or team × site × part of a day × kind';
create index session_of_site on deployment.session (region_id, institution_id, local_date);
create index session_by_day on deployment.session (region_id, local_date);
-- A page of a search goes along this order and stops when it is full.
create index session_by_start on deployment.session (region_id, starts_at, session_id);

create table deployment.session_staff (
  region_id int not null,
  session_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('lead', 'joint_gp', 'follower', 'nurse')),
  position smallint not null check (position > 0),
  -- Copied from the session in the same transaction, so that the exclusion below can see them.
  local_date date not null,
  during tstzrange not null check (not isempty(during)),
  active boolean not null,
  constraint a_person_comes_once_to_a_session primary key (region_id, session_id, staff_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint no_person_is_in_two_places exclude using gist
    (region_id with =, staff_id with =, during with &&) where (active) deferrable initially immediate
);
comment on table deployment.session_staff is 'regional: who comes to a session and in which role';
create unique index one_lead_per_session on deployment.session_staff (region_id, session_id) where role = 'lead';
create index session_staff_of_person on deployment.session_staff (region_id, staff_id, local_date);
create index session_staff_of_day on deployment.session_staff (region_id, local_date, staff_id);

create table deployment.diary (
  region_id int not null,
  -- A staff member or a room.
  owner_id uuid not null,
  primary key (region_id, owner_id)
);
comment on table deployment.diary is 'regional: one row per person or room; locked in id order before a session is written, so that writers take turns instead of deadlocking';

create table deployment.month_plan (
  region_id int not null,
  institution_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  version int not null check (version > 0),
  published_at timestamptz not null,
  published_by text not null,
  session_count int not null check (session_count >= 0),
  primary key (region_id, institution_id, month)
);
comment on table deployment.month_plan is 'regional: the month of an institution as last published; a further publishing raises the version';

create table deployment.absence (
  region_id int not null,
  absence_id uuid not null,
  staff_id uuid not null,
  -- Whose manager wrote it down: the home institution.
  institution_id uuid not null,
  kind text not null check (kind in ('leave', 'sick', 'training', 'hospital_duty', 'other')),
  first_day date not null,
  last_day date not null,
  part_of_day text,
  note text check (length(note) <= 200),
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (region_id, absence_id),
  constraint an_absence_ends_after_it_starts check (last_day >= first_day),
  constraint a_withdrawn_absence_says_by_whom check ((withdrawn_at is null) = (withdrawn_by is null)),
  -- The whole day meets every part of it; two parts of one day are two absences.
  constraint no_person_is_absent_twice exclude using gist (
    region_id with =, staff_id with =, daterange(first_day, last_day, '[]') with &&,
    (case when part_of_day is null then int8range(null, null)
      else int8range(hashtext(part_of_day), hashtext(part_of_day), '[]') end) with &&
  ) where (withdrawn_at is null)
);
comment on table deployment.absence is 'regional: days on which a person is away';
create index absence_of_person on deployment.absence (region_id, staff_id, last_day) where withdrawn_at is null;
create index absence_by_day on deployment.absence (region_id, last_day) where withdrawn_at is null;

-- Only drafts are deleted (removeDraftSession); a published session stays and is cancelled.
grant select, insert, update, delete on deployment.session, deployment.session_staff to doorstep_server;
grant select, insert on deployment.series to doorstep_server;
grant select, insert, update on deployment.diary, deployment.month_plan, deployment.absence to doorstep_server;
