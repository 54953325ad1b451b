import { type ComponentType, createContext, useContext } from 'react'

/** What a higher module counted in one session. */
export type SessionCounts = {
  readonly seen: number
  /** Got a number at the door, also where nobody was called. */
  readonly came: number
  /** Of those seen: 初诊, 复诊, 加号, Chinese medicine. */
  readonly first: number
  readonly repeat: number
  readonly extra: number
  readonly tcm: number
}

export type MonthLinks = Readonly<Record<'page' | 'picture' | 'poster_a4' | 'poster_a3', string>>

/** Places of these screens that a higher module fills; the staff app wires them. */
export type DeploymentSlots = {
  /** In the stop-session form: how many residents are booked and what becomes of them. */
  readonly CancelExtra?: ComponentType<{ readonly sessionId: string }>
  /** Under a published session: its seats; under a stopped one what becomes of those who were booked. */
  readonly SessionExtra?: ComponentType<{ readonly sessionId: string; readonly stopped?: boolean }>
  /** Addresses of a published month for everyone: page, picture, posters. */
  readonly monthLinks?: (to: { readonly code: string; readonly month: string; readonly regionId: number }) => MonthLinks
  /** Who came and was seen in this session, for the closing sheet; null where nobody counted. */
  readonly useCountedVisits?: (sessionId: string) => SessionCounts | null
  /** Under my own session: how many have booked. */
  readonly BookedCount?: ComponentType<{ readonly sessionId: string }>
  /** A word on the chip, such as `12/20`, by session. */
  readonly useSeatWords?: (sessionIds: readonly string[]) => ReadonlyMap<string, string>
}

const SlotsContext = createContext<DeploymentSlots>({})
export const DeploymentSlotsProvider = SlotsContext.Provider
export const useDeploymentSlots = (): DeploymentSlots => useContext(SlotsContext)
