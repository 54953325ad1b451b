-- How institutions meet: minutes that are confirmed once, what somebody must do afterwards, the charter and the council.
create table network.meeting (
  region_id int not null,
  meeting_id uuid not null,
  consortium_id uuid references network.consortium (consortium_id),
  host_institution_id uuid not null references network.institution (institution_id),
  kind text not null check (kind in ('council', 'regular', 'special')),
  title text not null check (length(title) between 1 and 80),
  local_date date not null,
  starts_at time,
  place text not null check (length(place) between 1 and 60),
  agenda text check (length(agenda) <= 2000),
  minutes text check (length(minutes) <= 8000),
  status text not null check (status in ('draft', 'confirmed', 'cancelled')),
  confirmed_by text,
  confirmed_at timestamptz,
  cancel_reason text check (length(cancel_reason) between 1 and 200),
  version int not null check (version > 0),
  demo boolean not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (region_id, meeting_id),
  constraint confirmed_minutes_say_who_and_when check ((status = 'confirmed') = (confirmed_by is not null and confirmed_at is not null)),
  constraint confirmed_minutes_are_written check (status <> 'confirmed' or length(minutes) > 0),
  constraint a_cancelled_meeting_says_why check ((status = 'cancelled') = (cancel_reason is not null))
);
comment on table network.meeting is 'regional: council, regular and special meetings; minutes are a draft until confirmed, then only addenda follow';
create index meeting_by_day on network.meeting (region_id, local_date);

create table network.meeting_institution (
  region_id int not null,
  meeting_id uuid not null,
  institution_id uuid not null references network.institution (institution_id),
  constraint an_institution_is_invited_once primary key (region_id, meeting_id, institution_id),
  constraint institution_of_a_meeting foreign key (region_id, meeting_id) references network.meeting (region_id, meeting_id)
);
comment on table network.meeting_institution is 'regional: which institutions a meeting concerns';

create table network.meeting_person (
  region_id int not null,
  meeting_person_id uuid not null,
  meeting_id uuid not null,
  staff_id uuid references network.staff (staff_id),
  name text not null check (length(name) between 1 and 30),
  organisation text not null check (length(organisation) between 1 and 60),
  presence text not null check (presence in ('invited', 'present', 'excused', 'absent')),
  primary key (region_id, meeting_person_id),
  constraint a_person_is_invited_once unique (region_id, meeting_id, staff_id),
  constraint person_of_a_meeting foreign key (region_id, meeting_id) references network.meeting (region_id, meeting_id)
);
comment on table network.meeting_person is 'regional: who was invited to a meeting, and whether they came';

create table network.meeting_addendum (
  region_id int not null,
  addendum_id uuid not null,
  meeting_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  written_by text not null,
  written_at timestamptz not null,
  primary key (region_id, addendum_id),
  constraint addendum_of_a_meeting foreign key (region_id, meeting_id) references network.meeting (region_id, meeting_id)
);
comment on table network.meeting_addendum is 'regional: what was added to confirmed minutes, by whom and when';

create table network.meeting_action (
  region_id int not null,
  action_id uuid not null,
  meeting_id uuid not null,
  institution_id uuid not null references network.institution (institution_id),
  owner_staff_id uuid references network.staff (staff_id),
  what text not null check (length(what) between 1 and 200),
  reason text not null check (length(reason) between 1 and 200),
  due_on date not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (region_id, action_id),
  constraint action_of_a_meeting foreign key (region_id, meeting_id) references network.meeting (region_id, meeting_id)
);
comment on table network.meeting_action is 'regional: what a meeting gave somebody to do; whether it is done is said by its loop';
create index meeting_action_of_meeting on network.meeting_action (region_id, meeting_id);

create table network.charter (
  charter_id uuid primary key,
  consortium_id uuid not null references network.consortium (consortium_id),
  version_number int not null check (version_number > 0),
  title text not null check (length(title) between 1 and 80),
  text text check (length(text) between 1 and 20000),
  file_reference text check (length(file_reference) between 1 and 200),
  adopted_on date not null,
  meeting_region_id int,
  meeting_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  constraint one_charter_per_version unique (consortium_id, version_number),
  constraint a_charter_has_a_text_or_a_file check (text is not null or file_reference is not null),
  constraint meeting_that_adopted_a_charter foreign key (meeting_region_id, meeting_id) references network.meeting (region_id, meeting_id)
);
comment on table network.charter is 'reference: versions of a consortium''s charter; the newest adopted one counts';

create table network.council_seat (
  seat_id uuid primary key,
  consortium_id uuid not null references network.consortium (consortium_id),
  staff_id uuid references network.staff (staff_id),
  name text not null check (length(name) between 1 and 30),
  organisation text not null check (length(organisation) between 1 and 60),
  post text not null check (post in ('chair', 'vice_chair', 'secretary', 'member')),
  valid_from date not null,
  valid_until date,
  end_reason text check (length(end_reason) between 1 and 200),
  created_at timestamptz not null,
  constraint a_seat_ends_after_it_began check (valid_until >= valid_from),
  constraint nobody_sits_twice_in_a_council exclude using gist
    (consortium_id with =, staff_id with =, daterange(valid_from, valid_until, '[]') with &&),
  constraint one_chair_at_a_time exclude using gist
    (consortium_id with =, daterange(valid_from, valid_until, '[]') with &&) where (post = 'chair')
);
comment on table network.council_seat is 'reference: who sits in a consortium''s council, in which post, from–until';
create index council_seat_of_consortium on network.council_seat (consortium_id);

grant select, insert, update on network.meeting, network.meeting_person, network.council_seat to doorstep_server;
grant select, insert on network.meeting_institution, network.meeting_addendum, network.meeting_action, network.charter to doorstep_server;
