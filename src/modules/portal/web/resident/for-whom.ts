import { browserStore } from '#src/platform/web/store.ts'

/** Whom the phone is booking for at the moment; chosen once, kept while the tab lives. */
const slot = 'doorstep.resident.for'

export const chosenResident = (): string => browserStore.get(slot) ?? ''
export const chooseResident = (residentId: string): void => browserStore.set(slot, residentId)
