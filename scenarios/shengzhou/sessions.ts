import { addDays, daysOfMonth, type LocalDate, monthOf, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { Clinic, PartKey, Series } from '../engine/clinics.ts'
import { type Branch, branches, provincialVisits, visitsAMonth } from './branches.ts'

const outpatient = { kind: 'outpatient' as const, capacity: 16, bucketMinutes: 30, feeFen: 1500 }

type Visitor = { readonly clinic: Clinic; readonly weekdays: readonly number[] }

/** Who goes to a branch, on which weekdays, into which room; no two of them ever need the same room. */
const visitorsOf = (branch: Branch, index: number): readonly Visitor[] => {
  const no = String(index + 1).padStart(2, '0')
  const clinic = (
    staff: string,
    room: string,
    department: string,
    speciality: string,
    part: PartKey,
    more: Partial<Clinic> = {},
  ): Clinic => ({
    ...outpatient,
    site: branch.code,
    room,
    department,
    speciality,
    theme: `${speciality}专家下沉门诊`,
    part,
    staff: [staff],
    ...more,
  })
  const nursing = (staff: string) =>
    clinic(staff, '护理门诊', '护理部', '专科护理', 'afternoon', {
      theme: '专科护理门诊：伤口、造口、糖尿病教育',
      feeFen: 800,
    })
  const first = clinic(`SZ-E${no}A`, '专家一诊室', '专家门诊', branch.department, 'morning')
  const pairs = [
    [1, 4],
    [2, 5],
    [3, 5],
  ].map(pair => pair.map(day => ((day - 1 + index) % 5) + 1))
  const [a, b, c] = pairs as [number[], number[], number[]]
  if (branch.jointWard)
    return [
      { clinic: first, weekdays: a },
      { clinic: nursing(`SZ-E${no}B`), weekdays: b },
      {
        clinic: clinic(`SZ-E${no}C`, '联合病房', '联合病房', branch.department, 'morning', {
          kind: 'joint_ward',
          theme: `${branch.department}联合病房查房`,
          capacity: 0,
          feeFen: 0,
        }),
        weekdays: c,
      },
    ]
  return [
    { clinic: first, weekdays: a },
    { clinic: clinic(`SZ-E${no}B`, '专家二诊室', '专家门诊', branch.second, 'afternoon'), weekdays: b },
    { clinic: nursing(`SZ-E${no}C`), weekdays: c },
  ]
}

/** Days of the usual weekdays first, other working days where a short month has too few. */
const daysFor = (workDays: readonly LocalDate[], weekdays: readonly number[], count: number): readonly LocalDate[] => {
  const usual = workDays.filter(date => weekdays.includes(weekdayOf(date)))
  const rest = workDays.filter(date => !weekdays.includes(weekdayOf(date)))
  return [...usual, ...rest].slice(0, count).sort()
}

/** Shares visits out as evenly as whole visits can be: the first few get one more. */
const shareOut = (total: number, among: number): readonly number[] =>
  Array.from({ length: among }, (_, index) => Math.floor(total / among) + (index < total % among ? 1 : 0))

/**
 * Exactly so many visits of the head hospital's own people on these working days, about the same at every branch.
 * @param total visits to lay out.
 */
export const visits = (workDays: readonly LocalDate[], total: number): readonly Series[] => {
  const visitors = branches.flatMap(visitorsOf)
  const counts = shareOut(total, visitors.length)
  return visitors
    .map(
      ({ clinic, weekdays }, index): Series => ({
        clinic,
        when: { kind: 'dates', dates: daysFor(workDays, weekdays, counts[index] as number) },
      }),
    )
    .filter(({ when }) => when.kind !== 'dates' || when.dates.length > 0)
}

/** Four provincial experts, two visits each: one at the branch whose joint ward they support, one at another. */
export const provincialSeries = (workDays: readonly LocalDate[]): readonly Series[] =>
  Array.from({ length: provincialVisits }, (_, index): Series => {
    const branch = branches[index] as Branch
    const speciality = ['神经内科', '呼吸内科', '骨科', '肿瘤内科'][index % 4] as string
    return {
      clinic: {
        ...outpatient,
        site: branch.code,
        room: '专家一诊室',
        department: '专家门诊',
        speciality,
        theme: `省级专家${speciality}门诊`,
        note: '省级专家每月两次下沉',
        part: 'afternoon',
        feeFen: 3000,
        staff: [`SZ-PROV${(index % 4) + 1}`],
      },
      when: {
        kind: 'dates',
        dates: [workDays[Math.floor(((index + 0.5) * workDays.length) / provincialVisits)] as LocalDate],
      },
    }
  })

export const monthOfVisits = (workDays: readonly LocalDate[]): readonly Series[] => [
  ...visits(workDays, visitsAMonth - provincialVisits),
  ...provincialSeries(workDays),
]

/** The health base: a free clinic every Saturday, a lecture every second month; the 5G round of the joint ward at Changle. */
export const otherSeries = (today: LocalDate): readonly Series[] => {
  const place = { site: 'SZ-BASE', department: '健康服务', bucketMinutes: 30, feeFen: 0 }
  const everySecondMonth =
    Number(monthOf(today).slice(5)) % 2 === 0
      ? monthOf(today)
      : monthOf(addDays(daysOfMonth(monthOf(today)).at(-1) as string, 1))
  const lectureDay = daysOfMonth(everySecondMonth).filter(date => weekdayOf(date) === 7)[2] as LocalDate
  const weeklyClinic: Series = {
    clinic: {
      ...place,
      room: '义诊点',
      kind: 'free_clinic',
      speciality: '社区义诊',
      theme: '每周义诊：血压、血糖、健康咨询',
      placeText: '小区东门广场，雨天在会堂',
      takingPart: '全科、护理',
      filingNumber: '演示嵊卫义备〔2026〕第3号',
      part: 'morning',
      startsAt: '08:30',
      endsAt: '11:00',
      capacity: 60,
      staff: ['SZ-BAS1', 'SZ-BAS2'],
    },
    when: { kind: 'weekly', weekdays: [6] },
  }
  const lecture: Series = {
    clinic: {
      ...place,
      room: '小区会堂',
      kind: 'lecture',
      speciality: '健康讲座',
      theme: '健康讲座：冬季心脑血管保护',
      takingPart: '心血管内科、全科',
      part: 'afternoon',
      startsAt: '14:00',
      endsAt: '15:30',
      capacity: 30,
      bucketMinutes: 90,
      staff: ['SZ-BAS1'],
    },
    when: { kind: 'dates', dates: [lectureDay] },
  }
  const remoteRound: Series = {
    clinic: {
      site: 'SZ-B01',
      department: '联合病房',
      kind: 'remote_round',
      speciality: '神经内科',
      theme: '5G 联合病房远程查房',
      part: 'afternoon',
      startsAt: '15:00',
      endsAt: '16:30',
      capacity: 0,
      bucketMinutes: 30,
      feeFen: 0,
      staff: ['SZ-RND'],
    },
    when: { kind: 'weekly', weekdays: [3] },
  }
  return [weeklyClinic, remoteRound, ...(lectureDay > today ? [lecture] : [])]
}

/** Today's clinics; the engine gives them times that are still to come. */
export const shengzhouToday: readonly Omit<Clinic, 'part'>[] = [
  visitorsOf(branches[0] as Branch, 0)[0]?.clinic as Clinic,
  visitorsOf(branches[0] as Branch, 0)[1]?.clinic as Clinic,
  visitorsOf(branches[1] as Branch, 1)[0]?.clinic as Clinic,
]
export const shengzhouEvening: Omit<Clinic, 'part'> = {
  ...outpatient,
  site: 'SZ-B01',
  room: '专家二诊室',
  department: '专家门诊',
  speciality: '神经内科',
  theme: '神经内科夜间专家门诊',
  staff: ['SZ-RND'],
}
