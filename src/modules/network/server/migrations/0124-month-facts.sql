-- Month facts count by known measures, say where a month is no fair base, and are locked and unlocked by name.
alter table network.month_fact add column abnormal_why text check (length(abnormal_why) between 1 and 200);
alter table network.month_fact add constraint a_month_fact_counts_a_known_measure foreign key (measure) references network.measure (measure);
-- A draft that was typed into the wrong cell is taken out again; the audit keeps that it was there.
grant delete on network.month_fact to doorstep_server;

create table network.month_lock (
  region_id int not null,
  month_lock_id uuid not null,
  institution_id uuid not null references network.institution (institution_id),
  month date not null check (extract(day from month) = 1),
  locked_by text not null,
  locked_at timestamptz not null,
  unlocked_by text,
  unlocked_at timestamptz,
  unlock_reason text check (length(unlock_reason) between 1 and 200),
  primary key (region_id, month_lock_id),
  constraint an_unlocked_month_says_who_when_and_why check
    ((unlocked_at is null) = (unlocked_by is null) and (unlocked_at is null) = (unlock_reason is null))
);
comment on table network.month_lock is 'regional: who locked an institution''s month, who opened it again and why';
create unique index a_month_is_locked_once on network.month_lock (region_id, institution_id, month) where unlocked_at is null;
grant select, insert, update on network.month_lock to doorstep_server;

create table network.fact_reporter (
  institution_id uuid primary key references network.institution (institution_id),
  staff_id uuid not null references network.staff (staff_id),
  phone_cipher bytea not null
);
comment on table network.fact_reporter is 'reference: who reports the months of an institution, and where to ring when one is missing';
grant select, insert, update on network.fact_reporter to doorstep_server;
