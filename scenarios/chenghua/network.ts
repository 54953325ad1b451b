import type { AgreementRow, InstitutionRow, NetworkData, PlaqueRow, StaffRow, TeamRow } from '../engine/network-data.ts'
import { createStaffOffice } from '../engine/staff.ts'
import { assetSheets } from './assets.ts'
import { feeSheets } from './fees.ts'

/** Chengdu Chenghua: a district TCM hospital opens a branch hall in a community health centre; the plaque hangs since today. */

const centre = (code: string, name: string, shortName: string, at: readonly [number, number]): InstitutionRow => ({
  code,
  name,
  shortName,
  kind: 'B1',
  level: '1',
  grade: 'a',
  address: '四川省成都市成华区（演示地址）',
  phone: '028-00000020',
  at,
  role: 'centre',
  departments: ['全科', '中医馆', '护理部'],
  rooms: ['中医一诊室@中医馆', '全科诊室@全科'],
})

const institutions: readonly InstitutionRow[] = [
  {
    code: 'CH-HEAD',
    name: '成华区中医医院',
    shortName: '区中医医院',
    kind: 'A2',
    level: '3',
    grade: 'b',
    address: '四川省成都市成华区（演示地址）双林路 1 号',
    phone: '028-00000001',
    at: [30.6603, 104.1031],
    role: 'head',
    departments: ['中医内科', '中医妇科', '中医儿科', '疼痛科', '治未病科', '护理部', '医联体办公室'],
    rooms: ['中医内科诊室@中医内科', '带教诊室@治未病科'],
  },
  {
    code: 'CH-TDH',
    name: '跳蹬河社区卫生服务中心',
    shortName: '跳蹬河社区',
    kind: 'B1',
    level: '1',
    grade: 'a',
    address: '四川省成都市成华区跳蹬河（演示地址）',
    phone: '028-00000002',
    at: [30.6551, 104.1214],
    role: 'centre',
    departments: ['国医馆跳蹬河分馆', '全科', '护理部', '挂号收费处'],
    rooms: [
      '国医馆一诊室@国医馆跳蹬河分馆',
      '国医馆二诊室@国医馆跳蹬河分馆',
      '适宜技术室@国医馆跳蹬河分馆',
      '体质辨识室@国医馆跳蹬河分馆',
      '全科诊室@全科',
      '一楼大厅',
    ],
  },
  centre('CH-C2', '成华区第二社区卫生服务中心（演示）', '二中心（演示）', [30.6721, 104.1322]),
  centre('CH-C3', '成华区第三社区卫生服务中心（演示）', '三中心（演示）', [30.6489, 104.0922]),
]

const post = createStaffOffice(510_108, 4, 'CH')
const expert = (
  code: string,
  department: string,
  titleCode: '231' | '232' | '233',
  specialities: readonly string[],
  sites = ['CH-TDH'],
): StaffRow => post({ code, profession: 'doctor', titleCode, institution: 'CH-HEAD', department, specialities, sites })

