-- Registering, changing and finding people.

-- Finds the person with this identity, or registers one. Answers what was done:
-- created, known (the row of this region), or another (the number is known here under another name).
create function records.register_resident(
  p_region int, p_resident uuid, p_person uuid, p_name text, p_masked_name text, p_pinyin text, p_initials text, p_sex text, p_birth_date date,
  p_identity_type text, p_identity_cipher bytea, p_masked_number text, p_identity_status text, p_identity_index bytea, p_identity_tail_index bytea,
  p_phone_cipher bytea, p_masked_phone text, p_phone_index bytea, p_phone_tail_index bytea, p_address_cipher bytea,
  p_insurance_type text, p_insured_place text, p_residence_kind text, p_household_place text, p_demo boolean, p_now timestamptz,
  out outcome text, out resident_id uuid
) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_person uuid := p_person;
  v_name text;
begin
  if p_region is distinct from platform.ctx_region() or platform.ctx_kind() not in ('staff', 'resident') then
    outcome := 'another';
    return;
  end if;
  if p_identity_index is not null then
    insert into records.directory_person (identity_index, person_id) values (p_identity_index, p_person) on conflict (identity_index) do nothing;
    select d.person_id into v_person from records.directory_person d where d.identity_index = p_identity_index for update;
    select r.resident_id, r.name into resident_id, v_name
      from records.directory_person_resident d
      join records.resident r on r.region_id = p_region and r.resident_id = d.resident_id
      where d.person_id = v_person and d.region_id = p_region;
    if found then
      -- A card is evidence, whatever was typed before; typed words must agree with what is known.
      if p_identity_status <> 'card' and v_name <> p_name then
        outcome := 'another';
        resident_id := null;
      else
        outcome := 'known';
      end if;
      return;
    end if;
  end if;
  insert into records.directory_person_resident (person_id, region_id, resident_id) values (v_person, p_region, p_resident);
  insert into records.resident (region_id, resident_id, name, sex, birth_date, identity_type, identity_cipher, masked_number, identity_status,
      phone_cipher, masked_phone, address_cipher, insurance_type, insured_place, residence_kind, household_place,
      phone_to_confirm, author_institution_id, author_account, demo, created_at, updated_at, version)
    values (p_region, p_resident, p_name, p_sex, p_birth_date, p_identity_type, p_identity_cipher, p_masked_number, p_identity_status,
      p_phone_cipher, p_masked_phone, p_address_cipher, p_insurance_type, p_insured_place, p_residence_kind, p_household_place,
      platform.ctx_kind() = 'resident' and p_phone_cipher is not null, platform.ctx_institution(), platform.ctx_account(), p_demo, p_now, p_now, 1);
  insert into records.resident_index (region_id, resident_id, name, masked_name, pinyin, initials, birth_date, sex, masked_number, masked_phone,
      identity_index, identity_tail_index, phone_index, phone_tail_index, demo)
    values (p_region, p_resident, p_name, p_masked_name, p_pinyin, p_initials, p_birth_date, p_sex, p_masked_number, p_masked_phone,
      p_identity_index, p_identity_tail_index, p_phone_index, p_phone_tail_index, p_demo);
  outcome := 'created';
  resident_id := p_resident;
end $$;

-- Writes the whole row anew, and the index and the names that institutions see in their lists with it.
-- Only for a record that is open in this transaction; answers the new version, 0 when someone else was faster, -1 when not open,
-- -2 when the number belongs to another person.
create function records.update_resident(
  p_region int, p_resident uuid, p_version int, p_name text, p_masked_name text, p_pinyin text, p_initials text, p_sex text, p_birth_date date,
  p_identity_type text, p_identity_cipher bytea, p_masked_number text, p_identity_status text, p_identity_index bytea, p_identity_tail_index bytea,
  p_phone_cipher bytea, p_masked_phone text, p_phone_index bytea, p_phone_tail_index bytea, p_address_cipher bytea,
  p_insurance_type text, p_insured_place text, p_residence_kind text, p_household_place text, p_phone_to_confirm boolean, p_now timestamptz
) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_person uuid;
  v_owner uuid;
