-- The life of a session after it was promised: substitutes, attendance, closing sheets, swaps, leave that is asked for.
create table deployment.substitution (
  region_id int not null,
  substitution_id uuid not null,
  session_id uuid not null,
  staff_id uuid not null,
  by_staff_id uuid not null,
  why text not null check (why in ('substitute', 'swap')),
  reason text check (length(reason) <= 200),
  at timestamptz not null,
  by text not null,
  primary key (region_id, substitution_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint nobody_replaces_themselves check (staff_id <> by_staff_id)
);
comment on table deployment.substitution is 'regional: who was to come to a session and who came instead (替诊, 换班)';
create index substitution_of_session on deployment.substitution (region_id, session_id);

create table deployment.closing_sheet (
  region_id int not null,
  session_id uuid not null,
  -- A corrected sheet is a new version; none is ever changed but by its decision.
  version int not null check (version > 0),
  institution_id uuid not null,
  first_visits int not null check (first_visits between 0 and 2000),
  return_visits int not null check (return_visits between 0 and 2000),
  extra_visits int not null check (extra_visits between 0 and 2000),
  taught int not null check (taught between 0 and 5000),
  rounds int not null check (rounds between 0 and 1000),
  operations int not null check (operations between 0 and 200),
  attended int not null check (attended between 0 and 20000),
  taught_what text check (length(taught_what) <= 200),
  operation_names text check (length(operation_names) <= 200),
  new_technique text check (length(new_technique) <= 200),
  lacking text check (length(lacking) <= 200),
  note text check (length(note) <= 500),
  arrived_at timestamptz not null,
  left_at timestamptz not null,
  -- What booking had counted when the sheet was written; null where nobody counted.
  counted_visits int check (counted_visits >= 0),
  written_by text not null,
  written_by_account uuid,
  written_at timestamptz not null,
  decision text check (decision in ('confirmed', 'returned')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text check (length(decision_reason) <= 200),
  primary key (region_id, session_id, version),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint an_expert_leaves_after_arriving check (left_at > arrived_at),
  constraint extra_visits_are_among_those_seen check (extra_visits <= first_visits + return_visits),
  constraint a_decision_says_by_whom_and_when check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  constraint a_returned_sheet_says_why check (decision is distinct from 'returned' or decision_reason is not null)
);
comment on table deployment.closing_sheet is 'regional: what was done in a session (下沉工作日志), version by version; counts only, no resident';

create table deployment.attendance (
  region_id int not null,
  session_id uuid not null,
  staff_id uuid not null,
  arrived_at timestamptz not null,
  way text not null check (way in ('site_code', 'desk')),
  reason text check (length(reason) <= 200),
  by text not null,
  primary key (region_id, session_id, staff_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint the_desk_says_why_no_code_was_used check (way <> 'desk' or reason is not null)
);
comment on table deployment.attendance is 'regional: when an expert came to the site, and how that is known';

create table deployment.site_code_try (
  region_id int not null,
  staff_id uuid not null,
  wrong int not null check (wrong > 0),
  last_at timestamptz not null,
  paused_until timestamptz,
  primary key (region_id, staff_id)
);
comment on table deployment.site_code_try is 'regional: how many wrong site codes a person has typed of late, and until when no further one is taken';

create table deployment.swap (
  region_id int not null,
  swap_id uuid not null,
  session_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  institution_id uuid not null,
  note text check (length(note) <= 200),
  status text not null check (status in ('offered', 'accepted', 'done', 'declined', 'refused', 'withdrawn', 'lapsed')),
  offered_at timestamptz not null,
  answered_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  decision_note text check (length(decision_note) <= 200),
  primary key (region_id, swap_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint nobody_swaps_with_themselves check (from_staff_id <> to_staff_id)
);
comment on table deployment.swap is 'regional: one person asks another to take over a session';
create unique index one_open_swap_per_person_and_session on deployment.swap (region_id, session_id, from_staff_id) where status in ('offered', 'accepted');
create index swap_to_person on deployment.swap (region_id, to_staff_id) where status = 'offered';
create index swap_of_person on deployment.swap (region_id, from_staff_id);

create table deployment.leave_request (
  region_id int not null,
  request_id uuid not null,
  staff_id uuid not null,
  institution_id uuid not null,
  kind text not null check (kind in ('leave', 'sick', 'training', 'hospital_duty', 'other')),
  first_day date not null,
  last_day date not null,
  part_of_day text,
  note text check (length(note) <= 200),
  status text not null check (status in ('asked', 'approved', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decision_note text check (length(decision_note) <= 200),
  absence_id uuid,
  primary key (region_id, request_id),
  constraint a_request_ends_after_it_starts check (last_day >= first_day),
  constraint an_approved_request_has_its_absence check ((status = 'approved') = (absence_id is not null))
);
comment on table deployment.leave_request is 'regional: leave that a person asks for, until somebody decides';
create index leave_request_open on deployment.leave_request (region_id, institution_id) where status = 'asked';
create index leave_request_of_person on deployment.leave_request (region_id, staff_id, last_day);

create table deployment.site_card (
  region_id int not null,
  institution_id uuid not null,
  contact_name text check (length(contact_name) <= 40),
  contact_phone text check (length(contact_phone) <= 30),
  car_plate text check (length(car_plate) <= 20),
  has text check (length(has) <= 400),
  lacks text check (length(lacks) <= 400),
  changed_at timestamptz not null,
  changed_by text not null,
  version int not null check (version > 0),
  primary key (region_id, institution_id)
);
comment on table deployment.site_card is 'regional: what an expert should know of a site: who receives, which car, what is there and what is not';

create table deployment.evening_card (
  region_id int not null,
  session_id uuid not null,
  staff_id uuid not null,
  for_date date not null,
  sent_at timestamptz not null,
  primary key (region_id, session_id, staff_id, for_date),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id)
);
comment on table deployment.evening_card is 'regional: whom the card of the evening before was sent to, so that it goes out once';

grant select, insert on deployment.substitution, deployment.attendance, deployment.evening_card to doorstep_server;
grant select, insert, update, delete on deployment.site_code_try to doorstep_server;
grant select, insert, update on deployment.closing_sheet, deployment.swap, deployment.leave_request, deployment.site_card to doorstep_server;
