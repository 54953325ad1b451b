import type { Ctx } from '#src/platform/server/context.ts'
import { identityKey } from '../../domain/workbook-read.ts'
import type {
  FindingDetails,
  RowFinding,
  RowValues,
  SheetRow,
  WorkbookColumn,
  WorkbookLookups,
} from '../../domain/workbook-types.ts'
import { idAt } from '../tables.ts'
import type { Rehearsed, WorkbookSheet } from '../workbook-sheet.ts'
import { loadMaps, lookupsOf, type Maps, mapsOf } from './maps.ts'

/** A row that is stored already, as the workbook would write it. */
export type Stored<V> = { readonly id: string; readonly values: V }
export type Entry<V> = {
  readonly id: string
  readonly row: SheetRow
  readonly values: V
  readonly stored: Stored<V> | undefined
}
export type Report = (
  row: number,
  column: keyof RowValues & string,
  code: string,
  details?: FindingDetails,
  severity?: 'error' | 'warning',
) => void
export type Tools = {
  readonly ctx: Ctx
  readonly maps: Maps
  readonly lookups: WorkbookLookups
  readonly identity: readonly string[]
  readonly report: Report
}

/**
 * A sheet whose rows are rows of a table, named by codes: read, compare with what is stored, insert what is new, change
 * what differs. Nothing is ever deleted by a workbook.
 */
export type TableSheet<V extends RowValues> = {
  readonly key: string
  readonly title: string
  readonly order: number
  readonly columns: readonly WorkbookColumn[]
  readonly identity: readonly (keyof V & string)[]
  readonly load: (ctx: Ctx, maps: Maps) => Promise<readonly Stored<V>[]>
  /** One way of writing the same thing: a department's name becomes its code. */
  readonly normal?: (values: V, maps: Maps) => V
  /** Lets later rows and sheets find this one. */
  readonly declare?: (entry: Entry<V>, maps: Maps) => void
  readonly check: (entry: Entry<V>, tools: Tools) => void
  readonly checkAll?: (entries: readonly Entry<V>[], stored: readonly Stored<V>[], tools: Tools) => void
  /** Institutions of which the person must manage one; empty when the permission alone decides. */
  readonly owners: (values: V, maps: Maps) => readonly string[]
  /** What is exported; without it the rows of which `owners` names a managed institution. */
  readonly exported?: (values: V, maps: Maps) => boolean
  readonly insert: (ctx: Ctx, entries: readonly Entry<V>[], maps: Maps) => Promise<void>
  readonly change: (ctx: Ctx, entry: Entry<V>, maps: Maps) => Promise<void>
}

const same = (one: RowValues, other: RowValues): boolean =>
  Object.keys(other).every(key => JSON.stringify(one[key] ?? null) === JSON.stringify(other[key] ?? null))

const managed = (owners: readonly string[], maps: Maps): boolean =>
  owners.length === 0 ||
  owners.some(id => {
    const code = maps.institutionCodes.get(id)
    return code !== undefined && maps.institutions.get(code)?.inReach === true
  })

const rehearse = async <V extends RowValues>(
  sheet: TableSheet<V>,
  ctx: Ctx,
  rows: readonly SheetRow[],
  lookups: WorkbookLookups,
): Promise<Rehearsed> => {
  const maps = mapsOf(lookups)
  const stored = await sheet.load(ctx, maps)
  const byIdentity = new Map(stored.map(entry => [identityKey(entry.values, sheet.identity), entry]))
  const entries = rows.map((row): Entry<V> => {
    const values = row.values as V
    const known = byIdentity.get(identityKey(values, sheet.identity))
    return { id: known?.id ?? idAt(ctx), row, values, stored: known }
  })
  for (const entry of entries) sheet.declare?.(entry, maps)
  const normal = entries.map(entry => (sheet.normal ? { ...entry, values: sheet.normal(entry.values, maps) } : entry))

  const findings: RowFinding[] = []
  const report: Report = (row, column, code, details, severity = 'error') => {
    findings.push({ row, column, severity, code: `network.${code}`, ...(details ? { details } : {}) })
  }
  const tools: Tools = { ctx, maps, lookups, identity: sheet.identity, report }
  const fresh = normal.filter(entry => entry.stored === undefined)
  const changed = normal.filter(entry => entry.stored !== undefined && !same(entry.values, entry.stored.values))
  for (const entry of normal) sheet.check(entry, tools)
  for (const entry of [...fresh, ...changed]) {
    const mine =
      managed(sheet.owners(entry.values, maps), maps) &&
      (entry.stored === undefined || managed(sheet.owners(entry.stored.values, maps), maps))
    if (!mine && entry.row.wrong.size === 0) report(entry.row.number, sheet.identity[0] as string, 'outside_reach')
  }
  sheet.checkAll?.(normal, stored, tools)
  return {
    findings,
    counts: {
      created: fresh.length,
      changed: changed.length,
      unchanged: normal.length - fresh.length - changed.length,
    },
    apply: async applyCtx => {
      if (fresh.length > 0) await sheet.insert(applyCtx, fresh, maps)
      for (const entry of changed) await sheet.change(applyCtx, entry, maps)
    },
  }
}

const exportRows = async <V extends RowValues>(sheet: TableSheet<V>, ctx: Ctx): Promise<readonly V[]> => {
  const maps = await loadMaps(ctx)
  lookupsOf(maps)
  const stored = await sheet.load(ctx, maps)
  return stored
    .filter(({ values }) => (sheet.exported ? sheet.exported(values, maps) : managed(sheet.owners(values, maps), maps)))
    .sort((one, other) =>
      identityKey(one.values, sheet.identity) < identityKey(other.values, sheet.identity) ? -1 : 1,
    )
    .map(entry => entry.values)
}

export const tableSheet = <V extends RowValues>(sheet: TableSheet<V>): WorkbookSheet => ({
  key: sheet.key,
  title: sheet.title,
  order: sheet.order,
  columns: sheet.columns,
  identity: sheet.identity,
  rehearse: (ctx, rows, lookups) => rehearse(sheet, ctx, rows, lookups),
  exportRows: ctx => exportRows(sheet, ctx),
})

/** Rows at a time in one insert; PostgreSQL takes at most 65 535 parameters. */
export const inChunks = async <T>(items: readonly T[], write: (chunk: T[]) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < items.length; start += 500) await write(items.slice(start, start + 500))
}
