-- The heart of booking: one call decides a whole batch of requests and writes everything they cause in one statement.
--
-- Order of work, and why:
--   1. lock the pools, in id order            no two batches give the same seat, none waits in a circle
--   2. look the keys up                       behind the lock, so the first answer is there to be given again
--   3. find holds that have run out           their seats are given in this very batch
--   4. refuse what the pool alone refuses     at a surge most requests end here and touch no person's row
--   5. lock the people, in id order,          limits are values of locked rows, or counts behind them; whoever has no row
--      then the phones that book              yet gets it in step 7, and a batch that lost that race is decided again
--   6. decide in order of arrival             a loop over arrays, no SQL
--   7. write                                  one statement: seats, totals, appointments, audit, events, answers
-- Answers are kept as plain text, because the batch itself gives them again: they hold ids, numbers, times and codes, and
-- never a name, a phone or anything else that says who somebody is. Whatever else is kept under these endpoints must too.
-- Every look-up names its full key below a lateral limit 1, and the plans are pinned: a plan made while the tables
-- were empty would be kept and cost four times as much.

create function booking.instant_text(p_at timestamptz) returns text language sql stable parallel safe
  return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- Asked only of who seems to have too many open appointments: activities are no visits and do not count.
create function booking.open_activities(p_region int, p_resident uuid) returns int
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select count(*)::int from booking.appointment a
  where a.region_id = p_region and a.resident_id = p_resident and a.active and a.status in ('held', 'booked') and booking.is_activity(a.department_key)
$$;

grant execute on function booking.open_activities to doorstep_booking;

-- The channel whose share pays for a seat: one's own first, then any that has returned its unused share. Null: full.
-- While somebody waits for the session, what the public and the others could have goes to those who wait: a channel
-- has its own share only, and the public none.
create function booking.paying_channel(p_pool booking.slot_pool, p_channel int, p_now timestamptz) returns int
language sql immutable parallel safe
return case
  when p_pool.waiting > 0 and p_now < p_pool.keeps_back_until
    then case when p_channel <> 2 and p_pool.quota[p_channel] > p_pool.taken[p_channel] then p_channel end
  when p_pool.quota[p_channel] > p_pool.taken[p_channel] then p_channel
  when p_pool.returns_at[1] <= p_now and p_pool.quota[1] > p_pool.taken[1] then 1
  when p_pool.returns_at[2] <= p_now and p_pool.quota[2] > p_pool.taken[2] then 2
  when p_pool.returns_at[3] <= p_now and p_pool.quota[3] > p_pool.taken[3] then 3
  when p_pool.returns_at[4] <= p_now and p_pool.quota[4] > p_pool.taken[4] then 4
end;

-- Why a channel can't book in this pool now; null when it can. The instant of opening is in, the instant of closing out.
create function booking.pool_refusal(p_pool booking.slot_pool, p_channel int, p_now timestamptz) returns text
language sql immutable parallel safe
return case
  when p_pool.status <> 'open' then 'booking.session_stopped'
  when p_now >= p_pool.closes_at then 'booking.session_past'
  when p_pool.opens_at[p_channel] is null then 'booking.channel_not_offered'
  when p_now < p_pool.opens_at[p_channel] then 'booking.window_not_open'
  when booking.paying_channel(p_pool, p_channel, p_now) is null then 'booking.slot_full'
end;

-- 409: may be different on the next try, and is not kept for the key. Every other refusal is the answer for good.
create function booking.refusal_status(p_code text) returns int language sql immutable parallel safe
return case
  when p_code in ('booking.slot_not_found', 'booking.resident_not_found') then 404
  when p_code in ('booking.session_stopped', 'booking.session_past', 'booking.channel_not_offered', 'booking.suspended', 'platform.key_reused') then 422
  else 409
end;

create function booking.refusal_body(p_code text, p_details text) returns text language sql immutable parallel safe
return '{"kind":"' || case booking.refusal_status(p_code) when 404 then 'not-found' when 422 then 'refused' else 'conflict' end
  || '","code":"' || p_code || '","details":' || p_details || ',"fields":[]}';

