-- Who did not come, who is excused, and what a suspended person may say against it.
create table booking.no_show_excuse (
  region_id int not null,
  appointment_id uuid not null,
  institution_id uuid not null,
  resident_id uuid not null,
  reason text not null check (reason in ('late_expert', 'staff_mistake', 'appeal')),
  note text check (length(note) <= 200),
  excused_at timestamptz not null,
  excused_by text not null,
  primary key (region_id, appointment_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id)
);
comment on table booking.no_show_excuse is 'regional: missed appointments that do not count, and why';
create index excuse_of_resident on booking.no_show_excuse (region_id, resident_id);

create table booking.appeal (
  region_id int not null,
  appeal_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  -- Who decides: the site of the latest missed visit.
  institution_id uuid not null,
  suspended_until timestamptz not null,
  words text not null check (length(words) between 1 and 500),
  asked_at timestamptz not null,
  asked_by text not null,
  status text not null check (status in ('open', 'granted', 'refused')),
  decided_at timestamptz,
  decided_by text,
  answer text check (length(answer) <= 300),
  version int not null default 1,
  primary key (region_id, appeal_id),
  constraint a_decision_says_when_and_by_whom check ((status = 'open') = (decided_at is null) and (status = 'open') = (decided_by is null)),
  constraint a_refusal_says_why check (status <> 'refused' or answer is not null)
);
comment on table booking.appeal is 'regional: what a suspended person says against it, and what was decided';
create unique index one_open_appeal_per_person on booking.appeal (region_id, resident_id) where status = 'open';
create index appeal_of_institution on booking.appeal (region_id, institution_id, asked_at);

grant select, insert, update on booking.appeal to doorstep_server;
grant select on booking.no_show_excuse to doorstep_server;
grant select, insert on booking.no_show_excuse to doorstep_booking;
alter table booking.appeal enable row level security;
create policy appeal_read on booking.appeal for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy appeal_insert on booking.appeal for insert to doorstep_server
  with check (region_id = platform.ctx_region() and platform.ctx_kind() = 'resident' and resident_id = any (platform.ctx_open_residents()));
create policy appeal_update on booking.appeal for update to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
alter table booking.no_show_excuse enable row level security;
create policy excuse_read on booking.no_show_excuse for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy excuse_definer on booking.no_show_excuse to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());

-- Missed visits that count: inside the window, not excused, not of a session whose expert was late, and no public activity.
create function booking.counted_no_shows(p_region int, p_resident uuid, p_since date) returns int
language sql stable set search_path = pg_catalog, pg_temp as $$
  select count(*)::int from booking.appointment a
  where a.region_id = p_region and a.resident_id = p_resident and a.active and a.status = 'no_show' and a.local_date >= p_since
    and not booking.is_activity(a.department_key)
    and not exists (select from booking.no_show_excuse e where e.region_id = p_region and e.appointment_id = a.appointment_id)
    and not exists (select from booking.session_delay d where d.region_id = p_region and d.session_id = a.session_id and d.minutes > 0)
$$;

-- Whom only a visit that counts no more had suspended may book again at once.
create function booking.lift_suspension(p_region int, p_resident uuid, p_now timestamptz, p_limit int, p_since timestamptz) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  update booking.resident_booking_state s set suspended_until = null
  where s.region_id = p_region and s.resident_id = p_resident and s.suspended_until > p_now
    and booking.counted_no_shows(p_region, p_resident, p_since::date) < greatest(p_limit, 1)
$$;

