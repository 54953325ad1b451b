-- What is counted: one entry a measure, with its unit and its definition. Activities and month facts count by these.
create table network.measure (
  measure text constraint one_measure_per_key primary key check (measure ~ '^[a-z][a-z0-9_.]{1,59}$'),
  name text not null check (length(name) between 1 and 30),
  name_en text not null check (length(name_en) between 1 and 60),
  unit text not null check (unit in ('person', 'person_time', 'case', 'session', 'copy', 'yuan', 'day', 'item', 'percent')),
  direction text not null check (direction in ('up', 'down', 'none')),
  decimals int not null check (decimals between 0 and 2),
  definition text not null check (length(definition) between 1 and 300),
  source text not null check (length(source) between 1 and 120),
  month_fact boolean not null,
  activity boolean not null,
  expected boolean not null,
  baseline_year int check (baseline_year between 2000 and 2099),
  sort_order int not null,
  retired_on date,
  constraint a_measure_counts_months_or_activities check (month_fact or activity),
  constraint only_a_month_is_expected check (month_fact or not expected),
  constraint one_measure_per_name unique (name)
);
comment on table network.measure is 'reference: what is counted, in which unit, by which definition; expected = every member reports it every month';
grant select, insert, update on network.measure to doorstep_server;

-- But for the county indicators of 2024, which are shares and rates, no official list of what a consortium counts was found: these are our own and say so.
insert into network.measure (measure, name, name_en, unit, direction, decimals, definition, source, month_fact, activity, expected, sort_order)
select measure, name, name_en, unit, direction, decimals, definition, source, kind in ('month', 'expected', 'both'), kind in ('activity', 'both'), kind = 'expected', row_number() over () * 10
from (values
  ('visits.outpatient', '门急诊人次', 'Outpatient and emergency visits', 'person_time', 'up', 0, '当月门诊与急诊诊疗人次之和，不含体检。', '平台口径，参照医疗机构月报的通行算法；报表说明未能查阅', 'expected'),
  ('visits.daily', '日均诊疗人次', 'Visits a day', 'person_time', 'up', 1, '当月诊疗人次除以当月工作日。', '平台口径，参照医疗机构月报的通行算法；报表说明未能查阅', 'month'),
  ('discharges', '出院人次', 'Discharges', 'person_time', 'none', 0, '当月出院人次。没有床位的机构不报。', '平台口径，参照医疗机构月报的通行算法；报表说明未能查阅', 'month'),
  ('stay.average', '平均住院日', 'Average length of stay', 'day', 'down', 1, '出院者占用总床日除以出院人次。', '平台口径，参照医疗机构月报的通行算法；报表说明未能查阅', 'month'),
  ('cost.per_discharge', '次均住院费用', 'Cost per discharge', 'yuan', 'down', 2, '出院者住院总费用除以出院人次，单位元。', '平台口径，参照医疗机构月报的通行算法；报表说明未能查阅', 'month'),
  ('referrals.up', '上转人次', 'Referred up', 'person_time', 'none', 0, '当月由本机构转往上级医院并被接收的人次。', '平台口径：双向转诊登记；没有全国统一定义', 'expected'),
  ('referrals.down', '下转人次', 'Referred down', 'person_time', 'up', 0, '当月由上级医院转到本机构并被接收的人次。', '平台口径：双向转诊登记；没有全国统一定义', 'expected'),
  ('support.days', '下沉天数', 'Days of experts at the base', 'day', 'up', 1, '上级人员在本机构工作的天数，半天计 0.5。', '平台口径：下沉工作日志；没有全国统一定义', 'month'),
  ('support.people', '下沉人数', 'Experts who came', 'person', 'up', 0, '当月到本机构工作的上级人员数，同一人一个月计一次。', '平台口径：下沉工作日志；没有全国统一定义', 'both'),
  ('support.patients', '服务患者人次', 'Patients served', 'person_time', 'up', 0, '活动中接诊、查房或咨询的人次。', '平台口径：活动登记；没有全国统一定义', 'both'),
  ('support.rounds', '教学查房', 'Teaching rounds', 'session', 'up', 0, '有上级医师带教的查房，一次为一场。', '平台口径：活动登记；没有全国统一定义', 'both'),
  ('support.operations', '示教手术', 'Demonstration operations', 'case', 'up', 0, '上级医师主刀或指导的手术例数。', '平台口径：活动登记；没有全国统一定义', 'both'),
  ('training.sessions', '培训讲座', 'Lectures and trainings', 'session', 'up', 0, '面向医务人员或居民的培训、讲座，一次为一场。', '平台口径：活动登记；没有全国统一定义', 'both'),
  ('training.people', '培训人次', 'People trained', 'person_time', 'up', 0, '参加培训、带教的医务人员人次。', '平台口径：活动登记；没有全国统一定义', 'both'),
  ('leaflets', '发放资料', 'Leaflets given out', 'copy', 'none', 0, '宣传资料份数。', '平台口径：活动登记；没有全国统一定义', 'activity'),
  ('techniques.new', '新技术', 'New techniques', 'item', 'up', 0, '在本机构首次开展的技术项目数。', '平台口径：新技术登记；没有全国统一定义', 'both')
) as seed (measure, name, name_en, unit, direction, decimals, definition, source, kind);
