import type { StaffRow, TeamRow } from '../engine/network-data.ts'
import { createStaffOffice } from '../engine/staff.ts'

const post = createStaffOffice(310_112, 0, 'MH')

/** Codes of experts are used by `sessions.ts`: one expert, one line. */
const expert = (
  code: string,
  institution: string,
  department: string,
  titleCode: '231' | '232' | '233',
  specialities: readonly string[],
  sites: readonly string[] = ['MH-HQ'],
): StaffRow => post({ code, profession: 'doctor', titleCode, institution, department, specialities, sites })

const experts: readonly StaffRow[] = [
  expert('MH-E01', 'MH-HEAD', '心血管内科', '231', ['高血压', '冠心病'], ['MH-HQ', 'MH-C2']),
  expert('MH-E02', 'MH-HEAD', '内分泌科', '231', ['糖尿病', '甲状腺'], ['MH-HQ', 'MH-C3']),
  expert('MH-E03', 'MH-HEAD', '神经内科', '232', ['头晕', '卒中后随访'], ['MH-HQ', 'MH-C2']),
  expert('MH-E04', 'MH-HEAD', '骨科', '232', ['膝关节', '腰椎'], ['MH-HQ', 'MH-C3']),
  expert('MH-E05', 'MH-HEAD', '消化内科', '232', ['胃痛', '幽门螺杆菌'], ['MH-HQ']),
  expert('MH-E06', 'SH-GEN1', '肾内科', '231', ['肾病筛查', '蛋白尿']),
  expert('MH-E07', 'SH-GEN1', '呼吸科', '231', ['慢阻肺', '咳嗽']),
  expert('MH-E08', 'SH-GEN1', '风湿免疫科', '232', ['痛风', '类风湿']),
  expert('MH-E09', 'SH-GEN2', '皮肤科', '231', ['湿疹', '带状疱疹']),
  expert('MH-E10', 'SH-GEN2', '眼科', '232', ['白内障', '干眼']),
  expert('MH-E11', 'SH-GEN2', '耳鼻咽喉科', '232', ['耳鸣', '鼻炎']),
  expert('MH-E12', 'SH-TCM', '针灸科', '232', ['颈肩腰腿痛']),
  expert('MH-E13', 'SH-TCM', '中医妇科', '231', ['月经不调', '更年期']),
  expert('MH-E14', 'SH-KID', '儿童康复科', '231', ['运动发育', '脑瘫康复']),
  expert('MH-E15', 'SH-KID', '发育行为科', '232', ['语言落后', '多动']),
  expert('MH-E16', 'SH-KID', '儿童呼吸科', '232', ['儿童哮喘']),
  expert('MH-E17', 'MH-D1', '泌尿外科', '232', ['前列腺', '结石']),
  expert('MH-E18', 'MH-D2', '康复医学科', '232', ['卒中康复', '术后康复']),
  expert('MH-E19', 'MH-MCH', '儿童保健科', '232', ['生长发育', '儿童早期发展']),
]

/** The TCM master studio: the master, the team's senior doctor, four community doctors who follow. */
const studio: readonly StaffRow[] = [
  post({
    code: 'MH-M01',
    profession: 'doctor',
    titleCode: '231',
    institution: 'SH-TCM',
    department: '中医内科',
    specialities: ['脾胃病', '失眠', '膏方'],
    age: 68,
    bio: '名老中医（演示人物），每月亲自坐诊一次，带教社区中医师。',
    sites: ['MH-HQ'],
  }),
  post({
    code: 'MH-M02',
    profession: 'doctor',
    titleCode: '232',
    institution: 'SH-TCM',
    department: '中医内科',
    specialities: ['脾胃病', '体质调理'],
    sites: ['MH-HQ'],
  }),
  ...(['MH-T01', 'MH-T02', 'MH-T03', 'MH-T04'] as const).map(code =>
    post({
      code,
      profession: 'doctor',
      titleCode: '233',
      institution: 'MH-HQ',
      department: '中医科',
      specialities: ['中医全科'],
    }),
  ),
]

const centre: readonly StaffRow[] = [
  post({
    code: 'MH-MGR',
    profession: 'manager',
    titleCode: '231',
    institution: 'MH-HEAD',
    department: '医务部',
    specialities: [],
  }),
  post({
    code: 'MH-CEN',
    profession: 'manager',
    titleCode: '232',
    institution: 'MH-HQ',
    department: '全科医疗科',
    specialities: [],
  }),
  ...(['MH-G01', 'MH-G02', 'MH-G03', 'MH-G04'] as const).map(code =>
    post({
      code,
      profession: 'doctor',
      titleCode: '233',
      institution: 'MH-HQ',
      department: '全科医疗科',
      specialities: ['全科', '慢病管理'],
      sites: ['MH-HQ-S1'],
    }),
  ),
  ...(['MH-N01', 'MH-N02', 'MH-N03'] as const).map(code =>
    post({
      code,
      profession: 'nurse',
      titleCode: '253',
      institution: 'MH-HQ',
      department: '护理部',
      specialities: ['社区护理'],
      sex: '2',
    }),
  ),
  post({
    code: 'MH-D01',
    profession: 'nurse',
    titleCode: '254',
    institution: 'MH-HQ',
    department: '收费挂号处',
    specialities: ['导诊'],
    sex: '2',
  }),
  ...(['MH-R01', 'MH-R02', 'MH-R03', 'MH-R04'] as const).map(code =>
    post({
      code,
      profession: 'therapist',
      titleCode: '263',
      institution: 'MH-HQ',
      department: '儿童康复科',
      specialities: ['感觉统合', '言语训练'],
    }),
  ),
]

export const staff: readonly StaffRow[] = [...experts, ...studio, ...centre]

export const teams: readonly TeamRow[] = [
  {
    code: 'MH-STUDIO',
    name: '名老中医工作室（演示）',
    kind: 'master_studio',
    institution: 'MH-HQ',
    speciality: '脾胃病',
    introduction: '每周二下午团队坐诊，名老中医每月亲自坐诊一次；四位社区中医师跟诊、整理医案。',
    members: [
      { staff: 'MH-M02', role: 'lead' },
      { staff: 'MH-T01', role: 'follower' },
      { staff: 'MH-T02', role: 'follower' },
      { staff: 'MH-T03', role: 'follower' },
      { staff: 'MH-T04', role: 'follower' },
    ],
  },
  {
    code: 'MH-FD1',
    name: '虹桥第一家庭医生团队（演示）',
    kind: 'family_doctor',
    institution: 'MH-HQ',
    speciality: '全科',
    introduction: '全科医生、中医师与护士组成的签约服务团队。',
    members: [
      { staff: 'MH-G01', role: 'lead' },
      { staff: 'MH-G02', role: 'joint_gp' },
      { staff: 'MH-N01', role: 'nurse' },
    ],
  },
]
