-- The calendar as data: what differs from Monday-to-Friday, the parts of the day, and the figures of each month.
create table network.calendar_day (
  applies_to int not null check (applies_to = 0 or applies_to between 100000 and 999999),
  local_date date not null,
  kind text not null check (kind in ('holiday', 'work_day', 'weekend', 'work')),
  name text not null check (length(name) between 1 and 20),
  provisional boolean not null,
  source text not null,
  constraint one_entry_per_day_and_area primary key (applies_to, local_date)
);
comment on table network.calendar_day is 'reference: holidays and make-up work-days; 0 = the whole country, else one region, which then counts';

create table network.part_of_day (
  part_of_day_id uuid primary key,
  region_id int not null references platform.region (region_id),
  institution_id uuid references network.institution (institution_id),
  part text not null check (part in ('morning', 'noon', 'afternoon', 'evening', 'full_day')),
  name text not null check (length(name) between 1 and 10),
  starts_at time not null,
  ends_at time not null,
  constraint one_time_per_part_of_the_day unique nulls not distinct (region_id, institution_id, part),
  constraint a_part_of_the_day_ends_after_it_starts check (ends_at > starts_at)
);
comment on table network.part_of_day is 'reference: real times of morning, noon, afternoon, evening and full day; an institution may differ from its region';

create table network.month_fact (
  region_id int not null,
  month_fact_id uuid not null,
  institution_id uuid not null references network.institution (institution_id),
  department_id uuid references network.department (department_id),
  month date not null check (extract(day from month) = 1),
  measure text not null check (measure ~ '^[a-z][a-z0-9_.]{1,59}$'),
  value numeric(18, 4) not null,
  source text not null check (source in ('his', 'excel', 'typed', 'system')),
  status text not null check (status in ('draft', 'locked')),
  note text check (length(note) <= 200),
  entered_by text not null,
  entered_at timestamptz not null,
  locked_by text,
  locked_at timestamptz,
  primary key (region_id, month_fact_id),
  constraint one_figure_per_month_measure_and_source unique nulls not distinct (region_id, institution_id, department_id, month, measure, source),
  constraint a_locked_figure_says_who_locked_it check ((status = 'locked') = (locked_by is not null and locked_at is not null))
);
comment on table network.month_fact is 'regional: institution × department × month × measure × value × source, draft or locked; aggregates only, no resident';
create index month_fact_of_month on network.month_fact (region_id, month, measure);

grant select, insert, update on network.calendar_day, network.part_of_day, network.month_fact to doorstep_server;

-- 2026: 国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04). Only days that differ from Monday-to-Friday work are listed, and the weekend days inside a holiday.
insert into network.calendar_day (applies_to, local_date, kind, name, provisional, source)
select 0, day::date, 'holiday', name, false, '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）'
from (values ('元旦', '2026-01-01', '2026-01-03'), ('春节', '2026-02-15', '2026-02-23'), ('清明节', '2026-04-04', '2026-04-06'),
             ('劳动节', '2026-05-01', '2026-05-05'), ('端午节', '2026-06-19', '2026-06-21'), ('中秋节', '2026-09-25', '2026-09-27'),
             ('国庆节', '2026-10-01', '2026-10-07')) as period (name, first_day, last_day)
cross join lateral generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') as day;
insert into network.calendar_day (applies_to, local_date, kind, name, provisional, source)
select 0, day::date, 'work_day', name, false, '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）'
from (values ('元旦调休', '2026-01-04'), ('春节调休', '2026-02-14'), ('春节调休', '2026-02-28'), ('劳动节调休', '2026-05-09'),
             ('国庆节调休', '2026-09-20'), ('国庆节调休', '2026-10-10')) as work_day (name, day);
-- 2027: the notice is not known yet. Only the statutory days themselves (国务院令第795号, in force since 2025-01-01) are entered,
-- marked provisional; make-up work-days and longer holidays follow when the notice is published (page 日历, or sheet 日历).
insert into network.calendar_day (applies_to, local_date, kind, name, provisional, source)
select 0, day::date, 'holiday', name, true, '全国年节及纪念日放假办法（国务院令第795号）法定日；2027年安排通知待发布'
from (values ('元旦', '2027-01-01', '2027-01-01'), ('春节', '2027-02-05', '2027-02-08'), ('清明节', '2027-04-05', '2027-04-05'),
             ('劳动节', '2027-05-01', '2027-05-02'), ('端午节', '2027-06-09', '2027-06-09'), ('中秋节', '2027-09-15', '2027-09-15'),
             ('国庆节', '2027-10-01', '2027-10-03')) as period (name, first_day, last_day)
cross join lateral generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') as day;
