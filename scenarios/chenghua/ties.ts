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
}
