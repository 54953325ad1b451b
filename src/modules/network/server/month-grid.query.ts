import { sql } from 'kysely'
import { addMonths, type Month, monthOf } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { findAccountNames } from '#src/platform/server/account-names.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import type { MeasureView } from '../contract-measures.ts'
import type * as contract from '../contract-month-facts.ts'
import { baseMonthOf, type Comparison, comparisons, growthOf } from '../domain/growth.ts'
import { endsBeforeStart, outsideReach } from '../errors.ts'
import { tooManyMonths } from '../errors-facts.ts'
import { unknownMeasure } from '../errors-ties.ts'
import { listMeasures } from './measures.ts'
import { type Counted, cellKey, countedFigures, factRows, monthsBetween } from './month-facts.repository.ts'
import { manageable, managedInstitutions } from './reach.ts'
import { todayOf } from './tables.ts'

type Grid = OutputOf<typeof contract.monthGrid>
type Institution = Grid['institutions'][number]
type Cell = Grid['cells'][number]

const maximumMonths = 24

type HouseRow = {
  readonly institution_id: string
  readonly short_name: string
  readonly phone: string | null
  readonly reports_from: string | null
  readonly staff_id: string | null
  readonly staff_name: string | null
  readonly phone_cipher: Buffer | null
}
export type House = Institution & { readonly reportsFrom: Month | null }

/** Institutions in reach; those that are members of a consortium today report every month since they joined. */
export const reportingHouses = async (ctx: Ctx, institutionId: string | null): Promise<readonly House[]> => {
  const reach = await managedInstitutions(ctx)
  if (institutionId !== null && !reach.has(institutionId)) throw outsideReach(institutionId)
  const ids = institutionId === null ? [...reach] : [institutionId]
  const today = todayOf(ctx)
  const mine = await manageable(ctx, 'network.fact.manage')
  const { rows } = await sql<HouseRow>`
    select i.institution_id, i.short_name, i.phone, r.staff_id, s.name as staff_name, r.phone_cipher,
      (select to_char(min(m.valid_from), 'YYYY-MM') from network.membership m join network.consortium c on c.consortium_id = m.consortium_id
        where m.institution_id = i.institution_id and c.kind <> 'speciality_alliance'
          and m.role in ('head', 'hospital_member', 'speciality_member', 'centre', 'branch', 'township')
          and m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date)) as reports_from
    from network.institution i
    left join network.fact_reporter r on r.institution_id = i.institution_id
    left join network.staff s on s.staff_id = r.staff_id
    where i.institution_id = any(${ids}::uuid[]) and i.region_id = ${ctx.regionId} and (i.closed_on is null or i.closed_on > ${today}::date)
    order by i.pinyin`.execute(ctx.tx)
  return rows
    .filter(row => institutionId !== null || row.reports_from !== null)
    .map(row => ({
      institutionId: row.institution_id,
      name: row.short_name,
      reports: row.reports_from !== null,
      reportsFrom: row.reports_from,
      reporter:
        row.staff_id === null
          ? null
          : {
              staffId: row.staff_id,
              name: row.staff_name ?? '',
              phone: row.phone_cipher === null ? '' : decryptText(ctx.app.keys, row.phone_cipher),
            },
      phone: row.phone,
      mayManage: mine.has(row.institution_id),
    }))
}

const growthIn = (
  counted: ReadonlyMap<string, Counted>,
  { counts }: Counted,
  comparison: Comparison,
  baselineYear: number | null,
): Cell['year'] => {
  const baseMonth = baseMonthOf(counts.month, comparison, baselineYear)
  if (baseMonth === null) return null
  const base = counted.get(cellKey(counts.institutionId, counts.measure, baseMonth))?.counts ?? null
  const growth = growthOf(base?.value ?? null, counts.value)
  return {
    baseMonth,
    base: base?.value ?? null,
    text: growth.kind === 'percent' ? growth.text : null,
    baseAbnormal: base?.abnormalWhy ?? null,
  }
}

type LockRow = {
  readonly institution_id: string
  readonly month: Month
  readonly locked_by: string
  readonly locked_at: Date
  readonly unlocked_by: string | null
  readonly unlocked_at: Date | null
  readonly unlock_reason: string | null
}

