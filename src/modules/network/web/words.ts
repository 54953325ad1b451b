import { hasText, t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'

/** A code in words: `word('kind', 'B1')`; a code nobody named is shown as it is. */
export const word = (list: string, code: string | null | undefined): string => {
  if (code === null || code === undefined || code === '') return '–'
  const key = `network.${list}.${code}`
  return hasText(key) ? t(key) : code
}

export const optionsOf = <K extends string>(list: string, codes: readonly K[]): { value: K; label: string }[] =>
  codes.map(code => ({ value: code, label: word(list, code) }))

/** 三级甲等; one of both when the other says nothing. */
export const gradeWords = (level: string, grade: string): string => {
  if (level === '0') return grade === 'none' ? word('level', '0') : word('grade', grade)
  if (grade === 'none') return word('level', level)
  return t('network.level_and_grade', { level: word('level', level), grade: word('grade', grade) })
}

/** Data with a name in two languages shows the reader's. */
export const named = (item: { readonly name: string; readonly nameEn: string }): string =>
  currentLanguage() === 'en' ? item.nameEn : item.name
/** The same for a kind of device. */
export const kindNamed = (item: { readonly kindName: string; readonly kindNameEn: string }): string =>
  named({ name: item.kindName, nameEn: item.kindNameEn })
