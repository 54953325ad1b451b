export type Spelling = { readonly pinyin: string; readonly initials: string }

/** The library is large and needed only when a name is written, so it is loaded then. */
const load = async () => (await import('pinyin-pro')).pinyin

/** `zhangxiaoming` and `zxm`; letters and digits of other scripts stay. Surnames with two readings are read as surnames. */
export const spellingsOf = async (names: readonly string[], kind: 'person' | 'thing'): Promise<readonly Spelling[]> => {
  const pinyin = await load()
  return names.map(name => {
    const syllables = pinyin(name, {
      toneType: 'none',
      type: 'array',
      v: true,
      nonZh: 'consecutive',
      surname: kind === 'person' ? 'head' : 'off',
    })
    const clean = syllables
      .map(syllable => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
      .filter(syllable => syllable !== '')
    return {
      pinyin: clean.join('').slice(0, 200),
      initials: clean
        .map(syllable => syllable[0])
        .join('')
        .slice(0, 60),
    }
  })
}
export const spellingOf = async (name: string, kind: 'person' | 'thing'): Promise<Spelling> =>
  (await spellingsOf([name], kind))[0] as Spelling
