import type { AgreementRow, InstitutionRow, NetworkData, PlaqueRow } from '../engine/network-data.ts'
import { assetSheets } from './assets.ts'
import { branches } from './branches.ts'
import { feeSheets } from './fees.ts'
import { staff } from './staff.ts'

/** Shengzhou: one head hospital, ten branches, vertical rostering, and a health base in a housing estate. */

const head: InstitutionRow = {
  code: 'SZ-HEAD',
  name: '嵊州市人民医院',
  shortName: '市人民医院',
  kind: 'A1',
  level: '3',
  grade: 'b',
  address: '浙江省嵊州市（演示地址）丹桂路 1 号',
  phone: '0575-0000001',
  at: [29.5886, 120.8314],
  role: 'head',
  departments: [
    '神经内科',
    '呼吸内科',
    '骨科',
    '肿瘤科',
    '心血管内科',
    '内分泌科',
    '消化内科',
    '妇产科',
    '儿科',
    '康复医学科',
    '护理部',
    '医共体办公室',
  ],
  rooms: ['5G 远程查房中心@神经内科'],
}

const branchRows = branches.map(
  (branch, index): InstitutionRow => ({
    code: branch.code,
    name: branch.name,
    shortName: branch.shortName,
    kind: 'C210',
    level: '1',
    grade: 'a',
    address: `浙江省嵊州市${branch.town}（演示地址）`,
    phone: `0575-00000${10 + index}`,
    at: branch.at,
    role: 'branch',
    departments: ['全科', '专家门诊', '护理部', ...(branch.jointWard ? ['联合病房'] : [])],
    rooms: [
      '专家一诊室@专家门诊',
      '专家二诊室@专家门诊',
      '护理门诊@护理部',
      '全科诊室@全科',
      ...(branch.jointWard ? ['联合病房@联合病房'] : []),
    ],
  }),
)

const villageRoom = (no: number, village: string): InstitutionRow => ({
  code: `SZ-B01-V${no}`,
  name: `长乐镇${village}卫生室（演示）`,
  shortName: `${village}卫生室（演示）`,
  kind: 'D6',
  level: '0',
  grade: 'none',
  parent: 'SZ-B01',
  address: `浙江省嵊州市长乐镇${village}（演示地址）`,
  phone: `0575-00000${40 + no}`,
  role: 'village_room',
  departments: ['全科'],
})

const others: readonly InstitutionRow[] = [
  villageRoom(1, '小昆村'),
  villageRoom(2, '开元村'),
  {
    code: 'SZ-BASE',
    name: '金湾国际小区社区健康基地',
    shortName: '金湾健康基地',
    kind: 'B2',
    level: '0',
    grade: 'none',
    parent: 'SZ-HEAD',
    address: '浙江省嵊州市金湾国际小区（演示地址）',
    phone: '0575-0000030',
    at: [29.6011, 120.8203],
    role: 'estate_base',
    departments: ['健康服务'],
    rooms: ['义诊点@健康服务', '小区会堂@健康服务'],
  },
  {
    code: 'ZJ-PROV',
    name: '省级综合医院（演示）',
    shortName: '省级医院（演示）',
    kind: 'A1',
    level: '3',
    grade: 'a',
    address: '浙江省杭州市（演示地址）',
    phone: '0571-0000001',
    departments: ['神经内科', '呼吸内科', '骨科', '肿瘤内科'],
  },
]

const pairings = branches.map(
  (branch, index): AgreementRow => ({
    code: `SZ-PAIR-${String(index + 1).padStart(2, '0')}`,
    kind: 'pairing',
    title: `${branch.department}—${branch.shortName}结对协议`,
    scope: `联系领导一名、结对党支部一个、结对科室${branch.department}；专家与专科护士每周下沉，${branch.jointWard ? '共建联合病房，' : ''}培训分院人员。`,
    gives: ['SZ-HEAD'],
    receives: [branch.code],
    signedDaysAgo: 420,
    years: 2,
  }),
)

const base: AgreementRow = {
  code: 'SZ-BASE-A',
  kind: 'estate_base',
  title: '金湾国际小区社区健康基地共建协议',
  scope: '每周一次义诊，每两个月一次讲座，入户随访；覆盖四个小区与周边村，约 2 万人。',
  gives: ['SZ-HEAD'],
  receives: ['SZ-BASE'],
  signedDaysAgo: 180,
  years: 2,
}

const sharing: AgreementRow = {
  code: 'SZ-SHARE',
  kind: 'remote_diagnosis',
  title: '资源共享中心服务协议',
  scope: '影像、心电、检验、病理、消毒供应五个中心为十家分院服务，结果互认。',
  gives: ['SZ-HEAD'],
  receives: branches.map(branch => branch.code),
  signedDaysAgo: 390,
  years: 3,
}

const plaques: readonly PlaqueRow[] = [
  ...branches
    .filter(branch => branch.jointWard)
    .map(
      (branch, index): PlaqueRow => ({
        code: `SZ-P0${index + 1}`,
        kind: 'alliance_unit',
        name: `${branch.department}联合病房`,
        institution: branch.code,
        giver: '嵊州市人民医院',
        giverInstitution: 'SZ-HEAD',
        agreement: `SZ-PAIR-${String(branches.indexOf(branch) + 1).padStart(2, '0')}`,
        givenDaysAgo: 400,
        services: ['ward_round', 'teaching', 'outpatient'],
        activeDaysAgo: [2 + index, 9 + index],
      }),
    ),
  {
    code: 'SZ-P05',
    kind: 'health_base',
    name: '社区健康基地',
    institution: 'SZ-BASE',
    giver: '嵊州市人民医院',
    giverInstitution: 'SZ-HEAD',
    agreement: 'SZ-BASE-A',
    givenDaysAgo: 180,
    services: ['free_clinic', 'lecture', 'screening'],
    activeDaysAgo: [7, 14, 21],
  },
]

export const network: NetworkData = {
  consortium: { code: 'SZ-COMM', name: '嵊州市人民医院医共体', kind: 'county_community', startedOn: '2019-05-01' },
  institutions: [head, ...branchRows, ...others],
  staff,
  teams: [],
  agreements: [...pairings, base, sharing],
  plaques,
  sheets: [...feeSheets, ...assetSheets],
}
