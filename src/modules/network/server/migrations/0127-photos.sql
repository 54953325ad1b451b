-- Pictures that everyone may see: of people who come to the sites, and of the sites. Kept here and not in the data folder, so
-- that every server of an installation has them and a picture is written or not together with its audit row.
create table network.photo (
  photo_id uuid primary key,
  staff_id uuid references network.staff (staff_id),
  institution_id uuid references network.institution (institution_id),
  media_type text not null check (media_type in ('image/jpeg', 'image/png')),
  width int not null check (width between 1 and 2000),
  height int not null check (height between 1 and 2000),
  content bytea not null check (octet_length(content) between 1 and 600000),
  added_at timestamptz not null,
  added_by text not null,
  constraint a_photo_shows_a_person_or_a_place check ((staff_id is null) <> (institution_id is null))
);
comment on table network.photo is 'reference: one picture for each person or institution that has one, as everyone may see it';
create unique index one_photo_per_person on network.photo (staff_id) where staff_id is not null;
create unique index one_photo_per_institution on network.photo (institution_id) where institution_id is not null;
grant select, insert, delete on network.photo to doorstep_server;
