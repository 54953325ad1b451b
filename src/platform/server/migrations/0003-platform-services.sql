-- Accounts, messages and loops as the platform's services need them.
create extension if not exists btree_gist;

-- Who looks after an account that holds no role yet.
alter table platform.account add column home_institution_id uuid;
-- When its holder last signed in; sessions are forgotten after a while.
alter table platform.account add column signed_in_at timestamptz;
alter table platform.account add constraint one_account_per_member_of_staff unique (staff_id);
create index staff_account_by_home on platform.account (home_institution_id) where kind = 'staff';
create index login_code_by_age on platform.login_code (expires_at);
create index session_by_age on platform.session (expires_at);
grant delete on platform.session to doorstep_server;

-- The three administrator powers keep each other in check (GB/T 22239): one account, at most one of them, at any institution.
alter table platform.account_role add constraint no_account_holds_two_administrator_powers
  exclude using gist (account_id with =, role with <>) where (role in ('it_admin', 'security_admin', 'auditor'));

-- Messages about a resident are read, and marked as read, by whoever acts for that resident.
create policy notification_read_mark on platform.notification for update to doorstep_server
  using (region_id = platform.ctx_region() and platform.ctx_kind() = 'resident' and resident_id = any (platform.ctx_open_residents()))
  with check (region_id = platform.ctx_region());
create index notification_of_resident on platform.notification (region_id, resident_id, created_at) where resident_id is not null;

-- Whatever ends the matter ends its loop, also when the loop lies at another institution: by kind and subject only.
-- Answers with the institution whose loop it was.
grant usage on schema platform to doorstep_platform;
grant select, update on platform.loop to doorstep_platform;
grant insert on platform.loop_step to doorstep_platform;
create policy loop_definer_read on platform.loop for select to doorstep_platform using (true);
create policy loop_definer_update on platform.loop for update to doorstep_platform using (true) with check (true);
create policy loop_step_definer_insert on platform.loop_step for insert to doorstep_platform with check (true);

create function platform.close_loop(
  p_region int, p_step uuid, p_kind text, p_subject_kind text, p_subject_id text, p_outcome text, p_note text, p_by text, p_now timestamptz
) returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  closed record;
begin
  update platform.loop set status = 'closed', closed_at = p_now, closed_by = p_by, outcome = p_outcome, outcome_note = p_note
    where region_id = p_region and kind = p_kind and subject_kind = p_subject_kind and subject_id = p_subject_id and status = 'open'
    returning loop_id, institution_id into closed;
  if not found then
    return null;
  end if;
  insert into platform.loop_step (region_id, step_id, loop_id, institution_id, at, actor, step, note, details)
    values (p_region, p_step, closed.loop_id, closed.institution_id, p_now, p_by, 'closed', p_note, jsonb_build_object('outcome', p_outcome));
  return closed.institution_id;
end $$;
grant create on schema platform to doorstep_platform; -- for the change of owner only
alter function platform.close_loop(int, uuid, text, text, text, text, text, text, timestamptz) owner to doorstep_platform;
revoke create on schema platform from doorstep_platform;
revoke all on function platform.close_loop(int, uuid, text, text, text, text, text, text, timestamptz) from public;
grant execute on function platform.close_loop(int, uuid, text, text, text, text, text, text, timestamptz) to doorstep_server;

-- The demo's outbox page shows what would have been sent to anybody in the region. Its one caller refuses outside the demo.
grant select on platform.notification to doorstep_platform;
create policy notification_definer_read on platform.notification for select to doorstep_platform using (true);
create function platform.demo_outbox(p_region int, p_channel text, p_before timestamptz, p_before_id uuid, p_limit int)
returns setof platform.notification language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.* from platform.notification n
  where n.region_id = p_region and (p_channel is null or n.channel = p_channel) and (n.created_at, n.notification_id) < (p_before, p_before_id)
  order by n.created_at desc, n.notification_id desc limit least(p_limit, 201)
$$;
grant create on schema platform to doorstep_platform;
alter function platform.demo_outbox(int, text, timestamptz, uuid, int) owner to doorstep_platform;
revoke create on schema platform from doorstep_platform;
revoke all on function platform.demo_outbox(int, text, timestamptz, uuid, int) from public;
grant execute on function platform.demo_outbox(int, text, timestamptz, uuid, int) to doorstep_server;

-- How matters stand that a module opened loops about, wherever the loop lies; loops about a resident are not among them.
create function platform.loops_about(p_region int, p_kind text, p_subject_kind text, p_subject_ids text[])
returns setof platform.loop language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct on (l.subject_id) l.* from platform.loop l
  where l.region_id = p_region and l.kind = p_kind and l.subject_kind = p_subject_kind and l.subject_id = any (p_subject_ids) and l.resident_id is null
  order by l.subject_id, l.opened_at desc, l.loop_id desc
$$;
grant create on schema platform to doorstep_platform; -- for the change of owner only
alter function platform.loops_about(int, text, text, text[]) owner to doorstep_platform;
revoke create on schema platform from doorstep_platform;
revoke all on function platform.loops_about(int, text, text, text[]) from public;
grant execute on function platform.loops_about(int, text, text, text[]) to doorstep_server;
create index loop_of_subject on platform.loop (region_id, kind, subject_kind, subject_id);