const staff: readonly StaffRow[] = [
  expert('CH-E01', '中医内科', '231', ['脾胃病', '失眠'], ['CH-TDH', 'CH-C2']),
  expert('CH-E02', '中医内科', '232', ['咳嗽', '体虚调理']),
  expert('CH-E03', '中医妇科', '231', ['月经病', '产后调理'], ['CH-TDH', 'CH-C3']),
  expert('CH-E04', '中医儿科', '232', ['小儿推拿', '小儿脾胃']),
  expert('CH-E05', '疼痛科', '232', ['颈肩腰腿痛', '针刀'], ['CH-TDH', 'CH-C2']),
  expert('CH-E06', '治未病科', '232', ['体质辨识', '膏方'], ['CH-TDH', 'CH-C3']),
  post({
    code: 'CH-MGR',
    profession: 'manager',
    titleCode: '231',
    institution: 'CH-HEAD',
    department: '医联体办公室',
    specialities: [],
  }),
  post({
    code: 'CH-HN1',
    profession: 'nurse',
    titleCode: '253',
    institution: 'CH-HEAD',
    department: '护理部',
    specialities: ['适宜技术'],
    sites: ['CH-TDH'],
    sex: '2',
  }),
  post({
    code: 'CH-CEN',
    profession: 'manager',
    titleCode: '232',
    institution: 'CH-TDH',
    department: '全科',
    specialities: [],
  }),
  post({
    code: 'CH-T01',
    profession: 'doctor',
    titleCode: '233',
    institution: 'CH-TDH',
    department: '国医馆跳蹬河分馆',
    specialities: ['中医全科', '针灸'],
    sites: ['CH-HEAD'],
  }),
  post({
    code: 'CH-T02',
    profession: 'doctor',
    titleCode: '234',
    institution: 'CH-TDH',
    department: '国医馆跳蹬河分馆',
    specialities: ['推拿'],
    sites: ['CH-HEAD'],
  }),
  post({
    code: 'CH-G01',
    profession: 'doctor',
    titleCode: '233',
    institution: 'CH-TDH',
    department: '全科',
    specialities: ['全科', '慢病管理'],
  }),
  post({
    code: 'CH-G02',
    profession: 'doctor',
    titleCode: '233',
    institution: 'CH-TDH',
    department: '全科',
    specialities: ['全科', '老年健康'],
  }),
  post({
    code: 'CH-N01',
    profession: 'nurse',
    titleCode: '253',
    institution: 'CH-TDH',
    department: '护理部',
    specialities: ['社区护理'],
    sex: '2',
  }),
  post({
    code: 'CH-D01',
    profession: 'nurse',
    titleCode: '254',
    institution: 'CH-TDH',
    department: '挂号收费处',
    specialities: ['导诊'],
    sex: '2',
  }),
  post({
    code: 'CH-G03',
    profession: 'doctor',
    titleCode: '233',
    institution: 'CH-C2',
    department: '全科',
    specialities: ['全科'],
  }),
  post({
    code: 'CH-G04',
    profession: 'doctor',
    titleCode: '233',
    institution: 'CH-C3',
    department: '全科',
    specialities: ['全科'],
  }),
]

const teams: readonly TeamRow[] = [
  {
    code: 'CH-HALL',
    name: '国医馆跳蹬河分馆专家团队（演示）',
    kind: 'expert_studio',
    institution: 'CH-TDH',
    speciality: '中医',
    introduction: '区中医医院专家与中心中医师共同坐诊，带教、适宜技术推广。',
    members: [
      { staff: 'CH-E01', role: 'lead' },
      { staff: 'CH-T01', role: 'follower' },
      { staff: 'CH-HN1', role: 'nurse' },
    ],
  },
]

const agreements: readonly AgreementRow[] = [
  {
    code: 'CH-A01',
    kind: 'extended_clinic',
    title: '国医馆跳蹬河分馆共建协议',
    scope: '专家坐诊、带教跟诊、科室共建；中心人员上挂进修。',
    gives: ['CH-HEAD'],
    receives: ['CH-TDH'],
    signedDaysAgo: 2,
    years: 3,
  },
  {
    code: 'CH-A02',
    kind: 'consortium',
    title: '紧密型区域医联体协议',
    scope: '区中医医院为龙头，社区卫生服务中心为网底；共享国医馆品牌。',
    gives: ['CH-HEAD'],
    receives: ['CH-TDH', 'CH-C2', 'CH-C3'],
    signedDaysAgo: 330,
    years: 1,
  },
]

const plaques: readonly PlaqueRow[] = [
  {
    code: 'CH-P01',
    kind: 'extended_clinic',
    name: '国医馆跳蹬河分馆',
    institution: 'CH-TDH',
    giver: '成华区中医医院',
    giverInstitution: 'CH-HEAD',
    agreement: 'CH-A01',
    givenDaysAgo: 0,
    services: ['outpatient', 'teaching', 'tcm', 'free_clinic'],
  },
]

export const network: NetworkData = {
  consortium: { code: 'CH-TCM', name: '成华区中医紧密型医联体（演示）', kind: 'tcm_alliance', startedOn: '2025-01-01' },
  institutions,
  staff,
  teams,
  agreements,
  plaques,
  sheets: [...feeSheets, ...assetSheets],
}
