import type { Ties } from '../engine/ties.ts'

/** The TCM hospital's departments are paired with the branch hall and with the second centre. */
export const ties: Ties = {
  pairings: [
    {
      code: 'CH-JD01',
      gives: 'CH-HEAD',
      receives: 'CH-TDH',
      department: '中医内科',
      leader: 'CH-MGR',
      partyBranch: '门诊党支部',
      agreement: 'CH-A01',
      fromDaysAgo: 2,
      activities: [
        {
          daysAgo: 1,
          kind: 'free_clinic',
          what: '国医馆开馆联合义诊，体质辨识与适宜技术',
          staff: ['CH-E01', 'CH-E02'],
          others: '家庭医生团队',
          counts: { 'support.patients': 120, leaflets: 200 },
        },
      ],
    },
    {
      code: 'CH-JD02',
      gives: 'CH-HEAD',
      receives: 'CH-C2',
      department: '疼痛科',
      leader: 'CH-MGR',
      partyBranch: '住院党支部',
      agreement: 'CH-A02',
      fromDaysAgo: 200,
      activities: [
        {
          daysAgo: 41,
          kind: 'training',
          what: '颈肩腰腿痛适宜技术培训',
          staff: ['CH-E05'],
          counts: { 'training.sessions': 1, 'training.people': 12 },
        },
      ],
    },
  ],
  alliances: [],
  centres: [],
  meetings: [
    {
      kind: 'regular',
      title: '国医馆分馆筹建例会',
      daysAgo: 16,
      place: '区中医医院三楼会议室',
      host: 'CH-HEAD',
      institutions: ['CH-TDH'],
      staff: ['CH-MGR', 'CH-CEN', 'CH-T01'],
      agenda: '1. 分馆诊室布置\n2. 首月专家排班\n3. 开馆义诊',
      minutes: '诊室按四间布置；首月排班由区中医医院提出，跳蹬河社区核对；开馆当天联合义诊。',
      actions: [
        {
          what: '核对首月专家排班与诊室',
          reason: '开馆前要公布月排班',
          institution: 'CH-TDH',
          staff: 'CH-CEN',
          dueAfter: 9,
          done: '已核对，两间诊室错开',
        },
        {
          what: '报送适宜技术耗材清单',
          reason: '开馆后每周用量要备足',
          institution: 'CH-TDH',
          staff: 'CH-CEN',
          dueAfter: 19,
        },
      ],
    },
  ],
  council: null,
  facts: {
    months: 13,
    houses: [
      {
        institution: 'CH-TDH',
        reporter: { staff: 'CH-CEN', phone: '028-00000002' },
        measures: {
          'visits.outpatient': [2_460, 90],
          'visits.daily': [98.3, 4],
          'referrals.up': [18, 1],
          'referrals.down': [9, 0.5],
        },
      },
      {
        institution: 'CH-C2',
        measures: { 'visits.outpatient': [1_980, 12], 'referrals.up': [14, 0.3], 'referrals.down': [6, 0.2] },
        missing: ['referrals.down'],
      },
    ],
    told: [
      { institution: 'CH-TDH', measure: 'visits.daily', monthsBefore: 0, value: 98.3 },
      {
        institution: 'CH-TDH',
        measure: 'visits.daily',
        monthsBefore: 12,
        value: 24.6,
        abnormal: '门诊改造，当月只开放半天门诊',
      },
    ],
  },
}
