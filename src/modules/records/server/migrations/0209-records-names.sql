-- The names that a batch of bookings writes into its rows: many at once, by id, nothing but the name, in id order; unknown ones are missing. The server itself
-- can't call it. Plans are pinned, since a plan made while the table was empty would be kept.
create function records.names_of(p_region int, p_residents uuid[], out resident_ids uuid[], out names text[])
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  select array_agg(known.resident_id order by known.resident_id), array_agg(known.name order by known.resident_id)
  into resident_ids, names
  from (select distinct asked.id from unnest(p_residents) as asked (id)) person
  cross join lateral (
    select r.resident_id, r.name from records.resident r
    where r.region_id = p_region and p_region = platform.ctx_region() and r.resident_id = person.id limit 1
  ) known;
end $$;
grant create on schema records to doorstep_records;
alter function records.names_of owner to doorstep_records;
revoke create on schema records from doorstep_records;
revoke all on function records.names_of from public;
grant usage on schema records to doorstep_booking;
grant execute on function records.names_of to doorstep_booking;
-- Counted only, for what the stop of a session means.
grant execute on function records.phone_to_notify to doorstep_booking;

-- What pays for a visit and where the person is insured, as it is today: written into the visit, and never asked by the server itself.
create function records.coverage_of(p_region int, p_resident uuid, out insurance_type text, out insured_place text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.insurance_type, r.insured_place from records.resident r
  where r.region_id = p_region and p_region = platform.ctx_region() and r.resident_id = p_resident
$$;
grant create on schema records to doorstep_records;
alter function records.coverage_of owner to doorstep_records;
revoke create on schema records from doorstep_records;
revoke all on function records.coverage_of from public;
grant execute on function records.coverage_of to doorstep_booking;
