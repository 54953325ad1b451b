-- A studio's plaque belongs to its team: then its clinics wake it by id, and no word has to be guessed.
alter table network.plaque add column team_id uuid references network.team (team_id);

-- A wrong entry is withdrawn and wakes nothing any more: therefore the plaque follows the entry, and no day is copied.
create table network.plaque_tie_activity (
  region_id int not null,
  activity_id uuid not null,
  plaque_id uuid not null references network.plaque (plaque_id),
  primary key (region_id, activity_id, plaque_id),
  constraint plaque_tie_activity_of_an_activity foreign key (region_id, activity_id) references network.tie_activity (region_id, activity_id)
);
comment on table network.plaque_tie_activity is 'regional: the plaques that an activity of a pairing or an alliance keeps awake, as long as it is not withdrawn';
create index plaque_tie_activity_of_plaque on network.plaque_tie_activity (plaque_id);
grant select, insert on network.plaque_tie_activity to doorstep_server;
