-- A studio's plaque belongs to its team: then its clinics wake it by id, and no word has to be guessed.
alter table network.plaque add column team_id uuid references network.team (team_id);
