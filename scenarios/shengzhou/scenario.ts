import { daysOfMonth } from '#src/platform/kernel/dates.ts'
import type { Scenario } from '../engine/scenario.ts'
import { visitsAMonth } from './branches.ts'
import { network } from './network.ts'
import { monthOfVisits, otherSeries, shengzhouEvening, shengzhouToday, visits } from './sessions.ts'
import { ties } from './ties.ts'

/** 浙江嵊州：邻舍+医共体，每月约 280 人次专家下沉到十家分院。 */
export const shengzhou: Scenario = {
  key: 'shengzhou',
  name: '嵊州医共体',
  regionId: 330_683,
  regionName: '嵊州市',
  network,
  ties,
  head: 'SZ-HEAD',
  centre: 'SZ-B01',
  accounts: [
    { loginName: 'sz.admin', title: '系统管理员', role: 'it_admin', institution: 'SZ-HEAD' },
    { loginName: 'sz.security', title: '安全管理员', role: 'security_admin', institution: 'SZ-HEAD' },
    { loginName: 'sz.auditor', title: '审计管理员', role: 'auditor', institution: 'SZ-HEAD' },
    {
      loginName: 'sz.manager',
      title: '医共体管理',
      role: 'consortium_manager',
      institution: 'SZ-HEAD',
      staff: 'SZ-MGR',
    },
    { loginName: 'sz.centre', title: '分院管理', role: 'centre_manager', institution: 'SZ-B01', staff: 'SZ-CEN' },
    { loginName: 'sz.gp', title: '家庭医生', role: 'gp', institution: 'SZ-B01', staff: 'SZ-G01' },
    { loginName: 'sz.desk', title: '服务台', role: 'desk', institution: 'SZ-B01', staff: 'SZ-D01' },
    { loginName: 'sz.nurse', title: '护士', role: 'nurse', institution: 'SZ-B01', staff: 'SZ-N01' },
    { loginName: 'sz.expert', title: '下沉专家', role: 'specialist', institution: 'SZ-B01', staff: 'SZ-E01A' },
    { loginName: 'sz.head', title: '科主任', role: 'head_of_department', institution: 'SZ-HEAD', staff: 'SZ-RND' },
  ],
  series: (day, { thisMonth, nextMonth }) => [
    // What is left of this month, in proportion.
    ...visits(thisMonth, Math.round((visitsAMonth * thisMonth.length) / daysOfMonth(day.month).length)),
    ...monthOfVisits(nextMonth),
    ...otherSeries(day.today),
  ],
  today: shengzhouToday,
  evening: shengzhouEvening,
  publishesNextMonth: true,
  posting: { staff: 'SZ-E02A', site: 'SZ-B02', post: '分院业务副院长', letter: '嵊医共体派〔2026〕12号' },
  residents: {
    seed: 3_306,
    block: 3,
    count: 40,
    localPlace: '330683',
    awayPlace: '520200',
    streets: ['嵊州市长乐镇镇前街', '嵊州市长乐镇小昆村', '嵊州市长乐镇开元村'],
  },
}
