-- What the server itself may touch. Everything that is missing here goes through a function of the next file.
grant select on records.resident, records.proxy, records.access_entry to doorstep_server;
grant select on records.relationship, records.break_glass to doorstep_server;
grant update (ended_at, ended_reason, reviewed_at, reviewed_by, review_outcome, review_note) on records.relationship to doorstep_server;
grant update (valid_until, reviewed_at, reviewed_by, review_outcome, review_note) on records.break_glass to doorstep_server;
grant update (ended_at, ended_by) on records.proxy to doorstep_server;
grant insert on records.used_proof to doorstep_server;
grant select, insert on records.card_bridge to doorstep_server;
grant update (ended_at) on records.card_bridge to doorstep_server;

-- The definer functions' own role: this module's tables and nothing else.
grant select, insert, update on records.directory_person, records.directory_person_resident, records.resident, records.resident_index to doorstep_records;
grant select, insert, update on records.relationship, records.proxy, records.access_entry, records.break_glass, records.break_glass_count to doorstep_records;
grant select, insert, update on records.code_request to doorstep_records;

-- Identity and contact: only while open.
alter table records.resident enable row level security;
create policy resident_read on records.resident for select to doorstep_server
  using (region_id = platform.ctx_region() and resident_id = any (platform.ctx_open_residents()));
create policy resident_by_function on records.resident to doorstep_records using (true) with check (true);

alter table records.resident_index enable row level security;
create policy resident_index_by_function on records.resident_index to doorstep_records using (true) with check (true);

-- A relationship is a row of the institution it was granted to; the resident sees all of them.
alter table records.relationship enable row level security;
create policy relationship_read on records.relationship for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy relationship_update on records.relationship for update to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy relationship_by_function on records.relationship to doorstep_records using (true) with check (true);

-- A proxy is seen with the record, and by the phone that is the proxy.
alter table records.proxy enable row level security;
create policy proxy_read on records.proxy for select to doorstep_server
  using (region_id = platform.ctx_region() and (resident_id = any (platform.ctx_open_residents()) or proxy_account = platform.ctx_account()));
create policy proxy_update on records.proxy for update to doorstep_server
  using (region_id = platform.ctx_region() and (resident_id = any (platform.ctx_open_residents()) or proxy_account = platform.ctx_account()))
  with check (region_id = platform.ctx_region() and (resident_id = any (platform.ctx_open_residents()) or proxy_account = platform.ctx_account()));
create policy proxy_by_function on records.proxy to doorstep_records using (true) with check (true);

-- Who looked: the resident, and the institution from which it was opened.
alter table records.access_entry enable row level security;
create policy access_entry_read on records.access_entry for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy access_entry_by_function on records.access_entry to doorstep_records using (true) with check (true);

alter table records.break_glass enable row level security;
create policy break_glass_read on records.break_glass for select to doorstep_server
  using (region_id = platform.ctx_region() and (institution_id = any (platform.ctx_institutions()) or resident_id = any (platform.ctx_open_residents())));
create policy break_glass_update on records.break_glass for update to doorstep_server
  using (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()))
  with check (region_id = platform.ctx_region() and institution_id = any (platform.ctx_institutions()));
create policy break_glass_by_function on records.break_glass to doorstep_records using (true) with check (true);

alter table records.break_glass_count enable row level security;
create policy break_glass_count_by_function on records.break_glass_count to doorstep_records using (true) with check (true);
alter table records.code_request enable row level security;
create policy code_request_by_function on records.code_request to doorstep_records using (true) with check (true);