begin
  if p_region is distinct from platform.ctx_region() or not p_resident = any (platform.ctx_open_residents()) then
    return -1;
  end if;
  update records.resident set name = p_name, sex = p_sex, birth_date = p_birth_date, identity_type = p_identity_type, identity_cipher = p_identity_cipher,
      masked_number = p_masked_number, identity_status = p_identity_status, phone_cipher = p_phone_cipher, masked_phone = p_masked_phone,
      address_cipher = p_address_cipher, insurance_type = p_insurance_type, insured_place = p_insured_place, residence_kind = p_residence_kind,
      household_place = p_household_place, phone_to_confirm = p_phone_to_confirm, updated_at = p_now, version = version + 1,
      -- A phone account is this person only as long as the registered phone is its own.
      self_account = (select resident.self_account from records.resident_index i
        where i.region_id = p_region and i.resident_id = p_resident and i.phone_index = p_phone_index)
    where region_id = p_region and resident_id = p_resident and version = p_version;
  if not found then
    return 0;
  end if;
  if p_identity_index is not null then
    select person_id into v_person from records.directory_person_resident where region_id = p_region and resident_id = p_resident;
    insert into records.directory_person (identity_index, person_id) values (p_identity_index, v_person) on conflict (identity_index) do nothing;
    select person_id into v_owner from records.directory_person where identity_index = p_identity_index;
    if v_owner <> v_person then
      return -2; -- the caller refuses, which takes the change back
    end if;
  end if;
  update records.resident_index set name = p_name, masked_name = p_masked_name, pinyin = p_pinyin, initials = p_initials, birth_date = p_birth_date, sex = p_sex,
      masked_number = p_masked_number, masked_phone = p_masked_phone, identity_index = p_identity_index, identity_tail_index = p_identity_tail_index,
      phone_index = p_phone_index, phone_tail_index = p_phone_tail_index
    where region_id = p_region and resident_id = p_resident;
  update records.relationship set resident_name = p_name, resident_pinyin = p_pinyin, resident_initials = p_initials
    where region_id = p_region and resident_id = p_resident and resident_name <> p_name and ended_at is null and valid_until > p_now;
  return p_version + 1;
end $$;

-- The row behind an identity number, for an act that has proven it (a card that was read, a signed code, a number typed with its name).
-- Staff and residents alike: the caller must hold the number and, without a card, the name or the registered phone too.
create function records.resident_of_identity(p_region int, p_identity_index bytea, p_name text, p_phone_index bytea)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.resident_id from records.resident_index i
  where i.region_id = p_region and p_region = platform.ctx_region() and i.identity_index = p_identity_index
    and (p_name is null or i.name = p_name) and (p_phone_index is null or i.phone_index = p_phone_index)
$$;

-- Ties the signed-in phone to the person it says it is: number, name and registered phone must all agree. Null otherwise.
create function records.link_self(p_region int, p_identity_index bytea, p_name text, p_phone_index bytea)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_resident uuid;
begin
  if p_region is distinct from platform.ctx_region() or platform.ctx_kind() <> 'resident' then
    return null;
  end if;
  select i.resident_id into v_resident from records.resident_index i
    where i.region_id = p_region and i.identity_index = p_identity_index and i.name = p_name and i.phone_index = p_phone_index;
  if found then
    update records.resident set self_account = platform.ctx_account() where region_id = p_region and resident_id = v_resident;
  end if;
  return v_resident;
end $$;

