import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The texts of the screens, as people read them: journeys name a button by its word, whatever the word is today. */

export type Language = 'zh-CN' | 'en'

const root = fileURLToPath(new URL('../../../src/', import.meta.url))

const readTexts = (language: Language): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  for (const path of (readdirSync(root, { recursive: true }) as string[]).filter(name =>
    name.endsWith(`/locales/${language}.json`),
  )) {
    const module = path.split('/').at(-3) as string
    const entries = Object.entries(JSON.parse(readFileSync(root + path, 'utf8')) as Record<string, string>)
    for (const [key, text] of entries) texts.set(`${module}.${key}`, text)
  }
  return texts
}

const texts: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  'zh-CN': readTexts('zh-CN'),
  en: readTexts('en'),
}

/** Every key of the texts; one of them on a screen is a missing translation. */
export const textKeys: readonly string[] = [...texts['zh-CN'].keys()]

const textOf = (key: string, language: Language): string => {
  const text = texts[language].get(key)
  if (text === undefined) throw new Error(`no text ${key} in ${language}`)
  return text
}

const place = /\{\{?\s*(\w+)\s*\}?\}/g

/** The text of a key with its places filled. */
export const say = (
  key: string,
  parameters: Readonly<Record<string, string | number>> = {},
  language: Language = 'zh-CN',
): string =>
  textOf(key, language).replace(place, (_, name: string) => {
    if (!(name in parameters)) throw new Error(`${key} needs ${name}`)
    return String(parameters[name])
  })

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text of a key as a pattern: places without a value take anything. */
export const like = (
  key: string,
  parameters: Readonly<Record<string, string | number>> = {},
  language: Language = 'zh-CN',
): RegExp => {
  const parts = textOf(key, language).split(/\{\{?\s*\w+\s*\}?\}/)
  const names = [...textOf(key, language).matchAll(place)].map(match => match[1] as string)
  return new RegExp(
    parts
      .map(
        (part, index) =>
          escaped(part) +
          (index in names
            ? (names[index] as string) in parameters
              ? escaped(String(parameters[names[index] as string]))
              : '.*?'
            : ''),
      )
      .join(''),
  )
}
