import { addDays, daysBetween } from '#src/platform/kernel/dates.ts'
import type { Problem, SessionChip } from '../contract-shapes.ts'

/** The month board as rows of half-days; by site or by person. */
export type BoardView = 'sites' | 'people'
export type BoardLane = { readonly part: string; readonly cells: ReadonlyMap<string, readonly SessionChip[]> }
export type BoardRow = {
  /** Institution or staff id, by the view. */
  readonly key: string
  readonly name: string
  /** Where a session dropped here would take place; null when rows are people. */
  readonly institutionId: string | null
  readonly lanes: readonly BoardLane[]
  readonly sessions: number
}

type Named = { readonly institutionId: string; readonly name: string; readonly shortName: string }
type Board = {
  readonly sites: readonly Named[]
  readonly parts: readonly { readonly key: string }[]
  readonly sessions: readonly SessionChip[]
}

/** Shown even when empty, so that something can be laid out there; other parts appear when a session uses them. */
const usualParts: readonly string[] = ['morning', 'afternoon']

const lanesOf = (board: Board, sessions: readonly SessionChip[]): readonly BoardLane[] => {
  const used = new Set(sessions.map(session => session.partOfDay))
  const keys = board.parts.map(part => part.key).filter(key => usualParts.includes(key) || used.has(key))
  const unknown = [...used].filter(key => !keys.includes(key))
  return [...keys, ...unknown].map(part => {
    const cells = new Map<string, SessionChip[]>()
    for (const session of sessions)
      if (session.partOfDay === part) cells.set(session.localDate, [...(cells.get(session.localDate) ?? []), session])
    return { part, cells }
  })
}

/** Where somebody comes stands before where nobody does. */
const bySites = (board: Board): readonly BoardRow[] => {
  const rows = board.sites.map(site => {
    const sessions = board.sessions.filter(session => session.institutionId === site.institutionId)
    return {
      key: site.institutionId,
      name: site.shortName,
      institutionId: site.institutionId,
      lanes: lanesOf(board, sessions),
      sessions: sessions.length,
    }
  })
  return [...rows.filter(row => row.sessions > 0), ...rows.filter(row => row.sessions === 0)]
}

const byPeople = (board: Board): readonly BoardRow[] => {
  const people = new Map<string, { readonly name: string; readonly sessions: SessionChip[] }>()
  for (const session of board.sessions)
    for (const person of session.staff) {
      const row = people.get(person.staffId) ?? { name: person.name, sessions: [] }
      row.sessions.push(session)
      people.set(person.staffId, row)
    }
  return [...people]
    .map(([key, { name, sessions }]) => ({
      key,
      name,
      institutionId: null,
      lanes: lanesOf(board, sessions),
      sessions: sessions.length,
    }))
    .sort((one, other) => other.sessions - one.sessions || one.name.localeCompare(other.name, 'zh-CN'))
}

export type Meant = (typed: string, word: string) => boolean
const contains: Meant = (typed, word) => word.toLowerCase().includes(typed.toLowerCase())

/**
 * Sessions that match a speciality or a person's name; an empty text matches all.
 * @param meant whether a word is meant by what was typed; the screen reads pinyin too.
 */
export const matching = (
  sessions: readonly SessionChip[],
  text: string,
  meant: Meant = contains,
): readonly SessionChip[] => {
  const wanted = text.trim()
  if (wanted === '') return sessions
  const says = (word: string | null): boolean => word !== null && word !== '' && meant(wanted, word)
  return sessions.filter(
    session => says(session.speciality) || says(session.theme) || session.staff.some(person => says(person.name)),
  )
}

/** @param hideEmpty leaves out sites without a session, for those who look at a whole region. */
export const boardRows = (board: Board, view: BoardView, hideEmpty: boolean): readonly BoardRow[] => {
  const rows = view === 'sites' ? bySites(board) : byPeople(board)
  return hideEmpty ? rows.filter(row => row.sessions > 0) : rows
}

/** The worst that is known of each session. */
export const worstBySession = (problems: readonly Problem[]): ReadonlyMap<string, Problem> => {
  const worst = new Map<string, Problem>()
  for (const found of problems) {
    if (found.sessionId === null) continue
    const known = worst.get(found.sessionId)
    if (known === undefined || (known.level === 'warn' && found.level === 'stop')) worst.set(found.sessionId, found)
  }
  return worst
}

/** What publishing would do, site by site. */
export const draftsBySite = (sessions: readonly SessionChip[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const session of sessions)
    if (session.status === 'draft') counts.set(session.institutionId, (counts.get(session.institutionId) ?? 0) + 1)
  return counts
}

export type Target = { readonly localDate: string; readonly partOfDay: string; readonly institutionId: string | null }

/** Where each of a selection goes when the first of them is put down: all as many days on as the first one. */
export const targetsOf = (
  sessions: readonly SessionChip[],
  at: Target,
): readonly (Target & { readonly session: SessionChip })[] => {
  const [first] = [...sessions].sort((one, other) => (one.localDate < other.localDate ? -1 : 1))
  if (first === undefined) return []
  const days = daysBetween(first.localDate, at.localDate)
  return sessions.map(session => ({
    session,
    localDate: addDays(session.localDate, days),
    // One session takes the lane it is put on; several keep theirs.
    partOfDay: sessions.length === 1 ? at.partOfDay : session.partOfDay,
    institutionId: at.institutionId,
  }))
}