-- Finds people; masked unless the visible institution has a live relationship. Digits alone find nobody: a phone or a tail needs
-- a name or a birth date beside it. At most p_limit rows.
create function records.find_resident(
  p_region int, p_identity_index bytea, p_phone_index bytea, p_tail_index bytea, p_phone_tail_index bytea,
  p_name text, p_letters text, p_birth_date date, p_now timestamptz, p_limit int
) returns table (resident_id uuid, name text, sex text, birth_date date, masked_number text, masked_phone text, related boolean, demo boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_name_end text := p_name || chr(1114111);
  v_letters_end text := p_letters || chr(1114111);
  v_limit int := least(p_limit, 21);
  v_found uuid[];
begin
  if platform.ctx_kind() <> 'staff' or platform.ctx_institution() is null or p_region is distinct from platform.ctx_region() then
    return;
  end if;
  if p_identity_index is not null then
    v_found := array(select i.resident_id from records.resident_index i where i.region_id = p_region and i.identity_index = p_identity_index);
  elsif p_phone_index is not null or p_tail_index is not null then
    if coalesce(p_name, p_letters, p_birth_date::text) is null then
      return;
    end if;
    -- The digits find a few people; the second word chooses among them.
    v_found := array(
      with few as materialized (
        select i.resident_id, i.name, i.pinyin, i.initials, i.birth_date from records.resident_index i
          where i.region_id = p_region and i.phone_index = p_phone_index
        union
        select i.resident_id, i.name, i.pinyin, i.initials, i.birth_date from records.resident_index i
          where i.region_id = p_region and i.identity_tail_index = p_tail_index
        union
        select i.resident_id, i.name, i.pinyin, i.initials, i.birth_date from records.resident_index i
          where i.region_id = p_region and i.phone_tail_index = p_phone_tail_index)
      select f.resident_id from few f
      where (p_name is null or starts_with(f.name, p_name)) and (p_birth_date is null or f.birth_date = p_birth_date)
        and (p_letters is null or starts_with(f.pinyin, p_letters) or starts_with(f.initials, p_letters))
      order by f.name, f.resident_id limit v_limit);
  elsif p_name is not null then
    v_found := array(select i.resident_id from records.resident_index i
      where i.region_id = p_region and i.name >= p_name and i.name < v_name_end and (p_birth_date is null or i.birth_date = p_birth_date)
      order by i.name, i.resident_id limit v_limit);
  elsif length(p_letters) >= 2 then
    v_found := array(
      select f.resident_id from (
        (select i.resident_id from records.resident_index i
          where i.region_id = p_region and i.initials >= p_letters and i.initials < v_letters_end and (p_birth_date is null or i.birth_date = p_birth_date)
          order by i.initials, i.resident_id limit v_limit)
        union
        (select i.resident_id from records.resident_index i
          where i.region_id = p_region and i.pinyin >= p_letters and i.pinyin < v_letters_end and (p_birth_date is null or i.birth_date = p_birth_date)
          order by i.pinyin, i.resident_id limit v_limit)) f
      limit v_limit);
  end if;
  return query
    with known as materialized (
      select r.resident_id from records.relationship r
      where r.region_id = p_region and r.resident_id = any (v_found) and r.institution_id = platform.ctx_institution()
        and r.ended_at is null and r.valid_from <= p_now and r.valid_until > p_now)
    select i.resident_id, case when k.related then i.name::text else i.masked_name end, i.sex, i.birth_date, i.masked_number, i.masked_phone, k.related, i.demo
    from records.resident_index i
    cross join lateral (select exists (select 1 from known where known.resident_id = i.resident_id) as related) k
    where i.region_id = p_region and i.resident_id = any (v_found)
    order by k.related desc, i.name, i.birth_date, i.resident_id
    limit v_limit;
end $$;

-- What may be shown of people that this transaction knows: opened, related to the visible institution, or whose proxy this phone is.
create function records.known_residents(p_region int, p_residents uuid[], p_now timestamptz)
returns table (resident_id uuid, name text, sex text, birth_date date, identity_type text, masked_number text, identity_status text, masked_phone text,
  insurance_type text, insured_place text, residence_kind text, demo boolean, has_guardian boolean, phone_to_confirm boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.resident_id, r.name, r.sex, r.birth_date, r.identity_type, r.masked_number, r.identity_status, r.masked_phone,
         r.insurance_type, r.insured_place, r.residence_kind, r.demo,
         exists (select 1 from records.proxy x
           where x.region_id = p_region and x.resident_id = r.resident_id and x.relation in ('parent', 'guardian')
             and x.ended_at is null and (x.valid_until is null or x.valid_until > p_now)),
         r.phone_to_confirm
  from records.resident r
  where r.region_id = p_region and p_region = platform.ctx_region() and r.resident_id = any (p_residents)
    and (r.resident_id = any (platform.ctx_open_residents())
      or (platform.ctx_kind() = 'resident' and r.self_account = platform.ctx_account())
      or exists (select 1 from records.relationship x
           where x.region_id = p_region and x.resident_id = r.resident_id and x.institution_id = any (platform.ctx_institutions())
             and x.ended_at is null and x.valid_from <= p_now and x.valid_until > p_now)
      or exists (select 1 from records.proxy x
           where x.region_id = p_region and x.resident_id = r.resident_id and x.proxy_account = platform.ctx_account()
             and x.ended_at is null and (x.valid_until is null or x.valid_until > p_now)))
$$;

-- The (encrypted) number to write to: the resident's own, else that of a parent, guardian or relative. Names and records stay closed.
create function records.phone_to_notify(p_region int, p_resident uuid, p_now timestamptz, out phone_cipher bytea, out masked_phone text, out own boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.phone_cipher, f.masked_phone, f.own from (
    select r.phone_cipher, r.masked_phone, true as own, 0 as position from records.resident r
      where r.region_id = p_region and r.resident_id = p_resident and r.phone_cipher is not null
    union all
    select x.phone_cipher, x.masked_phone, false, case x.relation when 'parent' then 1 when 'guardian' then 2 else 3 end from records.proxy x
      where x.region_id = p_region and x.resident_id = p_resident and x.phone_cipher is not null and x.ended_at is null
        and (x.valid_until is null or x.valid_until > p_now)) f
  where p_region = platform.ctx_region() and platform.ctx_kind() in ('staff', 'resident', 'job')
  order by f.position limit 1
$$;

-- The fictional people of the demo, for the simulated card reader.
create function records.demo_card(p_region int, p_resident uuid, out identity_type text, out identity_cipher bytea, out name text, out sex text, out birth_date date, out address_cipher bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.identity_type, r.identity_cipher, r.name, r.sex, r.birth_date, r.address_cipher from records.resident r
  where r.region_id = p_region and p_region = platform.ctx_region() and r.resident_id = p_resident and r.demo and platform.ctx_kind() = 'staff'
$$;
create function records.demo_residents(p_region int, p_limit int)
returns table (resident_id uuid, name text, masked_number text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.resident_id, i.name::text, i.masked_number from records.resident_index i
  where i.region_id = p_region and p_region = platform.ctx_region() and i.demo and platform.ctx_kind() = 'staff' and i.identity_index is not null
  order by i.name limit p_limit
$$;
