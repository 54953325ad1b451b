-- Opening a record. The functions run as doorstep_records; they read the transaction's own context and widen it for one resident.

-- The live relationship on which the visible institution rests, the widest first; null when there is none.
create function records.ground_of(p_region int, p_resident uuid, p_now timestamptz, out act text, out scope text)
language sql stable as $$
  select r.act, r.scope from records.relationship r
  where r.region_id = p_region and r.resident_id = p_resident and r.institution_id = platform.ctx_institution()
    and r.ended_at is null and r.valid_from <= p_now and r.valid_until > p_now
  order by (r.scope = 'record') desc, r.valid_until desc
  limit 1
$$;

-- Opens a record for this transaction and writes the entry the resident can read, once per actor, purpose and quarter of an hour.
-- Answers opened, identity_only (a typed number does not open records) or no_relationship.
create function records.open_record(
  p_region int, p_resident uuid, p_purpose text, p_now timestamptz, p_entry_id uuid, p_actor_name text
) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_kind text := platform.ctx_kind();
  v_account text := platform.ctx_account();
  v_ground text;
  v_scope text;
  v_reason text;
  v_name text := p_actor_name;
begin
  if p_region is distinct from platform.ctx_region() then
    return 'no_relationship';
  end if;
  if v_kind = 'resident' then
    if not p_resident = any (platform.ctx_open_residents()) then
      return 'no_relationship';
    end if;
    select x.name into v_name from records.proxy x
      where x.region_id = p_region and x.resident_id = p_resident and x.proxy_account = v_account and x.ended_at is null
      limit 1;
    if not found then
      return 'opened'; -- one's own record: nobody needs to be told
    end if;
    v_ground := 'proxy';
  elsif v_kind = 'job' then
    -- What a job may open a record for is listed here, not chosen by the job.
    if not p_purpose = any ('{notice,reminder,correction}'::text[]) then
      return 'no_relationship';
    end if;
    v_ground := 'job';
  elsif v_kind = 'staff' then
    select g.act, g.scope into v_ground, v_scope from records.ground_of(p_region, p_resident, p_now) g;
    if v_scope is distinct from 'record' then
      select 'break_glass', b.reason into v_ground, v_reason from records.break_glass b
        where b.region_id = p_region and b.resident_id = p_resident and b.account = v_account
          and b.institution_id = platform.ctx_institution() and b.valid_until > p_now
        order by b.valid_until desc limit 1;
      if not found then
        return case when v_scope = 'identity' then 'identity_only' else 'no_relationship' end;
      end if;
    end if;
  else
    return 'no_relationship';
  end if;
  insert into records.access_entry (region_id, access_entry_id, resident_id, account, actor_kind, actor_name, institution_id, purpose, ground, reason, at, quarter_hour)
    values (p_region, p_entry_id, p_resident, v_account, v_kind, v_name, platform.ctx_institution(), p_purpose, v_ground, v_reason, p_now,
            floor(extract(epoch from p_now) / 900)::bigint)
    on conflict on constraint one_access_entry_per_actor_purpose_and_quarter_hour do nothing;
  if not p_resident = any (platform.ctx_open_residents()) then
    perform platform.set_context(v_kind, v_account, p_region, platform.ctx_institution(), platform.ctx_institutions(),
                                 platform.ctx_open_residents() || p_resident, p_purpose);
  end if;
  return 'opened';
end $$;

-- An emergency without a relationship: a reason, and so many a day for one person; the count is a locked row.
-- Answers how many were used today, or 0 when the limit is reached, or -1 when nobody of this id is known here.
create function records.break_glass(
  p_region int, p_resident uuid, p_id uuid, p_reason text, p_actor_name text, p_now timestamptz, p_until timestamptz, p_local_date date, p_limit int
) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_account text := platform.ctx_account();
  v_used int;
  v_name text;
  v_number text;
begin
  if platform.ctx_kind() <> 'staff' or p_region is distinct from platform.ctx_region() then
    return -1;
  end if;
  select r.name, r.masked_number into v_name, v_number from records.resident r where r.region_id = p_region and r.resident_id = p_resident;
  if not found then
    return -1;
  end if;
  if p_limit < 1 then
    return 0;
  end if;
  insert into records.break_glass_count as c (region_id, account, local_date, used) values (p_region, v_account, p_local_date, 1)
    on conflict (region_id, account, local_date) do update set used = c.used + 1 where c.used < p_limit
    returning c.used into v_used;
  if v_used is null then
    return 0;
  end if;
  insert into records.break_glass (region_id, break_glass_id, resident_id, resident_name, masked_number, institution_id, account, actor_name, reason, at, valid_until, local_date)
    values (p_region, p_id, p_resident, v_name, v_number, platform.ctx_institution(), v_account, p_actor_name, p_reason, p_now, p_until, p_local_date);
  return v_used;
