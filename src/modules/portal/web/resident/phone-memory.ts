import { browserStore } from '#src/platform/web/store.ts'

/** The phone that signed in on this tab, for the form that asks for it again. */
const slot = 'doorstep.resident.phone'

export const signedInPhone = (): string => browserStore.get(slot) ?? ''
export const rememberPhone = (phone: string): void => browserStore.set(slot, phone)
export const forgetPhone = (): void => browserStore.remove(slot)
