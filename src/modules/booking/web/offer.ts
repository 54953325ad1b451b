import { useSession } from '#src/platform/web/session.tsx'
import type { Channel } from '../contract-shapes.ts'
import { proofFor } from '../domain/who-may-book.ts'

/** Whether to offer a seat of this channel, by the very rule by which the server decides. */
export const useMayOffer = (channel: Channel, isAtSite: boolean): boolean =>
  proofFor({ kind: 'staff', roles: useSession().roles, isAtSite }, channel) !== undefined