-- Arrays run in parallel, one place for each request, in order of arrival. Who may book for whom has been decided
-- before; every count is decided here. Another function of this module that gives a seat as part of its own act asks
-- without key, audit and event ids: its own act keeps the answer, the audit row and the event.
-- Returns a JSON array in the same order: {"status": 200, "body": …} or {"status": 4xx, "body": the refusal}.
create function booking.book_batch(
  p_region int,
  p_now timestamptz,
  p_hold_until timestamptz,      -- when holds made now run out
  p_person_limit int,            -- open appointments a person may have
  p_day_limit int,               -- appointments of a person on one day, come or still open; 0: as many as one likes
  p_month_limit int,             -- and in the calendar month of the visit
  p_phone_limit int,             -- what one phone may book in a department for one day
  p_pool uuid[],
  p_resident uuid[],
  p_channel int[],
  p_is_hold boolean[],
  p_appointment uuid[],          -- ids to be given to the new rows; the audit row and the event of a request bear the same
  p_actor text[],
  p_phone text[],                -- the resident's account that books; null for everybody else
  p_institution uuid[],          -- on whose behalf; null for residents themselves
  p_agent_relation text[],
  p_agent_name text[],
  p_endpoint text[],
  p_key text[],                  -- null: part of another act, which keeps the answer, the audit row and the event itself
  p_hash bytea[],
  p_request text[]
) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_bitmapscan = off
as $$
declare
  c_channel_names constant text[] := '{family_doctor,public,on_site,referral}';
  c_prefix constant text := p_region || '-';
  v_count constant int := cardinality(p_pool);

  -- locked rows
  v_pools booking.slot_pool[];
  v_pool_ids uuid[];
  v_pool booking.slot_pool;
  v_people uuid[] := '{}';
  v_names text[];
  v_open_counts int[];
  v_is_new boolean[];                                           -- the person has no row yet
  v_suspended_until timestamptz[];

  -- holds that have run out in the locked pools
  v_lapsed uuid[];
  v_lapsed_seat int[];
  v_lapsed_channel int[];
  v_lapsed_here uuid[];
  v_lapsed_resident uuid[] := '{}';
  v_rested int[];

  -- one place per request
  v_stored_hash bytea[];
  v_stored_status int[];
  v_stored_body text[];
  v_pool_at int[] := array_fill(null::int, array[v_count]);
  v_session uuid[] := array_fill(null::uuid, array[v_count]);
  v_site uuid[] := array_fill(null::uuid, array[v_count]);
  v_date date[] := array_fill(null::date, array[v_count]);
  v_department text[] := array_fill(null::text, array[v_count]);
  v_name text[] := array_fill(null::text, array[v_count]);
  v_in_session uuid[];
  v_on_day uuid[];
  v_day_count int[];
  v_month_count int[];
  v_phone_count int[];
  v_seat int[] := array_fill(null::int, array[v_count]);
  v_paid_by int[] := array_fill(null::int, array[v_count]);
  v_status int[] := array_fill(null::int, array[v_count]);
  v_code text[] := array_fill(null::text, array[v_count]);
  v_body text[] := array_fill(null::text, array[v_count]);
  v_more text[] := array_fill(''::text, array[v_count]);        -- what a refusal tells beyond its place
  v_details text[] := array_fill('{}'::text, array[v_count]);
  v_is_replay boolean[] := array_fill(false, array[v_count]);

  -- what every answer about a pool says, made once for each pool
  v_of_pool text[];
  v_when_of_pool text[];
  v_known record;
  v_asking uuid[] := '{}';
  v_has_doubles boolean := false;
  v_activities int;                                             -- given to the person in this batch
  v_refusal text;
  v_at int;
  v_who int;
  v_answers text[] := array_fill(null::text, array[v_count]);
