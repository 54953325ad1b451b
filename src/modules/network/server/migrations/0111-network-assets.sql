-- What an institution has: devices against a basic list, and beds.
create table network.equipment_kind (
  equipment_kind_code text primary key check (equipment_kind_code ~ '^[a-z][a-z0-9_]{1,39}$'),
  name text not null check (length(name) between 1 and 30),
  name_en text not null check (length(name_en) between 1 and 60),
  position int not null
);
comment on table network.equipment_kind is 'reference: kinds of devices, one word for each everywhere';

create table network.basic_equipment (
  list_code text not null check (length(list_code) between 1 and 30),
  institution_kinds text[] not null check (array_length(institution_kinds, 1) > 0),
  equipment_kind_code text not null references network.equipment_kind (equipment_kind_code),
  minimum int not null check (minimum > 0),
  source text not null check (length(source) between 1 and 200),
  confidence text not null check (confidence in ('verified', 'reported', 'assumed')),
  constraint a_basic_list_names_a_device_once primary key (list_code, equipment_kind_code)
);
comment on table network.basic_equipment is 'reference: the basic configuration of a kind of institution, row by row, with source and how sure we are';

create table network.equipment (
  equipment_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  code text not null check (length(code) between 1 and 30),
  equipment_kind_code text not null references network.equipment_kind (equipment_kind_code),
  model text check (length(model) <= 60),
  count int not null check (count between 1 and 10000),
  room_id uuid references network.room (room_id),
  state text not null check (state in ('in_use', 'idle', 'broken', 'retired')),
  acquired_on date,
  note text check (length(note) <= 200),
  demo boolean not null,
  created_at timestamptz not null,
  constraint one_device_per_code unique (institution_id, code)
);
comment on table network.equipment is 'reference: devices of an institution; a village room is an institution and has its own';

create table network.bed_group (
  bed_group_id uuid primary key,
  institution_id uuid not null references network.institution (institution_id),
  department_id uuid references network.department (department_id),
  kind text not null check (kind in ('general', 'rehabilitation', 'nursing', 'hospice', 'observation', 'family', 'joint_ward')),
  approved int not null check (approved between 0 and 10000),
  open int not null check (open between 0 and 10000),
  demo boolean not null,
  created_at timestamptz not null,
  constraint beds_of_a_kind_are_counted_once unique nulls not distinct (institution_id, department_id, kind)
);
comment on table network.bed_group is 'reference: beds by department and kind, approved (核定) and open (开放)';

grant select on network.equipment_kind, network.basic_equipment to doorstep_server;
grant select, insert, update on network.equipment, network.bed_group to doorstep_server;

insert into network.equipment_kind (equipment_kind_code, name, name_en, position) values
  ('exam_couch', '诊断床', 'Examination couch', 10), ('stethoscope', '听诊器', 'Stethoscope', 20), ('sphygmomanometer', '血压计', 'Blood pressure meter', 30),
  ('thermometer', '体温计', 'Thermometer', 40), ('film_viewer', '观片灯', 'Film viewer', 50), ('scale', '体重身高计', 'Height and weight scale', 60),
  ('home_visit_kit', '出诊箱', 'Home visit kit', 70), ('treatment_trolley', '治疗推车', 'Treatment trolley', 80), ('oxygen', '供氧设备', 'Oxygen supply', 90),
  ('suction', '电动吸引器', 'Electric suction', 100), ('minor_surgery', '简易手术设备', 'Minor surgery set', 110), ('infusion_chair', '输液椅', 'Infusion chair', 120),
  ('crash_trolley', '抢救车及抢救设备', 'Crash trolley', 130), ('first_aid_kit', '急救箱', 'First-aid kit', 140), ('pulse_pillow', '脉枕', 'Pulse pillow', 150),
  ('acupuncture_set', '针灸器具', 'Acupuncture set', 160), ('cupping_set', '火罐', 'Cupping set', 170), ('ecg', '心电图机', 'ECG machine', 180),
  ('ultrasound', 'B超', 'Ultrasound', 190), ('microscope', '显微镜', 'Microscope', 200), ('centrifuge', '离心机', 'Centrifuge', 210),
  ('blood_counter', '血球计数仪', 'Blood cell counter', 220), ('urine_analyser', '尿常规分析仪', 'Urine analyser', 230), ('biochemistry', '生化分析仪', 'Biochemistry analyser', 240),
  ('glucometer', '血糖仪', 'Glucose meter', 250), ('refrigerator', '电冰箱', 'Refrigerator', 260), ('medicine_cabinet', '药品柜', 'Medicine cabinet', 270),
  ('herb_dispensing', '中药饮片调剂设备', 'Herb dispensing set', 280), ('autoclave', '高压蒸汽消毒器', 'Autoclave', 290), ('gynaecology_couch', '妇科检查床', 'Gynaecology couch', 300),
  ('vision_hearing', '听（视）力测查工具', 'Hearing and vision tests', 310), ('uv_lamp', '紫外线灯', 'UV lamp', 320), ('cold_box', '冷藏包', 'Cold box', 330),
  ('rehabilitation_set', '康复训练和理疗设备', 'Rehabilitation and physiotherapy set', 340), ('education_set', '健康教育影像设备', 'Health education screen', 350),
  ('computer', '计算机及打印设备', 'Computer and printer', 360), ('x_ray', 'X线机（DR）', 'X-ray (DR)', 370), ('ct', 'CT', 'CT', 380),
  ('dental_chair', '牙科综合治疗台', 'Dental chair', 390), ('aed', '自动体外除颤器', 'AED', 400), ('telemedicine', '远程会诊终端', 'Telemedicine terminal', 410),
  ('other', '其他设备', 'Other', 999);

