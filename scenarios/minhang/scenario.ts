import type { Scenario } from '../engine/scenario.ts'
import { network } from './network.ts'
import { minhangEvening, minhangSeries, minhangToday } from './sessions.ts'
import { ties } from './ties.ts'

/** 上海闵行虹桥：社区枢纽里的专家门诊。 */
export const minhang: Scenario = {
  key: 'minhang',
  name: '闵行虹桥',
  regionId: 310_100,
  regionName: '上海市',
  network,
  ties,
  head: 'MH-HEAD',
  centre: 'MH-HQ',
  accounts: [
    { loginName: 'mh.admin', title: '系统管理员', role: 'it_admin', institution: 'MH-HEAD' },
    { loginName: 'mh.security', title: '安全管理员', role: 'security_admin', institution: 'MH-HEAD' },
    { loginName: 'mh.auditor', title: '审计管理员', role: 'auditor', institution: 'MH-HEAD' },
    {
      loginName: 'mh.manager',
      title: '医联体管理',
      role: 'consortium_manager',
      institution: 'MH-HEAD',
      staff: 'MH-MGR',
    },
    { loginName: 'mh.centre', title: '中心管理', role: 'centre_manager', institution: 'MH-HQ', staff: 'MH-CEN' },
    { loginName: 'mh.gp', title: '家庭医生', role: 'gp', institution: 'MH-HQ', staff: 'MH-G01' },
    { loginName: 'mh.tcm', title: '社区中医师', role: 'tcm_doctor', institution: 'MH-HQ', staff: 'MH-T01' },
    { loginName: 'mh.desk', title: '服务台', role: 'desk', institution: 'MH-HQ', staff: 'MH-D01' },
    { loginName: 'mh.nurse', title: '护士', role: 'nurse', institution: 'MH-HQ', staff: 'MH-N01' },
    { loginName: 'mh.expert', title: '下沉专家', role: 'specialist', institution: 'MH-HQ', staff: 'MH-E01' },
    { loginName: 'mh.partner', title: '市级医院门诊办', role: 'centre_manager', institution: 'SH-GEN1' },
    { loginName: 'mh.partner_it', title: '市级医院信息科', role: 'it_admin', institution: 'SH-GEN1' },
    { loginName: 'mh.bureau', title: '卫健局（只读）', role: 'health_bureau', institution: 'MH-HEAD' },
  ],
  partner: {
    institution: 'SH-GEN1',
    clinics: [
      {
        kind: 'block',
        staff: 'MH-E08',
        department: '风湿免疫科',
        theme: '痛风门诊（本院）',
        part: 'morning',
        weekdays: [2, 3],
        seats: 8,
        feeFen: 3_800,
      },
      {
        kind: 'live',
        staff: 'MH-E07',
        department: '呼吸科',
        theme: '肺结节门诊（本院）',
        part: 'afternoon',
        weekdays: [3, 4],
        seats: 12,
        feeFen: 3_800,
      },
    ],
  },
  series: day => minhangSeries(day.today),
  today: minhangToday,
  evening: minhangEvening,
  publishesNextMonth: false,
  residents: {
    seed: 3_101,
    block: 1,
    count: 52,
    localPlace: '310112',
    awayPlace: '341200',
    streets: ['上海市闵行区虹桥镇吴中路', '上海市闵行区虹桥镇环镇路', '上海市闵行区虹桥镇金汇路'],
  },
}
