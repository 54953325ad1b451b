/** Text kept in this tab; a test gives a map instead. */
export type Store = {
  readonly get: (key: string) => string | null
  readonly set: (key: string, value: string) => void
  readonly remove: (key: string) => void
  readonly keys: () => readonly string[]
}

export const memoryStore = (map: Map<string, string> = new Map()): Store => ({
  get: key => map.get(key) ?? null,
  set: (key, value) => map.set(key, value),
  remove: key => map.delete(key),
  keys: () => [...map.keys()],
})

const sessionStore = (): Store => {
  const storage = globalThis.sessionStorage
  return {
    get: key => storage.getItem(key),
    set: (key, value) => {
      try {
        storage.setItem(key, value)
      } catch {
        // the tab's storage is full: the page goes on without this one memory
      }
    },
    remove: key => storage.removeItem(key),
    keys: () => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''),
  }
}

/** Storage may be switched off (private mode, embedded web views): then memory has to do. */
const chooseStore = (): Store => {
  try {
    const probe = 'doorstep.probe'
    globalThis.sessionStorage.setItem(probe, '1')
    globalThis.sessionStorage.removeItem(probe)
    return sessionStore()
  } catch {
    return memoryStore()
  }
}

export const browserStore: Store = chooseStore()
