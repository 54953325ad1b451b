-- Residents, why an institution may open a record, and who did.
create schema records;
grant usage on schema records to doorstep_server;
-- The module's definer functions belong to doorstep_records, which can reach this schema and the context of the transaction.
grant usage, create on schema records to doorstep_records;
grant usage on schema platform to doorstep_records;

create table records.directory_person (
  identity_index bytea primary key,
  person_id uuid not null
);
comment on table records.directory_person is 'directory: blind index of an identity number → person; one person may have several numbers';
create index directory_person_by_person on records.directory_person (person_id);

create table records.directory_person_resident (
  person_id uuid not null,
  region_id int not null,
  resident_id uuid not null,
  primary key (person_id, region_id),
  constraint a_resident_row_is_one_person unique (region_id, resident_id)
);
comment on table records.directory_person_resident is 'directory: person → resident rows, at most one in each region';

create table records.resident (
  region_id int not null,
  resident_id uuid not null,
  name text not null,
  sex text not null check (sex in ('male', 'female', 'unknown', 'not_stated')),
  birth_date date not null,
  identity_type text not null,
  identity_cipher bytea,
  masked_number text,
  identity_status text not null check (identity_status in ('card', 'typed', 'none')),
  phone_cipher bytea,
  masked_phone text,
  address_cipher bytea,
  insurance_type text not null,
  insured_place text check (insured_place ~ '^[0-9]{6}$'),
  residence_kind text not null check (residence_kind in ('registered', 'usual', 'visitor', 'not_stated')),
  household_place text check (household_place ~ '^[0-9]{6}$'),
  -- The phone account that is this person; ends when the registered phone changes.
  self_account text,
  -- The phone was given by whoever registered on a phone; a desk that reads the card asks whether it is right.
  phone_to_confirm boolean not null,
  author_institution_id uuid,
  author_account text not null,
  demo boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null,
  primary key (region_id, resident_id),
  constraint a_resident_has_a_name check (name ~ '\S'),
  constraint an_identity_has_a_number_or_is_none check ((identity_type = 'none') = (identity_cipher is null) and (identity_type = 'none') = (identity_status = 'none'))
);
comment on table records.resident is 'regional: identity and contact of a person treated in this region; read only while the record is open';

