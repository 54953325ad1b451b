import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { findAccountNames } from '#src/platform/server/account-names.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-pairings.ts'
import type { MeasureUnit } from '../contract-tie-codes.ts'
import { covers } from '../domain/periods.ts'
import { serviceOfActivity } from '../domain/tie-state.ts'
import { activityInTheFuture, outsideReach } from '../errors.ts'
import {
  activityOutsideTheTie,
  activityWithdrawn,
  measureTwice,
  oneTieOnly,
  placeNeeded,
  placeOutsideTheTie,
  unknownActivity,
  unknownMeasure,
} from '../errors-ties.ts'
import { wakeByTie } from './activity.door.ts'
import { requireAlliance } from './alliance.repository.ts'
import { requireInstitution } from './institution.door.ts'
import { requirePairing } from './pairing.repository.ts'
import { isManaged } from './reach.ts'
import { lockRow } from './rows.ts'
import { requireStaffMember } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

type ActivityView = OutputOf<typeof contract.listTieActivities>['items'][number]
type Input = InputOf<typeof contract.noteTieActivity>

/** What an activity belongs to: its term, where it takes place unless somebody says otherwise, and who may note it. */
type Tie = {
  readonly pairingId: string | null
  readonly consortiumId: string | null
  readonly validFrom: string
  readonly validUntil: string | null
  readonly place: string | null
  readonly houses: readonly string[]
  readonly agreementId: string | null
}

const requireTie = async (
  ctx: Ctx,
  asked: { readonly pairingId?: string | undefined; readonly consortiumId?: string | undefined },
): Promise<Tie> => {
  if ((asked.pairingId === undefined) === (asked.consortiumId === undefined)) throw oneTieOnly()
  if (asked.pairingId !== undefined) {
    const pairing = await requirePairing(ctx, asked.pairingId)
    return {
      pairingId: pairing.pairing_id,
      consortiumId: null,
      validFrom: pairing.valid_from,
      validUntil: pairing.valid_until,
      place: pairing.receiver_institution_id,
      houses: [pairing.giver_institution_id, pairing.receiver_institution_id],
      agreementId: pairing.agreement_id,
    }
  }
  const alliance = await requireAlliance(ctx, asked.consortiumId as string)
  return {
    pairingId: null,
    consortiumId: alliance.consortiumId,
    validFrom: alliance.startedOn ?? '1900-01-01',
    validUntil: alliance.endedOn,
    place: null,
    houses: alliance.houses,
    agreementId: null,
  }
}

/** Either side may say what took place. */
const requireOneHouse = async (ctx: Ctx, tie: Tie): Promise<void> => {
  for (const house of tie.houses) if (await isManaged(ctx, house)) return
  throw outsideReach(tie.houses[0] ?? '')
}

const requireCounts = async (ctx: Ctx, counts: Input['counts']): Promise<void> => {
  const names = counts.map(count => count.measure)
  if (new Set(names).size < names.length) throw measureTwice()
  if (names.length === 0) return
  const known = await tables(ctx)
    .selectFrom('network.measure')
    .select('measure')
    .where('measure', 'in', names)
    .where('activity', '=', true)
    .where('retired_on', 'is', null)
    .execute()
  const missing = names.find(name => !known.some(row => row.measure === name))
  if (missing !== undefined) throw unknownMeasure(missing, '/counts')
}

const writeActivity = async (ctx: Ctx, tie: Tie, institutionId: string, input: Input): Promise<string> => {
  const activityId = idAt(ctx)
  const key = { region_id: ctx.regionId, activity_id: activityId }
  await tables(ctx)
    .insertInto('network.tie_activity')
    .values({
      ...key,
      pairing_id: tie.pairingId,
      consortium_id: tie.consortiumId,
      institution_id: institutionId,
      local_date: input.on,
      kind: input.kind,
      what: input.what.trim(),
      others: input.others?.trim() ?? null,
      noted_by: actorLabel(ctx.actor),
      noted_at: ctx.now,
      withdrawn_by: null,
      withdrawn_at: null,
      withdrawn_reason: null,
    })
    .execute()
  const people = [...new Set(input.staffIds)]
  if (people.length > 0)
    await tables(ctx)
      .insertInto('network.tie_activity_person')
      .values(people.map(staff_id => ({ ...key, staff_id })))
      .execute()
  if (input.counts.length > 0)
    await tables(ctx)
      .insertInto('network.tie_activity_count')
      .values(input.counts.map(({ measure, value }) => ({ ...key, measure, value: String(value) })))
      .execute()
  return activityId
}

