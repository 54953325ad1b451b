-- What every module stands on. No table here knows a medical word.
create schema platform;
grant usage on schema platform to doorstep_server;

-- Who acts, told to the policies for one transaction. Nothing else in the code base may set app.*.
create function platform.set_context(
  p_kind text, p_account text, p_region int, p_institution uuid, p_institutions uuid[], p_open_residents uuid[], p_purpose text
) returns void language plpgsql as $$
begin
  perform set_config('app.kind', p_kind, true),
          set_config('app.account', coalesce(p_account, ''), true),
          set_config('app.region', coalesce(p_region::text, ''), true),
          set_config('app.institution', coalesce(p_institution::text, ''), true),
          set_config('app.institutions', coalesce(p_institutions, '{}')::text, true),
          set_config('app.open_residents', coalesce(p_open_residents, '{}')::text, true),
          set_config('app.purpose', coalesce(p_purpose, ''), true);
end $$;

create function platform.ctx_kind() returns text language sql stable parallel safe
  return coalesce(current_setting('app.kind', true), '');
create function platform.ctx_region() returns int language sql stable parallel safe
  return nullif(current_setting('app.region', true), '')::int;
create function platform.ctx_institution() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.institution', true), '')::uuid;
create function platform.ctx_institutions() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.institutions', true), ''), '{}')::uuid[];
create function platform.ctx_open_residents() returns uuid[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.open_residents', true), ''), '{}')::uuid[];
create function platform.ctx_account() returns text language sql stable parallel safe
  return coalesce(current_setting('app.account', true), '');

create table platform.region (
  region_id int primary key check (region_id between 100000 and 999999),
  name text not null,
  time_zone text not null default 'Asia/Shanghai',
  created_at timestamptz not null,
  head_institution_id uuid -- the institution that set the region up: only from there are settings chosen for everybody
);
comment on table platform.region is 'reference: areas inside which people book and are referred (GB/T 2260)';

create table platform.clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0
);
comment on table platform.clock is 'reference: how far the demo has moved its clock; one row';
insert into platform.clock default values;

create table platform.setting (
  region_id int not null references platform.region (region_id),
  key text not null,
  institution_id uuid,
  value jsonb not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  constraint one_value_per_setting_and_institution unique nulls not distinct (region_id, key, institution_id)
);
comment on table platform.setting is 'reference: rules and thresholds that differ from their default; the default and its source are in the code';

-- Audit ---------------------------------------------------------------------------------------------------------
create table platform.audit (
  region_id int not null,
  audit_id uuid not null,
  at timestamptz not null,
  actor text not null,
  institution_id uuid,
  act text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  code text,
  subject_kind text,
  subject_id text,
  resident_id uuid,
  reason text,
  content_hash text,
  details text not null default '{}',
  request_id text not null,
  primary key (region_id, audit_id)
);
comment on table platform.audit is 'regional: who did what to whom; inserted in the transaction of the act, never changed';
create index audit_by_time on platform.audit (region_id, at);
create index audit_by_resident on platform.audit (region_id, resident_id, at) where resident_id is not null;
create index audit_by_institution on platform.audit (region_id, institution_id, at);

create table platform.audit_seal (
  region_id int not null,
  seal_no int not null,
  sealed_at timestamptz not null,
  row_count int not null check (row_count > 0),
  total_count bigint not null,
  previous_mac bytea not null,
  mac bytea not null,
  primary key (region_id, seal_no)
);
comment on table platform.audit_seal is 'regional: HMAC over the rows sealed together and the seal before';
create table platform.audit_sealed_row (
  region_id int not null,
  audit_id uuid not null,
  seal_no int not null,
  position int not null,
  row_mac bytea not null,
  primary key (region_id, audit_id),
  constraint one_row_per_place_in_a_seal unique (region_id, seal_no, position),
  foreign key (region_id, seal_no) references platform.audit_seal (region_id, seal_no)
);
comment on table platform.audit_sealed_row is 'regional: which seal holds which audit row';

-- Outbox, idempotency -------------------------------------------------------------------------------------------
create table platform.outbox (
  region_id int not null,
  event_id uuid not null,
  name text not null,
  data json not null,
  at timestamptz not null,
  delivered_at timestamptz,
  primary key (region_id, event_id)
);
comment on table platform.outbox is 'regional: events written with the act, handed to the jobs after commit';
create index outbox_to_deliver on platform.outbox (region_id, event_id) where delivered_at is null;

create table platform.idempotency (
  region_id int not null,
  actor text not null,
  endpoint text not null,
  key text not null,
  input_hash bytea not null,
  status smallint,
  response text,
  at timestamptz not null,
  constraint the_same_request_is_answered_once primary key (region_id, actor, endpoint, key)
);
comment on table platform.idempotency is 'regional: first answers, given again to the same request';
create index idempotency_by_age on platform.idempotency (region_id, at);

