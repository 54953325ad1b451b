-- "Tell me when this department comes to this place again": told once, when such a session is published, and then over.
create table booking.wish (
  region_id int not null,
  wish_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  institution_id uuid not null,
  speciality text not null check (length(speciality) between 1 and 40),
  wished_at timestamptz not null,
  wished_by text not null,
  status text not null check (status in ('open', 'told', 'ended')),
  session_id uuid,
  closed_at timestamptz,
  primary key (region_id, wish_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint a_wish_that_is_over_says_when check ((status = 'open') = (closed_at is null)),
  constraint who_was_told_knows_of_what check ((status = 'told') = (session_id is not null))
);
comment on table booking.wish is 'regional: who wants to hear when a speciality comes to a place';
create unique index one_open_wish_of_a_kind on booking.wish (region_id, resident_id, institution_id, speciality) where status = 'open';
create index open_wish_at_site on booking.wish (region_id, institution_id) where status = 'open';
grant select, insert, update on booking.wish to doorstep_server;
grant select, insert, update on booking.wish to doorstep_booking;
alter table booking.wish enable row level security;
create policy wish_own on booking.wish to doorstep_server
  using (region_id = platform.ctx_region() and resident_id = any (platform.ctx_open_residents()))
  with check (region_id = platform.ctx_region() and resident_id = any (platform.ctx_open_residents()));
create policy wish_definer on booking.wish to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());

-- Wishes are counted behind the lock of the person's row. Returns the wish, an older one of the same kind, or null when there are
-- as many as one may have.
create function booking.make_wish(
  p_region int, p_wish uuid, p_resident uuid, p_institution uuid, p_speciality text, p_limit int, p_now timestamptz, p_actor text
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_known record;
  v_same uuid;
begin
  if not p_resident = any (platform.ctx_open_residents()) then raise exception 'nobody wishes for people who are not theirs'; end if;
  v_known := records.names_of(p_region, array[p_resident]);
  insert into booking.resident_booking_state (region_id, resident_id) values (p_region, p_resident) on conflict do nothing;
  perform 1 from booking.resident_booking_state s where s.region_id = p_region and s.resident_id = p_resident for no key update;
  select w.wish_id into v_same from booking.wish w where w.region_id = p_region and w.resident_id = p_resident
    and w.institution_id = p_institution and w.speciality = p_speciality and w.status = 'open';
  if v_same is not null then return v_same; end if;
  if p_limit <= (select count(*) from booking.wish w where w.region_id = p_region and w.resident_id = p_resident and w.status = 'open') then return null; end if;
  insert into booking.wish (region_id, wish_id, resident_id, resident_name, institution_id, speciality, wished_at, wished_by, status)
  values (p_region, p_wish, p_resident, v_known.names[1], p_institution, p_speciality, p_now, p_actor, 'open');
  return p_wish;
end $$;

-- A published session meets the open wishes for its speciality at its site, each once. Asked by the event of the publication.
create function booking.meet_wishes(p_region int, p_session uuid, p_institution uuid, p_speciality text, p_now timestamptz)
returns table (wish_id uuid, resident_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the event of a published session may ask'; end if;
  return query update booking.wish w set status = 'told', session_id = p_session, closed_at = p_now
  where w.region_id = p_region and w.institution_id = p_institution and w.speciality = p_speciality and w.status = 'open'
  returning w.wish_id, w.resident_id;
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.make_wish owner to doorstep_booking;
alter function booking.meet_wishes owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.make_wish, booking.meet_wishes from public;
grant execute on function booking.make_wish, booking.meet_wishes to doorstep_server;