begin
  -- 1. The pools asked for, and those in which an asking person has a hold that ran out: it must not stand in the way.
  select array_agg(locked.pool), array_agg((locked.pool).pool_id) into v_pools, v_pool_ids
  from (
    select found.pool
    from (
      select distinct asked.pool_id
      from (
        select unnest(p_pool) as pool_id
        union all
        select held.pool_id
        from unnest(p_resident) as asking (resident_id)
        cross join lateral (
          select a.pool_id from booking.appointment a
          where a.region_id = p_region and a.resident_id = asking.resident_id and a.status = 'held' and a.hold_expires_at <= p_now
        ) held
      ) asked
      order by asked.pool_id
    ) wanted
    cross join lateral (
      select p as pool from booking.slot_pool p
      where p.region_id = p_region and p.pool_id = wanted.pool_id
      limit 1 for no key update
    ) found
  ) locked;

  -- 2. What was answered before to the same request.
  select array_agg(known.input_hash), array_agg(known.status), array_agg(known.response)
  into v_stored_hash, v_stored_status, v_stored_body
  from (
    select stored.*
    from unnest(p_actor, p_endpoint, p_key) with ordinality as asked (actor, endpoint, key, n)
    left join lateral (
      select i.input_hash, i.status, i.response from platform.idempotency i
      where i.region_id = p_region and i.actor = asked.actor and i.endpoint = asked.endpoint and i.key = asked.key
      limit 1
    ) stored on true
    order by asked.n
  ) known;

  -- 3. Seats of holds that ran out come back to the share they were taken from.
  for i in 1 .. coalesce(cardinality(v_pools), 0) loop
    v_pool := v_pools[i];
    continue when v_pool.next_hold_expiry is null or v_pool.next_hold_expiry > p_now;
    select array_agg(a.appointment_id), array_agg(a.seat_no), array_agg(a.quota_channel), array_agg(a.resident_id)
    into v_lapsed, v_lapsed_seat, v_lapsed_channel, v_lapsed_here
    from booking.appointment a
    where a.region_id = p_region and a.pool_id = v_pool.pool_id and a.status = 'held' and a.hold_expires_at <= p_now;
    for k in 1 .. coalesce(cardinality(v_lapsed), 0) loop
      v_pool.taken[v_lapsed_channel[k]] := v_pool.taken[v_lapsed_channel[k]] - 1;
    end loop;
    if v_lapsed is not null then
      v_pool.returned_seats := v_pool.returned_seats || v_lapsed_seat;
      v_lapsed_resident := v_lapsed_resident || v_lapsed_here;
      update booking.appointment a set status = 'expired', active = false, version = a.version + 1
      where a.region_id = p_region and a.appointment_id = any (v_lapsed);
    end if;
    -- And those that rested until their moment (0411).
    v_rested := booking.take_rested(p_region, v_pool.pool_id, p_now);
    for k in 1 .. coalesce(array_length(v_rested, 1), 0) loop
      v_pool.taken[v_rested[k][2]] := v_pool.taken[v_rested[k][2]] - 1;
      v_pool.returned_seats := v_pool.returned_seats || v_rested[k][1];
    end loop;
    v_pool.next_hold_expiry := booking.next_return(p_region, v_pool.pool_id);
    v_pools[i] := v_pool;
  end loop;

  -- 4. Answers that need no person: given again, or refused by the pool alone.
  for i in 1 .. v_count loop
    if v_stored_hash[i] is not null then
      v_is_replay[i] := true;
      if v_stored_hash[i] = p_hash[i] then
        v_status[i] := coalesce(v_stored_status[i], 200);
        v_body[i] := v_stored_body[i];
      else
        v_code[i] := 'platform.key_reused';
        v_status[i] := 422;
      end if;
      continue;
    end if;
    v_at := width_bucket(p_pool[i], v_pool_ids);
    if v_at is null or v_at = 0 or v_pool_ids[v_at] <> p_pool[i] then
      v_code[i] := 'booking.slot_not_found';
      v_status[i] := 404;
      continue;
    end if;
    v_pool := v_pools[v_at];
    v_pool_at[i] := v_at;
    v_site[i] := v_pool.institution_id;
    v_refusal := booking.pool_refusal(v_pool, p_channel[i], p_now);
    if v_refusal is null then
      v_session[i] := v_pool.session_id;
      v_date[i] := v_pool.local_date;
      v_department[i] := v_pool.department_key;
      v_asking := v_asking || p_resident[i];
    else
      v_code[i] := v_refusal;
      v_status[i] := booking.refusal_status(v_refusal);
    end if;
  end loop;

  -- 5. The people who still ask, and those whose hold ran out; unknown ones are missing from the answer.
  if cardinality(v_asking) > 0 or cardinality(v_lapsed_resident) > 0 then
    v_known := records.names_of(p_region, v_asking || v_lapsed_resident);
    v_people := v_known.resident_ids;
    v_names := v_known.names;

    select array_agg(coalesce(known.open_count, 0)), array_agg(known.open_count is null), array_agg(known.suspended_until)
    into v_open_counts, v_is_new, v_suspended_until
    from (
      select state.open_count, state.suspended_until
      from unnest(v_people) with ordinality as person (id, n)
      left join lateral (
        select s.open_count, greatest(s.suspended_until, s.paused_until) as suspended_until from booking.resident_booking_state s
        where s.region_id = p_region and s.resident_id = person.id
        limit 1 for no key update
      ) state on true
      order by person.n
    ) known;

    -- What they have on that day, and where the month is limited in that month. No limit is above a hundred, so nobody is
    -- counted further. The order is that of the index by person and day: without it an empty table's plan takes another,
    -- and reads all of it.
    select array_agg(known.in_session), array_agg(known.on_day), array_agg(known.day_count), array_agg(known.month_count)
    into v_in_session, v_on_day, v_day_count, v_month_count
    from (
      select own.*
      from unnest(p_resident, v_session, v_date, v_department) with ordinality as asked (resident_id, session_id, local_date, department_key, n)
      cross join lateral (
        select (array_agg(mine.appointment_id) filter (where mine.session_id = asked.session_id))[1] as in_session,
          (array_agg(mine.appointment_id) filter (where mine.local_date = asked.local_date and mine.department_key = asked.department_key))[1] as on_day,
          (count(*) filter (where mine.local_date = asked.local_date and not booking.is_activity(mine.department_key)))::int as day_count,
          (count(*) filter (where not booking.is_activity(mine.department_key)))::int as month_count
        from (
          select a.appointment_id, a.session_id, a.local_date, a.department_key from booking.appointment a
          where a.region_id = p_region and a.resident_id = asked.resident_id
            and a.local_date >= case when p_month_limit > 0 then booking.month_of(asked.local_date) else asked.local_date end
            and a.local_date < case when p_month_limit > 0 then (booking.month_of(asked.local_date) + interval '1 month')::date else asked.local_date + 1 end
            and a.active and (a.status <> 'held' or a.hold_expires_at > p_now)
          order by a.local_date limit 100
        ) mine
      ) own
      order by asked.n
    ) known;
    if p_phone_limit > 0 then
      perform booking.lock_phones(p_region, p_phone, v_date, v_department);
      select array_agg(coalesce(cardinality(booking.live_on_phone(p_region, kept.appointment_ids, asked.local_date, asked.department_key, p_now)), 0) order by asked.n)
      into v_phone_count
      from unnest(p_phone, v_date, v_department) with ordinality as asked (phone, local_date, department_key, n)
      left join lateral (
        select d.appointment_ids from booking.phone_day d
        where d.region_id = p_region and d.phone = asked.phone and d.local_date = asked.local_date and d.department_key = asked.department_key
        limit 1
      ) kept on true;
    end if;

    v_has_doubles := cardinality(v_asking) > (select count(distinct person.id) from unnest(v_asking) as person (id));
    for k in 1 .. coalesce(cardinality(v_lapsed_resident), 0) loop
      v_who := width_bucket(v_lapsed_resident[k], v_people);
      v_open_counts[v_who] := v_open_counts[v_who] - 1;
    end loop;
  end if;

  -- 6. First come, first served.
  if cardinality(v_asking) > 0 then
    select array_agg('","poolId":"' || c_prefix || p.pool_id || '","sessionId":"' || c_prefix || p.session_id || '","institutionId":"' || p.institution_id order by p.pool_id),
      array_agg('","localDate":"' || p.local_date || '","startsAt":"' || booking.instant_text(p.starts_at) || '","endsAt":"' || booking.instant_text(p.ends_at) || '","holdExpiresAt":' order by p.pool_id)
    into v_of_pool, v_when_of_pool
    from unnest(v_pools) as p;
  end if;
  for i in 1 .. v_count loop
    continue when v_status[i] is not null;
    v_at := v_pool_at[i];
    v_pool := v_pools[v_at];
    v_who := width_bucket(p_resident[i], v_people);
    if v_who is null or v_who = 0 or v_people[v_who] <> p_resident[i] then v_who := null; end if;
    v_activities := 0;
    if v_has_doubles then
      for j in 1 .. i - 1 loop
        continue when v_seat[j] is null or p_resident[j] <> p_resident[i];
        if v_session[j] = v_session[i] then
          v_in_session[i] := p_appointment[j];
        elsif v_date[j] = v_date[i] and v_department[j] = v_department[i] then
          v_on_day[i] := p_appointment[j];
        end if;
        if booking.is_activity(v_department[j]) then
          v_activities := v_activities + 1;
          continue;
        end if;
        if v_date[j] = v_date[i] then v_day_count[i] := v_day_count[i] + 1; end if;
        if booking.month_of(v_date[j]) = booking.month_of(v_date[i]) then v_month_count[i] := v_month_count[i] + 1; end if;
      end loop;
    end if;
    if p_phone_limit > 0 and p_phone[i] is not null then
      for j in 1 .. i - 1 loop
        continue when v_seat[j] is null or p_phone[j] is distinct from p_phone[i];
        if v_date[j] = v_date[i] and v_department[j] = v_department[i] then v_phone_count[i] := v_phone_count[i] + 1; end if;
      end loop;
    end if;
    v_paid_by[i] := booking.paying_channel(v_pool, p_channel[i], p_now);
    v_refusal := case
      when v_paid_by[i] is null then 'booking.slot_full'
      when v_who is null then 'booking.resident_not_found'
      when v_in_session[i] is not null then 'booking.already_booked'
      when v_on_day[i] is not null then 'booking.department_day_limit'
      when booking.is_activity(v_department[i]) then null
      when v_suspended_until[v_who] > p_now then 'booking.suspended'
      when v_open_counts[v_who] >= p_person_limit
        and v_open_counts[v_who] - v_activities - booking.open_activities(p_region, p_resident[i]) >= p_person_limit then 'booking.person_limit'
      when p_day_limit > 0 and v_day_count[i] >= p_day_limit then 'booking.day_limit'
      when p_month_limit > 0 and v_month_count[i] >= p_month_limit then 'booking.month_limit'
      when p_phone_limit > 0 and p_phone[i] is not null and v_phone_count[i] >= p_phone_limit then 'booking.phone_limit'
    end;
    if v_refusal is not null then
      v_code[i] := v_refusal;
      v_status[i] := booking.refusal_status(v_refusal);
      v_more[i] := case v_refusal
        when 'booking.already_booked' then ',"appointmentId":"' || c_prefix || v_in_session[i] || '"'
        when 'booking.department_day_limit' then ',"appointmentId":"' || c_prefix || v_on_day[i] || '"'
        when 'booking.suspended' then ',"until":"' || booking.instant_text(v_suspended_until[v_who]) || '"'
        when 'booking.person_limit' then ',"limit":' || p_person_limit
        when 'booking.day_limit' then ',"localDate":"' || v_date[i] || '","limit":' || p_day_limit
        when 'booking.month_limit' then ',"month":"' || left(v_date[i]::text, 7) || '","limit":' || p_month_limit
        when 'booking.phone_limit' then ',"localDate":"' || v_date[i] || '","limit":' || p_phone_limit
        else ''
      end;
      continue;
    end if;

    if cardinality(v_pool.returned_seats) > 0 then
      v_seat[i] := v_pool.returned_seats[1];
      v_pool.returned_seats := v_pool.returned_seats[2:];
    else
      v_seat[i] := v_pool.next_seat;
      v_pool.next_seat := v_pool.next_seat + 1;
    end if;
    v_pool.taken[v_paid_by[i]] := v_pool.taken[v_paid_by[i]] + 1;
    if p_is_hold[i] then
      v_pool.next_hold_expiry := least(v_pool.next_hold_expiry, p_hold_until);
    end if;
    v_pools[v_at] := v_pool;
    v_open_counts[v_who] := v_open_counts[v_who] + 1;
    v_name[i] := v_names[v_who];
    v_status[i] := 200;
    v_body[i] := '{"appointmentId":"' || c_prefix || p_appointment[i] || v_of_pool[v_at]
      || '","residentId":"' || c_prefix || p_resident[i]
      || '","seatNo":' || v_seat[i]
      || ',"channel":"' || c_channel_names[p_channel[i]]
      || '","quotaChannel":"' || c_channel_names[v_paid_by[i]]
      || '","status":"' || case when p_is_hold[i] then 'held' else 'booked' end
      || v_when_of_pool[v_at]
      || case when p_is_hold[i] then '"' || booking.instant_text(p_hold_until) || '"' else 'null' end || '}';
  end loop;

  -- Refusals say where and until when, so that the screens can offer what else is possible.
  for i in 1 .. v_count loop
    if v_code[i] is not null then
      if v_pool_at[i] is not null then
        v_pool := v_pools[v_pool_at[i]];
        v_details[i] := '{"poolId":"' || c_prefix || v_pool.pool_id || '","sessionId":"' || c_prefix || v_pool.session_id || '"'
          || case when v_code[i] = 'booking.window_not_open' then ',"opensAt":"' || booking.instant_text(v_pool.opens_at[p_channel[i]]) || '"' else v_more[i] end || '}';
      end if;
      v_body[i] := booking.refusal_body(v_code[i], v_details[i]);
    end if;
    v_answers[i] := '{"status":' || v_status[i] || ',"replay":' || v_is_replay[i]::text || ',"body":' || v_body[i] || '}';
  end loop;

  -- 7. Everything that follows, in one statement. A person's first row is made here and not before: who made one meanwhile
  -- for the same person was not seen by our counts, so all is decided again, whichever index notices it first.
  begin
    with asked as materialized (
      select * from unnest(p_appointment, p_pool, v_session, v_site, p_institution, p_resident, v_name, v_seat, p_channel, v_paid_by, p_is_hold,
        v_date, v_department, p_actor, p_agent_relation, p_agent_name, v_body, p_endpoint, p_key, p_hash, v_status, v_is_replay,
        v_code, v_details, p_request)
        as r (appointment_id, pool_id, session_id, site, institution_id, resident_id, name, seat_no, channel, paid_by, is_hold,
        local_date, department_key, actor, agent_relation, agent_name, body, endpoint, key, hash, status, is_replay,
        code, details, request_id)
    ), seats as (
      update booking.slot_pool p
      set taken = now_is.taken, next_seat = now_is.next_seat, returned_seats = now_is.returned_seats, next_hold_expiry = now_is.next_hold_expiry
      from unnest(v_pools) as now_is
      where p.region_id = p_region and p.pool_id = now_is.pool_id
        and (p.taken, p.next_seat, p.returned_seats, p.next_hold_expiry)
          is distinct from (now_is.taken, now_is.next_seat, now_is.returned_seats, now_is.next_hold_expiry)
    ), first_rows as (
      insert into booking.resident_booking_state (region_id, resident_id, open_count)
      select p_region, now_is.resident_id, now_is.open_count
      from unnest(v_people, v_open_counts, v_is_new) as now_is (resident_id, open_count, is_new)
      where now_is.is_new and now_is.open_count > 0
    ), totals as (
      update booking.resident_booking_state s set open_count = now_is.open_count
      from unnest(v_people, v_open_counts, v_is_new) as now_is (resident_id, open_count, is_new)
      where s.region_id = p_region and s.resident_id = now_is.resident_id and not now_is.is_new and s.open_count <> now_is.open_count
    ), booked as (
      insert into booking.appointment (region_id, appointment_id, pool_id, session_id, institution_id, booked_by_institution_id,
        resident_id, resident_name, seat_no, channel, quota_channel, status, active, hold_expires_at, local_date, department_key,
        booked_at, booked_by, agent_relation, agent_name)
      select p_region, r.appointment_id, r.pool_id, r.session_id, r.site, r.institution_id, r.resident_id, r.name, r.seat_no, r.channel, r.paid_by,
        case when r.is_hold then 'held' else 'booked' end, true, case when r.is_hold then p_hold_until end, r.local_date, r.department_key,
        p_now, r.actor, r.agent_relation, r.agent_name
      from asked r where r.seat_no is not null
    ), told as (
      insert into platform.outbox (region_id, event_id, name, data, at)
      select p_region, r.appointment_id, 'booking.appointment_booked', r.body::json, p_now
      from asked r where r.seat_no is not null and not r.is_hold and r.key is not null
    ), answered as (
      insert into platform.idempotency (region_id, actor, endpoint, key, input_hash, status, response, at)
      select p_region, r.actor, r.endpoint, r.key, r.hash, r.status, r.body, p_now
      from asked r where not r.is_replay and r.status <> 409 and r.key is not null
    )
    insert into platform.audit (region_id, audit_id, at, actor, institution_id, act, outcome, code, subject_kind, subject_id, resident_id, details, request_id)
    select p_region, r.appointment_id, p_now, r.actor, coalesce(r.institution_id, r.site), r.endpoint,
      case when r.seat_no is null then 'refused' else 'done' end, r.code,
      case when r.seat_no is null then 'slot_pool' else 'appointment' end,
      c_prefix || case when r.seat_no is null then r.pool_id else r.appointment_id end, r.resident_id, r.details, r.request_id
    from asked r where not r.is_replay and r.key is not null;
  exception when unique_violation then
    get stacked diagnostics v_refusal = constraint_name;
    if v_refusal like 'resident\_booking\_state\_pkey%' or (v_refusal like 'one\_appointment\_per\_person\_%' and true = any (v_is_new)) then
      raise exception 'somebody else made the first appointment of a person' using errcode = 'serialization_failure';
    end if;
    raise;
  end;

  if p_phone_limit > 0 then
    perform booking.note_phones(p_region, p_phone, v_date, v_department, p_appointment, v_seat, p_now);
  end if;

  return '[' || array_to_string(v_answers, ',') || ']';
end $$;
alter function booking.book_batch owner to doorstep_booking;
revoke all on function booking.book_batch from public;
grant execute on function booking.book_batch to doorstep_server;
