import type { RegionalId } from '#src/platform/kernel/ids.ts'

/** Someone signed in at one visible institution, with the roles held there. */
export type StaffActor = {
  readonly kind: 'staff'
  readonly accountId: string
  readonly staffId: string | null
  readonly regionId: number
  /** The visible institution: the only one whose residents' rows row-level security shows. */
  readonly institutionId: string
  readonly roles: readonly string[]
  /** Institutions this person may manage from here: the visible one and, for a head institution, its members. */
  readonly reach: readonly string[]
}

/** Someone on the phone page: oneself first, then those one acts for. */
export type ResidentActor = {
  readonly kind: 'resident'
  readonly accountId: string
  readonly regionId: number
  readonly residents: readonly RegionalId[]
}

/** A named job of one region and, where it touches residents' rows, one institution. */
export type JobActor = {
  readonly kind: 'job'
  readonly name: string
  readonly regionId: number
  readonly institutionId: string | null
}

export type PublicActor = { readonly kind: 'public'; readonly regionId: number }

export type Actor = StaffActor | ResidentActor | JobActor | PublicActor

/** The account that answers for an act; a job answers by its name, and no one for a public page. */
export const accountOf = (actor: Actor): string | null =>
  actor.kind === 'staff' || actor.kind === 'resident' ? actor.accountId : null

/** How the audit names whoever acted. */
export const actorLabel = (actor: Actor): string =>
  actor.kind === 'job' ? `job:${actor.name}` : actor.kind === 'public' ? 'public' : `${actor.kind}:${actor.accountId}`

/** The institution on whose behalf an act is done, where there is one. */
export const institutionOf = (actor: Actor): string | null =>
  actor.kind === 'staff' || actor.kind === 'job' ? actor.institutionId : null