end $$;

-- What an act opens. An arrival proves by itself only that somebody came with an appointment: it opens the record when the
-- resident booked on the own phone (or a proxy did), or when something else has shown this institution who it is; an
-- earlier arrival has not, or one proof would last for ever.
create function records.scope_of(p_region int, p_resident uuid, p_institution uuid, p_act text, p_is_own_booking boolean, p_now timestamptz)
returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  select case
    when p_act = 'typed_number' then 'identity'
    when p_act <> 'arrival' or p_is_own_booking then 'record'
    when exists (
      select 1 from records.relationship r
      where r.region_id = p_region and r.resident_id = p_resident and r.institution_id = p_institution and r.scope = 'record'
        and r.act <> 'arrival' and r.ended_at is null and r.valid_from <= p_now and r.valid_until > p_now) then 'record'
    else 'identity'
  end
$$;

-- Nobody gives a stranger's record away. Staff grant to the institution they act for; a referral and an order are meant for
-- another one, and come from an institution that may open the record itself. Residents grant what is theirs; jobs follow an
-- act that was checked when it was done.
create function records.may_grant(p_region int, p_resident uuid, p_institution uuid, p_act text, p_now timestamptz)
returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select case platform.ctx_kind()
    when 'job' then true
    when 'resident' then p_resident = any (platform.ctx_open_residents())
    when 'staff' then p_institution = platform.ctx_institution()
      or (p_act in ('referral', 'order')
        and (select g.scope from records.ground_of(p_region, p_resident, p_now) g) = 'record')
    else false
  end
$$;

-- Written by the module whose act causes the relationship. The same act and source again changes nothing but a later end;
-- one that was ended lives again only by an act later than its end.
create function records.grant_relationship(
  p_region int, p_id uuid, p_resident uuid, p_institution uuid, p_act text, p_is_own_booking boolean, p_proof text, p_source text,
  p_staff uuid, p_team uuid, p_from timestamptz, p_until timestamptz, p_now timestamptz,
  out relationship_id uuid, out valid_until timestamptz, out is_new boolean
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_index records.resident_index;
begin
  if p_region is distinct from platform.ctx_region() then
    return;
  end if;
  if records.may_grant(p_region, p_resident, p_institution, p_act, p_now) is not true then
    raise exception 'a care relationship by % is not the caller''s to grant to institution %', p_act, p_institution
      using errcode = 'insufficient_privilege';
  end if;
  select i.* into v_index from records.resident_index i where i.region_id = p_region and i.resident_id = p_resident;
  if not found then
    return;
  end if;
  insert into records.relationship as r (region_id, relationship_id, resident_id, institution_id, act, scope, proof, source, staff_id, team_id,
      resident_name, resident_pinyin, resident_initials, valid_from, valid_until, granted_by, created_at)
    values (p_region, p_id, p_resident, p_institution, p_act,
      records.scope_of(p_region, p_resident, p_institution, p_act, p_is_own_booking, p_now), p_proof, p_source, p_staff, p_team,
      v_index.name, v_index.pinyin, v_index.initials, p_from, p_until, platform.ctx_account(), p_now)
    on conflict on constraint a_relationship_is_granted_once_per_act_and_source do update
      set valid_until = greatest(r.valid_until, excluded.valid_until),
          ended_at = null, ended_reason = null,
          staff_id = coalesce(excluded.staff_id, r.staff_id), team_id = coalesce(excluded.team_id, r.team_id)
      where r.ended_at is null or r.ended_at < excluded.valid_from
    returning r.relationship_id, r.valid_until into relationship_id, valid_until;
  if relationship_id is null then
    select r.relationship_id, r.ended_at into relationship_id, valid_until from records.relationship r
      where r.region_id = p_region and r.resident_id = p_resident and r.institution_id = p_institution and r.act = p_act and r.source = p_source;
  end if;
  is_new := relationship_id = p_id;
end $$;

-- Ends what an act caused (a contract ended early, a referral closed).
create function records.end_relationship(p_region int, p_resident uuid, p_institution uuid, p_act text, p_source text, p_reason text, p_now timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_region is distinct from platform.ctx_region() or records.may_grant(p_region, p_resident, p_institution, p_act, p_now) is not true then
    return false;
  end if;
  update records.relationship set ended_at = p_now, ended_reason = p_reason
    where region_id = p_region and resident_id = p_resident and institution_id = p_institution and act = p_act and source = p_source and ended_at is null;
  return found;
end $$;
