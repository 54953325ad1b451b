-- What a published month becomes outside the board: which picture or poster was taken when, and calendars.
create table deployment.month_change (
  region_id int not null,
  institution_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  -- Since the month was first published: sessions moved, changed, stopped or added.
  changes int not null check (changes > 0),
  changed_at timestamptz not null,
  primary key (region_id, institution_id, month)
);
comment on table deployment.month_change is 'regional: how often what was published of a month changed afterwards, with the last time';

create table deployment.month_handout (
  region_id int not null,
  institution_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  form text not null check (form in ('picture', 'poster_a4', 'poster_a3')),
  taken_by text not null,
  taken_at timestamptz not null,
  -- Changes of the month since it was taken.
  changes int not null check (changes >= 0),
  primary key (region_id, institution_id, month, form)
);
comment on table deployment.month_handout is 'regional: a picture or poster of a month that somebody took to send or hang up, and how often the month changed since';

create table deployment.calendar_feed (
  region_id int not null,
  feed_id uuid not null,
  kind text not null check (kind in ('institution', 'person')),
  -- An institution or a staff member.
  owner_id uuid not null,
  opened_by text not null,
  opened_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  primary key (region_id, feed_id),
  constraint a_closed_calendar_says_by_whom check ((closed_at is null) = (closed_by is null))
);
comment on table deployment.calendar_feed is 'regional: a calendar address (iCal) given to an institution or a person; its token is computed from the id, never stored';
create unique index one_open_calendar_per_owner on deployment.calendar_feed (region_id, kind, owner_id) where closed_at is null;
grant select, insert, update on deployment.month_change, deployment.month_handout, deployment.calendar_feed to doorstep_server;
