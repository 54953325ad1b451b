-- 候补: people who wait for a seat of a full session, in one order for each session. A seat that comes back is held in the
-- name of the first for a while (an appointment with status held, like any hold); who lets it pass or run out makes room
-- for the next. While somebody waits, the pools of the session say so and the public gets nothing (booking.paying_channel);
-- after keeps_back_until a seat is anybody's, whether or not a job has been round.
-- A row is written only under the locks of its session's pools.
create table booking.waiting (
  region_id int not null,
  waiting_id uuid not null,
  -- Rows of one wish (an expert or department within some days) end together when one of them is accepted.
  wish_id uuid not null,
  session_id uuid not null,
  institution_id uuid not null,
  joined_by_institution_id uuid,
  resident_id uuid not null,
  resident_name text not null,
  channel smallint not null check (channel between 1 and 4),
  -- 1 urgent or referred, 2 contracted, 3 elder, 4 everybody else: then in order of joining.
  rank smallint not null check (rank between 1 and 4),
  joined_at timestamptz not null,
  joined_by text not null,
  agent_relation text not null check (agent_relation in ('self', 'family', 'family_doctor', 'village_doctor', 'grid_worker', 'desk', 'telephone')),
  agent_name text check (length(agent_name) <= 40),
  status text not null check (status in ('waiting', 'offered', 'accepted', 'declined', 'missed', 'left', 'refused', 'ended')),
  appointment_id uuid,
  offered_at timestamptz,
  offer_expires_at timestamptz,
  ended_at timestamptz,
  -- Why the rules would not let the person have the seat that was theirs.
  refusal text,
  called_at timestamptz,
  call_outcome text check (call_outcome in ('will_come', 'not_reached', 'declined')),
  primary key (region_id, waiting_id),
  foreign key (region_id, session_id) references deployment.session (region_id, session_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint an_offer_has_a_seat_and_an_end check (status <> 'offered' or (appointment_id is not null and offer_expires_at is not null)),
  constraint who_no_longer_waits_says_since_when check ((status in ('waiting', 'offered')) = (ended_at is null))
) with (fillfactor = 80);
comment on table booking.waiting is 'regional: who waits for a seat of a full session, and what became of it';
create unique index one_place_per_person_on_a_waiting_list on booking.waiting (region_id, session_id, resident_id) where status in ('waiting', 'offered');
create index waiting_in_order on booking.waiting (region_id, session_id, rank, joined_at, waiting_id) where status in ('waiting', 'offered');
create index waiting_of_resident on booking.waiting (region_id, resident_id);
create index waiting_of_appointment on booking.waiting (region_id, appointment_id) where appointment_id is not null;
create index waiting_at_site on booking.waiting (region_id, institution_id) where status in ('waiting', 'offered');
grant select on booking.waiting to doorstep_server;
grant select, insert, update on booking.waiting to doorstep_booking;
alter table booking.waiting enable row level security;
create policy waiting_read on booking.waiting for select to doorstep_server
  using (region_id = platform.ctx_region()
    and (institution_id = any (platform.ctx_institutions()) or joined_by_institution_id = any (platform.ctx_institutions())
      or resident_id = any (platform.ctx_open_residents())));
create policy waiting_definer on booking.waiting to doorstep_booking
  using (region_id = platform.ctx_region()) with check (region_id = platform.ctx_region());

create function booking.may_touch_waiting(p_row booking.waiting) returns boolean language sql stable parallel safe
return platform.ctx_kind() = 'job'
  or p_row.institution_id = any (platform.ctx_institutions())
  or p_row.joined_by_institution_id = any (platform.ctx_institutions())
  or p_row.resident_id = any (platform.ctx_open_residents());

create function booking.pools_of(p_region int, p_sessions uuid[]) returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  select array_agg(p.pool_id) from booking.slot_pool p where p.region_id = p_region and p.session_id = any (p_sessions)
$$;

-- The pools of these sessions say how many wait; they are locked.
create function booking.count_waiting(p_region int, p_sessions uuid[]) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  update booking.slot_pool p set waiting = now_are.people
  from (select s.session_id, (select count(*)::int from booking.waiting w
      where w.region_id = p_region and w.session_id = s.session_id and w.status = 'waiting') as people
    from unnest(p_sessions) as s (session_id)) now_are
  where p.region_id = p_region and p.session_id = now_are.session_id and p.waiting <> now_are.people
$$;

-- Joins the lists of those sessions where a place makes sense. Returns one row a session: joined, or why not.
create function booking.join_waiting(
  p_region int, p_now timestamptz, p_limit int, p_wish uuid, p_waiting uuid[], p_sessions uuid[], p_resident uuid, p_channel int, p_rank int,
  p_actor text, p_institution uuid, p_agent_relation text, p_agent_name text
) returns table (session_id uuid, outcome text, waiting_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_known record;
  v_session uuid;
  v_outcome text;
  v_place uuid;
  v_joined int := 0;
begin
  v_known := records.names_of(p_region, array[p_resident]);
  if v_known.names is null then return; end if;
  insert into booking.resident_booking_state (region_id, resident_id) values (p_region, p_resident) on conflict do nothing;
  perform booking.lock_for(p_region, booking.pools_of(p_region, p_sessions), array[p_resident], p_now);
  for i in 1 .. cardinality(p_sessions) loop
    v_session := p_sessions[i];
    select w.waiting_id into v_place from booking.waiting w
    where w.region_id = p_region and w.session_id = v_session and w.resident_id = p_resident
      and (w.status = 'waiting' or (w.status = 'offered' and w.offer_expires_at > p_now));
    select case
      when count(*) = 0 then 'booking.session_not_found'
      when bool_and(p.status <> 'open') then 'booking.session_stopped'
      when bool_and(p_now >= p.keeps_back_until) then 'booking.waiting_closed'
      when v_place is not null then 'waiting'
      when exists (select 1 from booking.appointment a where a.region_id = p_region and a.session_id = v_session and a.resident_id = p_resident
        and a.active and (a.status <> 'held' or a.hold_expires_at > p_now)) then 'booking.already_booked'
      when bool_or(booking.pool_refusal(p, p_channel, p_now) is null) then 'booking.seats_free'
      when not bool_or(booking.pool_refusal(p, p_channel, p_now) = 'booking.slot_full') then 'booking.window_not_open'
      when (select count(distinct w.wish_id) from booking.waiting w
        where w.region_id = p_region and w.resident_id = p_resident and w.status = 'waiting' and w.wish_id <> p_wish) >= p_limit then 'booking.waiting_limit'
      else 'joined' end
    into v_outcome
    from booking.slot_pool p where p.region_id = p_region and p.session_id = v_session;
    if v_outcome = 'joined' then
      v_place := p_waiting[i];
      update booking.waiting w set status = 'missed', ended_at = w.offer_expires_at
      where w.region_id = p_region and w.session_id = v_session and w.resident_id = p_resident and w.status = 'offered';
      insert into booking.waiting (region_id, waiting_id, wish_id, session_id, institution_id, joined_by_institution_id, resident_id, resident_name,
        channel, rank, joined_at, joined_by, agent_relation, agent_name, status)
      select p_region, v_place, p_wish, v_session, p.institution_id, p_institution, p_resident, v_known.names[1],
        p_channel, p_rank, p_now, p_actor, p_agent_relation, p_agent_name, 'waiting'
      from booking.slot_pool p where p.region_id = p_region and p.session_id = v_session order by p.bucket_no limit 1;
      v_joined := v_joined + 1;
    end if;
    return query select v_session, v_outcome, v_place;
  end loop;
  if v_joined > 0 then perform booking.count_waiting(p_region, p_sessions); end if;
end $$;

-- Leaves a list; an offered seat goes back with it. Returns left, declined, or the status that stands in the way.
create function booking.leave_waiting(p_region int, p_waiting uuid, p_now timestamptz, p_actor text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row booking.waiting;
begin
  select w.* into v_row from booking.waiting w where w.region_id = p_region and w.waiting_id = p_waiting;
  if v_row.waiting_id is null or not booking.may_touch_waiting(v_row) then return null; end if;
  perform booking.lock_for(p_region, booking.pools_of(p_region, array[v_row.session_id]), array[v_row.resident_id], p_now);
  select w.* into v_row from booking.waiting w where w.region_id = p_region and w.waiting_id = p_waiting;
  if v_row.status = 'offered' and v_row.offer_expires_at > p_now then
    perform booking.cancel_appointment(p_region, v_row.appointment_id, p_now, p_actor, 'resident', null, null, 0);
    return 'declined';
  end if;
  if v_row.status <> 'waiting' then return case v_row.status when 'offered' then 'missed' else v_row.status end; end if;
  update booking.waiting set status = 'left', ended_at = p_now where region_id = p_region and waiting_id = p_waiting;
  perform booking.count_waiting(p_region, array[v_row.session_id]);
  return 'left';
end $$;

-- Before an offered seat is confirmed: the pools of everything the person waits for under the same wish, in order.
create function booking.lock_wish(p_region int, p_appointment uuid, p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_sessions uuid[];
  v_resident uuid;
begin
  select array_agg(other.session_id), min(other.resident_id::text)::uuid into v_sessions, v_resident
  from booking.waiting w
  join booking.waiting other on other.region_id = w.region_id and other.resident_id = w.resident_id and other.wish_id = w.wish_id
    and other.status in ('waiting', 'offered')
  where w.region_id = p_region and w.appointment_id = p_appointment;
  if v_sessions is not null then perform booking.lock_for(p_region, booking.pools_of(p_region, v_sessions), array[v_resident], p_now); end if;
end $$;

-- After an offered seat was confirmed: the wish is fulfilled, and what else was waited for or offered under it ends.
create function booking.accept_offer(p_region int, p_appointment uuid, p_now timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_row booking.waiting;
  v_other booking.waiting;
begin
  update booking.waiting set status = 'accepted', ended_at = p_now
  where region_id = p_region and appointment_id = p_appointment and status = 'offered'
  returning * into v_row;
  if v_row.waiting_id is null then return; end if;
  for v_other in
    select w.* from booking.waiting w
    where w.region_id = p_region and w.resident_id = v_row.resident_id and w.wish_id = v_row.wish_id and w.status in ('waiting', 'offered')
  loop
    if v_other.status = 'offered' then
      perform booking.cancel_appointment(p_region, v_other.appointment_id, p_now, v_row.joined_by, 'resident', null, null, 0);
    end if;
    update booking.waiting set status = 'ended', ended_at = p_now where region_id = p_region and waiting_id = v_other.waiting_id;
    perform booking.count_waiting(p_region, array[v_other.session_id]);
  end loop;
end $$;

-- Offers the seats that are free to those who wait, in order, each held until p_until. The batch decides on every seat, so a
-- person whom the rules forbid the seat is passed over with the reason. Returns the rows that changed: offered, missed,
-- refused, and ended when the time in which seats are kept is over.
create function booking.offer_seats(
  p_region int, p_session uuid, p_now timestamptz, p_until timestamptz,
  p_person_limit int, p_day_limit int, p_month_limit int, p_phone_limit int, p_ids uuid[]
)
returns setof booking.waiting
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_pools uuid[];
  v_pool uuid;
  v_next uuid[];
  v_row booking.waiting;
  v_answer json;
  v_code text;
  v_until timestamptz;
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job offers seats'; end if;
  -- Read before the locks to know whom to lock, and again behind them.
  select array_agg(first.waiting_id), booking.pools_of(p_region, array[p_session]) into v_next, v_pools from (
    select w.waiting_id from booking.waiting w
    where w.region_id = p_region and w.session_id = p_session and w.status = 'waiting'
    order by w.rank, w.joined_at, w.waiting_id limit cardinality(p_ids)) first;
  perform booking.lock_for(p_region, v_pools,
    (select array_agg(w.resident_id) from booking.waiting w where w.region_id = p_region and w.waiting_id = any (v_next)), p_now);
  -- All phones at once, in their order, as the batch would lock them.
  if p_phone_limit > 0 then
    perform booking.lock_phones(p_region, array_agg(booking.phone_of(w.joined_by)), array_agg(p.local_date), array_agg(p.department_key))
    from booking.waiting w
    cross join lateral (select s.local_date, s.department_key from booking.slot_pool s where s.region_id = p_region and s.session_id = p_session limit 1) p
    where w.region_id = p_region and w.waiting_id = any (v_next);
  end if;
  return query
  update booking.waiting w set status = 'missed', ended_at = w.offer_expires_at
  where w.region_id = p_region and w.session_id = p_session and w.status = 'offered' and w.offer_expires_at <= p_now
  returning w.*;
  select max(p.keeps_back_until) into v_until from booking.slot_pool p
  where p.region_id = p_region and p.pool_id = any (v_pools) and p.status = 'open';
  if v_until is null or v_until <= p_now then
    return query
    update booking.waiting w set status = 'ended', ended_at = p_now
    where w.region_id = p_region and w.session_id = p_session and w.status = 'waiting' returning w.*;
    perform booking.count_waiting(p_region, array[p_session]);
    return;
  end if;
  -- Behind the locks nobody but this function sees the pools as if nobody waited.
  update booking.slot_pool set waiting = 0 where region_id = p_region and pool_id = any (v_pools);
  <<people>>
  for i in 1 .. coalesce(cardinality(v_next), 0) loop
    select w.* into v_row from booking.waiting w where w.region_id = p_region and w.waiting_id = v_next[i] and w.status = 'waiting';
    continue when v_row.waiting_id is null;
    for v_pool in
      select p.pool_id from booking.slot_pool p
      where p.region_id = p_region and p.pool_id = any (v_pools) and p.keeps_back_until > p_now order by p.bucket_no
    loop
      v_answer := booking.book_batch(p_region, p_now, (select least(p_until, p.keeps_back_until) from booking.slot_pool p where p.region_id = p_region and p.pool_id = v_pool),
        p_person_limit, p_day_limit, p_month_limit, p_phone_limit, array[v_pool], array[v_row.resident_id], array[v_row.channel::int], array[true], array[p_ids[i]], array['job:booking.offer'],
        array[booking.phone_of(v_row.joined_by)],
        array[v_row.joined_by_institution_id], array[v_row.agent_relation], array[v_row.agent_name], array['booking.offerSeat'],
        array[null::text], array[null::bytea], array[null::text])::json -> 0;
      v_code := v_answer -> 'body' ->> 'code';
      exit when v_code is null or v_code not in ('booking.slot_full', 'booking.session_stopped', 'booking.session_past', 'booking.window_not_open', 'booking.channel_not_offered');
    end loop;
    -- Nothing is free for this person: nor, in this order, for anybody behind.
    exit people when v_code in ('booking.slot_full', 'booking.session_stopped', 'booking.session_past', 'booking.window_not_open', 'booking.channel_not_offered');
    return query
    update booking.waiting w
    set status = case when v_code is null then 'offered' else 'refused' end,
      appointment_id = case when v_code is null then p_ids[i] end,
      offered_at = case when v_code is null then p_now end,
      offer_expires_at = case when v_code is null then (v_answer -> 'body' ->> 'holdExpiresAt')::timestamptz end,
      refusal = v_code,
      ended_at = case when v_code is null then null else p_now end
    where w.region_id = p_region and w.waiting_id = v_row.waiting_id
    returning w.*;
  end loop;
  perform booking.count_waiting(p_region, array[p_session]);
end $$;

-- Sessions on whose lists something has to be done now: a seat is free or comes back, an offer ran out, or the time in which
-- seats are kept is over. Asked by the job, which acts for no institution.
create function booking.sessions_with_waiting(p_region int, p_now timestamptz) returns table (session_id uuid, institution_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_row booking.waiting;
  v_pool booking.slot_pool;
  v_due boolean;
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job may ask'; end if;
  for v_row in
    select distinct on (w.session_id) w.* from booking.waiting w
    where w.region_id = p_region and w.status in ('waiting', 'offered') order by w.session_id
  loop
    v_due := exists (select 1 from booking.waiting w where w.region_id = p_region and w.session_id = v_row.session_id
      and w.status = 'offered' and w.offer_expires_at <= p_now);
    for v_pool in select p.* from booking.slot_pool p where p.region_id = p_region and p.session_id = v_row.session_id loop
      v_due := v_due or (v_pool.waiting > 0 and (p_now >= v_pool.keeps_back_until or v_pool.next_hold_expiry <= p_now));
      if v_pool.waiting > 0 then
        v_pool.waiting := 0;
        v_due := v_due or booking.pool_refusal(v_pool, 2, p_now) is null;
      end if;
    end loop;
    if v_due then return query select v_row.session_id, v_row.institution_id; end if;
  end loop;
end $$;

-- Who waits for a session; asked by the event that stops it, which acts for no institution.
create function booking.waiting_in(p_region int, p_session uuid) returns setof booking.waiting
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the event of a stopped session may ask'; end if;
  return query select w.* from booking.waiting w
  where w.region_id = p_region and w.session_id = p_session and w.status in ('waiting', 'offered') order by w.waiting_id;
end $$;

-- How many are before a place, and how many wait at all: nobody learns who.
create function booking.waiting_places(p_region int, p_waiting uuid[])
returns table (waiting_id uuid, ahead int, waiting int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  return query select own.waiting_id,
    count(*) filter (where (other.rank, other.joined_at, other.waiting_id) < (own.rank, own.joined_at, own.waiting_id))::int, count(*)::int
  from booking.waiting own
  join booking.waiting other on other.region_id = own.region_id and other.session_id = own.session_id and other.status = 'waiting'
  where own.region_id = p_region and own.waiting_id = any (p_waiting)
  group by own.waiting_id;
end $$;

-- What the desk heard on the telephone.
create function booking.note_waiting_call(p_region int, p_waiting uuid, p_now timestamptz, p_outcome text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_row booking.waiting;
begin
  select w.* into v_row from booking.waiting w where w.region_id = p_region and w.waiting_id = p_waiting;
  if v_row.waiting_id is null or not booking.may_touch_waiting(v_row) then return null; end if;
  update booking.waiting set called_at = p_now, call_outcome = p_outcome where region_id = p_region and waiting_id = p_waiting;
  return 'noted';
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.join_waiting owner to doorstep_booking;
alter function booking.leave_waiting owner to doorstep_booking;
alter function booking.offer_seats owner to doorstep_booking;
alter function booking.sessions_with_waiting owner to doorstep_booking;
alter function booking.waiting_in owner to doorstep_booking;
alter function booking.waiting_places owner to doorstep_booking;
alter function booking.note_waiting_call owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.may_touch_waiting, booking.pools_of, booking.count_waiting, booking.join_waiting, booking.leave_waiting,
  booking.lock_wish, booking.accept_offer, booking.offer_seats, booking.sessions_with_waiting, booking.waiting_in, booking.waiting_places, booking.note_waiting_call from public;
grant execute on function booking.may_touch_waiting, booking.pools_of, booking.count_waiting, booking.lock_wish, booking.accept_offer to doorstep_booking;
grant execute on function booking.join_waiting, booking.leave_waiting, booking.offer_seats, booking.sessions_with_waiting, booking.waiting_in, booking.waiting_places,
  booking.note_waiting_call to doorstep_server;
