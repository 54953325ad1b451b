/** Reads a Chinese text as syllables, one a character. */
export type Pinyin = (text: string) => readonly string[]

const plain = (text: string): string => text.toLowerCase().replace(/[\s'-]+/g, '')

/** Whether a text is meant by what was typed: its own words, its pinyin (`paiban`) or its initials (`pb`). */
export const matchesWords = (typed: string, text: string, pinyin: Pinyin | null): boolean => {
  const wanted = plain(typed)
  if (wanted === '' || plain(text).includes(wanted)) return true
  if (pinyin === null || !/^[a-z]+$/.test(wanted)) return false
  const syllables = pinyin(text).map(plain)
  const initials = syllables.map(syllable => syllable.charAt(0)).join('')
  return initials.includes(wanted) || startsAtSyllable(syllables, wanted)
}

const startsAtSyllable = (syllables: readonly string[], wanted: string): boolean =>
  syllables.some((_, index) => syllables.slice(index).join('').startsWith(wanted))
