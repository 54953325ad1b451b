import type { Clinic, PartKey, Series } from '../engine/clinics.ts'

type Line = readonly [
  site: string,
  staff: readonly string[],
  weekdays: readonly number[],
  part: PartKey,
  room: string,
  speciality: string,
  theme: string,
  yuan: number,
]

/** The first roster of visiting experts: TCM internal medicine, gynaecology, paediatrics, pain; community doctors follow. */
const roster: readonly Line[] = [
  ['CH-TDH', ['CH-E01', 'CH-T01'], [1], 'morning', '国医馆一诊室', '中医内科', '脾胃病、失眠专家门诊', 20],
  ['CH-TDH', ['CH-E05', 'CH-T02'], [1], 'afternoon', '国医馆二诊室', '疼痛科', '颈肩腰腿痛专家门诊', 20],
  ['CH-TDH', ['CH-E03'], [2], 'morning', '国医馆一诊室', '中医妇科', '月经病、产后调理专家门诊', 20],
  ['CH-TDH', ['CH-E04', 'CH-T02'], [3], 'morning', '国医馆二诊室', '中医儿科', '小儿推拿、脾胃专家门诊', 20],
  ['CH-TDH', ['CH-E02', 'CH-T01'], [4], 'morning', '国医馆一诊室', '中医内科', '咳嗽、体虚调理专家门诊', 15],
  ['CH-TDH', ['CH-E06'], [5], 'morning', '体质辨识室', '治未病科', '体质辨识与膏方门诊', 15],
  ['CH-TDH', ['CH-E05', 'CH-T02'], [5], 'evening', '国医馆二诊室', '疼痛科', '夜间颈肩腰腿痛门诊', 20],
  ['CH-TDH', ['CH-E04'], [6], 'morning', '国医馆二诊室', '中医儿科', '周末小儿推拿专家门诊', 20],
  ['CH-C2', ['CH-E01'], [3], 'afternoon', '中医一诊室', '中医内科', '脾胃病专家门诊', 20],
  ['CH-C2', ['CH-E05'], [4], 'morning', '中医一诊室', '疼痛科', '颈肩腰腿痛专家门诊', 20],
  ['CH-C3', ['CH-E03'], [5], 'morning', '中医一诊室', '中医妇科', '月经病专家门诊', 20],
  ['CH-C3', ['CH-E06'], [2], 'morning', '中医一诊室', '治未病科', '体质辨识门诊', 15],
]

const weekly = ([site, staff, weekdays, part, room, speciality, theme, yuan]: Line): Series => ({
  clinic: {
    site,
    department: site === 'CH-TDH' ? '国医馆跳蹬河分馆' : '中医馆',
    room,
    kind: 'outpatient',
    speciality,
    theme,
    part,
    capacity: 16,
    bucketMinutes: 30,
    feeFen: yuan * 100,
    staff,
  },
  when: { kind: 'weekly', weekdays },
})

/** Community staff rotate up: every Wednesday afternoon teaching with patients at the district hospital (上挂). */
const rotation: Series = {
  clinic: {
    site: 'CH-HEAD',
    department: '治未病科',
    room: '带教诊室',
    kind: 'teaching',
    speciality: '治未病科',
    theme: '带教跟诊：社区中医师上挂',
    part: 'afternoon',
    capacity: 0,
    bucketMinutes: 60,
    staff: ['CH-E06', 'CH-T01'],
  },
  when: { kind: 'weekly', weekdays: [3] },
}

export const chenghuaSeries = (): readonly Series[] => [...roster.map(weekly), rotation]

/** Opening day: the joint free clinic in the hall, and two expert clinics. */
export const chenghuaToday: readonly Omit<Clinic, 'part'>[] = [
  {
    site: 'CH-TDH',
    department: '国医馆跳蹬河分馆',
    room: '一楼大厅',
    kind: 'free_clinic',
    speciality: '联合义诊',
    theme: '国医馆跳蹬河分馆揭牌联合义诊',
    note: '体质辨识、适宜技术体验，家庭医生团队同场服务',
    takingPart: '针灸科、推拿科、全科医疗科',
    filingNumber: '演示成卫义备〔2026〕第8号',
    capacity: 80,
    bucketMinutes: 30,
    feeFen: 0,
    staff: ['CH-E06', 'CH-E02', 'CH-G01', 'CH-HN1', 'CH-N01'],
  },
  weekly(roster[0] as Line).clinic,
  weekly(roster[1] as Line).clinic,
]
export const chenghuaEvening: Omit<Clinic, 'part'> = weekly(roster[6] as Line).clinic
