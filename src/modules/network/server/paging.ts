import { type RawBuilder, sql } from 'kysely'
import { badCursor } from '../errors.ts'

/** Where the page before ended: the sort word and the id of its last row. */
export type Cursor = { readonly word: string; readonly id: string }

export const defaultLimit = 100

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.word, cursor.id])).toString('base64url')

/** @throws network.bad_cursor */
export const readCursor = (text: string): Cursor => {
  try {
    const [word, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as readonly unknown[]
    if (typeof word === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { word, id }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw badCursor()
}

/** One row more than asked tells whether there is another page. */
export const pageFrom = <T>(rows: readonly T[], limit: number, cursorOf: (row: T) => Cursor) => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: [...items],
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(cursorOf(last)) : null,
  }
}

/** `%` and `_` typed by a person are letters, not patterns. */
const literal = (text: string): string => text.replace(/[\\%_]/g, letter => `\\${letter}`)

/** Whether a row is meant by what was typed: part of the name or code, the beginning of pinyin or initials. */
export const meantBy = (typed: string, alias: string): RawBuilder<boolean> => {
  // Names keep the brackets they were given, （ or (; both ways of typing them find the name.
  const [text, asTyped] = [typed.normalize('NFKC').trim(), typed.trim()]
  const spelled = literal(text.toLowerCase().replace(/[\s']/g, ''))
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<boolean>`(${column('name')} ilike ${`%${literal(text)}%`} or ${column('name')} ilike ${`%${literal(asTyped)}%`} or ${column('code')} ilike ${`${literal(text)}%`}
    or ${column('pinyin')} like ${`${spelled}%`} or ${column('initials')} like ${`${spelled}%`})`
}
