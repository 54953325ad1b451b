/** The language of the screens, kept apart from the texts so that the client can name it without loading them. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'doorstep.language'

const stored = (): Language => {
  try {
    const value = globalThis.localStorage?.getItem(storageKey)
    return value === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN' // storage is switched off
  }
}

const chosenKey = 'doorstep.language.chosen'

/** The language somebody picked on this device by hand, which goes before an account's; null: nobody has. */
export const chosenLanguage = (): Language | null => {
  try {
    const value = globalThis.localStorage?.getItem(chosenKey)
    return languages.find(one => one === value) ?? null
  } catch {
    return null // storage is switched off
  }
}

/** Null when the person leaves a shared device. */
export const noteChosenLanguage = (next: Language | null): void => {
  try {
    if (next === null) globalThis.localStorage?.removeItem(chosenKey)
    else globalThis.localStorage?.setItem(chosenKey, next)
  } catch {
    // storage is switched off: the account's language counts after signing in
  }
}

let language: Language = stored()

export const currentLanguage = (): Language => language

export const rememberLanguage = (next: Language): void => {
  language = next
  try {
    globalThis.localStorage?.setItem(storageKey, next)
  } catch {
    // storage is switched off: the choice lasts until reload
  }
  if (typeof document !== 'undefined') document.documentElement.lang = next
}
