import { bookAppointment, confirmHold, holdAppointment, sessionSlots } from '#src/modules/booking/contract.ts'
import type { Booked } from '#src/modules/booking/contract-shapes.ts'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { type Answer, createHttpClient, type HttpClient } from './http-client.ts'

/** What a phone does at a release: looks at the times, taps at the second, tries the next time, and asks again when the network breaks. */

export type Habit = {
  /** Milliseconds after the opening at which the first tap comes; below zero: too early. */
  readonly reaction: number
  /** Keeps the seat first and confirms it, as the page does; else books at once. */
  readonly holds: boolean
  /** Impatient: every tap is sent twice with one key, to two servers. */
  readonly tapsTwice: boolean
  /** A phone and a tablet: at the opening another time is asked for with a key of its own. */
  readonly hasTablet: boolean
  /** Opens the page of the session shortly before; else it has been open for a while. */
  readonly looksLate: boolean
}

export type Person = { readonly residentId: string; readonly session: string; readonly habit: Habit }

/** How one phone's wish ended, in the words it was told. */
export type Told = { readonly outcome: 'booked' | 'full' | string; readonly seat: Booked | undefined }

/** What was heard on the way, all phones together; times are this machine's clock. */
export type Heard = {
  readonly pageMillis: number[]
  readonly requestMillis: number[]
  readonly waitMillis: Map<string, number>
  readonly told: Map<string, Told[]>
  /** "No more seats here" and the moment it was heard. */
  readonly full: { readonly poolId: string; readonly at: number }[]
  /** "Not open yet" and the moment of asking. */
  readonly early: number[]
  /** Taps that were refused; a tap that reached one server twice is answered, and written down, once. */
  readonly refused: Set<string>
  /** Told that the person has a seat already, and which. */
  readonly already: { readonly residentId: string; readonly appointmentId: string }[]
  /** Pages that showed a time as open before the opening. */
  openTooSoon: number
  /** Seats that were given, as soon as they are heard of. */
  readonly given: Set<string>
  readonly confirmed: Set<string>
  /** Requests that broke off, and after which the same was asked elsewhere, by server. */
  readonly broken: Map<string, number>
  /** "Busy, come again": asked again with the same key. */
  busy: number
  /** The same tap, heard twice: both must say the same. */
  readonly twins: (readonly [string, string])[]
}

export const newHeard = (): Heard => ({
  pageMillis: [],
  requestMillis: [],
  waitMillis: new Map(),
  told: new Map(),
  full: [],
  early: [],
  refused: new Set(),
  already: [],
  openTooSoon: 0,
  given: new Set(),
  confirmed: new Set(),
  broken: new Map(),
  busy: 0,
  twins: [],
})

export type Surge = {
  readonly urls: readonly string[]
  readonly sessionId: string
  readonly opensAt: number
  readonly giveUpAt: number
  readonly heard: Heard
  /** Told of each seat that was given and each that was confirmed. */
  readonly onProgress: () => void
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, milliseconds)))

/** A phone waits this long for an answer before it says "no network". */
const answerWithinMillis = 20_000
const within = async <T>(promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), answerWithinMillis)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

type Line = {
  readonly ask: <E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    key: string,
    home: number,
  ) => Promise<Answer<unknown> | undefined>
  readonly close: () => void
}

/** Asks with one key until somebody answers: a broken connection at the next server, a busy one after a second. */
const openLine = (surge: Surge, session: string): Line => {
  const clients = new Map<string, HttpClient>()
  const clientOf = (url: string): HttpClient => {
    const known = clients.get(url) ?? createHttpClient(url, session)
    clients.set(url, known)
    return known
  }
  // Whoever met a dead server stays with the next one.
  let moved = 0
  return {
    ask: async (endpoint, input, key, home) => {
      while (Date.now() < surge.giveUpAt) {
        const url = surge.urls[(home + moved) % surge.urls.length] as string
        const begun = performance.now()
        try {
          const answer = await within(clientOf(url).play(endpoint, input, key))
          if (answer.status !== 503) {
            if (endpoint.kind === 'command') surge.heard.requestMillis.push(performance.now() - begun)
            return answer
          }
          surge.heard.busy += 1
          await pause(1_000 * (0.8 + Math.random() * 0.4))
        } catch {
          surge.heard.broken.set(url, (surge.heard.broken.get(url) ?? 0) + 1)
          clients.get(url)?.close()
          clients.delete(url)
          moved += 1
          await pause(50 + Math.random() * 100)
        }
      }
      return undefined
    },
    close: () => {
      for (const client of clients.values()) client.close()
    },
  }
}

const seatOf = (answer: Answer<unknown> | undefined): Booked | undefined =>
  answer?.status === 200 ? (answer.body as Booked) : undefined

