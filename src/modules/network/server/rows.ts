import { type Kysely, sql } from 'kysely'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { NetworkTables } from './tables.gen.ts'

type Table = keyof NetworkTables & string
type Key<T extends Table> = Partial<NetworkTables[T]>
type Columns = Readonly<Record<string, unknown>>

/** The columns were checked against the table's own type at the door of each function; Kysely can't follow a table by name. */
const anyTable = (ctx: Ctx): Kysely<Record<string, Columns>> => tablesOf<Record<string, Columns>>(ctx)

const isKey = (key: Columns) =>
  sql<boolean>`${sql.join(
    Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  )}`

/** The row, kept from others until this act is over; undefined: there is none. */
export const lockRow = async <T extends Table>(
  ctx: Ctx,
  table: T,
  key: Key<T>,
): Promise<NetworkTables[T] | undefined> => {
  const { rows } = await sql<NetworkTables[T]>`
    select * from ${sql.table(table)} where ${isKey(key as Columns)} for update`.execute(ctx.tx)
  return rows[0]
}

/**
 * Enters a row, or corrects the one that was named. The key holds its id and whose it is, so that nobody corrects what
 * belongs to another house; false: there is no such row.
 */
export const saveRow = async <T extends Table>(
  ctx: Ctx,
  table: T,
  row: {
    readonly key: Key<T>
    readonly columns: Partial<NetworkTables[T]>
    readonly isNew: boolean
    readonly demo: boolean | undefined
  },
): Promise<boolean> => {
  if (row.isNew) {
    const values = { ...row.key, ...row.columns, demo: row.demo ?? false, created_at: ctx.now }
    await anyTable(ctx)
      .insertInto(table as string)
      .values(values)
      .execute()
    return true
  }
  const changed = await anyTable(ctx)
    .updateTable(table as string)
    .set(row.columns as Columns)
    .where(isKey(row.key as Columns))
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}
