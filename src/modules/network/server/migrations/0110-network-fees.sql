-- What an institution charges, and what the insurance of a region leaves of it. Money in fen, shares in per mille.
create table network.fee_item (
  fee_item_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  code text not null check (length(code) between 1 and 30),
  kind text not null check (kind in ('registration', 'consultation', 'examination', 'treatment', 'series')),
  name text not null check (length(name) between 1 and 60),
  title_code text check (title_code ~ '^2[3-6][1-5]$'),
  unit text not null check (length(unit) between 1 and 10),
  times int not null check (times between 1 and 200),
  price_fen int not null check (price_fen >= 0),
  own_first_per_mille int not null check (own_first_per_mille between 0 and 1000),
  valid_from date not null,
  valid_until date,
  source text not null check (length(source) between 1 and 100),
  demo boolean not null,
  created_at timestamptz not null,
  constraint a_price_ends_after_it_began check (valid_until >= valid_from),
  constraint only_a_visit_depends_on_the_title check (title_code is null or kind in ('registration', 'consultation')),
  constraint only_a_series_has_several_times check (times = 1 or kind = 'series'),
  constraint one_price_per_item_at_a_time exclude using gist
    (institution_id with =, code with =, daterange(valid_from, valid_until, '[]') with &&),
  constraint one_visit_price_per_title_at_a_time exclude using gist
    (institution_id with =, kind with =, coalesce(title_code, '') with =, daterange(valid_from, valid_until, '[]') with &&)
    where (kind in ('registration', 'consultation'))
);
comment on table network.fee_item is 'reference: what an institution charges, from–until; a new price is a new row; own_first_per_mille: the share no insurance sees (0 class A, 1000 not insured)';

create table network.cost_rule (
  cost_rule_id uuid primary key,
  region_id int not null references platform.region (region_id),
  code text not null check (length(code) between 1 and 30),
  name text not null check (length(name) between 1 and 60),
  effect text not null check (effect in ('share', 'exempt')),
  fee_kinds text[] not null check (array_length(fee_kinds, 1) > 0),
  insurance_type text check (length(insurance_type) between 1 and 30),
  insured_place text check (insured_place in ('local', 'other')),
  level text check (level in ('3', '2', '1', '0')),
  from_age int check (from_age between 1 and 120),
  until_age int check (until_age between 0 and 120),
  contracted boolean,
  share_per_mille int check (share_per_mille between 0 and 1000),
  floor_fen int not null check (floor_fen >= 0),
  cap_fen int check (cap_fen >= 0),
  year_floor_fen int not null check (year_floor_fen >= 0),
  source text not null check (length(source) between 1 and 200),
  confidence text not null check (confidence in ('verified', 'reported', 'assumed')),
  valid_from date not null,
  valid_until date,
  demo boolean not null,
  created_at timestamptz not null,
  constraint a_cost_rule_ends_after_it_began check (valid_until >= valid_from),
  constraint the_ages_of_a_cost_rule_are_in_order check (until_age >= from_age),
  constraint only_a_share_has_a_share check ((effect = 'share') = (share_per_mille is not null)),
  constraint one_cost_rule_per_code_at_a_time exclude using gist
    (region_id with =, code with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.cost_rule is 'reference: what insurance pays or what is waived in a region, by insurance, place, level, age and contract; empty conditions hold for everyone; year_floor_fen is only told, never subtracted';

create table network.insurance_designation (
  insurance_designation_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  designated boolean not null,
  insurance_code text check (length(insurance_code) <= 40),
  valid_from date not null,
  valid_until date,
  source text not null check (length(source) between 1 and 100),
  created_at timestamptz not null,
  constraint a_designation_ends_after_it_began check (valid_until >= valid_from),
  constraint one_designation_at_a_time exclude using gist
    (institution_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.insurance_designation is 'reference: whether insurance pays at an institution (定点), from–until';

grant select, insert, update on network.fee_item, network.cost_rule, network.insurance_designation to doorstep_server;
