-- Grants are listed table by table; what is not granted can't happen (no row is ever deleted by the server but short-lived ones).
grant execute on all functions in schema platform to doorstep_server;
grant select, insert, update on platform.region, platform.clock, platform.setting to doorstep_server;
grant delete on platform.setting to doorstep_server;
grant select, insert on platform.audit, platform.audit_seal, platform.audit_sealed_row to doorstep_server;
grant select, insert, update on platform.outbox, platform.idempotency, platform.loop, platform.notification to doorstep_server;
grant delete on platform.outbox, platform.idempotency to doorstep_server;
grant select, insert on platform.loop_step to doorstep_server;
grant select, insert, update on platform.account, platform.login, platform.account_resident, platform.session, platform.login_code to doorstep_server;
grant select, insert, delete on platform.account_role to doorstep_server;
grant delete on platform.login, platform.login_code to doorstep_server;

-- A loop or a message about a resident is seen by the institution that must act, or when the record is open.
alter table platform.loop enable row level security;
create policy loop_read on platform.loop for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents()) or platform.ctx_kind() = 'job'));
create policy loop_insert on platform.loop for insert to doorstep_server with check (region_id = platform.ctx_region());
create policy loop_update on platform.loop for update to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or platform.ctx_kind() = 'job'))
  with check (region_id = platform.ctx_region());
-- Its history goes with it; nothing in it is read but beside its loop.
alter table platform.loop_step enable row level security;
create policy loop_step_read on platform.loop_step for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or platform.ctx_kind() = 'job'));
create policy loop_step_insert on platform.loop_step for insert to doorstep_server with check (region_id = platform.ctx_region());
alter table platform.notification enable row level security;
-- A message that holds a one-time code is for whoever holds the phone: only the job that sends it reads it.
create policy notification_read on platform.notification for select to doorstep_server
  using (region_id = platform.ctx_region() and (platform.ctx_kind() = 'job' or (not is_secret and (institution_id = any (platform.ctx_institutions())
    or resident_id = any (platform.ctx_open_residents()) or account_id::text = platform.ctx_account()))));
create policy notification_insert on platform.notification for insert to doorstep_server with check (true);
create policy notification_update on platform.notification for update to doorstep_server
  using (platform.ctx_kind() = 'job' or account_id::text = platform.ctx_account()) with check (true);
