import type { InstitutionRow, NetworkData } from '../engine/network-data.ts'
import { assetSheets } from './assets.ts'
import { feeSheets } from './fees.ts'
import { agreements, plaques } from './plaques.ts'
import { staff, teams } from './staff.ts'

/** Shanghai Minhang, Hongqiao: a centre with many plaques; most hospitals whose experts come are outside the consortium. */

const hospitalDepartments = ['内科', '外科', '妇产科', '儿科']
const centreDepartments = ['全科医疗科', '中医科', '专家门诊部', '儿童康复科', '护理部', '收费挂号处']

const members: readonly InstitutionRow[] = [
  {
    code: 'MH-HEAD',
    name: '闵行区域医疗中心（演示）',
    shortName: '区域中心（演示）',
    kind: 'A1',
    level: '3',
    grade: 'b',
    address: '上海市闵行区（演示地址）莘松路 1 号',
    phone: '021-00000001',
    at: [31.1135, 121.3722],
    role: 'head',
    departments: ['心血管内科', '神经内科', '内分泌科', '骨科', '消化内科', '医务部'],
  },
  {
    code: 'MH-HQ',
    name: '上海市闵行区虹桥社区卫生服务中心',
    shortName: '虹桥社区',
    kind: 'B1',
    level: '1',
    grade: 'a',
    address: '上海市闵行区虹桥镇（演示地址）吴中路 1 号',
    phone: '021-00000002',
    at: [31.1786, 121.3839],
    role: 'centre',
    departments: centreDepartments,
    rooms: [
      '专家一诊室@专家门诊部',
      '专家二诊室@专家门诊部',
      '专家三诊室@专家门诊部',
      '专家四诊室@专家门诊部',
      '名老中医工作室@中医科',
      '中医诊室@中医科',
      '儿童评估室@儿童康复科',
      '感统训练室@儿童康复科',
      '言语训练室@儿童康复科',
      '全科一诊室@全科医疗科',
      '全科二诊室@全科医疗科',
      '健康讲堂',
    ],
  },
  {
    code: 'MH-HQ-S1',
    name: '虹桥社区第一卫生服务站（演示）',
    shortName: '虹桥一站（演示）',
    kind: 'B2',
    level: '0',
    grade: 'none',
    parent: 'MH-HQ',
    address: '上海市闵行区虹桥镇（演示地址）环镇路 2 号',
    phone: '021-00000003',
    at: [31.1742, 121.3771],
    role: 'station',
    departments: ['全科医疗科'],
    rooms: ['诊室'],
  },
  {
    code: 'MH-C2',
    name: '闵行区第二社区卫生服务中心（演示）',
    shortName: '二中心（演示）',
    kind: 'B1',
    level: '1',
    grade: 'a',
    address: '上海市闵行区（演示地址）古美路 3 号',
    phone: '021-00000004',
    at: [31.1471, 121.3926],
    role: 'centre',
    departments: ['全科医疗科', '中医科', '专家门诊部'],
    rooms: ['专家一诊室@专家门诊部', '专家二诊室@专家门诊部', '全科诊室@全科医疗科'],
  },
  {
    code: 'MH-C3',
    name: '闵行区第三社区卫生服务中心（演示）',
    shortName: '三中心（演示）',
    kind: 'B1',
    level: '1',
    grade: 'b',
    address: '上海市闵行区（演示地址）七莘路 4 号',
    phone: '021-00000005',
    at: [31.1557, 121.3541],
    role: 'centre',
    departments: ['全科医疗科', '专家门诊部'],
    rooms: ['专家诊室@专家门诊部', '全科诊室@全科医疗科'],
  },
  {
    code: 'MH-MCH',
    name: '闵行区妇幼保健院（演示）',
    shortName: '区妇幼（演示）',
    kind: 'G',
    level: '2',
    grade: 'a',
    address: '上海市闵行区（演示地址）沁春路 5 号',
    phone: '021-00000006',
    at: [31.1202, 121.3861],
    role: 'speciality_member',
    departments: ['儿童保健科', '妇女保健科'],
  },
]

const hospital = (code: string, name: string, shortName: string, more: Partial<InstitutionRow>): InstitutionRow => ({
  code,
  name,
  shortName,
  kind: 'A1',
  level: '3',
  grade: 'a',
  address: '上海市（演示地址）',
  phone: '021-00000010',
  departments: hospitalDepartments,
  ...more,
})

/** Institutions without membership: their slots come down all the same. */
const external: readonly InstitutionRow[] = [
  hospital('SH-GEN1', '市级综合医院甲（演示）', '综合甲（演示）', {
    departments: ['肾内科', '呼吸科', '风湿免疫科', '心血管内科'],
  }),
  hospital('SH-GEN2', '市级综合医院乙（演示）', '综合乙（演示）', {
    departments: ['皮肤科', '眼科', '耳鼻咽喉科', '消化内科'],
  }),
  hospital('SH-TCM', '市级中医医院（演示）', '市中医（演示）', {
    kind: 'A2',
    departments: ['中医内科', '针灸科', '中医妇科', '推拿科'],
  }),
  hospital('SH-KID', '市级儿童医院（演示）', '市儿童（演示）', {
    kind: 'A5',
    departments: ['儿童康复科', '发育行为科', '儿童呼吸科'],
  }),
  hospital('MH-D1', '区级综合医院甲（演示）', '区综合甲（演示）', {
    level: '2',
    departments: ['骨科', '泌尿外科', '普外科'],
  }),
  hospital('MH-D2', '区级中西医结合医院（演示）', '区中西医（演示）', {
    kind: 'A3',
    level: '2',
    departments: ['康复医学科', '中医骨伤科'],
  }),
]

export const network: NetworkData = {
  consortium: { code: 'MH-GRID', name: '闵行虹桥城市医疗集团（演示）', kind: 'urban_grid', startedOn: '2024-04-01' },
  institutions: [...members, ...external],
  staff,
  teams,
  agreements,
  plaques,
  sheets: [...feeSheets, ...assetSheets],
}
