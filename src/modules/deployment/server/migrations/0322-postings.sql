-- 派驻: a person works somewhere for months; and the certificate of grass-roots service made of confirmed figures.
create table deployment.posting (
  region_id int not null,
  posting_id uuid not null,
  staff_id uuid not null,
  -- The employer on the first day.
  home_institution_id uuid not null,
  -- Where the person works: a site of this region, or words for a place outside (援彝援藏).
  institution_id uuid,
  place_text text check (length(place_text) between 1 and 80),
  duty text not null check (duty in ('management', 'technical')),
  is_full_time boolean not null,
  post_held text not null check (length(post_held) between 1 and 60),
  -- GB/T 8561 title on the first day; null: none recorded.
  title_code text,
  letter_number text not null check (length(letter_number) between 1 and 60),
  letter_file text check (length(letter_file) <= 200),
  subsidy_fen_per_day int check (subsidy_fen_per_day >= 0),
  first_day date not null,
  last_day date not null,
  ended_why text check (length(ended_why) <= 200),
  note text check (length(note) <= 400),
  entered_by text not null,
  entered_at timestamptz not null,
  version int not null check (version > 0),
  primary key (region_id, posting_id),
  constraint a_posting_ends_after_it_starts check (last_day >= first_day),
  constraint a_posting_is_somewhere check ((institution_id is null) <> (place_text is null)),
  constraint nobody_is_posted_full_time_twice exclude using gist
    (region_id with =, staff_id with =, daterange(first_day, last_day, '[]') with &&) where (is_full_time)
);
comment on table deployment.posting is 'regional: a person works at a site for weeks or months by letter; not a session';
create index posting_of_site on deployment.posting (region_id, institution_id, last_day);
create index posting_of_person on deployment.posting (region_id, staff_id, last_day);

create table deployment.posting_month (
  region_id int not null,
  posting_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  -- Days of the month on which the person was there.
  days int[] not null check (cardinality(days) <= 31),
  reported_by text not null,
  reported_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  version int not null check (version > 0),
  primary key (region_id, posting_id, month),
  foreign key (region_id, posting_id) references deployment.posting (region_id, posting_id),
  constraint a_confirmed_month_says_by_whom check ((confirmed_at is null) = (confirmed_by is null))
);
comment on table deployment.posting_month is 'regional: attendance of a posting in a month; counts only when the receiving site confirmed it';

create table deployment.certificate_number (
  region_id int not null,
  year int not null,
  last_number int not null check (last_number > 0),
  primary key (region_id, year)
);
comment on table deployment.certificate_number is 'regional: the last number given to a certificate in a year';

create table deployment.service_certificate (
  region_id int not null,
  certificate_id uuid not null,
  number text not null,
  -- Typed by whoever checks the paper; cannot be guessed from the number.
  code text not null check (length(code) = 12),
  staff_id uuid not null,
  institution_id uuid not null,
  first_day date not null,
  last_day date not null,
  -- The figures as they stood when it was issued.
  figures jsonb not null,
  issued_by text not null,
  issued_at timestamptz not null,
  primary key (region_id, certificate_id),
  constraint a_certificate_number_is_given_once unique (region_id, number),
  constraint a_certificate_code_is_given_once unique (region_id, code),
  constraint a_certificate_ends_after_it_starts check (last_day >= first_day)
);
comment on table deployment.service_certificate is 'regional: what a person did at the grass roots in a period, as confirmed when the certificate was issued';
create index certificate_of_person on deployment.service_certificate (region_id, staff_id, issued_at);
grant select, insert, update on deployment.posting, deployment.posting_month, deployment.certificate_number to doorstep_server;
grant select, insert on deployment.service_certificate to doorstep_server;