/** One tap on a time; impatient people send it to a second server at the same moment. */
const tap = async (
  surge: Surge,
  line: Line,
  person: Person,
  poolId: string,
  home: number,
): Promise<Answer<unknown> | undefined> => {
  const endpoint = person.habit.holds ? holdAppointment : bookAppointment
  const input = { poolId, residentId: person.residentId, channel: 'public' as const }
  const key = newUuid()
  const asked = Date.now()
  const send = (server: number) => line.ask(endpoint, input, key, server)
  const [answer, twin] = await Promise.all([send(home), person.habit.tapsTwice ? send(home + 1) : undefined])
  const { heard } = surge
  for (const heardNow of [answer, twin]) {
    if (heardNow?.code !== undefined) heard.refused.add(key)
    if (heardNow?.code === 'booking.slot_full') heard.full.push({ poolId, at: Date.now() })
    if (heardNow?.code === 'booking.window_not_open') heard.early.push(asked)
  }
  if (answer && twin) heard.twins.push([seatOf(answer)?.appointmentId ?? '', seatOf(twin)?.appointmentId ?? ''])
  return answer
}

/** The seat is kept; the page that follows confirms it. */
const confirm = async (line: Line, held: Booked, home: number): Promise<Told> => {
  const answer = await line.ask(confirmHold, { appointmentId: held.appointmentId }, newUuid(), home)
  const seat = seatOf(answer)
  return { outcome: seat ? 'booked' : (answer?.code ?? 'no answer'), seat }
}

type Details = { readonly appointmentId?: string; readonly otherPoolIds?: readonly string[] }
const detailsOf = (answer: Answer<unknown>): Details => (answer.body as { readonly details?: Details }).details ?? {}

/** Tap after tap until there is a seat, or nothing left that the answers offer. */
const wish = async (
  surge: Surge,
  line: Line,
  person: Person,
  times: readonly string[],
  home: number,
): Promise<Told> => {
  const left = [...times]
  while (left.length > 0) {
    const poolId = left[0] as string
    const answer = await tap(surge, line, person, poolId, home)
    if (answer === undefined) return { outcome: 'no answer', seat: undefined }
    const given = seatOf(answer)
    if (given) {
      surge.heard.given.add(given.appointmentId)
      surge.onProgress()
      const told = person.habit.holds ? await confirm(line, given, home) : { outcome: 'booked', seat: given }
      if (told.outcome === 'booked') surge.heard.confirmed.add(given.appointmentId)
      surge.onProgress()
      return told
    }
    if (answer.code === 'booking.window_not_open') {
      await pause(surge.opensAt - Date.now() + 20)
      continue
    }
    if (answer.code === 'booking.already_booked')
      surge.heard.already.push({
        residentId: person.residentId,
        appointmentId: detailsOf(answer).appointmentId ?? '',
      })
    if (answer.code !== 'booking.slot_full') return { outcome: answer.code ?? String(answer.status), seat: undefined }
    left.shift()
    const offered = detailsOf(answer).otherPoolIds ?? []
    left.sort((a, b) => Number(offered.includes(b)) - Number(offered.includes(a)))
    if (offered.length === 0) break
  }
  return { outcome: 'full', seat: undefined }
}

/** People like the early times, but not all of them. */
const byTaste = (times: readonly string[]): string[] =>
  times
    .map((poolId, index) => ({ poolId, rank: index + Math.random() * times.length }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ poolId }) => poolId)

/** The times of the session as the page shows them. @throws when the page does not open */
export const readTimes = async (surge: Surge, session: string, server: number): Promise<readonly string[]> => {
  const line = openLine(surge, session)
  const begun = Date.now()
  const page = await line.ask(sessionSlots, { sessionId: surge.sessionId, channel: 'public' }, newUuid(), server)
  line.close()
  if (page?.status !== 200) throw new Error(`the page did not open: ${page?.code ?? 'no answer'}`)
  const { slots } = page.body as OutputOf<typeof sessionSlots>
  surge.heard.pageMillis.push(Date.now() - begun)
  if (Date.now() < surge.opensAt && slots.some(slot => slot.state !== 'not_yet')) surge.heard.openTooSoon += 1
  return slots.map(slot => slot.poolId)
}

/** One person from the page to the last word; `seen` is what a page that was opened long before shows. */
export const playPerson = async (
  surge: Surge,
  person: Person,
  place: { readonly index: number; readonly looksAt: number; readonly seen: readonly string[] },
): Promise<void> => {
  const { habit, session, residentId } = person
  const { index, looksAt } = place
  await pause(looksAt - Date.now())
  const times = byTaste(habit.looksLate ? await readTimes(surge, session, index) : place.seen)
  const line = openLine(surge, session)
  await pause(surge.opensAt + habit.reaction - Date.now())
  const begun = Date.now()
  const wishes = [wish(surge, line, person, times, index)]
  if (habit.hasTablet) wishes.push(wish(surge, line, person, [...times].reverse(), index + 2))
  surge.heard.told.set(residentId, await Promise.all(wishes))
  surge.heard.waitMillis.set(residentId, Date.now() - Math.max(begun, surge.opensAt))
  line.close()
}
