import { hasText, t } from '#src/platform/web/i18n.ts'
import { almanacOf } from '../../domain/almanac.ts'

/** `初三`, on the first of a month its name; leap months say so. */
const lunarWord = (month: number, day: number, isLeap: boolean): string => {
  if (day !== 1) return hasText(`deployment.almanac.day.${day}`) ? t(`deployment.almanac.day.${day}`) : ''
  const name = t(`deployment.almanac.month.${month}`)
  return isLeap ? t('deployment.almanac.leap', { month: name }) : name
}

export type AlmanacWords = { readonly short: string; readonly strong: boolean; readonly full: string }

/** What stands under a day: festival, else solar term, else health day, else the lunar day; all of it when asked. */
export const almanacWords = (date: string): AlmanacWords => {
  const { lunarMonth, lunarDay, leapMonth, term, festival, healthDay } = almanacOf(date)
  const named = [
    festival === null ? '' : t(`deployment.almanac.festival.${festival}`),
    term === null ? '' : t(`deployment.almanac.term.${term}`),
    healthDay === null ? '' : t(`deployment.almanac.health.${healthDay}`),
  ].filter(Boolean)
  const month = lunarMonth === 0 ? '' : lunarWord(lunarMonth, 1, leapMonth)
  const day =
    lunarMonth === 0 || !hasText(`deployment.almanac.day.${lunarDay}`) ? '' : t(`deployment.almanac.day.${lunarDay}`)
  return {
    short: named[0] ?? (lunarMonth === 0 ? '' : lunarWord(lunarMonth, lunarDay, leapMonth)),
    strong: named.length > 0,
    full: [`${month}${day}`, ...named].filter(Boolean).join(' '),
  }
}
