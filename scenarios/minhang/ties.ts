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
}
