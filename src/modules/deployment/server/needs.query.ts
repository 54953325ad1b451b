import { sql } from 'kysely'
import { findInstitutions } from '#src/modules/network/public.ts'
import { addDays, addMonths, daysOfMonth, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type Ctx, requireReach, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import { type needContract as contract, needUrgencies } from '../contract-needs.ts'
import { gapsOf, weeksOf } from '../domain/gaps.ts'
import { mayWithdraw } from './answer-need.ts'
import { calendarDays, plannableSites, requirePlannable } from './day-facts.ts'
import { sitesOf, staffOf } from './names.ts'
import { findNeeds, type NeedRecord } from './need.repository.ts'
import { findRecords } from './session.repository.ts'
import type { DeploymentTables } from './tables.gen.ts'

/** How far back the specialities of a site are looked for. */
const knownDays = 180

const sitesAsked = (ctx: Ctx, institutionId: string | undefined): readonly string[] => {
  const { reach, institutionId: own } = requireStaff(ctx)
  if (institutionId === undefined) return [...new Set([own, ...reach])]
  if (institutionId !== own) requireReach(ctx, institutionId)
  return [institutionId]
}

const countsOf = (needs: readonly NeedRecord[]): OutputOf<typeof contract.needs>['counts'] => {
  const counts = new Map<string, OutputOf<typeof contract.needs>['counts'][number]>()
  for (const need of needs.filter(one => one.status === 'open')) {
    const key = `${need.institutionId} ${need.speciality}`
    const known = counts.get(key)
    const urgencies = needUrgencies.indexOf.bind(needUrgencies)
    counts.set(key, {
      institutionId: need.institutionId,
      speciality: need.speciality,
      needs: (known?.needs ?? 0) + 1,
      residents: (known?.residents ?? 0) + need.residents,
      mostUrgent: known && urgencies(known.mostUrgent) > urgencies(need.urgency) ? known.mostUrgent : need.urgency,
    })
  }
  return [...counts.values()].sort((one, other) => other.residents - one.residents)
}

/** Requests of the own institution and of those within reach, with the answers. */
export const needs = async (
  ctx: Ctx,
  input: InputOf<typeof contract.needs>,
): Promise<OutputOf<typeof contract.needs>> => {
  const institutionIds = sitesAsked(ctx, input.institutionId)
  const found = await findNeeds(ctx, { institutionIds, status: input.status, needId: input.needId })
  const people = await staffOf(
    ctx,
    found.map(need => need.filedByStaff),
  )
  const sessionIds = found.map(need => need.sessionId).filter(id => id !== null)
  const sessions = new Map(
    (sessionIds.length === 0 ? [] : await findRecords(ctx, { sessionIds })).map(one => [one.sessionId, one]),
  )
  const sites = (await findInstitutions(ctx, [...institutionIds])).filter(site => site.regionId === ctx.regionId)
  const nameOf = new Map(sites.map(site => [site.institutionId, site.shortName]))
  return {
    needs: found.map(record => {
      const { filedBy: _, filedByStaff, sessionId, filedAt, answeredAt, reasons, ...need } = record
      const session = sessionId === null ? undefined : sessions.get(sessionId)
      return {
        ...need,
        reasons: [...reasons],
        institutionName: nameOf.get(need.institutionId) ?? '',
        session: session
          ? { sessionId: session.sessionId, localDate: session.localDate, partOfDay: session.partOfDay }
          : null,
        filedByName: (filedByStaff && people.get(filedByStaff)?.name) || null,
        filedAt: filedAt.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
        mayWithdraw: mayWithdraw(ctx, record),
      }
    }),
    sites: sites.map(({ institutionId, name, shortName }) => ({ institutionId, name, shortName })),
    counts: countsOf(found),
    specialities: await knownSpecialities(ctx),
  }
}

/** What came anywhere in the region lately or is planned: a list to choose from, most frequent first. */
const knownSpecialities = async (ctx: Ctx): Promise<string[]> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.session')
    .select('speciality')
    .where('region_id', '=', ctx.regionId)
    .where('local_date', '>=', addDays(today, -knownDays))
    .where('local_date', '<=', addDays(today, knownDays))
    .where('speciality', 'is not', null)
    .groupBy('speciality')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('speciality')
    .execute()
  return rows.flatMap(row => row.speciality ?? [])
}

/** Weeks of a month that nobody covers although somebody came last month or somebody asks (DEP-60). */
export const monthGaps = async (
  ctx: Ctx,
  input: InputOf<typeof contract.monthGaps>,
): Promise<OutputOf<typeof contract.monthGaps>> => {
  if (input.institutionId !== undefined) await requirePlannable(ctx, input.institutionId)
  const institutionIds = input.institutionId === undefined ? await plannableSites(ctx) : [input.institutionId]
  const earlier = addMonths(input.month, -1)
  const [from, to] = [daysOfMonth(earlier)[0] as string, daysOfMonth(input.month).at(-1) as string]
  const records = await findRecords(ctx, { institutionIds, from, to, status: ['draft', 'published', 'closed'] })
  const days = await calendarDays(ctx, from, to)
  const working = new Set(days.filter(day => day.kind === 'work' || day.kind === 'work_day').map(day => day.date))
  const isWorkDay = (date: string): boolean => working.has(date)
  const sessions = records.filter(record => record.localDate.startsWith(input.month))
  const gaps = gapsOf({
    weeks: weeksOf(input.month, isWorkDay),
    weeksBefore: weeksOf(earlier, isWorkDay),
    sessions,
    // A month that nobody has begun to lay out lacks everything; only what is asked for is worth telling.
    before: sessions.length === 0 ? [] : records.filter(record => record.localDate.startsWith(earlier)),
    needs: await findNeeds(ctx, { institutionIds, status: 'open' }),
    today: localDateAt(ctx.now, ctx.timeZone),
  })
  const sites = await sitesOf(
    ctx,
    gaps.map(gap => gap.institutionId),
  )
  return {
    gaps: [...gaps],
    names: Object.fromEntries([...sites].map(([id, site]) => [id, site.shortName])),
  }
}
