import { browserStore } from '#src/platform/web/store.ts'
import type { Booked } from './endpoints.ts'

/** The seat that is being kept, so that a reload of the confirm page still knows it. */
const slot = 'doorstep.resident.hold'

export const rememberHold = (hold: Booked): void => browserStore.set(slot, JSON.stringify(hold))
export const forgetHold = (): void => browserStore.remove(slot)

export const readHold = (appointmentId: string): Booked | null => {
  const text = browserStore.get(slot)
  if (text === null) return null
  const hold = JSON.parse(text) as Booked
  return hold.appointmentId === appointmentId ? hold : null
}
