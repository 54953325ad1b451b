-- Goals that every centre is to reach (全覆盖), and what each centre reported of them.
create table network.goal (
  goal_code text primary key check (goal_code ~ '^[a-z][a-z0-9_]{1,39}$'),
  list_code text not null check (length(list_code) between 1 and 30),
  region_prefix text check (region_prefix ~ '^[0-9]{2,6}$'),
  position int not null,
  name text not null check (length(name) between 1 and 30),
  name_en text not null check (length(name_en) between 1 and 60),
  source text not null check (length(source) between 1 and 200),
  confidence text not null check (confidence in ('verified', 'reported', 'assumed'))
);
comment on table network.goal is 'reference: goals of full coverage, with source and how sure we are; region_prefix: the division codes they hold for, null everywhere';

create table network.goal_report (
  goal_report_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  goal_code text not null references network.goal (goal_code),
  state text not null check (state in ('not_yet', 'under_way', 'reached')),
  evidence text check (length(evidence) <= 500),
  file_reference text check (length(file_reference) <= 200),
  on_date date not null,
  reported_by text not null,
  staff_id uuid references network.staff (staff_id),
  reported_at timestamptz not null,
  demo boolean not null,
  constraint what_is_reached_has_evidence check (state <> 'reached' or evidence is not null)
);
comment on table network.goal_report is 'reference: what was said of a goal at a centre, by whom; the last one counts, none is taken away';
create index goal_report_of_institution on network.goal_report (institution_id, goal_code, reported_at desc);

grant select on network.goal to doorstep_server;
grant select, insert on network.goal_report to doorstep_server;

insert into network.goal (goal_code, list_code, region_prefix, position, name, name_en, source, confidence)
select code, 'shanghai_ten', '31', position, name, name_en, '上海社区卫生服务十项“全覆盖”（媒体报道，未对照文件原文）', 'reported'
from (values
  ('university_centre', 1, '高校冠名社区卫生服务中心', 'Centre named by a university'), ('tight_group', 2, '紧密型城市医疗集团', 'Tight city medical group'),
  ('ct', 3, 'CT配置', 'CT'), ('evening_clinic', 4, '夜间门诊', 'Evening clinic'), ('child_room', 5, '标准化儿科诊室', 'Standard child room'),
  ('special_clinics', 6, '标准化专科专病门诊', 'Standard speciality and disease clinics'), ('rehabilitation_centre', 7, '康复中心', 'Rehabilitation centre'),
  ('dental_centre', 8, '口腔预防中心', 'Dental prevention centre'), ('nursing_centre', 9, '护理中心', 'Nursing centre'), ('tcm_master', 10, '名老中医工作室（站）', 'TCM master studio or station')
) as goal (code, position, name, name_en);
