import { createInstance } from 'i18next'
import { useSyncExternalStore } from 'react'
import { currentLanguage, type Language, rememberLanguage } from './language.ts'

export { type Language, languages } from './language.ts'

/** A locale file: flat keys without the module's name. */
export type Texts = Readonly<Record<string, string>>
type Loader = () => Promise<Texts>
export type TextParameters = Readonly<Record<string, string | number>>

const i18next = createInstance()
const loaders: Record<Language, Map<string, Loader>> = { 'zh-CN': new Map(), en: new Map() }
const loaded = new Set<string>()
const listeners = new Set<() => void>()
let version = 0

i18next.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  showSupportNotice: false,
  initAsync: false,
  resources: {},
})

/** Both `{name}` and `{{name}}` are places for parameters. */
const placesOf = (text: string): string => text.replace(/\{\{?\s*([\w.]+)\s*\}?\}/g, '{{$1}}')

/** Adds one module's texts: `title` of module booking becomes `booking.title`. */
export const addTexts = (language: Language, module: string, texts: Texts): void => {
  const prefixed = Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${module}.${key}`, placesOf(text)]))
  i18next.addResourceBundle(language, 'translation', prefixed, true, true)
}

/** Tells where a module's texts are; they are loaded when their language is first used. */
export const registerTexts = (language: Language, module: string, load: Loader): void => {
  loaders[language].set(module, load)
}

/**
 * Registers what Vite's `import.meta.glob('…/locales/*.json', { import: 'default' })` found; a path names module and
 * language (`…/booking/locales/en.json`).
 */
export const registerGlob = (found: Readonly<Record<string, () => Promise<unknown>>>): void => {
  for (const [path, load] of Object.entries(found)) {
    const match = /([\w-]+)\/locales\/(zh-CN|en)\.json$/.exec(path)
    if (match?.[1]) registerTexts(match[2] as Language, match[1], load as Loader)
  }
}

const loadLanguage = async (language: Language): Promise<void> => {
  const missing = [...loaders[language]].filter(([module]) => !loaded.has(`${language}/${module}`))
  await Promise.all(
    missing.map(async ([module, load]) => {
      addTexts(language, module, await load())
      loaded.add(`${language}/${module}`)
    }),
  )
}

const tell = (): void => {
  version += 1
  for (const listener of listeners) listener()
}

/** Switches the language of every screen; zh-CN stands in for a text that is missing. */
export const setLanguage = async (language: Language): Promise<void> => {
  await loadLanguage(language)
  rememberLanguage(language)
  await i18next.changeLanguage(language)
  tell()
}

/** Loads the remembered language before the first paint. */
export const startI18n = (): Promise<void> => setLanguage(currentLanguage())

/** The text of `<module>.<key>` in the current language, with its `{places}` filled. */
export const t = (key: string, parameters?: TextParameters): string => i18next.t(key, parameters ?? {})

export const hasText = (key: string): boolean => i18next.exists(key)

/** Every key that has a text, for lists of what can be named. */
export const textKeys = (): readonly string[] => Object.keys(i18next.getResourceBundle('zh-CN', 'translation') ?? {})

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Makes a component follow the language. */
export const useLanguage = (): { readonly language: Language; readonly setLanguage: typeof setLanguage } => {
  useSyncExternalStore(subscribe, () => version)
  return { language: currentLanguage(), setLanguage }
}
