import { type LocalDate, type Month, weekdayOf } from '#src/platform/kernel/dates.ts'

export type Language = 'zh-CN' | 'en'

const weekdays = { 'zh-CN': '一二三四五六日', en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] } as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** 周二 / Tue */
export const weekdayWord = (date: LocalDate, language: Language): string => {
  const index = weekdayOf(date) - 1
  return language === 'en' ? (weekdays.en[index] as string) : `周${weekdays['zh-CN'][index]}`
}

/** 12月1日 / 1 Dec */
export const dayWord = (date: LocalDate, language: Language): string => {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  return language === 'en' ? `${day} ${months[month - 1]}` : `${month}月${day}日`
}

/** 2026年12月 / Dec 2026 */
export const monthWord = (month: Month, language: Language): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return language === 'en' ? `${months[number - 1]} ${year}` : `${year}年${number}月`
}
