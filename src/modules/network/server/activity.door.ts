import { sql } from 'kysely'
import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { ServiceKind } from '../contract-codes.ts'
import { specialityWord } from '../domain/agreement-state.ts'

export type Activity = {
  readonly institutionId: string
  readonly kind: ServiceKind
  readonly on: LocalDate
  /** What the clinic was about, 皮肤科. */
  readonly speciality?: string | null
  /** Home institutions of those who came. */
  readonly cameFrom?: readonly string[]
  /** Agreements under which it took place, where the act knows them: their plaques are meant without any word. */
  readonly agreementIds?: readonly string[]
  /** The team that held it, where the act knows it. */
  readonly teamId?: string | null
}

/** Plaques that promise a house's help and not one thing; a name with a disease or a speciality in it is for that. */
const generalPlaques: readonly string[] = ['alliance_unit', 'extended_clinic', 'studio', 'teaching_base', 'remote_unit']
const ofOneSpeciality = '[病科症]|筛查|康复|专科'

/**
 * Something promised behind a plaque took place: a plaque of the institution that names this service and hung there on
 * that day is awake (NET-8). A clinic is promised behind most plaques, so that it counts only for the plaque that names
 * its speciality, or a plaque for no speciality whose giver sent somebody. Where the act knows the agreement or the team,
 * their plaques are meant by id; the plaque of a team is woken by nothing else (NET-89). Once a day is enough; said again it changes
 * nothing.
 */
export const noteActivity = async (ctx: Ctx, activity: Activity): Promise<void> => {
  const meant = specialityWord(activity.speciality ?? '')
  await sql`
    insert into network.plaque_activity (plaque_id, local_date, service, noted_at)
    select p.plaque_id, ${activity.on}::date, ${activity.kind}, ${ctx.now}
    from network.plaque p
    where p.institution_id = ${activity.institutionId} and ${activity.kind} = any(p.services)
      and (p.team_id = ${activity.teamId ?? null}::uuid or p.agreement_id = any(${activity.agreementIds ?? []}::uuid[])
        or (p.team_id is null and (${activity.kind} <> 'outpatient' or ${meant ? sql`strpos(p.name, ${meant}) > 0` : sql`false`}
          or (p.kind = any(${generalPlaques}::text[]) and p.giver_institution_id = any(${activity.cameFrom ?? []}::uuid[])
            and p.name !~ ${ofOneSpeciality}))))
      and p.given_on <= ${activity.on}::date and (p.removed_on is null or p.removed_on > ${activity.on}::date)
      and not exists (select from network.plaque_activity a
        where a.plaque_id = p.plaque_id and a.local_date = ${activity.on}::date and a.service = ${activity.kind})
    on conflict do nothing`.execute(ctx.tx)
}

type TieActivity = {
  readonly activityId: string
  readonly institutionId: string
  readonly kind: ServiceKind
  readonly on: LocalDate
  readonly agreementId: string | null
  /** The houses of the tie. */
  readonly houses: readonly string[]
}

/**
 * What is noted of a pairing or an alliance keeps awake the plaques of its agreement at the place; without an agreement the
 * general ones that a house of the tie gave and that belong to no other (NET-73).
 */
export const wakeByTie = async (ctx: Ctx, activity: TieActivity): Promise<void> => {
  const meant =
    activity.agreementId !== null
      ? sql`p.agreement_id = ${activity.agreementId}::uuid`
      : sql`p.team_id is null and p.agreement_id is null and p.kind = any(${generalPlaques}::text[])
          and p.giver_institution_id = any(${activity.houses}::uuid[]) and p.name !~ ${ofOneSpeciality}`
  await sql`
    insert into network.plaque_tie_activity (region_id, activity_id, plaque_id)
    select ${ctx.regionId}, ${activity.activityId}, p.plaque_id
    from network.plaque p
    where p.institution_id = ${activity.institutionId} and ${activity.kind} = any(p.services) and ${meant}
      and p.given_on <= ${activity.on}::date and (p.removed_on is null or p.removed_on > ${activity.on}::date)`.execute(
    ctx.tx,
  )
}
