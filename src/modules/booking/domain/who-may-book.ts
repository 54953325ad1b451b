import type { Channel } from '../contract-shapes.ts'

/** Who looks after contracted residents and may use the earlier window (published booking practice, community-first release). */
export const familyDoctorRoles = ['gp', 'tcm_doctor', 'village_doctor', 'nurse'] as const
/** Who stands at a desk and may give seats to people who have come; in a small centre that is the family doctors' team. */
export const deskRoles = ['desk', ...familyDoctorRoles] as const

/** Doctors who look after people of their own and send them on; the referral reserve is theirs, with a note. */
const referringRoles: readonly string[] = ['gp', 'tcm_doctor', 'village_doctor']
export const mayRefer = (roles: readonly string[]): boolean => roles.some(role => referringRoles.includes(role))

export type Proof =
  /** The resident is oneself or someone one acts for. */
  | 'own'
  /** A live family-doctor contract with the actor's institution. */
  | 'contract'
  /** Any live care relationship with the actor's institution: the person was identified there. */
  | 'identified'

/**
 * BOOK-6, BOOK-7, BOOK-8 What has to be shown before a channel may be used; undefined when it may not be used at all.
 * A desk books on site only at its own institution, and for the public channel as agent of whoever stands before it or
 * rings (product: without a smartphone).
 */
export const proofFor = (
  actor:
    | { readonly kind: 'resident' }
    | { readonly kind: 'staff'; readonly roles: readonly string[]; readonly isAtSite: boolean },
  channel: Channel,
): Proof | undefined => {
  if (actor.kind === 'resident') return channel === 'public' ? 'own' : undefined
  const has = (roles: readonly string[]) => actor.roles.some(role => roles.includes(role))
  if (channel === 'family_doctor') return has(familyDoctorRoles) ? 'contract' : undefined
  if (channel === 'on_site') return actor.isAtSite && has(deskRoles) ? 'identified' : undefined
  if (channel === 'public') return has(deskRoles) ? 'identified' : undefined
  // The referral reserve asks for a note and is booked by an act of its own (`book-referred.ts`).
  return undefined
}
