import { useCallback, useEffect, useRef, useState } from 'react'
import { useAccountKey } from './account.ts'
import { browserStore, type Store } from './store.ts'

const slotOf = (account: string, form: string): string => `doorstep.draft.${account}.${form}`

export const readDraft = <T>(account: string, form: string, store: Store = browserStore): T | null => {
  const text = store.get(slotOf(account, form))
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    store.remove(slotOf(account, form)) // written by an older page: of no use
    return null
  }
}

export const writeDraft = (account: string, form: string, value: unknown, store: Store = browserStore): void =>
  store.set(slotOf(account, form), JSON.stringify(value))

export const dropDraft = (account: string, form: string, store: Store = browserStore): void =>
  store.remove(slotOf(account, form))

/** Signing out for good leaves none of this person's text on a shared computer. */
export const dropDraftsOf = (account: string, store: Store = browserStore): void => {
  const prefix = slotOf(account, '')
  for (const key of store.keys()) if (key.startsWith(prefix)) store.remove(key)
}

export type Draft<T> = {
  readonly value: T
  readonly set: (patch: Partial<T>) => void
  /** after success: back to the start, and nothing is remembered */
  readonly clear: () => void
  /** the text was typed before this page was opened */
  readonly restored: boolean
}

/**
 * A form's values that survive reload, an expired session and a change of user; each account has its own.
 * @param form names form and subject: `booking.desk.walkin` or `network.staff.edit.<id>`.
 */
export const useDraft = <T extends object>(form: string, initial: T): Draft<T> => {
  const account = useAccountKey()
  const start = useRef(initial)
  const [state, setState] = useState(() => {
    const kept = readDraft<Partial<T>>(account, form)
    return { value: kept ? { ...initial, ...kept } : initial, restored: kept !== null }
  })
  const place = `${account} ${form}`
  const [shown, setShown] = useState(place)
  if (shown !== place) {
    const kept = readDraft<Partial<T>>(account, form)
    setShown(place)
    setState({ value: kept ? { ...initial, ...kept } : initial, restored: kept !== null })
  }
  useEffect(() => {
    start.current = initial
  })
  const set = useCallback(
    (patch: Partial<T>) =>
      setState(current => {
        const value = { ...current.value, ...patch }
        writeDraft(account, form, value)
        return { value, restored: current.restored }
      }),
    [account, form],
  )
  const clear = useCallback(() => {
    dropDraft(account, form)
    setState({ value: start.current, restored: false })
  }, [account, form])
  return { value: state.value, set, clear, restored: state.restored }
}
