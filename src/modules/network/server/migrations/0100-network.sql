-- Who belongs to what, who works where, under which agreement. Reference tables: the same everywhere, rarely written.
create extension if not exists btree_gist;
create schema network;
grant usage on schema network to doorstep_server;

create table network.consortium (
  consortium_id uuid primary key,
  region_id int not null references platform.region (region_id),
  code text not null,
  name text not null check (length(name) between 1 and 60),
  kind text not null check (kind in ('urban_grid', 'county_community', 'tcm_alliance', 'speciality_alliance')),
  started_on date,
  ended_on date,
  note text,
  demo boolean not null,
  version int not null check (version > 0),
  created_at timestamptz not null,
  constraint one_consortium_per_code unique (code),
  constraint a_consortium_ends_after_it_started check (ended_on >= started_on)
);
comment on table network.consortium is 'reference: institutions that act as one';

create table network.institution (
  institution_id uuid primary key,
  region_id int not null references platform.region (region_id),
  code text not null check (length(code) between 1 and 30),
  uscc text check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  name text not null check (length(name) between 1 and 60),
  short_name text not null check (length(short_name) between 1 and 20),
  pinyin text not null,
  initials text not null,
  kind text not null check (kind ~ '^[A-P][0-9]{0,3}$'),
  level text not null check (level in ('3', '2', '1', '0')),
  grade text not null check (grade in ('special', 'a', 'b', 'c', 'none')),
  parent_institution_id uuid references network.institution (institution_id),
  address text not null,
  phone text,
  latitude double precision check (latitude between 3 and 54),
  longitude double precision check (longitude between 73 and 136),
  opened_on date,
  closed_on date,
  demo boolean not null,
  version int not null check (version > 0),
  created_at timestamptz not null,
  constraint one_institution_per_code unique (code),
  constraint an_institution_is_not_its_own_parent check (parent_institution_id <> institution_id),
  constraint a_place_has_both_coordinates check ((latitude is null) = (longitude is null)),
  constraint an_institution_closes_after_it_opened check (closed_on >= opened_on)
);
comment on table network.institution is 'reference: hospitals, centres, branches, township centres, village rooms, stations, bases; WS 218 kind';
-- A station or village room may share the credit code of the centre that runs it.
create unique index one_independent_institution_per_credit_code on network.institution (uscc) where uscc is not null and parent_institution_id is null;
create index institution_of_region on network.institution (region_id, pinyin);
create index institution_of_parent on network.institution (parent_institution_id) where parent_institution_id is not null;

create table network.membership (
  membership_id uuid primary key,
  consortium_id uuid not null references network.consortium (consortium_id),
  institution_id uuid not null references network.institution (institution_id),
  role text not null check (role in ('head', 'hospital_member', 'speciality_member', 'centre', 'branch', 'township', 'village_room', 'private', 'station', 'estate_base', 'mobile_vehicle')),
  valid_from date not null,
  valid_until date,
  end_reason text,
  created_at timestamptz not null,
  constraint a_membership_ends_after_it_began check (valid_until >= valid_from),
  constraint no_institution_is_twice_in_a_consortium exclude using gist
    (consortium_id with =, institution_id with =, daterange(valid_from, valid_until, '[]') with &&),
  constraint one_head_per_consortium_at_a_time exclude using gist
    (consortium_id with =, daterange(valid_from, valid_until, '[]') with &&) where (role = 'head')
);
comment on table network.membership is 'reference: the place of an institution in a consortium, from–until';
create index membership_of_institution on network.membership (institution_id);

create table network.department (
  department_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  code text not null check (length(code) between 1 and 30),
  name text not null check (length(name) between 1 and 30),
  pinyin text not null,
  initials text not null,
  standard_code text,
  introduction text check (length(introduction) <= 500),
  closed_on date,
  created_at timestamptz not null,
  constraint one_department_per_code unique (institution_id, code),
  constraint one_department_per_name unique (institution_id, name)
);
comment on table network.department is 'reference: departments of an institution';

