import type { MembershipRole } from '../contract-codes.ts'
import type { CouncilBench } from '../contract-tie-codes.ts'

const baseRoles: readonly MembershipRole[] = [
  'centre',
  'branch',
  'township',
  'village_room',
  'station',
  'estate_base',
  'mobile_vehicle',
]

/** Which bench a councillor sits on: that of the house where the person works, never typed (NET-83). */
export const benchOf = (role: MembershipRole | null): CouncilBench =>
  role === null ? 'outside' : role === 'head' ? 'head' : baseRoles.includes(role) ? 'grass_roots' : 'hospital'

/** How an action item stands: open until its loop is closed, overdue from the moment it falls due. */
export const actionState = (
  loop: { readonly status: 'open' | 'closed'; readonly dueAt: Date },
  now: Date,
): 'open' | 'overdue' | 'closed' => (loop.status === 'closed' ? 'closed' : loop.dueAt <= now ? 'overdue' : 'open')
