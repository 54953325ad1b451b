import type { Scenario } from '../engine/scenario.ts'
import { network } from './network.ts'
import { chenghuaEvening, chenghuaSeries, chenghuaToday } from './sessions.ts'
import { ties } from './ties.ts'

/** 成都成华：国医馆跳蹬河分馆今日揭牌。 */
export const chenghua: Scenario = {
  key: 'chenghua',
  name: '成华国医馆',
  regionId: 510_100,
  regionName: '成都市',
  network,
  ties,
  head: 'CH-HEAD',
  centre: 'CH-TDH',
  accounts: [
    { loginName: 'ch.admin', title: '系统管理员', role: 'it_admin', institution: 'CH-HEAD' },
    { loginName: 'ch.security', title: '安全管理员', role: 'security_admin', institution: 'CH-HEAD' },
    { loginName: 'ch.auditor', title: '审计管理员', role: 'auditor', institution: 'CH-HEAD' },
    {
      loginName: 'ch.manager',
      title: '医联体管理',
      role: 'consortium_manager',
      institution: 'CH-HEAD',
      staff: 'CH-MGR',
    },
    { loginName: 'ch.centre', title: '中心管理', role: 'centre_manager', institution: 'CH-TDH', staff: 'CH-CEN' },
    { loginName: 'ch.gp', title: '家庭医生', role: 'gp', institution: 'CH-TDH', staff: 'CH-G01' },
    { loginName: 'ch.tcm', title: '社区中医师', role: 'tcm_doctor', institution: 'CH-TDH', staff: 'CH-T01' },
    { loginName: 'ch.desk', title: '服务台', role: 'desk', institution: 'CH-TDH', staff: 'CH-D01' },
    { loginName: 'ch.nurse', title: '护士', role: 'nurse', institution: 'CH-TDH', staff: 'CH-N01' },
    { loginName: 'ch.expert', title: '下沉专家', role: 'specialist', institution: 'CH-TDH', staff: 'CH-E01' },
  ],
  series: chenghuaSeries,
  today: chenghuaToday,
  evening: chenghuaEvening,
  publishesNextMonth: true,
  residents: {
    seed: 5_101,
    block: 5,
    count: 44,
    localPlace: '510108',
    awayPlace: '511500',
    streets: ['成都市成华区跳蹬河街道杉板桥路', '成都市成华区跳蹬河街道双桥路'],
  },
}