const locksOf = async (
  ctx: Ctx,
  institutionIds: readonly string[],
  from: Month,
  to: Month,
): Promise<Pick<Grid, 'locks' | 'unlocked'>> => {
  const { rows } =
    await sql<LockRow>`select institution_id, to_char(month, 'YYYY-MM') as month, locked_by, locked_at, unlocked_by, unlocked_at, unlock_reason
    from network.month_lock where region_id = ${ctx.regionId} and institution_id = any(${institutionIds}::uuid[])
      and month between ${`${from}-01`}::date and ${`${to}-01`}::date order by locked_at`.execute(ctx.tx)
  const accountOf = (label: string | null): string => label?.replace(/^staff:/, '') ?? ''
  const names = await findAccountNames(
    ctx,
    rows.flatMap(row => [accountOf(row.locked_by), accountOf(row.unlocked_by)]),
  )
  const nameOf = (label: string | null): string => names.get(accountOf(label)) ?? ''
  return {
    locks: rows
      .filter(row => row.unlocked_at === null)
      .map(row => ({
        institutionId: row.institution_id,
        month: row.month,
        lockedBy: nameOf(row.locked_by),
        lockedAt: row.locked_at.toISOString(),
      })),
    unlocked: rows.flatMap(row =>
      row.unlocked_at === null
        ? []
        : [
            {
              institutionId: row.institution_id,
              month: row.month,
              unlockedBy: nameOf(row.unlocked_by),
              unlockedAt: row.unlocked_at.toISOString(),
              reason: row.unlock_reason ?? '',
            },
          ],
    ),
  }
}

/** Expected and not there, up to the last whole month (NET-88). */
export const missingIn = (
  houses: readonly House[],
  measures: readonly MeasureView[],
  months: readonly Month[],
  counted: ReadonlyMap<string, Counted>,
  thisMonth: Month,
): Grid['missing'] => {
  const expected = measures.filter(measure => measure.expected)
  const whole = months.filter(month => month < thisMonth)
  return houses
    .filter(house => house.reports)
    .flatMap(({ institutionId, reportsFrom }) =>
      whole
        .filter(month => reportsFrom !== null && month >= reportsFrom)
        .map(month => ({
          institutionId,
          month,
          measures: expected
            .filter(({ measure }) => !counted.has(cellKey(institutionId, measure, month)))
            .map(({ measure }) => measure),
        })),
    )
    .filter(gap => gap.measures.length > 0)
}

/** @throws network.ends_before_start, network.too_many_months */
export const requirePeriod = (from: Month, to: Month): readonly Month[] => {
  if (to < from) throw endsBeforeStart('/to')
  if (to > addMonths(from, maximumMonths - 1)) throw tooManyMonths(maximumMonths)
  return monthsBetween(from, to)
}

/** Figures with what they are compared with; growth is computed here and nowhere typed (NET-87). */
export const monthGrid = async (ctx: Ctx, input: InputOf<typeof contract.monthGrid>): Promise<Grid> => {
  const months = requirePeriod(input.from, input.to)
  const measures = (await listMeasures(ctx)).items.filter(
    measure => measure.monthFact && (input.measure === undefined || measure.measure === input.measure),
  )
  if (input.measure !== undefined && measures.length === 0) throw unknownMeasure(input.measure)
  const houses = await reportingHouses(ctx, input.institutionId ?? null)
  const baseYears = new Map(measures.map(measure => [measure.measure, measure.baselineYear]))
  const wanted = new Set<Month>(months)
  for (const month of months)
    for (const measure of measures)
      for (const comparison of comparisons) {
        const base = baseMonthOf(month, comparison, measure.baselineYear)
        if (base !== null) wanted.add(base)
      }
  const rows = await factRows(ctx, {
    institutionIds: houses.map(house => house.institutionId),
    measures: measures.map(measure => measure.measure),
    months: [...wanted],
    departmentId: input.departmentId ?? null,
  })
  const counted = countedFigures(rows)
  const cells = [...counted.values()]
    .filter(({ counts }) => counts.month >= input.from && counts.month <= input.to)
    .map((cell): Cell => {
      const year = baseYears.get(cell.counts.measure) ?? null
      return {
        ...cell.counts,
        others: cell.differ.map(({ source, value }) => ({ source, value })),
        year: growthIn(counted, cell, 'year', year),
        month_before: growthIn(counted, cell, 'month', year),
        baseline: growthIn(counted, cell, 'baseline', year),
      }
    })
  const ids = houses.map(house => house.institutionId)
  return {
    months: [...months],
    measures,
    institutions: houses.map(({ reportsFrom: _, ...house }) => house),
    cells,
    ...(await locksOf(ctx, ids, input.from, input.to)),
    missing: input.departmentId ? [] : missingIn(houses, measures, months, counted, monthOf(todayOf(ctx))),
  }
}
