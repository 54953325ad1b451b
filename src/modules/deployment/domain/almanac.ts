import type { LocalDate } from '#src/platform/kernel/dates.ts'

/** The traditional calendar beside the civil one, for planners: lunar day, solar term, festival, health day (DEP-61). */
export type Almanac = {
  /** 1–12; 0 when the calendar of this machine is unknown. */
  readonly lunarMonth: number
  readonly lunarDay: number
  readonly leapMonth: boolean
  /** 0 小寒 … 23 冬至, in the order of the civil year. */
  readonly term: number | null
  readonly festival: Festival | null
  readonly healthDay: HealthDay | null
}

const festivals = {
  '1-1': 'spring',
  '1-15': 'lantern',
  '2-2': 'dragon_head',
  '5-5': 'dragon_boat',
  '7-7': 'qixi',
  '7-15': 'zhongyuan',
  '8-15': 'mid_autumn',
  '9-9': 'chongyang',
  '12-8': 'laba',
  '12-23': 'little_new_year',
} as const
export type Festival = (typeof festivals)[keyof typeof festivals]

/** Days on which health work has a theme; month and day of the civil calendar. Source: 国家卫生健康委 卫生健康主题宣传日. */
const healthDays = {
  '03-03': 'ear',
  '03-24': 'tuberculosis',
  '04-07': 'health',
  '04-25': 'malaria',
  '05-12': 'nurses',
  '05-17': 'hypertension',
  '05-31': 'no_tobacco',
  '06-06': 'eye',
  '06-26': 'drugs',
  '07-28': 'hepatitis',
  '08-19': 'doctors',
  '09-20': 'teeth',
  '09-21': 'dementia',
  '09-29': 'heart',
  '10-08': 'high_blood_pressure',
  '10-10': 'mental',
  '10-20': 'bones',
  '10-29': 'stroke',
  '11-14': 'diabetes',
  '12-01': 'aids',
} as const
export type HealthDay = (typeof healthDays)[keyof typeof healthDays]

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese-nu-latn', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })

/** By the Chinese calendar of the Unicode library that browser and server carry. */
export const lunarOf = (
  date: LocalDate,
): { readonly month: number; readonly day: number; readonly isLeap: boolean } => {
  const parts = lunar.formatToParts(new Date(`${date}T12:00:00Z`))
  const month = parts.find(part => part.type === 'month')?.value ?? ''
  const day = Number.parseInt(parts.find(part => part.type === 'day')?.value ?? '', 10)
  return { month: Number.parseInt(month, 10) || 0, day: day || 0, isLeap: /bis/.test(month) }
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Apparent longitude of the sun in degrees; good to about 0.01°, a quarter of an hour.
 * Source: J. Meeus, Astronomical Algorithms, chapter 25.
 */
const sunLongitude = (instant: number): number => {
  const day = instant / 86_400_000 + 2_440_587.5 + 69 / 86_400
  const t = (day - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
  const anomaly = radians(357.52911 + 35_999.05029 * t - 0.0001537 * t * t)
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const node = radians(125.04 - 1934.136 * t)
  return (((mean + centre - 0.00569 - 0.00478 * Math.sin(node)) % 360) + 360) % 360
}

/** 小寒 is at 285°; the civil year begins with it. */
const firstTermStep = 19

/** The solar term whose instant falls on this day by Beijing time; 0 小寒 … 23 冬至. */
export const solarTermOf = (date: LocalDate): number | null => {
  const begin = Date.parse(`${date}T00:00:00+08:00`)
  const before = Math.floor(sunLongitude(begin) / 15)
  const after = Math.floor(sunLongitude(begin + 86_400_000) / 15)
  return before === after ? null : (after - firstTermStep + 24) % 24
}

/** The second Sunday and the like move; only days of a fixed date are known here. */
export const almanacOf = (date: LocalDate): Almanac => {
  const { month, day, isLeap } = lunarOf(date)
  const festival = isLeap ? null : (festivals[`${month}-${day}` as keyof typeof festivals] ?? null)
  return {
    lunarMonth: month,
    lunarDay: day,
    leapMonth: isLeap,
    term: solarTermOf(date),
    festival,
    healthDay: healthDays[date.slice(5) as keyof typeof healthDays] ?? null,
  }
}