create table records.resident_index (
  region_id int not null,
  resident_id uuid not null,
  name text collate "C" not null,
  masked_name text not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  birth_date date not null,
  sex text not null,
  masked_number text,
  masked_phone text,
  identity_index bytea,
  identity_tail_index bytea,
  phone_index bytea,
  phone_tail_index bytea,
  demo boolean not null,
  primary key (region_id, resident_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint one_resident_per_identity_number_in_a_region unique (region_id, identity_index)
);
comment on table records.resident_index is 'regional: how a person is found; no clinical fact, no grant: read through records.find_resident alone';
create index resident_by_name on records.resident_index (region_id, name, resident_id);
create index resident_by_pinyin on records.resident_index (region_id, pinyin, resident_id);
create index resident_by_initials on records.resident_index (region_id, initials, resident_id);
create index resident_by_phone on records.resident_index (region_id, phone_index);
create index resident_by_identity_tail on records.resident_index (region_id, identity_tail_index);
create index resident_by_phone_tail on records.resident_index (region_id, phone_tail_index);
create index resident_of_the_demo on records.resident_index (region_id, name) where demo;

create table records.relationship (
  region_id int not null,
  relationship_id uuid not null,
  resident_id uuid not null,
  institution_id uuid not null,
  act text not null check (act in ('card_read', 'sms_code', 'resident_qr', 'contract', 'arrival', 'referral', 'order', 'station_list', 'typed_number')),
  scope text not null check (scope in ('record', 'identity')),
  proof text not null,
  source text not null,
  staff_id uuid,
  team_id uuid,
  resident_name text collate "C" not null,
  resident_pinyin text collate "C" not null,
  resident_initials text collate "C" not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  ended_at timestamptz,
  ended_reason text,
  granted_by text not null,
  created_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by text,
  review_outcome text check (review_outcome in ('in_order', 'not_in_order')),
  review_note text,
  primary key (region_id, relationship_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint a_relationship_is_granted_once_per_act_and_source unique (region_id, resident_id, institution_id, act, source),
  constraint a_relationship_ends_after_it_begins check (valid_until > valid_from),
  constraint a_typed_number_opens_the_identity_only check (act <> 'typed_number' or scope = 'identity')
);
comment on table records.relationship is 'regional: why an institution may open a record, from when until when';
create index contract_of_institution on records.relationship (region_id, institution_id, resident_pinyin, resident_id) where act = 'contract' and ended_at is null;
create index typed_number_to_review on records.relationship (region_id, institution_id, created_at) where act = 'typed_number' and reviewed_at is null;

create table records.proxy (
  region_id int not null,
  proxy_id uuid not null,
  resident_id uuid not null,
  proxy_account text not null,
  name text not null,
  phone_cipher bytea,
  masked_phone text,
  phone_index bytea not null,
  relation text not null check (relation in ('parent', 'guardian', 'family')),
  proof text not null check (proof in ('household_book', 'birth_certificate', 'court_paper', 'written_authorisation', 'code_to_elder', 'own_declaration')),
  valid_from timestamptz not null,
  valid_until timestamptz,
  reconfirm_on date,
  ended_at timestamptz,
  ended_by text,
  author_institution_id uuid,
  author_account text not null,
  primary key (region_id, proxy_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id)
);
comment on table records.proxy is 'regional: who may act for a resident, on what proof, until when';
create unique index one_live_proxy_per_resident_and_phone on records.proxy (region_id, resident_id, phone_index) where ended_at is null;
create index proxy_of_account on records.proxy (region_id, proxy_account) where ended_at is null;

create table records.access_entry (
  region_id int not null,
  access_entry_id uuid not null,
  resident_id uuid not null,
  account text not null,
  actor_kind text not null check (actor_kind in ('staff', 'resident', 'job')),
  actor_name text not null,
  institution_id uuid,
  purpose text not null,
  ground text not null,
  reason text,
  at timestamptz not null,
  quarter_hour bigint not null,
  primary key (region_id, access_entry_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint one_access_entry_per_actor_purpose_and_quarter_hour unique nulls not distinct (region_id, resident_id, account, institution_id, purpose, quarter_hour)
);
comment on table records.access_entry is 'regional: who opened a record, for what, on what ground; the resident can read it';
create index access_entry_of_resident on records.access_entry (region_id, resident_id, at);
create index access_entry_of_institution on records.access_entry (region_id, institution_id, at);

create table records.break_glass (
  region_id int not null,
  break_glass_id uuid not null,
  resident_id uuid not null,
  resident_name text not null,
  masked_number text,
  institution_id uuid not null,
  account text not null,
  actor_name text not null,
  reason text not null,
  at timestamptz not null,
  valid_until timestamptz not null,
  local_date date not null,
  reviewed_at timestamptz,
  reviewed_by text,
  review_outcome text check (review_outcome in ('in_order', 'not_in_order')),
  review_note text,
  primary key (region_id, break_glass_id),
  foreign key (region_id, resident_id) references records.resident (region_id, resident_id),
  constraint breaking_the_glass_has_a_reason check (reason ~ '\S'),
  constraint breaking_the_glass_lasts_a_while check (valid_until > at)
);
comment on table records.break_glass is 'regional: records opened in an emergency without a relationship, until reviewed';
create index break_glass_to_review on records.break_glass (region_id, institution_id, at) where reviewed_at is null;
create index break_glass_of_resident on records.break_glass (region_id, resident_id, account, valid_until);
create table records.break_glass_count (
  region_id int not null,
  account text not null,
  local_date date not null,
  used int not null check (used > 0),
  primary key (region_id, account, local_date)
);
comment on table records.break_glass_count is 'regional: the locked row in which a person''s emergencies of a day are counted';

create table records.code_request (
  region_id int not null,
  request_id uuid not null,
  kind text not null check (kind in ('identity', 'elder')),
  resident_id uuid,
  institution_id uuid,
  account text not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null check (attempts between 0 and 5),
  used_at timestamptz,
  primary key (region_id, request_id)
);
comment on table records.code_request is 'regional: codes sent to a resident''s own phone; no grant, asked through functions';
create index code_request_of_account on records.code_request (region_id, account, sent_at);
create index code_request_of_resident on records.code_request (region_id, resident_id, sent_at);

create table records.used_proof (
  region_id int not null,
  nonce uuid not null,
  used_at timestamptz not null,
  constraint a_proof_is_used_once primary key (region_id, nonce)
);
comment on table records.used_proof is 'regional: cards and codes that have been shown; each counts once';

create table records.card_bridge (
  bridge_id uuid primary key,
  institution_id uuid not null,
  name text not null,
  key_cipher bytea not null,
  simulated boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  constraint a_card_bridge_is_named_once unique (institution_id, name)
);
comment on table records.card_bridge is 'reference: card readers whose signature an institution trusts; keys are encrypted';
