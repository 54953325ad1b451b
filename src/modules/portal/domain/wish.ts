import type { BookableState } from '../contract.ts'

/**
 * PORT-42 A wish makes sense where a place and a speciality are chosen and nothing of it can be booked, now or from a known
 * instant on.
 */
export const isWishable = (
  chosen: { readonly place: string; readonly speciality: string },
  states: readonly BookableState[],
): boolean =>
  chosen.place !== '' && chosen.speciality !== '' && !states.some(state => state === 'open' || state === 'not_yet')
