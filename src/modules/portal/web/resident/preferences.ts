import { useSyncExternalStore } from 'react'

/** How this phone shows the pages; it belongs to the phone, since whoever holds it needs the large type. */
export type Preferences = { readonly large: boolean; readonly contrast: boolean }

const slot = 'doorstep.resident.look'
const listeners = new Set<() => void>()

const read = (): Preferences => {
  try {
    const stored = JSON.parse(globalThis.localStorage.getItem(slot) ?? '{}') as Partial<Preferences>
    return { large: stored.large === true, contrast: stored.contrast === true }
  } catch {
    return { large: false, contrast: false } // storage is switched off or holds something else
  }
}

let preferences = read()

/** Writes the choice to the page's root, where the style sheet reads it. */
export const applyPreferences = (): void => {
  const root = document.documentElement
  if (preferences.large) root.dataset.type = 'large'
  else delete root.dataset.type
  if (preferences.contrast) root.dataset.contrast = 'high'
  else delete root.dataset.contrast
}

export const setPreferences = (patch: Partial<Preferences>): void => {
  preferences = { ...preferences, ...patch }
  try {
    globalThis.localStorage.setItem(slot, JSON.stringify(preferences))
  } catch {
    // storage is switched off: the choice lasts until the page is closed
  }
  applyPreferences()
  for (const listener of listeners) listener()
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => preferences,
  )
