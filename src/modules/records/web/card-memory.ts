import type { CardOutcome } from './staff/card-reader.tsx'

/** A card just read, on its way to the registration form; in memory only, since it holds an identity number. */
export type CardForForm = Extract<CardOutcome, { readonly outcome: 'guardian_needed' }>

let kept: CardForForm | null = null

export const keepCard = (outcome: CardForForm): void => {
  kept = outcome
}

export const keptCard = (): CardForForm | null => kept

export const dropCard = (): void => {
  kept = null
}

let typed: string | null = null

/** What was typed into the search box and found nobody; the form begins with it. In memory only, as it may be a number. */
export const keepTyped = (text: string): void => {
  typed = text
}

export const takeTyped = (): string | null => {
  const text = typed
  typed = null
  return text
}
