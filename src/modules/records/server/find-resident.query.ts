import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type { findResident as endpoint } from '../contract.ts'
import type { Sex } from '../contract-parts.ts'
import { type FindWords, readFindWords } from '../domain/find-words.ts'
import { identityIndexOf, phoneIndexOf, tailIndexOf } from './person-columns.ts'

type Row = {
  readonly resident_id: string
  readonly name: string
  readonly sex: Sex
  readonly birth_date: string
  readonly masked_number: string | null
  readonly masked_phone: string | null
  readonly related: boolean
  readonly demo: boolean
}

const shown = 20

const search = async (ctx: Ctx, words: FindWords): Promise<readonly Row[]> => {
  const { keys } = ctx.app
  const identity = words.identityNumber ? identityIndexOf(keys, words.identityNumber) : null
  const phone = words.phone ? phoneIndexOf(keys, words.phone) : null
  const tail = words.tail ? tailIndexOf(keys, 'identity_tail', words.tail) : null
  const phoneTail = words.tail ? tailIndexOf(keys, 'phone_tail', words.tail) : null
  const { rows } =
    await sql<Row>`select * from records.find_resident(${ctx.regionId}::int, ${identity}::bytea, ${phone}::bytea, ${tail}::bytea, ${phoneTail}::bytea,
    ${words.name ?? null}, ${words.letters ?? null}, ${words.birthDate ?? null}::date, ${ctx.now}::timestamptz, ${shown + 1})`.execute(
      ctx.tx,
    )
  return rows
}

/** All readings of one text, each person once; whoever is found by a whole number comes first. */
const searchAll = async (ctx: Ctx, readings: readonly FindWords[]): Promise<readonly Row[]> => {
  const found = new Map<string, Row>()
  for (const words of readings)
    for (const row of await search(ctx, words)) if (!found.has(row.resident_id)) found.set(row.resident_id, row)
  return [...found.values()]
}

/** REC-11: finds people for the one search box; who searched for what kind of word, and how many were shown, is audited. */
export const findResident = async (ctx: Ctx, input: InputOf<typeof endpoint>): Promise<OutputOf<typeof endpoint>> => {
  const { words, alsoNumbers, needs } = readFindWords(input.text)
  const readings = needs === null ? [...alsoNumbers, words] : alsoNumbers
  if (readings.length === 0) return { rows: [], more: false, needs }
  const rows = await searchAll(ctx, readings)
  const by = [...new Set(readings.flatMap(reading => Object.keys(reading)))].sort()
  audit(ctx, { subjectKind: 'search', details: { by, found: Math.min(rows.length, shown) } })
  // Nobody has this number: then the text says too little.
  if (rows.length === 0 && needs !== null) return { rows: [], more: false, needs }
  return {
    rows: rows.slice(0, shown).map(row => ({
      residentId: regionalId(ctx.regionId, row.resident_id),
      name: row.name,
      sex: row.sex,
      birthYear: Number(row.birth_date.slice(0, 4)),
      birthDate: row.related ? row.birth_date : null,
      maskedNumber: row.masked_number,
      maskedPhone: row.masked_phone,
      related: row.related,
      demo: row.demo,
    })),
    more: rows.length > shown,
    needs: null,
  }
}