-- Loops ---------------------------------------------------------------------------------------------------------
create table platform.loop (
  region_id int not null,
  loop_id uuid not null,
  kind text not null,
  institution_id uuid not null,
  owner_account_id uuid,
  owner_role text,
  resident_id uuid,
  subject_kind text not null,
  subject_id text not null,
  reason text not null,
  details jsonb not null default '{}',
  opened_at timestamptz not null,
  opened_by text not null,
  due_at timestamptz not null,
  level smallint not null default 0,
  escalates_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'closed')),
  closed_at timestamptz,
  closed_by text,
  outcome text,
  outcome_note text,
  primary key (region_id, loop_id),
  constraint a_closed_loop_has_an_outcome check ((status = 'closed') = (closed_at is not null and outcome is not null)),
  constraint a_loop_has_an_owner check (owner_account_id is not null or owner_role is not null)
);
comment on table platform.loop is 'regional: what someone must still do; ends only by an outcome';
create unique index one_open_loop_per_kind_and_subject on platform.loop (region_id, kind, subject_kind, subject_id) where status = 'open';
create index loop_of_institution on platform.loop (region_id, institution_id, due_at) where status = 'open';
create index loop_to_escalate on platform.loop (region_id, escalates_at) where status = 'open';
create table platform.loop_step (
  region_id int not null,
  step_id uuid not null,
  loop_id uuid not null,
  institution_id uuid not null,
  at timestamptz not null,
  actor text not null,
  step text not null check (step in ('opened', 'handed_over', 'escalated', 'closed', 'noted')),
  note text,
  details jsonb not null default '{}',
  primary key (region_id, step_id),
  foreign key (region_id, loop_id) references platform.loop (region_id, loop_id)
);
comment on table platform.loop_step is 'regional: the history of a loop';
create index loop_step_of_loop on platform.loop_step (region_id, loop_id, at);

-- Notifications -------------------------------------------------------------------------------------------------
create table platform.notification (
  region_id int not null,
  notification_id uuid not null,
  institution_id uuid,
  resident_id uuid,
  account_id uuid,
  channel text not null check (channel in ('sms', 'wechat', 'inbox')),
  template text not null,
  language text not null default 'zh-CN',
  address_cipher bytea,
  parameters_cipher bytea not null,
  created_at timestamptz not null,
  not_before timestamptz not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'read')),
  attempts int not null default 0,
  sent_at timestamptz,
  failure text,
  is_secret boolean not null, -- holds a one-time code: read by whoever holds the phone, never in an inbox
  primary key (region_id, notification_id)
);
comment on table platform.notification is 'regional: messages to people; text and address are encrypted';
create index notification_queued on platform.notification (region_id, not_before) where status = 'queued';
create index notification_of_account on platform.notification (region_id, account_id, created_at) where account_id is not null;
create index notification_by_time on platform.notification (region_id, created_at);

-- Accounts and sessions -----------------------------------------------------------------------------------------
create table platform.account (
  account_id uuid primary key,
  kind text not null check (kind in ('staff', 'resident')),
  name text not null,
  staff_id uuid,
  password_hash text,
  password_set_at timestamptz,
  must_change_password boolean not null default false,
  second_factor text check (second_factor in ('totp')),
  second_factor_secret bytea,
  second_factor_last_step bigint,
  failed_count int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  language text not null default 'zh-CN',
  preferences jsonb not null default '{}',
  created_at timestamptz not null
);
comment on table platform.account is 'directory: who may sign in';
create table platform.login (
  login_index bytea primary key,
  account_id uuid not null references platform.account (account_id),
  kind text not null check (kind in ('name', 'phone')),
  display text not null
);
comment on table platform.login is 'directory: login name or phone (blind index) → account';
create index login_of_account on platform.login (account_id);
create table platform.account_role (
  account_id uuid not null references platform.account (account_id),
  institution_id uuid not null,
  role text not null,
  granted_at timestamptz not null,
  granted_by text not null,
  primary key (account_id, institution_id, role)
);
comment on table platform.account_role is 'directory: roles held at institutions';
create index account_role_at_institution on platform.account_role (institution_id, role);
create table platform.account_resident (
  account_id uuid not null references platform.account (account_id),
  region_id int not null,
  resident_id uuid not null,
  relation text not null,
  position int not null default 0,
  valid_until timestamptz,
  added_at timestamptz not null,
  primary key (account_id, region_id, resident_id)
);
comment on table platform.account_resident is 'directory: whom a phone account may act for, oneself first';
create table platform.session (
  token_hash bytea primary key,
  account_id uuid not null references platform.account (account_id),
  region_id int not null,
  institution_id uuid,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  device text
);
comment on table platform.session is 'directory: signed-in sessions by the hash of their token';
create index session_of_account on platform.session (account_id) where ended_at is null;
create table platform.login_code (
  phone_index bytea not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null default 0,
  used_at timestamptz,
  primary key (phone_index, created_at)
);
comment on table platform.login_code is 'directory: one-time codes sent to phones';
