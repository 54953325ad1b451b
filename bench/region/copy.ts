import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type Cell =
  | string
  | number
  | boolean
  | null
  | Date
  | Buffer
  | readonly number[]
  | readonly (Date | null)[]
  | readonly string[]

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const textOf = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, c => escapes[c] as string) : text

const partOf = (part: number | Date | string | null): string =>
  part === null
    ? 'NULL'
    : part instanceof Date
      ? `"${part.toISOString()}"`
      : typeof part === 'string'
        ? `"${part}"`
        : String(part)

/** One value in the text form of COPY. */
const cellOf = (cell: Cell): string => {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return textOf(cell)
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`
  if (cell instanceof Date) return cell.toISOString()
  return `{${(cell as readonly (number | Date | string | null)[]).map(partOf).join(',')}}`
}

export type Copy = {
  readonly add: (row: readonly Cell[]) => void
  /** To be awaited now and then: resolves when the database has kept up. */
  readonly keepUp: () => Promise<void>
  readonly end: () => Promise<number>
}

const chunkLength = 256 * 1024

/** Rows of one table on a connection of their own, foreign keys unchecked: the invariants look afterwards. */
export const openCopy = async (adminUrl: string, table: string, columns: string): Promise<Copy> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`set session_replication_role = replica; set synchronous_commit = off`)
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  let failure: Error | undefined
  stream.on('error', (error: Error) => {
    failure = error
  })
  let [text, rows] = ['', 0]
  const flush = () => {
    if (text !== '' && !failure) stream.write(text)
    text = ''
  }
  const check = () => {
    if (failure) throw new Error(`${table}: ${failure.message}`, { cause: failure })
  }
  return {
    add: row => {
      text += `${row.map(cellOf).join('\t')}\n`
      rows += 1
      if (text.length > chunkLength) flush()
    },
    keepUp: async () => {
      check()
      if (!stream.writableNeedDrain) return
      await once(stream, 'drain').catch(() => {})
      check()
    },
    end: async () => {
      flush()
      check()
      stream.end()
      await once(stream, 'finish').catch(() => {})
      check()
      await client.end()
      return rows
    },
  }
}
