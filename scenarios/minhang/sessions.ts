import { addMonths, daysOfMonth, type LocalDate, monthOf, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { Clinic, PartKey, Series } from '../engine/clinics.ts'

type Line = readonly [
  staff: string,
  weekdays: readonly number[],
  part: PartKey,
  room: string,
  speciality: string,
  theme: string,
  seats: number,
  yuan: number,
]

const atHongqiao: readonly Line[] = [
  ['MH-E01', [1], 'morning', '专家一诊室', '心血管内科', '高血压、冠心病专家门诊', 18, 25],
  ['MH-E06', [1], 'morning', '专家二诊室', '肾内科', '慢性肾脏病专病门诊', 16, 25],
  ['MH-E09', [1], 'afternoon', '专家二诊室', '皮肤科', '皮肤病专科联盟门诊', 20, 25],
  ['MH-E13', [1], 'afternoon', '专家三诊室', '中医妇科', '更年期与月经病门诊', 16, 25],
  ['MH-E14', [2], 'morning', '儿童评估室', '儿童康复', '运动发育评估', 8, 30],
  ['MH-E07', [2], 'morning', '专家一诊室', '呼吸科', '慢阻肺、久咳门诊', 16, 25],
  ['MH-E11', [2], 'afternoon', '专家二诊室', '耳鼻咽喉科', '耳鸣、鼻炎门诊', 16, 20],
  ['MH-E02', [3], 'morning', '专家一诊室', '内分泌科', '糖尿病专病门诊', 20, 25],
  ['MH-E10', [3], 'morning', '专家三诊室', '眼科', '白内障筛查门诊', 16, 20],
  ['MH-E12', [3], 'evening', '中医诊室', '针灸科', '夜间颈肩腰腿痛门诊', 12, 20],
  ['MH-E03', [4], 'morning', '专家一诊室', '神经内科', '头晕、卒中后随访门诊', 16, 20],
  ['MH-E15', [4], 'afternoon', '儿童评估室', '发育行为', '语言发育评估', 8, 30],
  ['MH-E08', [4], 'afternoon', '专家二诊室', '风湿免疫科', '痛风专病门诊', 16, 20],
  ['MH-E19', [4], 'evening', '儿童评估室', '儿童保健', '夜间儿童生长发育门诊', 10, 20],
  ['MH-E04', [5], 'morning', '专家一诊室', '骨科', '膝关节、腰椎门诊', 18, 20],
  ['MH-E18', [5], 'morning', '专家四诊室', '康复医学科', '卒中与术后康复门诊', 12, 20],
  ['MH-E16', [5], 'afternoon', '儿童评估室', '儿童呼吸', '儿童哮喘门诊', 12, 25],
  ['MH-E05', [5], 'afternoon', '专家二诊室', '消化内科', '胃肠病、幽门螺杆菌门诊', 16, 20],
  ['MH-E17', [6], 'morning', '专家一诊室', '泌尿外科', '前列腺、结石门诊', 16, 20],
]

const atSecond: readonly Line[] = [
  ['MH-E01', [4], 'morning', '专家一诊室', '心血管内科', '高血压、冠心病专家门诊', 16, 25],
  ['MH-E03', [2], 'morning', '专家二诊室', '神经内科', '头晕门诊', 14, 20],
]
const atThird: readonly Line[] = [
  ['MH-E02', [5], 'morning', '专家诊室', '内分泌科', '糖尿病专病门诊', 16, 25],
  ['MH-E04', [2], 'afternoon', '专家诊室', '骨科', '膝关节、腰椎门诊', 16, 20],
]

const departmentOf = (room: string): string =>
  room.startsWith('儿童') ? '儿童康复科' : room === '中医诊室' ? '中医科' : '专家门诊部'

const weekly =
  (site: string) =>
  ([staff, weekdays, part, room, speciality, theme, capacity, yuan]: Line): Series => ({
    clinic: {
      site,
      department: departmentOf(room),
      room,
      kind: 'outpatient',
      speciality,
      theme,
      part,
      capacity,
      bucketMinutes: 30,
      feeFen: yuan * 100,
      staff: [staff],
    },
    when: { kind: 'weekly', weekdays },
  })

const studio = (theme: string, more: Partial<Clinic>): Clinic => ({
  site: 'MH-HQ',
  department: '中医科',
  room: '名老中医工作室',
  kind: 'outpatient',
  speciality: '中医内科',
  theme,
  part: 'afternoon',
  capacity: 16,
  bucketMinutes: 30,
  feeFen: 3000,
  team: 'MH-STUDIO',
  staff: [],
  ...more,
})

/** The second Tuesday of a month. */
const masterDay = (month: string): LocalDate => daysOfMonth(month).filter(date => weekdayOf(date) === 2)[1] as LocalDate

/** The studio's team sits every Tuesday afternoon; on the second Tuesday the master comes in person. */
const studioSeries = (today: LocalDate): readonly Series[] => {
  const followers = ['MH-T01', 'MH-T02', 'MH-T03', 'MH-T04']
  return [
    {
      clinic: studio('名老中医工作室团队门诊', {}),
      when: { kind: 'weekly', weekdays: [2] },
      exceptions: [masterDay(monthOf(today)), masterDay(addMonths(monthOf(today), 1))],
    },
    {
      clinic: studio('名老中医亲诊（每月一次）', {
        staff: ['MH-M01', 'MH-M02', ...followers],
        capacity: 12,
        feeFen: 5000,
      }),
      when: { kind: 'monthly_weekday', ordinals: [2], weekdays: [2] },
    },
  ]
}

const lecture: Series = {
  clinic: {
    site: 'MH-HQ',
    department: '全科医疗科',
    room: '健康讲堂',
    kind: 'lecture',
    speciality: '健康讲座',
    theme: '健康自管小组讲座：冬令进补与膏方',
    takingPart: '中医科、全科医疗科',
    filingNumber: '演示闵卫义备〔2026〕第12号',
    part: 'afternoon',
    startsAt: '14:00',
    endsAt: '15:30',
    capacity: 40,
    bucketMinutes: 90,
    feeFen: 0,
    staff: ['MH-T01'],
  },
  when: { kind: 'monthly_weekday', ordinals: [3], weekdays: [5] },
}

export const minhangSeries = (today: LocalDate): readonly Series[] => [
  ...atHongqiao.map(weekly('MH-HQ')),
  ...atSecond.map(weekly('MH-C2')),
  ...atThird.map(weekly('MH-C3')),
  ...studioSeries(today),
  lecture,
]

/** Rooms and people of today's clinics; the engine gives them times that are still to come. */
export const minhangToday: readonly Omit<Clinic, 'part'>[] = [
  weekly('MH-HQ')(atHongqiao[0] as Line).clinic,
  { ...weekly('MH-HQ')(atHongqiao[7] as Line).clinic, room: '专家二诊室' },
  { ...weekly('MH-HQ')(atHongqiao[2] as Line).clinic, room: '专家三诊室' },
]
export const minhangEvening: Omit<Clinic, 'part'> = weekly('MH-HQ')(atHongqiao[9] as Line).clinic