-- Recalled: the documents named could not be read while these rows were written, and each row says so. A centre's own list differs by place.
insert into network.basic_equipment (list_code, institution_kinds, equipment_kind_code, minimum, source, confidence)
select 'community_centre', '{B1}', code, 1, '城市社区卫生服务中心基本标准（卫医发〔2006〕240号附件1）：原文未能查阅，按记忆列出，请核对；数量1为平台假设', 'assumed'
from unnest(array['exam_couch', 'stethoscope', 'sphygmomanometer', 'thermometer', 'film_viewer', 'scale', 'home_visit_kit', 'treatment_trolley', 'oxygen', 'suction',
  'minor_surgery', 'infusion_chair', 'crash_trolley', 'pulse_pillow', 'acupuncture_set', 'cupping_set', 'ecg', 'ultrasound', 'microscope', 'centrifuge', 'blood_counter',
  'urine_analyser', 'biochemistry', 'glucometer', 'refrigerator', 'medicine_cabinet', 'herb_dispensing', 'autoclave', 'gynaecology_couch', 'vision_hearing', 'uv_lamp',
  'cold_box', 'rehabilitation_set', 'education_set', 'computer']) as code;
insert into network.basic_equipment (list_code, institution_kinds, equipment_kind_code, minimum, source, confidence)
select 'community_station', '{B2}', code, 1, '城市社区卫生服务站基本标准（卫医发〔2006〕240号附件2）：原文未能查阅，按记忆列出，请核对；数量1为平台假设', 'assumed'
from unnest(array['exam_couch', 'stethoscope', 'sphygmomanometer', 'thermometer', 'ecg', 'film_viewer', 'scale', 'glucometer', 'home_visit_kit', 'treatment_trolley',
  'first_aid_kit', 'oxygen', 'refrigerator', 'pulse_pillow', 'acupuncture_set', 'cupping_set', 'medicine_cabinet', 'computer', 'education_set']) as code;
insert into network.basic_equipment (list_code, institution_kinds, equipment_kind_code, minimum, source, confidence)
select 'township_hospital', '{C1,C2,C210,C220}', code, 1, '乡镇卫生院常见基本设备；平台假设，请以省级乡镇卫生院设备标准为准', 'assumed'
from unnest(array['exam_couch', 'stethoscope', 'sphygmomanometer', 'thermometer', 'scale', 'home_visit_kit', 'oxygen', 'suction', 'crash_trolley', 'ecg', 'x_ray',
  'ultrasound', 'microscope', 'centrifuge', 'blood_counter', 'urine_analyser', 'biochemistry', 'glucometer', 'refrigerator', 'autoclave', 'gynaecology_couch', 'acupuncture_set',
  'cupping_set', 'medicine_cabinet', 'telemedicine', 'computer']) as code;
insert into network.basic_equipment (list_code, institution_kinds, equipment_kind_code, minimum, source, confidence)
select 'village_room', '{D6}', code, 1, '村卫生室常见基本设备；平台假设，请以省级村卫生室建设标准为准', 'assumed'
from unnest(array['exam_couch', 'stethoscope', 'sphygmomanometer', 'thermometer', 'scale', 'home_visit_kit', 'first_aid_kit', 'glucometer', 'medicine_cabinet', 'computer']) as code;
-- That a village room has an ECG machine is counted nationally; no document read makes it a duty.
insert into network.basic_equipment (list_code, institution_kinds, equipment_kind_code, minimum, source, confidence) values
  ('village_room', '{D6}', 'ecg', 1, '紧密型县域医共体监测指标体系（2024版）指标5统计配备心电设备的村卫生室；据转引，未核对原文；是监测指标，不是强制配置', 'reported');
