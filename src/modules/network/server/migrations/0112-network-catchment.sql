-- For whom an institution is there, and how far apart sites are.
create table network.catchment (
  institution_id uuid primary key references network.institution (institution_id),
  description text not null check (length(description) between 1 and 1000),
  neighbourhoods int check (neighbourhoods between 0 and 10000),
  villages int check (villages between 0 and 10000),
  demo boolean not null,
  updated_at timestamptz not null
);
comment on table network.catchment is 'reference: the area an institution serves, in words and in neighbourhoods and villages';

create table network.population_figure (
  population_figure_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  year int not null check (year between 1990 and 2100),
  group_code text not null check (group_code ~ '^[a-z][a-z0-9_]{1,39}$'),
  persons int not null check (persons >= 0),
  source text not null check (length(source) between 1 and 100),
  demo boolean not null,
  created_at timestamptz not null,
  constraint one_figure_per_year_and_group unique (institution_id, year, group_code)
);
comment on table network.population_figure is 'reference: people (人) served, by year and age group or key group; aggregates only, no resident';

create table network.travel_time (
  travel_time_id uuid primary key,
  from_institution_id uuid not null references network.institution (institution_id),
  to_institution_id uuid not null references network.institution (institution_id),
  mode text not null check (mode in ('car', 'shuttle', 'transit', 'cycle', 'walk')),
  minutes int not null check (minutes between 1 and 1440),
  subsidy_fen int not null check (subsidy_fen >= 0),
  source text not null check (length(source) between 1 and 100),
  demo boolean not null,
  created_at timestamptz not null,
  constraint a_way_leads_somewhere_else check (from_institution_id <> to_institution_id),
  constraint one_time_per_way_and_mode unique (from_institution_id, to_institution_id, mode)
);
comment on table network.travel_time is 'reference: minutes from one site to another by mode, and what is paid for the way';
create index travel_time_to on network.travel_time (to_institution_id);

grant select, insert, update on network.catchment, network.population_figure, network.travel_time to doorstep_server;
