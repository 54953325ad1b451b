import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type * as contract from '../contract-agreements.ts'
import { plaqueState, quietDays } from '../domain/agreement-state.ts'
import { activityInTheFuture, endsBeforeStart, plaqueRemoved, serviceNotPromised, unknownPlaque } from '../errors.ts'
import { teamElsewhere } from '../errors-ties.ts'
import { requireCommonAgreement } from './common-agreement.ts'
import { requireInstitution } from './institution.door.ts'
import { manageable, requireManaged } from './reach.ts'
import { lockRow } from './rows.ts'
import { requireTeam } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

type ListOutput = OutputOf<typeof contract.listPlaques>
type PlaqueView = ListOutput['items'][number]

/** Plaques, the most silent first; dormancy is compared with today, nothing has to run for it (NET-8). */
export const listPlaques = async (ctx: Ctx, input: InputOf<typeof contract.listPlaques>): Promise<ListOutput> => {
  const today = todayOf(ctx)
  const dormantAfterDays = await settingOf<number>(ctx, 'network.plaque_dormant_days')
  let query = tables(ctx)
    .selectFrom('network.plaque as p')
    .innerJoin('network.institution as i', 'i.institution_id', 'p.institution_id')
    .leftJoin('network.team as t', 't.team_id', 'p.team_id')
    .selectAll('p')
    .select(['i.short_name as institution_name', 't.name as team_name'])
    .select(
      sql<
        string | null
      >`greatest((select max(a.local_date) from network.plaque_activity a where a.plaque_id = p.plaque_id),
        (select max(t.local_date) from network.plaque_tie_activity w join network.tie_activity t
          on t.region_id = w.region_id and t.activity_id = w.activity_id
        where w.plaque_id = p.plaque_id and t.withdrawn_at is null))::text`.as('last_activity_on'),
    )
    .where('i.region_id', '=', ctx.regionId)
  if (input.institutionId) query = query.where('p.institution_id', '=', input.institutionId)
  const rows = await query.orderBy('p.given_on').orderBy('p.code').execute()
  const mine = await manageable(ctx, 'network.agreement.manage')
  const items = rows.map((row): PlaqueView => {
    const term = {
      givenOn: row.given_on,
      validUntil: row.valid_until,
      removedOn: row.removed_on,
      lastActivityOn: row.last_activity_on,
    }
    return {
      plaqueId: row.plaque_id,
      institutionId: row.institution_id,
      institutionName: row.institution_name,
      agreementId: row.agreement_id,
      teamId: row.team_id,
      teamName: row.team_name,
      code: row.code,
      kind: row.kind as PlaqueView['kind'],
      name: row.name,
      giverInstitutionId: row.giver_institution_id,
      giver: row.giver,
      ...term,
      services: [...row.services] as PlaqueView['services'],
      photoFile: row.photo_file,
      quietDays: quietDays(term, today),
      state: plaqueState(term, today, dormantAfterDays),
      demo: row.demo,
      mayManage: mine.has(row.institution_id),
    }
  })
  const shown = input.state ? items.filter(item => item.state === input.state) : items
  return { items: shown.sort((one, other) => other.quietDays - one.quietDays), dormantAfterDays }
}

type PlaqueInput = InputOf<typeof contract.givePlaque>

export const plaqueColumns = (input: Omit<PlaqueInput, 'institutionId' | 'demo'>) => {
  if (input.validUntil && input.validUntil < input.givenOn) throw endsBeforeStart()
  return {
    agreement_id: input.agreementId ?? null,
    code: input.code,
    kind: input.kind,
    name: input.name.trim(),
    giver_institution_id: input.giverInstitutionId ?? null,
    giver: input.giver.trim(),
    given_on: input.givenOn,
    valid_until: input.validUntil ?? null,
    services: [...new Set(input.services)],
    photo_file: input.photoFile ?? null,
  }
}

export const givePlaque = async (ctx: Ctx, input: PlaqueInput) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  if (input.giverInstitutionId) await requireInstitution(ctx, input.giverInstitutionId)
  if (input.agreementId) await requireCommonAgreement(ctx, input.agreementId, [input.institutionId])
  const plaqueId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.plaque')
    .values({
      plaque_id: plaqueId,
      institution_id: input.institutionId,
      ...plaqueColumns(input),
      team_id: null,
      removed_on: null,
      demo: input.demo ?? false,
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'plaque', subjectId: plaqueId, institutionId: input.institutionId })
  return { plaqueId }
}

const requirePlaque = async (ctx: Ctx, plaqueId: string) => {
  const plaque = await lockRow(ctx, 'network.plaque', { plaque_id: plaqueId })
  if (!plaque) throw unknownPlaque(plaqueId)
  await requireManaged(ctx, plaque.institution_id)
  if (plaque.removed_on !== null) throw plaqueRemoved(plaqueId)
  return plaque
}

/** From then on the acts of this agreement and this team wake the plaque by id (NET-89). */
export const tiePlaque = async (ctx: Ctx, input: InputOf<typeof contract.tiePlaque>) => {
  const plaque = await requirePlaque(ctx, input.plaqueId)
  if (input.agreementId) await requireCommonAgreement(ctx, input.agreementId, [plaque.institution_id])
  if (input.teamId && (await requireTeam(ctx, input.teamId)).institutionId !== plaque.institution_id)
    throw teamElsewhere()
  await tables(ctx)
    .updateTable('network.plaque')
    .set({ agreement_id: input.agreementId, team_id: input.teamId, photo_file: input.photoFile?.trim() || null })
    .where('plaque_id', '=', input.plaqueId)
    .execute()
  audit(ctx, { subjectKind: 'plaque', subjectId: input.plaqueId, institutionId: plaque.institution_id })
  return {}
}

export const removePlaque = async (ctx: Ctx, input: InputOf<typeof contract.removePlaque>) => {
  const plaque = await requirePlaque(ctx, input.plaqueId)
  if (input.removedOn < plaque.given_on) throw endsBeforeStart('/removedOn')
  await tables(ctx)
    .updateTable('network.plaque')
    .set({ removed_on: input.removedOn })
    .where('plaque_id', '=', input.plaqueId)
    .execute()
  audit(ctx, { subjectKind: 'plaque', subjectId: input.plaqueId, institutionId: plaque.institution_id })
  return {}
}

/** A service that took place outside the system is noted by hand, for one plaque. */
export const noteServiceActivity = async (ctx: Ctx, input: InputOf<typeof contract.noteServiceActivity>) => {
  const plaque = await requirePlaque(ctx, input.plaqueId)
  if (!plaque.services.includes(input.service)) throw serviceNotPromised(input.service)
  if (input.on > todayOf(ctx)) throw activityInTheFuture()
  if (input.on < plaque.given_on) throw endsBeforeStart('/on')
  await tables(ctx)
    .insertInto('network.plaque_activity')
    .values({ plaque_id: input.plaqueId, local_date: input.on, service: input.service, noted_at: ctx.now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  audit(ctx, {
    subjectKind: 'plaque',
    subjectId: input.plaqueId,
    institutionId: plaque.institution_id,
    details: { service: input.service },
  })
  return {}
}
