import type { Ties } from '../engine/ties.ts'

/** The regional centre's departments stand beside two community centres; Hongqiao works with hospitals outside. */
export const ties: Ties = {
  pairings: [
    {
      code: 'MH-JD01',
      gives: 'MH-HEAD',
      receives: 'MH-HQ',
      department: '心血管内科',
      leader: 'MH-MGR',
      partyBranch: '内科党支部',
      agreement: 'MH-A01',
      fromDaysAgo: 300,
      activities: [
        {
          daysAgo: 8,
          kind: 'teaching',
          what: '高血压疑难病例讨论',
          staff: [],
          others: '心血管内科两名医师',
          counts: { 'support.rounds': 1, 'training.people': 9 },
        },
      ],
    },
  ],
  alliances: [],
  centres: [],
  meetings: [
    {
      kind: 'special',
      title: '下月专家需求专题会',
      daysAgo: 6,
      place: '虹桥社区二楼会议室',
      host: 'MH-HEAD',
      institutions: ['MH-HQ', 'MH-C2', 'MH-C3'],
      staff: ['MH-MGR'],
      agenda: '1. 各中心上月转诊与候补\n2. 下月请哪些专家',
      minutes: '皮肤、肾内需求最高；下月各加一场。沉睡铜牌由中心逐块说明。',
      actions: [
        {
          what: '说明沉睡铜牌后续安排',
          reason: '有铜牌超过90天没有活动，数目以铜牌墙为准',
          institution: 'MH-HQ',
          dueAfter: 14,
        },
      ],
    },
  ],
  council: null,
  facts: {
    months: 13,
    houses: ['MH-HQ', 'MH-C2', 'MH-C3'].map((institution, index) => ({
      institution,
      measures: {
        'visits.outpatient': [9_800 - index * 2_100, 75 - index * 10] as const,
        'referrals.up': [64 - index * 9, 1] as const,
        'referrals.down': [31 - index * 4, 0.8] as const,
      },
    })),
  },
}
