-- Codes sent to a resident's own phone, and who may act for whom.

-- Remembers a code. p_resident may be null (nobody of that number): the asker learns nothing from it.
-- Answers false when this account, or this resident's phone, has had too many within the hour.
create function records.ask_code(
  p_region int, p_request uuid, p_kind text, p_resident uuid, p_code_hash bytea, p_now timestamptz, p_expires timestamptz, p_limit int
) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_sent int;
begin
  if p_region is distinct from platform.ctx_region() then
    return false;
  end if;
  select count(*) into v_sent from records.code_request c
    where c.region_id = p_region and c.kind = p_kind and c.sent_at > p_now - interval '1 hour'
      and (c.resident_id = p_resident or (p_kind = 'elder' and c.account = platform.ctx_account()));
  if v_sent >= p_limit then
    return false;
  end if;
  insert into records.code_request (region_id, request_id, kind, resident_id, institution_id, account, code_hash, sent_at, expires_at, attempts)
    values (p_region, p_request, p_kind, p_resident, platform.ctx_institution(), platform.ctx_account(), p_code_hash, p_now, p_expires, 0);
  return true;
end $$;

-- Tries a code. A wrong one counts, five end it; the right one counts once. Asked by request (elder) or by resident (desk).
-- tries_left is -1 when there is no code to try.
create function records.try_code(
  p_region int, p_kind text, p_request uuid, p_resident uuid, p_code_hash bytea, p_now timestamptz,
  out matched boolean, out tries_left int, out resident_id uuid, out request_id uuid, out birth_date date
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_row records.code_request;
begin
  matched := false;
  tries_left := -1;
  select c.* into v_row from records.code_request c
    where c.region_id = p_region and p_region = platform.ctx_region() and c.kind = p_kind and c.used_at is null and c.expires_at > p_now and c.attempts < 5
      and ((p_kind = 'elder' and c.request_id = p_request and c.account = platform.ctx_account())
        or (p_kind = 'identity' and c.resident_id = p_resident and c.institution_id = platform.ctx_institution()))
    order by c.sent_at desc limit 1 for update;
  if not found then
    return;
  end if;
  matched := v_row.resident_id is not null and v_row.code_hash = p_code_hash;
  update records.code_request set attempts = case when matched then attempts else attempts + 1 end, used_at = case when matched then p_now end
    where region_id = p_region and request_id = v_row.request_id;
  tries_left := case when matched then 5 - v_row.attempts else 4 - v_row.attempts end;
  request_id := v_row.request_id;
  if matched then
    resident_id := v_row.resident_id;
    select r.birth_date into birth_date from records.resident r where r.region_id = p_region and r.resident_id = v_row.resident_id;
  end if;
end $$;

-- Adds a proxy: at the desk for an open record; on the phone for an open record (a child registered just now)
-- or with a code that the resident's own phone received and that was tried successfully in this very transaction.
create function records.add_proxy(
  p_region int, p_proxy uuid, p_resident uuid, p_account text, p_name text, p_phone_cipher bytea, p_masked_phone text, p_phone_index bytea,
  p_relation text, p_proof text, p_now timestamptz, p_until timestamptz, p_reconfirm_on date, p_request uuid
) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_region is distinct from platform.ctx_region() then
    return false;
  end if;
  if not p_resident = any (platform.ctx_open_residents()) then
    perform 1 from records.code_request c
      where c.region_id = p_region and c.request_id = p_request and c.kind = 'elder' and c.resident_id = p_resident
        and c.account = platform.ctx_account() and c.used_at = p_now;
    if not found then
      perform 1 from records.resident r
        where r.region_id = p_region and r.resident_id = p_resident and r.author_account = platform.ctx_account() and r.created_at = p_now;
      if not found then
        return false;
      end if;
    end if;
  end if;
  -- A proxy whose time has run out makes room for the new one.
  update records.proxy set ended_at = p_now, ended_by = 'expired'
    where region_id = p_region and resident_id = p_resident and phone_index = p_phone_index and ended_at is null and valid_until <= p_now;
  insert into records.proxy (region_id, proxy_id, resident_id, proxy_account, name, phone_cipher, masked_phone, phone_index, relation, proof,
      valid_from, valid_until, reconfirm_on, author_institution_id, author_account)
    values (p_region, p_proxy, p_resident, p_account, p_name, p_phone_cipher, p_masked_phone, p_phone_index, p_relation, p_proof,
      p_now, p_until, p_reconfirm_on, platform.ctx_institution(), platform.ctx_account());
  return true;
end $$;

alter function records.open_record(int, uuid, text, timestamptz, uuid, text) owner to doorstep_records;
alter function records.break_glass(int, uuid, uuid, text, text, timestamptz, timestamptz, date, int) owner to doorstep_records;
alter function records.grant_relationship(int, uuid, uuid, uuid, text, boolean, text, text, uuid, uuid, timestamptz, timestamptz, timestamptz) owner to doorstep_records;
alter function records.end_relationship(int, uuid, uuid, text, text, text, timestamptz) owner to doorstep_records;
alter function records.register_resident(int, uuid, uuid, text, text, text, text, text, date, text, bytea, text, text, bytea, bytea, bytea, text, bytea, bytea, bytea, text, text, text, text, boolean, timestamptz) owner to doorstep_records;
alter function records.update_resident(int, uuid, int, text, text, text, text, text, date, text, bytea, text, text, bytea, bytea, bytea, text, bytea, bytea, bytea, text, text, text, text, boolean, timestamptz) owner to doorstep_records;
alter function records.resident_of_identity(int, bytea, text, bytea) owner to doorstep_records;
alter function records.link_self(int, bytea, text, bytea) owner to doorstep_records;
alter function records.find_resident(int, bytea, bytea, bytea, bytea, text, text, date, timestamptz, int) owner to doorstep_records;
alter function records.known_residents(int, uuid[], timestamptz) owner to doorstep_records;
alter function records.phone_to_notify(int, uuid, timestamptz) owner to doorstep_records;
alter function records.demo_card(int, uuid) owner to doorstep_records;
alter function records.demo_residents(int, int) owner to doorstep_records;
alter function records.ask_code(int, uuid, text, uuid, bytea, timestamptz, timestamptz, int) owner to doorstep_records;
alter function records.try_code(int, text, uuid, uuid, bytea, timestamptz) owner to doorstep_records;
alter function records.add_proxy(int, uuid, uuid, text, text, bytea, text, bytea, text, text, timestamptz, timestamptz, date, uuid) owner to doorstep_records;

-- Nobody but the server may call them; the parts of open_record and grant_relationship need no door of their own.
revoke create on schema records from doorstep_records;
revoke execute on all functions in schema records from public;
grant execute on all functions in schema records to doorstep_server;
grant execute on function records.ground_of(int, uuid, timestamptz), records.scope_of(int, uuid, uuid, text, boolean, timestamptz),
  records.may_grant(int, uuid, uuid, text, timestamptz) to doorstep_records;
