-- 满意度: one of three faces for each visit, given by the resident. Nobody changes it afterwards, and staff read numbers only.
create table booking.face (
  region_id int not null,
  visit_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  face text not null check (face in ('good', 'fair', 'bad')),
  -- Read by the resident alone, unless they ask to be rung.
  words text check (length(words) between 1 and 300),
  wants_contact boolean not null,
  given_at timestamptz not null,
  given_via text not null check (given_via in ('phone', 'desk')),
  constraint one_face_per_visit primary key (region_id, visit_id),
  foreign key (region_id, visit_id) references booking.visit (region_id, visit_id),
  constraint who_wants_to_be_rung_says_what_was_wrong check (not wants_contact or (face = 'bad' and words is not null))
);
comment on table booking.face is 'regional: the one answer of a resident to one visit';
create index face_of_session on booking.face (region_id, session_id);

-- With the resident's consent: what was wrong, with the name, for the manager of the site.
create table booking.complaint (
  region_id int not null,
  complaint_id uuid not null,
  visit_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  local_date date not null,
  words text not null check (length(words) between 1 and 300),
  asked_at timestamptz not null,
  status text not null check (status in ('open', 'answered')),
  answer text check (length(answer) between 1 and 300),
  answered_at timestamptz,
  answered_by text,
  version int not null default 1,
  primary key (region_id, complaint_id),
  constraint one_complaint_per_visit unique (region_id, visit_id),
  foreign key (region_id, visit_id) references booking.visit (region_id, visit_id),
  constraint an_answer_says_what_when_and_by_whom check (
    (status = 'answered') = (answer is not null and answered_at is not null and answered_by is not null))
);
comment on table booking.complaint is 'regional: what a resident asks the manager of a site to look into and answer';
create index complaint_of_institution on booking.complaint (region_id, institution_id, asked_at);

grant select on booking.face to doorstep_server;
grant select, insert on booking.face to doorstep_booking;
grant select, update on booking.complaint to doorstep_server;
grant select, insert on booking.complaint to doorstep_booking;
alter table booking.face enable row level security;
-- The resident's own rows on the resident's own phone; no staff, whoever has opened the record.
create policy face_read on booking.face for select to doorstep_server
  using (region_id = platform.ctx_region() and platform.ctx_kind() = 'resident' and resident_id = any (platform.ctx_open_residents()));
create policy face_definer on booking.face to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());
alter table booking.complaint enable row level security;
create policy complaint_read on booking.complaint for select to doorstep_server
  using (region_id = platform.ctx_region()
    and (platform.ctx_kind() = 'staff' and institution_id = any (platform.ctx_institutions())
      or platform.ctx_kind() = 'resident' and resident_id = any (platform.ctx_open_residents())));
create policy complaint_update on booking.complaint for update to doorstep_server
  using (region_id = platform.ctx_region() and platform.ctx_kind() = 'staff' and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy complaint_definer on booking.complaint to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());

-- The one answer. Returns given, answered, late, the status that stands in the way, or null when this is not the asker's visit.
create function booking.give_face(
  p_region int, p_visit uuid, p_face text, p_words text, p_complaint uuid, p_since timestamptz, p_now timestamptz
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_visit booking.visit;
  v_staff constant boolean := platform.ctx_kind() = 'staff';
begin
  select v.* into v_visit from booking.visit v where v.region_id = p_region and v.visit_id = p_visit
    and (v_staff and v.institution_id = any (platform.ctx_institutions())
      or platform.ctx_kind() = 'resident' and v.resident_id = any (platform.ctx_open_residents()));
  if v_visit.visit_id is null then return null; end if;
  if v_visit.status <> 'seen' then return v_visit.status; end if;
  if v_visit.seen_at < p_since then return 'late'; end if;
  insert into booking.face (region_id, visit_id, session_id, institution_id, resident_id, face, words, wants_contact, given_at, given_via)
  values (p_region, p_visit, v_visit.session_id, v_visit.institution_id, v_visit.resident_id, p_face, p_words, p_complaint is not null, p_now,
    case when v_staff then 'desk' else 'phone' end)
  on conflict on constraint one_face_per_visit do nothing;
  if not found then return 'answered'; end if;
  if p_complaint is not null then
    insert into booking.complaint (region_id, complaint_id, visit_id, session_id, institution_id, resident_id, resident_name, local_date, words,
      asked_at, status)
    values (p_region, p_complaint, p_visit, v_visit.session_id, v_visit.institution_id, v_visit.resident_id, v_visit.resident_name,
      v_visit.local_date, p_words, p_now, 'open');
  end if;
  return 'given';
end $$;

-- Which visits of one day here have been answered: that they have, not how.
create function booking.answered_visits(p_region int, p_institution uuid, p_date date) returns table (visit_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.visit_id from booking.face f
  join booking.visit v on v.region_id = f.region_id and v.visit_id = f.visit_id
  where f.region_id = p_region and v.institution_id = p_institution and v.local_date = p_date
    and p_institution = any (platform.ctx_institutions())
$$;

-- Numbers of one site and period, by session: the server adds them up and hides what is too small.
create function booking.face_counts(p_region int, p_institution uuid, p_from date, p_to date)
returns table (session_id uuid, seen int, good int, fair int, bad int, at_desk int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.session_id, count(*)::int, count(*) filter (where f.face = 'good')::int, count(*) filter (where f.face = 'fair')::int,
    count(*) filter (where f.face = 'bad')::int, count(*) filter (where f.given_via = 'desk')::int
  from booking.visit v
  left join booking.face f on f.region_id = v.region_id and f.visit_id = v.visit_id
  where v.region_id = p_region and v.institution_id = p_institution and v.local_date >= p_from and v.local_date < p_to
    and v.status = 'seen' and p_institution = any (platform.ctx_institutions())
  group by v.session_id
$$;

grant create on schema booking to doorstep_booking;
alter function booking.give_face owner to doorstep_booking;
alter function booking.answered_visits owner to doorstep_booking;
alter function booking.face_counts owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.give_face, booking.answered_visits, booking.face_counts from public;
grant execute on function booking.give_face, booking.answered_visits, booking.face_counts to doorstep_server;
