import { dateOf, formatDate, formatMoney, formatTime, formatWeekday, today } from '#src/platform/web/format.ts'
import { hasText, t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { isActivity } from '../../domain/bookable.ts'
import { isChineseMedicine, specialityKey } from '../../domain/specialities.ts'
import type { ClinicView } from '../../domain/view.ts'

/** Sentences that several phone pages say alike. */

export const titleText = (code: string | null): string =>
  code !== null && hasText(`portal.title.${code}`) ? t(`portal.title.${code}`) : ''

export const partText = (part: string): string => (hasText(`portal.part.${part}`) ? t(`portal.part.${part}`) : part)

export const kindText = (kind: string): string => (hasText(`portal.kind.${kind}`) ? t(`portal.kind.${kind}`) : kind)

const daysFromToday = (date: string): number =>
  Math.round((Date.parse(`${date}T00:00Z`) - Date.parse(`${today()}T00:00Z`)) / 86_400_000)

/** 明天 11月22日 周日; the word in front only where it helps. */
export const dayText = (date: string): string => {
  const away = daysFromToday(date)
  const word = away === 0 ? 'today' : away === 1 ? 'tomorrow' : away === 2 ? 'after_tomorrow' : null
  const day = formatDate(date, date.slice(0, 4) === today().slice(0, 4) || (away >= 0 && away < 90) ? 'day' : 'full')
  return word === null ? day : t(`portal.day.${word}`, { day })
}

/** 今天, 明天 or 周三, for the narrow chips of dates. */
export const shortDayText = (date: string): string => {
  const away = daysFromToday(date)
  return away === 0 ? t('portal.day.today_short') : away === 1 ? t('portal.day.tomorrow_short') : formatWeekday(date)
}

export const clinicTitle = (clinic: Pick<ClinicView, 'title' | 'speciality' | 'kind'>): string =>
  clinic.title
    ? registeredText(clinic.title)
    : clinic.speciality
      ? registeredText(clinic.speciality)
      : kindText(clinic.kind)

/** What is treated, in plain words; empty when we know none. */
export const plainText = (speciality: string | null): string => {
  const key = specialityKey(speciality)
  return key && hasText(`portal.plain.${key}`) ? t(`portal.plain.${key}`) : ''
}

/** The English name of a department or clinic where we know one; in Chinese its own name says it. */
export const specialityText = (name: string): string => {
  if (currentLanguage() !== 'en') return name
  const key = specialityKey(name)
  if (key === undefined) return name
  const known = t(`portal.speciality.${key}`)
  return isChineseMedicine(name) && key !== 'tcm' ? t('portal.speciality.in_tcm', { name: known }) : known
}

/** What stands over a clinic as it is registered; in English the speciality goes before it, since it says more. */
export const registeredText = (name: string): string => {
  const known = specialityText(name)
  return known === name ? name : `${known} · ${name}`
}

/** 挂号费 ¥25（估算，以结算为准） */
export const feeText = (feeFen: number | null): string =>
  feeFen === null
    ? t('portal.fee.unknown')
    : feeFen === 0
      ? t('portal.fee.none')
      : t('portal.fee.about', { money: formatMoney(feeFen) })

/** An activity is free unless somebody wrote a fee. */
export const clinicFee = ({ kind, feeFen }: Pick<ClinicView, 'kind' | 'feeFen'>): string =>
  isActivity(kind) && !feeFen ? t('portal.activity.free') : feeText(feeFen)

/** 14:00–14:30, never broken at the dash. */
export const timesText = (from: string, to: string): string => `${from}\u2060–\u2060${to}`

const elderlyFrom = 55
const adultFrom = 18

/** 王阿姨，您好; children and people of other scripts are called by their whole name. */
export const greeting = (person: { readonly name: string; readonly sex: string; readonly age: number }): string => {
  const surname =
    /^(欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐)/.exec(person.name)?.[1] ?? [...person.name][0] ?? ''
  const isHan = /^[\u4e00-\u9fff]/.test(person.name)
  const known = person.sex === 'male' || person.sex === 'female'
  if (!isHan || !known || person.age < adultFrom) return t('portal.greeting.name', { name: person.name })
  return t(`portal.greeting.${person.age >= elderlyFrom ? 'elder' : 'adult'}_${person.sex}`, {
    surname,
    name: person.name,
  })
}

const arriveMinutesBefore = 15

/** The one time to be there: a quarter of an hour before, for taking a number. `09:00` → `08:45` */
export const arriveText = (startTime: string): string => {
  const [hours = 0, minutes = 0] = startTime.split(':').map(Number)
  const at = Math.max(0, hours * 60 + minutes - arriveMinutesBefore)
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}

/** An instant until which something may be done, as people say it: 11月26日 周四 晚上12点前. */
export const untilText = (instant: string): string => {
  const time = formatTime(instant)
  if (time === '00:00')
    return t('portal.until.midnight', { day: formatDate(dateOf(new Date(Date.parse(instant) - 1)), 'day') })
  return t('portal.until.time', { day: formatDate(dateOf(instant), 'day'), time })
}
