-- Whether the demo's data are complete: a load that was cut off is taken away and begun again.
create table platform.demo_load (
  only_row boolean primary key default true check (only_row),
  started_at timestamptz not null,
  finished_at timestamptz
);
comment on table platform.demo_load is 'reference: when the demo data were loaded; one row, empty in a real installation';
grant select, insert, update on platform.demo_load to doorstep_server;
