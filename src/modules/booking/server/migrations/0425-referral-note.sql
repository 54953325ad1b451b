-- Why a family doctor gave somebody a seat of the referral reserve: for the site that receives the person and for who refers.
create table booking.referral_note (
  region_id int not null,
  appointment_id uuid not null,
  institution_id uuid not null,
  from_institution_id uuid not null,
  resident_id uuid not null,
  note text not null check (length(note) between 1 and 300),
  noted_at timestamptz not null,
  noted_by text not null,
  primary key (region_id, appointment_id),
  foreign key (region_id, appointment_id) references booking.appointment (region_id, appointment_id)
);
comment on table booking.referral_note is 'regional: why somebody was given a seat of the referral reserve';
create index referral_note_of_resident on booking.referral_note (region_id, resident_id);
grant select on booking.referral_note to doorstep_server;
grant insert on booking.referral_note to doorstep_booking;
alter table booking.referral_note enable row level security;
create policy referral_note_read on booking.referral_note for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions())
    or from_institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy referral_note_definer on booking.referral_note for insert to doorstep_booking with check (region_id = platform.ctx_region());

-- The batch decides on the seat, so that its rules are the only ones, and the note is written with it or not at all. Returns the
-- batch's answer to one request.
create function booking.book_referred(
  p_region int, p_now timestamptz, p_person_limit int, p_day_limit int, p_month_limit int, p_pool uuid, p_resident uuid, p_appointment uuid,
  p_actor text, p_institution uuid, p_note text
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_answer json;
begin
  if not p_institution = any (platform.ctx_institutions()) then raise exception 'only who refers may book for the referred'; end if;
  v_answer := booking.book_batch(p_region, p_now, p_now, p_person_limit, p_day_limit, p_month_limit, 0, array[p_pool], array[p_resident], array[4],
    array[false], array[p_appointment], array[p_actor], array[null::text], array[p_institution], array['family_doctor'], array[null::text],
    array['booking.bookReferred'], array[null::text], array[null::bytea], array[null::text])::json -> 0;
  if (v_answer ->> 'status')::int = 200 then
    insert into booking.referral_note (region_id, appointment_id, institution_id, from_institution_id, resident_id, note, noted_at, noted_by)
    select p_region, a.appointment_id, a.institution_id, p_institution, p_resident, p_note, p_now, p_actor
    from booking.appointment a where a.region_id = p_region and a.appointment_id = p_appointment;
  end if;
  return v_answer::text;
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.book_referred owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.book_referred from public;
grant execute on function booking.book_referred to doorstep_server;
