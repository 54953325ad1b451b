import { useSyncExternalStore } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { kilometresBetween, type Point, roundedDistance } from '../../domain/distance.ts'

/** Where this phone is: asked only when the person taps, kept coarsely on the phone, never sent to the server. */
type Where = {
  readonly state: 'unasked' | 'asking' | 'refused' | 'known'
  readonly point: Point | null
  /** The place chosen instead of the phone's own position. */
  readonly from: string | null
}

const slot = 'doorstep.resident.where'
/** Some hundred metres: enough to put places in order, too coarse to say in which house somebody lives. */
const coarse = (degrees: number): number => Math.round(degrees * 500) / 500

const unasked: Where = { state: 'unasked', point: null, from: null }

const remembered = (): Where => {
  try {
    const [east = '', north = '', from] = (globalThis.localStorage.getItem(slot) ?? '').split(',')
    const [longitude, latitude] = [Number(east), Number(north)]
    return longitude && latitude ? { state: 'known', point: { longitude, latitude }, from: from ?? null } : unasked
  } catch {
    return unasked // storage is switched off
  }
}

const remember = ({ longitude, latitude }: Point, from: string | null): void => {
  try {
    globalThis.localStorage.setItem(slot, [coarse(longitude), coarse(latitude), ...(from ? [from] : [])].join(','))
  } catch {
    // storage is switched off: known until the page is closed
  }
}

/** Whoever signs out of a shared phone leaves nothing behind. */
export const forgetWhere = (): void => {
  try {
    globalThis.localStorage.removeItem(slot)
  } catch {
    // nothing was kept
  }
}

let where: Where = remembered()
const listeners = new Set<() => void>()
const set = (next: Where): void => {
  where = next
  for (const listener of listeners) listener()
}

/** Browsers give the place only to secure pages; elsewhere the button is not offered. */
export const mayAskWhere = (): boolean => window.isSecureContext && 'geolocation' in navigator

export const askWhere = (): void => {
  set({ ...unasked, state: 'asking' })
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      remember(coords, null)
      set({ state: 'known', point: { longitude: coords.longitude, latitude: coords.latitude }, from: null })
    },
    () => set({ ...unasked, state: 'refused' }),
    { maximumAge: 600_000, timeout: 10_000 },
  )
}

/** A centre one knows stands in for the phone's position: where the browser gives none, or somebody would rather not. */
export const measureFrom = (institutionId: string, point: Point): void => {
  remember(point, institutionId)
  set({ state: 'known', point, from: institutionId })
}

export const stopMeasuring = (): void => {
  forgetWhere()
  set(unasked)
}

export const useWhere = (): Where =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => where,
  )

type Somewhere = { readonly longitude: number | null; readonly latitude: number | null } | null

/** Kilometres from the phone to a place; null when either is unknown. */
export const kilometresTo = (from: Point | null, place: Somewhere): number | null =>
  from === null || place === null || place.longitude === null || place.latitude === null
    ? null
    : kilometresBetween(from, { longitude: place.longitude, latitude: place.latitude })

/** 约 1.2 公里 */
export const distanceText = (kilometres: number): string => {
  const { unit, value } = roundedDistance(kilometres)
  return t(unit === 'm' ? 'portal.distance.metres' : 'portal.distance.kilometres', { value })
}
