-- What a region agreed on about a measure: whether every member reports it every month, and the year that others are compared
-- with. Without a row the definition's own word counts.
create table network.measure_choice (
  region_id int not null references platform.region (region_id),
  measure text not null references network.measure (measure),
  expected boolean not null,
  baseline_year int check (baseline_year between 2000 and 2099),
  reason text not null check (length(reason) between 1 and 200),
  changed_at timestamptz not null,
  changed_by text not null,
  version int not null default 1,
  primary key (region_id, measure)
);
comment on table network.measure_choice is 'regional: which measures members of a region report every month, and its baseline year of each';
grant select, insert, update on network.measure_choice to doorstep_server;