create table network.room (
  room_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  department_id uuid references network.department (department_id),
  code text not null check (length(code) between 1 and 30),
  name text not null check (length(name) between 1 and 30),
  place text check (length(place) <= 60),
  closed_on date,
  created_at timestamptz not null,
  constraint one_room_per_code unique (institution_id, code),
  constraint one_room_per_name unique (institution_id, name)
);
comment on table network.room is 'reference: rooms in which sessions are held';

create table network.staff (
  staff_id uuid primary key,
  code text not null check (length(code) between 1 and 30),
  name text not null check (length(name) between 1 and 30),
  pinyin text not null,
  initials text not null,
  sex text not null check (sex in ('0', '1', '2', '9')),
  profession text not null check (profession in ('doctor', 'assistant_doctor', 'village_doctor', 'nurse', 'pharmacist', 'technician', 'therapist', 'manager')),
  licence_number text check (length(licence_number) between 5 and 30),
  phone_cipher bytea,
  phone_index bytea,
  phone_tail text check (phone_tail ~ '^[0-9]{4}$'),
  institution_id uuid not null references network.institution (institution_id),
  department_id uuid references network.department (department_id),
  specialities text[] not null,
  bio text check (length(bio) <= 500),
  joined_on date,
  left_on date,
  demo boolean not null,
  version int not null check (version > 0),
  created_at timestamptz not null,
  constraint one_person_per_staff_code unique (code),
  constraint one_person_per_licence_number unique (licence_number),
  constraint a_person_leaves_after_joining check (left_on >= joined_on),
  constraint a_phone_is_stored_whole_or_not_at_all check ((phone_cipher is null) = (phone_index is null) and (phone_cipher is null) = (phone_tail is null))
);
comment on table network.staff is 'reference: people who work in the network: doctors, nurses, pharmacists, technicians, managers';
create index staff_of_institution on network.staff (institution_id, pinyin);
create index staff_by_pinyin on network.staff (pinyin, staff_id);
create index staff_by_phone on network.staff (phone_index) where phone_index is not null;