-- Instead of the first one: counts what counts, and tells the count and the suspension with each row.
drop function booking.mark_no_shows(int, timestamptz, int, timestamptz, timestamptz);
create function booking.mark_no_shows(p_region int, p_now timestamptz, p_limit int, p_since timestamptz, p_suspend_until timestamptz)
returns table (appointment_id uuid, pool_id uuid, session_id uuid, resident_id uuid, institution_id uuid, seat_no int, channel smallint,
  counted int, suspended_until timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_session uuid;
  v_row booking.appointment;
  v_counted int;
  v_until timestamptz;
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job may mark who did not come'; end if;
  for v_session in
    -- However long ago: who is still booked is found by index. No region's own date is further ahead than tomorrow's.
    select due.session_id from (
      select distinct a.session_id from booking.appointment a
      where a.region_id = p_region and a.status = 'booked' and a.local_date <= (p_now + interval '1 day')::date) due
    where p_now >= all (select p.ends_at from booking.slot_pool p where p.region_id = p_region and p.session_id = due.session_id)
    order by due.session_id
  loop
    perform booking.lock_session(p_region, v_session);
    for v_row in
      update booking.appointment a set status = 'no_show', version = a.version + 1
      where a.region_id = p_region and a.session_id = v_session and a.active and a.status = 'booked'
      returning a.*
    loop
      v_counted := case when booking.is_activity(v_row.department_key) then 0
        else booking.counted_no_shows(p_region, v_row.resident_id, p_since::date) end;
      update booking.resident_booking_state s
      set open_count = s.open_count - 1,
        suspended_until = case when p_limit > 0 and v_counted >= p_limit and not booking.is_activity(v_row.department_key)
            and not exists (select from booking.session_delay d where d.region_id = p_region and d.session_id = v_row.session_id and d.minutes > 0)
          then greatest(s.suspended_until, p_suspend_until) else s.suspended_until end
      where s.region_id = p_region and s.resident_id = v_row.resident_id
      returning s.suspended_until into v_until;
      return query select v_row.appointment_id, v_row.pool_id, v_row.session_id, v_row.resident_id, v_row.institution_id, v_row.seat_no,
        v_row.channel, v_counted, case when not booking.is_activity(v_row.department_key) then v_until end;
    end loop;
  end loop;
end $$;

-- A missed visit of this site does not count (any more). Returns excused, or the status that stands in the way.
create function booking.excuse_no_show(
  p_region int, p_appointment uuid, p_now timestamptz, p_actor text, p_reason text, p_note text, p_limit int, p_since timestamptz
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row constant booking.appointment := booking.lock_appointment(p_region, p_appointment);
begin
  if v_row.appointment_id is null or not v_row.institution_id = any (platform.ctx_institutions()) then return null; end if;
  if v_row.status <> 'no_show' then return v_row.status; end if;
  perform 1 from booking.resident_booking_state s where s.region_id = p_region and s.resident_id = v_row.resident_id for no key update;
  insert into booking.no_show_excuse (region_id, appointment_id, institution_id, resident_id, reason, note, excused_at, excused_by)
  values (p_region, p_appointment, v_row.institution_id, v_row.resident_id, p_reason, p_note, p_now, p_actor) on conflict do nothing;
  perform booking.lift_suspension(p_region, v_row.resident_id, p_now, p_limit, p_since);
  return 'excused';
end $$;

-- An appeal of this site was granted: every missed visit that counts is excused and the suspension ends at once.
create function booking.grant_appeal(p_region int, p_appeal uuid, p_now timestamptz, p_actor text, p_since timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_resident uuid;
  v_count int;
begin
  select a.resident_id into v_resident from booking.appeal a
  where a.region_id = p_region and a.appeal_id = p_appeal and a.institution_id = any (platform.ctx_institutions()) and a.status = 'granted';
  if v_resident is null then return null; end if;
  perform 1 from booking.resident_booking_state s where s.region_id = p_region and s.resident_id = v_resident for no key update;
  insert into booking.no_show_excuse (region_id, appointment_id, institution_id, resident_id, reason, note, excused_at, excused_by)
  select p_region, a.appointment_id, a.institution_id, a.resident_id, 'appeal', null, p_now, p_actor
  from booking.appointment a
  where a.region_id = p_region and a.resident_id = v_resident and a.active and a.status = 'no_show' and a.local_date >= p_since::date
  on conflict do nothing;
  get diagnostics v_count = row_count;
  update booking.resident_booking_state s set suspended_until = null where s.region_id = p_region and s.resident_id = v_resident;
  return v_count;
end $$;

grant select on booking.appeal to doorstep_booking;
create policy appeal_definer on booking.appeal for select to doorstep_booking using (region_id = platform.ctx_region());
grant create on schema booking to doorstep_booking;
alter function booking.mark_no_shows owner to doorstep_booking;
alter function booking.excuse_no_show owner to doorstep_booking;
alter function booking.grant_appeal owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.mark_no_shows, booking.excuse_no_show, booking.grant_appeal, booking.counted_no_shows, booking.lift_suspension from public;
grant execute on function booking.counted_no_shows, booking.lift_suspension to doorstep_booking;
grant execute on function booking.mark_no_shows, booking.excuse_no_show, booking.grant_appeal to doorstep_server;
