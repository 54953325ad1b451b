-- 管理中心 and 共享中心: what an institution runs for the others. Kinds are data, since every county names its own.
create table network.centre_kind (
  kind text constraint one_centre_kind_per_key primary key check (kind ~ '^[a-z][a-z0-9_]{1,39}$'),
  family text not null check (family in ('management', 'shared')),
  name text not null check (length(name) between 1 and 30),
  name_en text not null check (length(name_en) between 1 and 60),
  source text not null check (length(source) between 1 and 120),
  sort_order int not null,
  retired_on date,
  constraint one_centre_kind_per_name unique (name)
);
comment on table network.centre_kind is 'reference: kinds of management centres and shared centres';

-- No document lists the management centres: counties run seven to ten under names of their own. Each row says where it is from.
insert into network.centre_kind (kind, family, name, name_en, source, sort_order)
select kind, family, name, name_en,
  case origin
    when 'five' then '国卫基层发〔2023〕41号所列五类资源共享中心；据转引，未核对原文'
    when 'seven' then '国卫办规划函〔2025〕63号功能指引所列区域协同中心；据转引，未核对原文'
    when 'seen' then '各县常见名称，没有全国统一名单；按记忆列出，可按本地文件增改或停用'
    else '平台列出，未见于所查文件；可按本地文件增改或停用'
  end, row_number() over () * 10
from (values
  ('imaging', 'shared', '医学影像中心', 'Imaging centre', 'five'),
  ('ecg', 'shared', '心电诊断中心', 'ECG centre', 'five'),
  ('laboratory', 'shared', '医学检验中心', 'Laboratory centre', 'five'),
  ('pathology', 'shared', '病理诊断中心', 'Pathology centre', 'five'),
  ('sterile_supply', 'shared', '消毒供应中心', 'Sterile supply centre', 'five'),
  ('remote_consultation', 'shared', '远程会诊中心', 'Remote consultation centre', 'seven'),
  ('emergency', 'shared', '智慧医疗急救中心', 'Emergency care centre', 'seven'),
  ('prescriptions', 'shared', '中心药房（集中审方）', 'Central pharmacy and prescription review', 'seen'),
  ('administration', 'management', '行政管理中心', 'Administration centre', 'seen'),
  ('human_resources', 'management', '人力资源管理中心', 'Human resources centre', 'seen'),
  ('finance', 'management', '财务管理中心', 'Finance centre', 'seen'),
  ('performance', 'management', '绩效管理中心', 'Performance centre', 'seen'),
  ('medical_quality', 'management', '医疗质量管理中心', 'Medical quality centre', 'seen'),
  ('nursing', 'management', '护理管理中心', 'Nursing centre', 'seen'),
  ('infection_control', 'management', '院感管理中心', 'Infection control centre', 'own'),
  ('pharmacy', 'management', '药械管理中心', 'Pharmacy and devices centre', 'seen'),
  ('public_health', 'management', '公共卫生管理中心', 'Public health centre', 'seen'),
  ('insurance', 'management', '医保管理中心', 'Insurance centre', 'seen'),
  ('information', 'management', '信息管理中心', 'Information centre', 'seen'),
  ('logistics', 'management', '后勤服务中心', 'Logistics centre', 'seen'),
  ('training', 'management', '教学培训中心', 'Teaching and training centre', 'seen'),
  ('check_ups', 'management', '健康体检中心', 'Health check centre', 'seen'),
  ('tcm', 'management', '中医药管理中心', 'TCM centre', 'seen')
) as seed (kind, family, name, name_en, origin);

create table network.centre (
  centre_id uuid primary key,
  region_id int not null references platform.region (region_id),
  code text not null check (length(code) between 1 and 30),
  kind text not null references network.centre_kind (kind),
  name text not null check (length(name) between 1 and 60),
  host_institution_id uuid not null references network.institution (institution_id),
  head_staff_id uuid not null references network.staff (staff_id),
  phone text check (length(phone) between 3 and 20),
  duties text check (length(duties) <= 500),
  valid_from date not null,
  valid_until date,
  end_reason text check (length(end_reason) between 1 and 200),
  demo boolean not null,
  version int not null check (version > 0),
  created_at timestamptz not null,
  constraint one_centre_per_code unique (code),
  constraint a_centre_ends_after_it_began check (valid_until >= valid_from),
  constraint one_centre_of_a_kind_at_a_host exclude using gist
    (host_institution_id with =, kind with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.centre is 'reference: a management or shared centre, who hosts and who heads it, from–until';

create table network.centre_member (
  centre_member_id uuid primary key,
  centre_id uuid not null references network.centre (centre_id),
  institution_id uuid not null references network.institution (institution_id),
  agreement_id uuid references network.agreement (agreement_id),
  valid_from date not null,
  valid_until date,
  end_reason text check (length(end_reason) between 1 and 200),
  created_at timestamptz not null,
  constraint a_centres_member_leaves_after_joining check (valid_until >= valid_from),
  constraint nobody_is_twice_in_a_centre exclude using gist
    (centre_id with =, institution_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table network.centre_member is 'reference: whom a centre serves, under which agreement, from–until';
create index centre_member_of_institution on network.centre_member (institution_id);

grant select, insert, update on network.centre_kind, network.centre, network.centre_member to doorstep_server;
