import { sql } from 'kysely'
import { addMonths } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { FaceResult, faceResults } from '../contract-faces.ts'
import { type Cell, shownCells } from '../domain/hide-small.ts'
import { sessionWords } from './faces.ts'
import { numberSetting } from './settings.ts'

type Count = {
  readonly session_id: string
  readonly seen: number
  readonly good: number
  readonly fair: number
  readonly bad: number
  readonly at_desk: number
}
type Numbers = Omit<Count, 'session_id'>

const nobody: Numbers = { seen: 0, good: 0, fair: 0, bad: 0, at_desk: 0 }
const add = (one: Numbers, other: Numbers): Numbers => ({
  seen: one.seen + other.seen,
  good: one.good + other.good,
  fair: one.fair + other.fair,
  bad: one.bad + other.bad,
  at_desk: one.at_desk + other.at_desk,
})
const answered = ({ good, fair, bad }: Numbers): number => good + fair + bad
const siteKey = 'site'

const resultOf = (numbers: Numbers, isShown: boolean): FaceResult => ({
  seen: numbers.seen,
  answered: answered(numbers),
  counts: isShown ? { good: numbers.good, fair: numbers.fair, bad: numbers.bad } : null,
})

/**
 * BOOK-71 Faces of one whole month: never single rows, no free choice of days (the difference of two choices would be
 * one person), and nothing of few people.
 */
export const readFaceResults = async (
  ctx: Ctx,
  { month }: InputOf<typeof faceResults>,
): Promise<OutputOf<typeof faceResults>> => {
  const { institutionId } = requireStaff(ctx)
  const { rows } = await sql<Count>`select session_id, seen, good, fair, bad, at_desk
    from booking.face_counts(${ctx.regionId}, ${institutionId}, ${`${month}-01`}, ${`${addMonths(month, 1)}-01`})`.execute(
    ctx.tx,
  )
  const words = await sessionWords(
    ctx,
    rows.map(row => row.session_id),
  )
  const leadsOf = (sessionId: string) => (words.get(sessionId)?.staff ?? []).filter(person => person.role === 'lead')
  const experts = new Map<string, { readonly name: string; readonly numbers: Numbers }>()
  for (const row of rows)
    for (const { staffId, name } of leadsOf(row.session_id))
      experts.set(staffId, { name, numbers: add(experts.get(staffId)?.numbers ?? nobody, row) })
  const site = rows.reduce<Numbers>(add, nobody)
  const minimum = await numberSetting(ctx, 'face_minimum')
  const cells: readonly Cell[] = [
    { key: siteKey, kind: 'site', answered: answered(site), partOf: [] },
    ...[...experts].map(([key, { numbers }]) => ({
      key,
      kind: 'expert',
      answered: answered(numbers),
      partOf: [siteKey],
    })),
    ...rows.map(row => ({
      key: row.session_id,
      kind: 'session',
      answered: answered(row),
      partOf: [siteKey, ...leadsOf(row.session_id).map(person => person.staffId)],
    })),
  ]
  const shown = shownCells(cells, minimum)
  return {
    month,
    minimum,
    site: resultOf(site, shown.has(siteKey)),
    atDesk: site.at_desk,
    experts: [...experts].map(([staffId, { name, numbers }]) => ({
      staffId,
      name,
      ...resultOf(numbers, shown.has(staffId)),
    })),
    sessions: rows
      .map(row => ({
        sessionId: regionalId(ctx.regionId, row.session_id),
        localDate: words.get(row.session_id)?.localDate ?? `${month}-01`,
        title: words.get(row.session_id)?.title ?? '',
        experts: [...(words.get(row.session_id)?.experts ?? [])],
        ...resultOf(row, shown.has(row.session_id)),
      }))
      .sort((one, other) => one.localDate.localeCompare(other.localDate)),
  }
}
