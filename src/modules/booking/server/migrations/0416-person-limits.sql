-- What one phone has booked in a department for one day, where the region limits it. One phone books for several people, whose
-- rows are not the same: so the phone has a row of its own to lock. It names appointments and counts nothing, so that whatever
-- ends or moves an appointment need not know of it: what counts is found when somebody asks. While the limit is off nothing is
-- written here.
create table booking.phone_day (
  region_id int not null,
  -- The resident's account, as `booked_by` of an appointment names it; never a telephone number.
  phone text not null,
  local_date date not null,
  department_key text not null,
  appointment_ids uuid[] not null default '{}',
  primary key (region_id, phone, local_date, department_key)
);
comment on table booking.phone_day is 'regional: the appointments one phone booked in a department for a day; locked to limit them';
grant select, insert, update on booking.phone_day to doorstep_booking;
alter table booking.phone_day enable row level security;
create policy phone_day_definer on booking.phone_day to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());

create function booking.month_of(p_date date) returns date language sql immutable parallel safe
return p_date - (extract(day from p_date)::int - 1);

-- Residents book by phone; a desk, a doctor or a job has none.
create function booking.phone_of(p_actor text) returns text language sql immutable parallel safe
return case when p_actor like 'resident:%' then p_actor end;

-- Locks the phones in one order; those who ask for nothing here are left out. Pools and people are locked before.
create function booking.lock_phones(p_region int, p_phone text[], p_date date[], p_department text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into booking.phone_day (region_id, phone, local_date, department_key)
  select distinct p_region, asked.phone, asked.local_date, asked.department_key
  from unnest(p_phone, p_date, p_department) as asked (phone, local_date, department_key)
  where asked.phone is not null and asked.local_date is not null
  order by asked.phone, asked.local_date, asked.department_key
  on conflict do nothing;
  perform 1
  from (
    select distinct asked.phone, asked.local_date, asked.department_key
    from unnest(p_phone, p_date, p_department) as asked (phone, local_date, department_key)
    order by asked.phone, asked.local_date, asked.department_key
  ) wanted
  cross join lateral (
    select d.phone from booking.phone_day d
    where d.region_id = p_region and d.phone = wanted.phone and d.local_date = wanted.local_date and d.department_key = wanted.department_key
    limit 1 for no key update
  ) locked;
end $$;

-- Which of these still stand for that day and department. Looked up by key alone: what else must hold is asked outside, so
-- that no other index looks as good to a plan made while the table was empty.
create function booking.live_on_phone(p_region int, p_ids uuid[], p_date date, p_department text, p_now timestamptz) returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(found.appointment_id), '{}') from unnest(p_ids) as kept (id)
  cross join lateral (
    select a.appointment_id, a.active, a.status, a.hold_expires_at, a.local_date, a.department_key
    from booking.appointment a where a.region_id = p_region and a.appointment_id = kept.id
    limit 1
  ) found
  where found.active and (found.status <> 'held' or found.hold_expires_at > p_now)
    and found.local_date = p_date and found.department_key = p_department
$$;

-- What a batch has given is kept with its phone; what no longer stands is forgotten on the way.
create function booking.note_phones(
  p_region int, p_phone text[], p_date date[], p_department text[], p_appointment uuid[], p_seat int[], p_now timestamptz
) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  insert into booking.phone_day as d (region_id, phone, local_date, department_key, appointment_ids)
  select p_region, given.phone, given.local_date, given.department_key, array_agg(given.appointment_id)
  from unnest(p_phone, p_date, p_department, p_appointment, p_seat) as given (phone, local_date, department_key, appointment_id, seat_no)
  where given.phone is not null and given.seat_no is not null
  group by given.phone, given.local_date, given.department_key
  on conflict (region_id, phone, local_date, department_key) do update
  set appointment_ids = booking.live_on_phone(p_region, d.appointment_ids, d.local_date, d.department_key, p_now) || excluded.appointment_ids
$$;

revoke all on function booking.month_of, booking.phone_of, booking.lock_phones, booking.live_on_phone, booking.note_phones from public;
grant execute on function booking.month_of, booking.phone_of, booking.lock_phones, booking.live_on_phone, booking.note_phones to doorstep_booking;
