-- What family doctors ask for (需求单): which speciality, for how many residents, why and when.
create table deployment.service_need (
  region_id int not null,
  need_id uuid not null,
  -- Where the residents are, and where the expert would come to.
  institution_id uuid not null,
  speciality text not null check (length(speciality) between 1 and 40),
  residents int not null check (residents between 1 and 5000),
  reasons text[] not null check (cardinality(reasons) between 1 and 8),
  note text check (length(note) <= 400),
  urgency text not null check (urgency in ('routine', 'soon', 'urgent')),
  wished_from date,
  wished_until date,
  status text not null check (status in ('open', 'planned', 'declined', 'withdrawn')),
  -- The session that answers it.
  session_id uuid,
  decline_reason text check (decline_reason in ('nobody_free', 'too_few', 'served_elsewhere', 'next_month', 'no_room', 'other')),
  answer_note text check (length(answer_note) <= 400),
  filed_by text not null,
  filed_by_staff uuid,
  filed_at timestamptz not null,
  answered_by text,
  answered_at timestamptz,
  version int not null check (version > 0),
  primary key (region_id, need_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  constraint a_wish_ends_after_it_starts check (wished_from is null or wished_until is null or wished_until >= wished_from),
  constraint an_open_need_has_no_answer check ((status = 'open') = (answered_at is null)),
  constraint a_planned_need_names_its_session check ((status = 'planned') = (session_id is not null)),
  constraint a_declined_need_says_why check ((status = 'declined') = (decline_reason is not null))
);
comment on table deployment.service_need is 'regional: a speciality that a family doctor asks for; open until a session answers it or a manager says why not';
create index service_need_of_site on deployment.service_need (region_id, institution_id, status, filed_at);
create index service_need_of_session on deployment.service_need (region_id, session_id) where session_id is not null;
-- Asked twice by one person it would be counted twice; colleagues ask for their own residents.
create unique index one_open_need_per_person_site_and_speciality on deployment.service_need (region_id, institution_id, speciality, filed_by)
  where status = 'open';
grant select, insert, update on deployment.service_need to doorstep_server;
