-- What a channel left unused at its return time, bucket by bucket: written once by a job, for people to see who lost what.
-- Nothing is decided from it: the seats have been anybody's since the instant in the pool's own row.
create table booking.share_return (
  region_id int not null,
  pool_id uuid not null,
  channel smallint not null check (channel between 1 and 4),
  session_id uuid not null,
  institution_id uuid not null,
  local_date date not null,
  seats int not null check (seats >= 0),
  returned_at timestamptz not null,
  logged_at timestamptz not null,
  primary key (region_id, pool_id, channel),
  foreign key (region_id, pool_id, session_id) references booking.slot_pool (region_id, pool_id, session_id)
);
comment on table booking.share_return is 'regional: the seats that a channel left unused when its share went on to everybody';
create index share_return_at_site on booking.share_return (region_id, institution_id, local_date);
grant select on booking.share_return to doorstep_server;
grant select, insert on booking.share_return to doorstep_booking;

-- Unused at the instant of return is what the channel's own bookings never took; what others have paid from it since counts
-- as unused by the channel.
create function booking.log_share_returns(p_region int, p_now timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_rows int;
begin
  if platform.ctx_kind() <> 'job' then raise exception 'only the job writes the log'; end if;
  insert into booking.share_return (region_id, pool_id, channel, session_id, institution_id, local_date, seats, returned_at, logged_at)
  select p_region, p.pool_id, c.channel, p.session_id, p.institution_id, p.local_date,
    p.quota[c.channel] - (select count(*) from booking.appointment a
      where a.region_id = p_region and a.pool_id = p.pool_id and a.quota_channel = c.channel and a.channel = c.channel
        and a.booked_at < p.returns_at[c.channel] and (a.active or a.cancelled_at >= p.returns_at[c.channel])),
    p.returns_at[c.channel], p_now
  from booking.slot_pool p
  cross join generate_series(1, 4) as c (channel)
  where p.region_id = p_region and p.status = 'open' and p.quota[c.channel] > 0 and p.returns_at[c.channel] <= p_now
    -- What is everybody's from its opening on (a public activity) was never one channel's to leave unused.
    and (p.opens_at[c.channel] is null or p.opens_at[c.channel] < p.returns_at[c.channel])
    and p.local_date >= (p_now - interval '7 days')::date
    and not exists (select 1 from booking.share_return r where r.region_id = p_region and r.pool_id = p.pool_id and r.channel = c.channel);
  get diagnostics v_rows = row_count;
  return v_rows;
end $$;

grant create on schema booking to doorstep_booking;
alter function booking.log_share_returns owner to doorstep_booking;
revoke create on schema booking from doorstep_booking;
revoke all on function booking.log_share_returns from public;
grant execute on function booking.log_share_returns to doorstep_server;
