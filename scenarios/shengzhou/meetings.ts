import type { Council, MeetingRow } from '../engine/meetings.ts'
import { branches } from './branches.ts'

/** The council that adopted the charter, and the monthly meeting with what is still to be done. */

const everyBranch = branches.map(branch => branch.code)

export const meetings: readonly MeetingRow[] = [
  {
    kind: 'council',
    title: '医共体理事会第一次会议',
    daysAgo: 200,
    place: '市人民医院学术报告厅',
    host: 'SZ-HEAD',
    institutions: everyBranch,
    staff: ['SZ-L01', 'SZ-L02', 'SZ-MGR', 'SZ-CEN', 'SZ-G02', 'SZ-G03'],
    absent: ['SZ-G03'],
    guests: [{ name: '演示委员', organisation: '市卫生健康局（演示）' }],
    agenda: '1. 审议章程\n2. 选举理事会\n3. 年度下沉计划',
    minutes: '通过章程；选举理事长、副理事长、秘书长和理事；全年每月向十家分院派出约280人次。',
    actions: [
      {
        what: '印发章程和理事名单',
        reason: '各分院需张贴公示',
        institution: 'SZ-HEAD',
        staff: 'SZ-MGR',
        dueAfter: 10,
        done: '已印发十家分院',
      },
    ],
  },
  {
    kind: 'regular',
    title: '医共体月例会',
    daysAgo: 11,
    place: '市人民医院五楼会议室',
    host: 'SZ-HEAD',
    institutions: everyBranch,
    staff: ['SZ-L01', 'SZ-MGR', 'SZ-CEN', 'SZ-G02', 'SZ-G05'],
    agenda: '1. 上月下沉与结对活动\n2. 联合病房运行\n3. 下月排班',
    minutes:
      '石璜、金庭两家分院结对超过30天没有活动，由联系领导本月内走访；长乐联合病房床位使用率上报；下月排班按需求调整。',
    actions: [
      {
        what: '上报联合病房床位使用情况',
        reason: '决定下月下沉查房次数',
        institution: 'SZ-B01',
        staff: 'SZ-CEN',
        dueAfter: 8,
      },
      {
        what: '安排石璜、金庭两家分院走访',
        reason: '结对超过30天没有活动',
        institution: 'SZ-HEAD',
        staff: 'SZ-MGR',
        dueAfter: 18,
      },
      {
        what: '公布下月排班',
        reason: '居民要提前五天看到',
        institution: 'SZ-HEAD',
        staff: 'SZ-MGR',
        dueAfter: 7,
        done: '已发布',
      },
    ],
  },
]

export const council: Council = {
  seats: [
    { staff: 'SZ-L01', post: 'chair' },
    { staff: 'SZ-L02', post: 'vice_chair' },
    { staff: 'SZ-CEN', post: 'vice_chair' },
    { staff: 'SZ-MGR', post: 'secretary' },
    { staff: 'SZ-G02', post: 'member' },
    { staff: 'SZ-G03', post: 'member' },
    { staff: 'SZ-G05', post: 'member' },
    { name: '演示委员', organisation: '市卫生健康局（演示）', post: 'member' },
  ],
  charter: {
    title: '嵊州市人民医院医共体章程（演示）',
    text: '第一条 医共体由市人民医院和十家分院组成，实行理事会领导下的统一管理。\n第二条 理事会成员中基层分院代表不少于三分之一。\n第三条 专家下沉按需求排班，联系领导、党支部、科室与分院结对。\n第四条 会议形成纪要，议定事项限期办结。',
  },
}
