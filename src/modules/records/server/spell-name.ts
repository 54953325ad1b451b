/** How a name is typed by people who search for it: full pinyin and initials, surnames read as surnames (单 shan, 仇 qiu, 解 xie). */
export type Spelling = { readonly pinyin: string; readonly initials: string }

const hanLetter = /\p{Script=Han}/u

/** REC-5. The dictionary is large and is loaded with the first name. */
export const spellName = async (name: string): Promise<Spelling> => {
  if (!hanLetter.test(name)) {
    const words = name
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .split(/[^\p{L}]+/u)
      .filter(Boolean)
    return { pinyin: words.join(''), initials: words.map(word => word[0]).join('') }
  }
  const { pinyin } = await import('pinyin-pro')
  const letters = name.replace(/[^\p{L}]/gu, '')
  const syllables = pinyin(letters, {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    v: true,
    nonZh: 'consecutive',
  }).map(syllable => syllable.toLowerCase())
  return { pinyin: syllables.join(''), initials: syllables.map(syllable => syllable[0] ?? '').join('') }
}
