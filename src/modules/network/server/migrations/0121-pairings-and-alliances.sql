-- How institutions are tied below the agreement: pairings, speciality alliances, and what happened behind them.
create table network.pairing (
  pairing_id uuid primary key,
  region_id int not null references platform.region (region_id),
  code text not null check (length(code) between 1 and 30),
  giver_institution_id uuid not null references network.institution (institution_id),
  receiver_institution_id uuid not null references network.institution (institution_id),
  department_id uuid not null references network.department (department_id),
  leader_staff_id uuid not null references network.staff (staff_id),
  party_branch text not null check (length(party_branch) between 1 and 40),
  joint_ward text check (length(joint_ward) between 1 and 40),
  agreement_id uuid references network.agreement (agreement_id),
  follows_pairing_id uuid references network.pairing (pairing_id),
  valid_from date not null,
  valid_until date,
  end_reason text check (length(end_reason) between 1 and 200),
  demo boolean not null,
  created_at timestamptz not null,
  constraint one_pairing_per_code unique (code),
  constraint a_pairing_is_followed_once unique (follows_pairing_id),
  constraint a_pairing_ends_after_it_began check (valid_until >= valid_from),
  constraint nobody_is_paired_with_itself check (giver_institution_id <> receiver_institution_id),
  constraint a_department_is_paired_once_with_a_branch exclude using gist
    (receiver_institution_id with =, department_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.pairing is 'reference: a committee member, a party branch and a clinical department tied to one branch, from–until';
create index pairing_of_receiver on network.pairing (receiver_institution_id);

create table network.speciality_alliance (
  consortium_id uuid primary key references network.consortium (consortium_id),
  speciality text not null check (length(speciality) between 1 and 30),
  lead_department_id uuid not null references network.department (department_id),
  version int not null check (version > 0)
);
comment on table network.speciality_alliance is 'reference: the speciality of an alliance and the department that leads it';

create table network.alliance_department (
  membership_id uuid primary key references network.membership (membership_id),
  department_id uuid not null references network.department (department_id)
);
comment on table network.alliance_department is 'reference: the department with which a member takes part in a speciality alliance';

create table network.extended_clinic (
  extended_clinic_id uuid primary key,
  region_id int not null references platform.region (region_id),
  consortium_id uuid not null references network.consortium (consortium_id),
  institution_id uuid not null references network.institution (institution_id),
  staff_id uuid not null references network.staff (staff_id),
  rhythm text not null check (length(rhythm) between 1 and 40),
  agreement_id uuid references network.agreement (agreement_id),
  valid_from date not null,
  valid_until date,
  end_reason text check (length(end_reason) between 1 and 200),
  created_at timestamptz not null,
  constraint an_extended_clinic_ends_after_it_began check (valid_until >= valid_from),
  constraint one_extended_clinic_per_person_and_place exclude using gist
    (consortium_id with =, institution_id with =, staff_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.extended_clinic is 'reference: 延伸门诊: a senior person of an alliance who comes to one place regularly, from–until';
create index extended_clinic_of_consortium on network.extended_clinic (consortium_id);

create table network.tie_activity (
  region_id int not null,
  activity_id uuid not null,
  pairing_id uuid references network.pairing (pairing_id),
  consortium_id uuid references network.consortium (consortium_id),
  institution_id uuid not null references network.institution (institution_id),
  local_date date not null,
  kind text not null check (kind in ('outpatient', 'ward_round', 'teaching', 'operation', 'remote_consultation', 'screening', 'rehabilitation', 'lecture', 'free_clinic', 'training', 'quality_check', 'party_building', 'inspection')),
  what text not null check (length(what) between 1 and 300),
  others text check (length(others) between 1 and 120),
  noted_by text not null,
  noted_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 200),
  primary key (region_id, activity_id),
  constraint an_activity_belongs_to_a_pairing_or_an_alliance check ((pairing_id is null) <> (consortium_id is null)),
  constraint a_withdrawn_activity_says_who_when_and_why check
    ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table network.tie_activity is 'regional: what happened behind a pairing or an alliance; a wrong entry is withdrawn, never removed';
create index tie_activity_of_pairing on network.tie_activity (region_id, pairing_id, local_date) where pairing_id is not null;
create index tie_activity_of_alliance on network.tie_activity (region_id, consortium_id, local_date) where consortium_id is not null;

create table network.tie_activity_person (
  region_id int not null,
  activity_id uuid not null,
  staff_id uuid not null references network.staff (staff_id),
  constraint a_person_comes_once_to_an_activity primary key (region_id, activity_id, staff_id),
  constraint tie_activity_person_of_an_activity foreign key (region_id, activity_id) references network.tie_activity (region_id, activity_id)
);
comment on table network.tie_activity_person is 'regional: who went';

create table network.tie_activity_count (
  region_id int not null,
  activity_id uuid not null,
  measure text not null references network.measure (measure),
  value numeric(12, 2) not null check (value >= 0),
  constraint a_measure_is_counted_once_in_an_activity primary key (region_id, activity_id, measure),
  constraint tie_activity_count_of_an_activity foreign key (region_id, activity_id) references network.tie_activity (region_id, activity_id)
);
comment on table network.tie_activity_count is 'regional: what an activity came to, each figure in the unit of its measure';

grant select, insert, update on network.pairing, network.speciality_alliance, network.alliance_department, network.extended_clinic, network.tie_activity to doorstep_server;
grant select, insert on network.tie_activity_person, network.tie_activity_count to doorstep_server;