/** Notes what happened behind a pairing or an alliance; at one of its houses; what a plaque promises keeps it awake (NET-73). */
export const noteTieActivity = async (ctx: Ctx, input: Input) => {
  const tie = await requireTie(ctx, input)
  await requireOneHouse(ctx, tie)
  const institutionId = input.placeInstitutionId ?? tie.place
  if (institutionId === null) throw placeNeeded()
  await requireInstitution(ctx, institutionId)
  if (!tie.houses.includes(institutionId)) throw placeOutsideTheTie()
  if (input.on > todayOf(ctx)) throw activityInTheFuture()
  if (!covers(tie, input.on)) throw activityOutsideTheTie()
  for (const staffId of new Set(input.staffIds)) await requireStaffMember(ctx, staffId)
  await requireCounts(ctx, input.counts)
  const activityId = await writeActivity(ctx, tie, institutionId, input)
  const kind = serviceOfActivity(input.kind)
  if (kind !== null)
    await wakeByTie(ctx, {
      activityId,
      institutionId,
      kind,
      on: input.on,
      agreementId: tie.agreementId,
      houses: tie.houses,
    })
  audit(ctx, { subjectKind: 'tie_activity', subjectId: activityId, institutionId })
  return { activityId: regionalId(ctx.regionId, activityId) }
}

/** A wrong entry stays readable and counts no more. */
export const withdrawTieActivity = async (ctx: Ctx, input: InputOf<typeof contract.withdrawTieActivity>) => {
  const { regionId, uuid } = splitRegionalId(input.activityId)
  const activity = await lockRow(ctx, 'network.tie_activity', { region_id: regionId, activity_id: uuid })
  if (!activity || regionId !== ctx.regionId) throw unknownActivity(input.activityId)
  await requireOneHouse(
    ctx,
    await requireTie(ctx, {
      pairingId: activity.pairing_id ?? undefined,
      consortiumId: activity.consortium_id ?? undefined,
    }),
  )
  if (activity.withdrawn_at !== null) throw activityWithdrawn(input.activityId)
  await tables(ctx)
    .updateTable('network.tie_activity')
    .set({ withdrawn_by: actorLabel(ctx.actor), withdrawn_at: ctx.now, withdrawn_reason: input.reason.trim() })
    .where('region_id', '=', regionId)
    .where('activity_id', '=', uuid)
    .execute()
  audit(ctx, {
    subjectKind: 'tie_activity',
    subjectId: uuid,
    reason: input.reason,
    institutionId: activity.institution_id,
  })
  return {}
}

type Row = {
  readonly activity_id: string
  readonly pairing_id: string | null
  readonly consortium_id: string | null
  readonly institution_id: string
  readonly institution_name: string
  readonly local_date: string
  readonly kind: ActivityView['kind']
  readonly what: string
  readonly others: string | null
  readonly noted_by: string
  readonly withdrawn_reason: string | null
  readonly people: { staffId: string; name: string }[] | null
  readonly counts: { measure: string; name: string; nameEn: string; unit: MeasureUnit; value: number }[] | null
}

/** What happened, the newest first; withdrawn entries are there and say why. */
export const listTieActivities = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listTieActivities>,
): Promise<OutputOf<typeof contract.listTieActivities>> => {
  const wanted = sql`a.region_id = ${ctx.regionId} and (${input.pairingId ?? null}::uuid is null or a.pairing_id = ${input.pairingId ?? null}::uuid)
    and (${input.consortiumId ?? null}::uuid is null or a.consortium_id = ${input.consortiumId ?? null}::uuid)`
  const { rows } = await sql<Row>`
    select a.activity_id, a.pairing_id, a.consortium_id, a.institution_id, i.short_name as institution_name, a.local_date::text, a.kind, a.what,
      a.others, a.noted_by, a.withdrawn_reason,
      (select json_agg(json_build_object('staffId', s.staff_id, 'name', s.name) order by s.pinyin) from network.tie_activity_person p
        join network.staff s on s.staff_id = p.staff_id where p.region_id = a.region_id and p.activity_id = a.activity_id) as people,
      (select json_agg(json_build_object('measure', m.measure, 'name', m.name, 'nameEn', m.name_en, 'unit', m.unit, 'value', c.value) order by m.sort_order)
        from network.tie_activity_count c join network.measure m on m.measure = c.measure
        where c.region_id = a.region_id and c.activity_id = a.activity_id) as counts
    from network.tie_activity a join network.institution i on i.institution_id = a.institution_id
    where ${wanted} order by a.local_date desc, a.activity_id desc limit ${input.limit ?? 50}`.execute(ctx.tx)
  const { rows: totals } = await sql<{
    count: number
  }>`select count(*)::int as count from network.tie_activity a where ${wanted}`.execute(ctx.tx)
  const accountOf = (label: string): string => label.replace(/^staff:/, '')
  const names = await findAccountNames(
    ctx,
    rows.map(row => accountOf(row.noted_by)),
  )
  return {
    items: rows.map(row => ({
      activityId: regionalId(ctx.regionId, row.activity_id),
      pairingId: row.pairing_id,
      consortiumId: row.consortium_id,
      institutionId: row.institution_id,
      institutionName: row.institution_name,
      on: row.local_date,
      kind: row.kind,
      what: row.what,
      people: row.people ?? [],
      others: row.others,
      counts: row.counts ?? [],
      notedBy: names.get(accountOf(row.noted_by)) ?? '',
      withdrawnReason: row.withdrawn_reason,
    })),
    total: totals[0]?.count ?? 0,
  }
}
