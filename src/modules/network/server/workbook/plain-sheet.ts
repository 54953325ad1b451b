import type { Kysely } from 'kysely'
import type { Ctx } from '#src/platform/server/context.ts'
import type { RowValues, WorkbookColumn } from '../../domain/workbook-types.ts'
import { tables } from '../tables.ts'
import type { WorkbookSheet } from '../workbook-sheet.ts'
import { type Maps, placeKey } from './maps.ts'
import { ownersByInstitution } from './sheets-places.ts'
import { type Entry, inChunks, type Stored, type Tools, tableSheet } from './table-sheet.ts'

type Row = Readonly<Record<string, unknown>>
/** Codes of things that a stored row names by id. */
export type Codes = {
  readonly institution: (id: unknown) => string
  readonly department: (id: unknown) => string | null
  readonly room: (id: unknown) => string | null
}

/** A sheet whose rows belong to one institution and stand in one table as they are: only ids and codes change places. */
export type PlainSheet<V extends RowValues> = {
  readonly key: string
  readonly title: string
  readonly order: number
  readonly table: string
  readonly idColumn: string
  readonly columns: readonly WorkbookColumn[]
  readonly identity: readonly (keyof V & string)[]
  readonly fromRow: (row: Row, codes: Codes) => V
  readonly toRow: (values: V, maps: Maps, ctx: Ctx) => Row
  readonly normal?: (values: V, maps: Maps) => V
  readonly check?: (entry: Entry<V>, tools: Tools) => void
  readonly checkAll?: (entries: readonly Entry<V>[], stored: readonly Stored<V>[], tools: Tools) => void
  readonly owners?: (values: V, maps: Maps) => readonly string[]
  /** The table keeps no time of entry. */
  readonly unstamped?: boolean
  /** What follows from the rows once all of them are written. */
  readonly afterwards?: (ctx: Ctx, entries: readonly Entry<V>[], maps: Maps) => Promise<void>
}

const anyTable = (ctx: Ctx) => tables(ctx) as unknown as Kysely<Record<string, Record<string, unknown>>>

const codesOf = (maps: Maps): Codes => {
  const departments = new Map([...maps.departments.values()].map(known => [known.departmentId, known.code]))
  const rooms = new Map([...maps.rooms.values()].map(known => [known.roomId, known.code]))
  return {
    institution: id => maps.institutionCodes.get(id as string) ?? '',
    department: id => departments.get(id as string) ?? null,
    room: id => rooms.get(id as string) ?? null,
  }
}

export const institutionIdOf = (code: string, maps: Maps): string =>
  maps.institutions.get(code)?.institutionId as string
export const roomIdOf = (institutionCode: string, code: string | null, maps: Maps): string | null =>
  code === null ? null : (maps.rooms.get(placeKey(institutionIdOf(institutionCode, maps), code))?.roomId ?? null)

export const plainSheet = <V extends RowValues & { readonly institutionCode: string }>(
  sheet: PlainSheet<V>,
): WorkbookSheet =>
  tableSheet<V>({
    key: sheet.key,
    title: sheet.title,
    order: sheet.order,
    columns: sheet.columns,
    identity: sheet.identity,
    load: async (ctx, maps) => {
      const rows = await anyTable(ctx).selectFrom(sheet.table).selectAll().execute()
      const codes = codesOf(maps)
      return rows.map(row => ({ id: row[sheet.idColumn] as string, values: sheet.fromRow(row, codes) }))
    },
    ...(sheet.normal ? { normal: sheet.normal } : {}),
    check: (entry, tools) => {
      const { institutionCode } = entry.values
      if (institutionCode !== null && !tools.maps.institutions.has(institutionCode))
        tools.report(entry.row.number, 'institutionCode', 'unknown_institution')
      sheet.check?.(entry, tools)
    },
    ...(sheet.checkAll ? { checkAll: sheet.checkAll } : {}),
    owners: sheet.owners ?? ownersByInstitution,
    insert: async (ctx, entries, maps) => {
      await inChunks(entries, chunk =>
        anyTable(ctx)
          .insertInto(sheet.table)
          .values(
            chunk.map(({ id, values }) => ({
              [sheet.idColumn]: id,
              ...sheet.toRow(values, maps, ctx),
              ...(sheet.unstamped ? {} : { created_at: ctx.now }),
            })),
          )
          .execute(),
      )
      await sheet.afterwards?.(ctx, entries, maps)
    },
    change: async (ctx, entry, maps) => {
      await anyTable(ctx)
        .updateTable(sheet.table)
        .set(sheet.toRow(entry.values, maps, ctx))
        .where(sheet.idColumn, '=', entry.id)
        .execute()
      await sheet.afterwards?.(ctx, [entry], maps)
    },
  })