create table network.staff_title (
  staff_title_id uuid primary key,
  staff_id uuid not null references network.staff (staff_id),
  title_code text not null check (title_code ~ '^2[3-6][1-5]$'),
  valid_from date not null,
  valid_until date,
  certificate text check (length(certificate) <= 60),
  created_at timestamptz not null,
  constraint a_title_ends_after_it_began check (valid_until >= valid_from),
  constraint one_title_per_person_at_a_time exclude using gist (staff_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.staff_title is 'reference: titles (GB/T 8561) with their history';

create table network.practice_site (
  practice_site_id uuid primary key,
  staff_id uuid not null references network.staff (staff_id),
  institution_id uuid not null references network.institution (institution_id),
  department_id uuid references network.department (department_id),
  filing_number text check (length(filing_number) <= 40),
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null,
  constraint a_practice_site_ends_after_it_began check (valid_until >= valid_from),
  constraint one_filing_per_person_and_site_at_a_time exclude using gist
    (staff_id with =, institution_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.practice_site is 'reference: where else a person may work (multi-site practice), from–until';
create index practice_site_of_institution on network.practice_site (institution_id);

create table network.team (
  team_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  code text not null check (length(code) between 1 and 30),
  name text not null check (length(name) between 1 and 40),
  kind text not null check (kind in ('master_studio', 'expert_studio', 'family_doctor', 'disease_clinic')),
  speciality text check (length(speciality) <= 30),
  introduction text check (length(introduction) <= 500),
  started_on date,
  ended_on date,
  demo boolean not null,
  version int not null check (version > 0),
  created_at timestamptz not null,
  constraint one_team_per_code unique (code),
  constraint a_team_ends_after_it_started check (ended_on >= started_on)
);
comment on table network.team is 'reference: studios and teams at an institution';

create table network.team_member (
  team_member_id uuid primary key,
  team_id uuid not null references network.team (team_id),
  staff_id uuid not null references network.staff (staff_id),
  role text not null check (role in ('lead', 'joint_gp', 'follower', 'nurse')),
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null,
  constraint a_place_in_a_team_ends_after_it_began check (valid_until >= valid_from),
  constraint no_person_is_twice_in_a_team exclude using gist
    (team_id with =, staff_id with =, daterange(valid_from, valid_until, '[]') with &&),
  constraint one_lead_per_team_at_a_time exclude using gist
    (team_id with =, daterange(valid_from, valid_until, '[]') with &&) where (role = 'lead')
);
comment on table network.team_member is 'reference: who belongs to a team, in which role, from–until';
create index team_member_of_staff on network.team_member (staff_id);

create table network.agreement (
  agreement_id uuid primary key,
  region_id int not null references platform.region (region_id),
  code text not null check (length(code) between 1 and 40),
  kind text not null check (kind in ('consortium', 'speciality_alliance', 'pairing', 'support', 'studio', 'trusteeship', 'remote_diagnosis', 'extended_clinic', 'training', 'estate_base')),
  title text not null check (length(title) between 1 and 80),
  scope text check (length(scope) <= 1000),
  signed_on date not null,
  valid_from date not null,
  valid_until date,
  renews_agreement_id uuid references network.agreement (agreement_id),
  ended_on date,
  end_reason text,
  demo boolean not null,
  created_at timestamptz not null,
  constraint one_agreement_per_code unique (code),
  constraint an_agreement_is_renewed_once unique (renews_agreement_id),
  constraint an_agreement_ends_after_it_began check (valid_until >= valid_from),
  constraint an_ended_agreement_says_why check ((ended_on is null) = (end_reason is null))
);
comment on table network.agreement is 'reference: what institutions have agreed, with its term; a renewal is a new agreement that names the old one';

create table network.agreement_party (
  agreement_id uuid not null references network.agreement (agreement_id),
  institution_id uuid not null references network.institution (institution_id),
  side text not null check (side in ('gives', 'receives')),
  constraint a_party_signs_once primary key (agreement_id, institution_id)
);
comment on table network.agreement_party is 'reference: parties of an agreement, who gives and who receives';
create index agreement_of_institution on network.agreement_party (institution_id);

create table network.plaque (
  plaque_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  agreement_id uuid references network.agreement (agreement_id),
  code text not null check (length(code) between 1 and 40),
  kind text not null check (kind in ('alliance_unit', 'extended_clinic', 'studio', 'teaching_base', 'screening_base', 'rehabilitation_base', 'remote_unit', 'health_base', 'other')),
  name text not null check (length(name) between 1 and 80),
  giver_institution_id uuid references network.institution (institution_id),
  giver text not null check (length(giver) between 1 and 60),
  given_on date not null,
  valid_until date,
  services text[] not null,
  photo_file text,
  removed_on date,
  demo boolean not null,
  created_at timestamptz not null,
  constraint one_plaque_per_code unique (code),
  constraint a_plaque_ends_after_it_was_given check (valid_until >= given_on and removed_on >= given_on)
);
comment on table network.plaque is 'reference: plaques on the wall and the services promised behind them';
create index plaque_of_institution on network.plaque (institution_id);

create table network.plaque_activity (
  plaque_id uuid not null references network.plaque (plaque_id),
  local_date date not null,
  service text not null,
  noted_at timestamptz not null,
  constraint an_activity_is_noted_once_a_day primary key (plaque_id, local_date, service)
);
comment on table network.plaque_activity is 'reference: days on which something happened behind a plaque';

grant select, insert, update on network.consortium, network.institution, network.membership, network.department, network.room, network.staff,
  network.staff_title, network.practice_site, network.team, network.team_member, network.agreement, network.plaque to doorstep_server;
grant select, insert on network.agreement_party, network.plaque_activity to doorstep_server;
