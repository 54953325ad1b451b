import type { LocalDate, Month } from '#src/platform/kernel/dates.ts'
import { yuanOfFen } from '#src/platform/kernel/money.ts'
import { t } from './i18n.ts'
import { currentLanguage, type Language } from './language.ts'
import { currentTimeZone, serverNow } from './zone.ts'

/** Dates, times, money and names as people here write them; `2026年11月21日 周六 下午`. */

const weekdays = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

type DateParts = { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number }

const partsOf = (date: LocalDate): DateParts => {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number)
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

export type DateStyle = 'full' | 'day' | 'short' | 'bare'

/**
 * `full` 2026年11月21日 周六 · `day` 11月21日 周六 · `short` 11/21 周六 · `bare` 2026年11月21日.
 * @param partOfDay the name of the part of the day (上午), put behind.
 */
export const formatDate = (
  date: LocalDate,
  style: DateStyle = 'full',
  partOfDay?: string,
  language: Language = currentLanguage(),
): string => {
  const { year, month, day, weekday } = partsOf(date)
  const name = weekdays[language][weekday] as string
  const chinese = {
    full: `${year}年${month}月${day}日 ${name}`,
    day: `${month}月${day}日 ${name}`,
    short: `${month}/${day} ${name}`,
    bare: `${year}年${month}月${day}日`,
  }
  const short = englishMonths[month - 1] as string
  const english = {
    full: `${name} ${day} ${short} ${year}`,
    day: `${name} ${day} ${short}`,
    short: `${name} ${day}/${month}`,
    bare: `${day} ${short} ${year}`,
  }
  const text = (language === 'zh-CN' ? chinese : english)[style]
  return partOfDay ? `${text} ${partOfDay}` : text
}

export const formatWeekday = (date: LocalDate, language: Language = currentLanguage()): string =>
  weekdays[language][partsOf(date).weekday] as string

/** `2026年11月` / `Nov 2026` */
export const formatMonth = (month: Month, language: Language = currentLanguage()): string => {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return language === 'zh-CN' ? `${year}年${number}月` : `${englishMonths[number - 1]} ${year}`
}

type ZonedParts = { readonly date: LocalDate; readonly time: string; readonly seconds: string }

const zonedFormats = new Map<string, Intl.DateTimeFormat>()

const zoned = (instant: Date, timeZone: string): ZonedParts => {
  let format = zonedFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    zonedFormats.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(part => [part.type, part.value]))
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    seconds: parts.second as string,
  }
}

const asDate = (instant: Date | string): Date => (typeof instant === 'string' ? new Date(instant) : instant)

/** The region's date at an instant. */
export const dateOf = (instant: Date | string, timeZone: string = currentTimeZone()): LocalDate =>
  zoned(asDate(instant), timeZone).date

/** Today in the region, by the server's clock. */
export const today = (): LocalDate => dateOf(serverNow())

/** `14:05` on the region's clock */
export const formatTime = (instant: Date | string, timeZone: string = currentTimeZone()): string =>
  zoned(asDate(instant), timeZone).time

/** `2026年11月21日 周六 14:05` */
export const formatDateTime = (
  instant: Date | string,
  style: DateStyle = 'full',
  timeZone: string = currentTimeZone(),
  language: Language = currentLanguage(),
): string => {
  const { date, time } = zoned(asDate(instant), timeZone)
  return `${formatDate(date, style, undefined, language)} ${time}`
}

/** `08:00–11:30`; a hyphen would read as minus. */
export const formatTimeRange = (
  from: Date | string,
  until: Date | string,
  timeZone: string = currentTimeZone(),
): string => `${formatTime(from, timeZone)}–${formatTime(until, timeZone)}`

/** `¥12.50`; fen are never shown as fen. */
export const formatMoney = (fen: number): string => `¥${yuanOfFen(fen)}`

/** 12 345 → `12,345`; from 100 000 on `12.3万` in Chinese. */
export const formatNumber = (value: number, language: Language = currentLanguage()): string => {
  if (language === 'zh-CN' && Math.abs(value) >= 100_000) {
    const tenThousands = Math.round(value / 1000) / 10
    return `${tenThousands.toLocaleString('en-US')}万`
  }
  return value.toLocaleString('en-US')
}

/** 李明 主任医师; the name alone without a title. */
export const formatName = (name: string, title?: string | null): string => (title ? `${name} ${title}` : name)

/** Minutes as people say them: `45 分钟`, `2 小时 5 分`, `3 天`. */
export const formatDuration = (minutes: number): string => {
  const whole = Math.max(0, Math.round(minutes))
  if (whole < 60) return t('platform.ui.duration.minutes', { minutes: whole })
  if (whole < 24 * 60) {
    const rest = whole % 60
    const hours = Math.floor(whole / 60)
    return rest === 0
      ? t('platform.ui.duration.hours', { hours })
      : t('platform.ui.duration.hours_minutes', { hours, minutes: rest })
  }
  return t('platform.ui.duration.days', { days: Math.round(whole / (24 * 60)) })
}

/** `今天 14:05`, `昨天 09:00`, else day and time. */
export const formatMoment = (instant: Date | string): string => {
  const date = dateOf(instant)
  const now = today()
  const apart = Math.round((Date.parse(`${date}T00:00Z`) - Date.parse(`${now}T00:00Z`)) / 86_400_000)
  const time = formatTime(instant)
  if (apart === 0) return t('platform.ui.moment.today', { time })
  if (apart === -1) return t('platform.ui.moment.yesterday', { time })
  if (apart === 1) return t('platform.ui.moment.tomorrow', { time })
  return date.slice(0, 4) === now.slice(0, 4)
    ? `${formatDate(date, 'day')} ${time}`
    : `${formatDate(date, 'bare')} ${time}`
}
