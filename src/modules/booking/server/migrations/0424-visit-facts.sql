-- What is counted of a visit and only the database may look up: what pays for this person today, and whether they have been seen
-- in this department here before today. Only for a site at which the asker stands.
create function booking.visit_facts(
  p_region int, p_resident uuid, p_institution uuid, p_department text, p_date date,
  out insurance_type text, out insured_place text, out is_first boolean
)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_coverage record;
begin
  if not p_institution = any (platform.ctx_institutions()) then raise exception 'only the site itself may ask about its visits'; end if;
  v_coverage := records.coverage_of(p_region, p_resident);
  insurance_type := v_coverage.insurance_type;
  insured_place := v_coverage.insured_place;
  is_first := not exists (select from booking.visit v
    where v.region_id = p_region and v.resident_id = p_resident and v.institution_id = p_institution and v.department_key = p_department
      and v.status = 'seen' and v.local_date < p_date);
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.visit_facts owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.visit_facts from public;
grant execute on function booking.visit_facts to doorstep_server;
