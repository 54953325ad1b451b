import type { RelationshipAct } from './contract-parts.ts'

/** What records tells others after commit: ids only. */

export type ResidentRegistered = { readonly residentId: string; readonly institutionId: string | null }
export const residentRegistered = (data: ResidentRegistered) => ({ name: 'records.resident_registered', data }) as const

export type RelationshipGranted = {
  readonly residentId: string
  readonly institutionId: string
  readonly act: RelationshipAct
  readonly until: string
}
export const relationshipGranted = (data: RelationshipGranted) =>
  ({ name: 'records.relationship_granted', data }) as const

export type ProxyChanged = { readonly residentId: string; readonly proxyId: string }
export const proxyAdded = (data: ProxyChanged) => ({ name: 'records.proxy_added', data }) as const
export const proxyEnded = (data: ProxyChanged) => ({ name: 'records.proxy_ended', data }) as const
