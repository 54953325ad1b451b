import { findInstitutions } from '#src/modules/network/public.ts'
import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import type { listAccessEntries as ownEndpoint } from '../contract-family.ts'
import type {
  institutionAccess as institutionEndpoint,
  residentAccess as residentEndpoint,
} from '../contract-review.ts'
import { openRecord } from './open-record.ts'
import { requireOwn } from './own-record.ts'
import { findResidentCards } from './require-resident.ts'
import type { RecordsTables } from './tables.gen.ts'

const pageSize = 50

const entries = (ctx: Ctx) =>
  tablesOf<RecordsTables>(ctx)
    .selectFrom('records.access_entry')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .orderBy('at', 'desc')
    .orderBy('access_entry_id', 'desc')

type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

const toViews = async (ctx: Ctx, rows: readonly EntryRow[]) => {
  const ids = rows.flatMap(row => (row.institution_id === null ? [] : [row.institution_id]))
  const names = new Map(
    (await findInstitutions(ctx, ids)).map(institution => [institution.institutionId, institution.name]),
  )
  return rows.map(row => ({
    accessEntryId: regionalId(row.region_id, row.access_entry_id),
    at: row.at.toISOString(),
    who: row.actor_name,
    institutionName: row.institution_id === null ? null : (names.get(row.institution_id) ?? null),
    purpose: row.purpose,
    ground: row.ground,
    reason: row.reason,
  }))
}

/** REC-7: the resident reads who opened the record, when and why. */
export const listAccessEntries = async (
  ctx: Ctx,
  input: InputOf<typeof ownEndpoint>,
): Promise<OutputOf<typeof ownEndpoint>> => {
  requireOwn(ctx, input.residentId)
  await openRecord(ctx, input.residentId, 'proxy')
  let query = entries(ctx).where('resident_id', '=', splitRegionalId(input.residentId).uuid)
  if (input.before) query = query.where('at', '<', new Date(input.before))
  const rows = await query.limit(pageSize + 1).execute()
  return { entries: await toViews(ctx, rows.slice(0, pageSize)), more: rows.length > pageSize }
}

/** For the auditor: what was opened from this institution. Names are shown only of people it is related to. */
export const institutionAccess = async (
  ctx: Ctx,
  input: InputOf<typeof institutionEndpoint>,
): Promise<OutputOf<typeof institutionEndpoint>> => {
  const { institutionId } = requireStaff(ctx)
  let query = entries(ctx).where('institution_id', '=', institutionId)
  if (input.from) query = query.where('at', '>=', instantAt(input.from, '00:00', ctx.timeZone))
  if (input.to) query = query.where('at', '<', instantAt(addDays(input.to, 1), '00:00', ctx.timeZone))
  if (input.before) query = query.where('at', '<', new Date(input.before))
  if (input.breakGlassOnly) query = query.where('ground', '=', 'break_glass')
  const rows = await query.limit(pageSize + 1).execute()
  const shown = rows.slice(0, pageSize)
  const cards = await findResidentCards(
    ctx,
    shown.map(row => regionalId(row.region_id, row.resident_id)),
  )
  const views = await toViews(ctx, shown)
  return {
    entries: views.map((view, index) => {
      const residentId = regionalId(ctx.regionId, (shown[index] as EntryRow).resident_id)
      return { ...view, residentId, residentName: cards.get(residentId)?.name ?? '' }
    }),
    more: rows.length > pageSize,
  }
}

/** This institution's own openings of one record, beside the card. */
export const residentAccess = async (
  ctx: Ctx,
  input: InputOf<typeof residentEndpoint>,
): Promise<OutputOf<typeof residentEndpoint>> => {
  const { institutionId } = requireStaff(ctx)
  const rows = await entries(ctx)
    .where('resident_id', '=', splitRegionalId(input.residentId).uuid)
    .where('institution_id', '=', institutionId)
    .limit(20)
    .execute()
  return { entries: await toViews(ctx, rows) }
}
