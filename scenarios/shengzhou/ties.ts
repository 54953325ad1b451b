import type { CentreRow } from '../engine/centres.ts'
import type { FactsPlan } from '../engine/month-facts.ts'
import type { AllianceRow, PairingRow, Ties } from '../engine/ties.ts'
import { branches } from './branches.ts'
import { council, meetings } from './meetings.ts'

/** Ten pairings: a committee member, a party branch and a department for each branch; four of them keep a joint ward. */

/** How long ago something last happened; two branches have been without a visit for too long. */
const lastDaysAgo = [2, 4, 3, 6, 12, 9, 47, 15, 62, 21]

const pairings = branches.map((branch, index): PairingRow => {
  const no = String(index + 1).padStart(2, '0')
  const daysAgo = lastDaysAgo[index] as number
  const doctor = `SZ-E${no}A`
  return {
    code: `SZ-JD${no}`,
    gives: 'SZ-HEAD',
    receives: branch.code,
    department: branch.department,
    leader: `SZ-L0${(index % 5) + 1}`,
    partyBranch: `${branch.department}党支部`,
    ...(branch.jointWard ? { jointWard: `${branch.department}联合病房` } : {}),
    agreement: `SZ-PAIR-${no}`,
    fromDaysAgo: 400,
    activities: [
      {
        daysAgo,
        kind: branch.jointWard ? 'ward_round' : 'teaching',
        what: branch.jointWard ? '联合病房教学查房，讨论疑难病例' : '带教查体与慢病用药',
        staff: [doctor],
        counts: { 'support.rounds': 1, 'support.patients': 8 + index, 'training.people': 4 },
      },
      {
        daysAgo: daysAgo + 21,
        kind: index % 2 === 0 ? 'party_building' : 'free_clinic',
        what: index % 2 === 0 ? '支部共建：走访分院，听取需要' : '集镇义诊，量血压、测血糖',
        staff: [`SZ-L0${(index % 5) + 1}`, doctor],
        others: '分院志愿者',
        counts: index % 2 === 0 ? { 'support.people': 2 } : { 'support.patients': 46, leaflets: 80 },
      },
    ],
  }
})

const orthopaedics: AllianceRow = {
  code: 'SZ-ORTHO',
  name: '骨科专科联盟（演示）',
  speciality: '骨科',
  head: 'SZ-HEAD',
  leadDepartment: '骨科',
  fromDaysAgo: 300,
  members: [
    { institution: 'SZ-B03', role: 'branch', department: '联合病房' },
    { institution: 'SZ-B05', role: 'branch', department: '专家门诊' },
    { institution: 'SZ-B04', role: 'branch' },
  ],
  clinics: [
    { institution: 'SZ-B03', staff: 'SZ-E03A', rhythm: '每周三上午' },
    { institution: 'SZ-B05', staff: 'SZ-E05B', rhythm: '每月第一个周一下午' },
  ],
  activities: [
    {
      daysAgo: 5,
      kind: 'operation',
      what: '指导分院开展桡骨远端骨折切开复位',
      at: 'SZ-B03',
      staff: ['SZ-E03A'],
      counts: { 'support.operations': 2, 'techniques.new': 1 },
    },
    {
      daysAgo: 33,
      kind: 'training',
      what: '骨折急救与转运培训',
      at: 'SZ-HEAD',
      staff: ['SZ-E03A'],
      counts: { 'training.sessions': 1, 'training.people': 26 },
    },
  ],
}

const everyBranch = branches.map(branch => branch.code)

/** The five shared centres and six of the ten management centres; the rest stand as not set up. */
const centres = (
  [
    ['imaging', '医学影像中心', 'SZ-E01B', '分院拍片，中心出报告；急诊影像优先。'],
    ['ecg', '心电诊断中心', 'SZ-E05A', '分院采集，中心诊断；危急值电话通知。'],
    ['laboratory', '医学检验中心', 'SZ-E06A', '标本每日两次收取，结果互认。'],
    ['pathology', '病理诊断中心', 'SZ-E04A', '分院活检标本统一诊断。'],
    ['sterile_supply', '消毒供应中心', 'SZ-BAS2', '器械集中清洗消毒，按时配送。'],
    ['medical_quality', '医疗质量管理中心', 'SZ-L01', '统一质控标准，每季度检查。'],
    ['nursing', '护理管理中心', 'SZ-BAS2', '护理同质化管理与培训。'],
    ['infection_control', '院感管理中心', 'SZ-L02', '院感监测与督导。'],
    ['pharmacy', '药械管理中心', 'SZ-L03', '统一药品目录、采购和配送。'],
    ['finance', '财务管理中心', 'SZ-L04', '分户核算、集中管理。'],
    ['information', '信息管理中心', 'SZ-L05', '统一信息系统与数据安全。'],
  ] as const
).map(
  ([kind, name, head, duties], index): CentreRow => ({
    code: `SZ-ZX${String(index + 1).padStart(2, '0')}`,
    kind,
    name,
    host: 'SZ-HEAD',
    head,
    duties,
    members: everyBranch,
    ...(index < 5 ? { agreement: 'SZ-SHARE' } : {}),
    fromDaysAgo: 380,
  }),
)

const facts: FactsPlan = {
  months: 14,
  houses: [
    {
      institution: 'SZ-HEAD',
      measures: { 'visits.outpatient': [58_400, 350], 'referrals.up': [42, 0], 'referrals.down': [186, 6] },
    },
    ...branches.map((branch, index) => ({
      institution: branch.code,
      reporter: {
        staff: `SZ-G${String(index + 1).padStart(2, '0')}`,
        phone: `0575-00000${10 + index}`,
      },
      measures: {
        'visits.outpatient': [3_900 - index * 170, 28] as const,
        'referrals.up': [36 - index, 1] as const,
        'referrals.down': [20 - index, 1] as const,
      },
      missing: index === 6 ? ['referrals.up', 'referrals.down'] : index === 8 ? ['visits.outpatient'] : [],
    })),
  ],
}

export const ties: Ties = { pairings, alliances: [orthopaedics], centres, meetings, council, facts }
