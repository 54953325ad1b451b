import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { covers } from '../domain/periods.ts'
import { notAnAlliance } from '../errors-ties.ts'
import { requireConsortium } from './consortium.ts'
import { requireManagedConsortium } from './reach.ts'
import { tables, todayOf } from './tables.ts'

export type Alliance = {
  readonly consortiumId: string
  readonly startedOn: LocalDate | null
  readonly endedOn: LocalDate | null
  readonly headInstitutionId: string | null
  /** Institutions that are in it today, the head among them. */
  readonly houses: readonly string[]
}

/** A consortium of the kind 专科联盟 with its houses of today. @throws network.not_an_alliance */
export const requireAlliance = async (ctx: Ctx, consortiumId: string): Promise<Alliance> => {
  const consortium = await requireConsortium(ctx, consortiumId)
  if (consortium.kind !== 'speciality_alliance') throw notAnAlliance(consortiumId)
  const memberships = await tables(ctx)
    .selectFrom('network.membership')
    .selectAll()
    .where('consortium_id', '=', consortiumId)
    .execute()
  const today = todayOf(ctx)
  const inForce = memberships.filter(row => covers({ validFrom: row.valid_from, validUntil: row.valid_until }, today))
  return {
    consortiumId,
    startedOn: consortium.started_on,
    endedOn: consortium.ended_on,
    headInstitutionId: inForce.find(row => row.role === 'head')?.institution_id ?? null,
    houses: inForce.map(row => row.institution_id),
  }
}

/** An alliance that this person manages from its head. @throws network.outside_reach */
export const requireManagedAlliance = async (ctx: Ctx, consortiumId: string): Promise<Alliance> => {
  const alliance = await requireAlliance(ctx, consortiumId)
  await requireManagedConsortium(ctx, consortiumId)
  return alliance
}
