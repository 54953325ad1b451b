import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSignature } from './line-rules.ts'

/** What goes wrong, counted over all calls: every n-th is answered too late, or finds its seat gone; 0 is never. */
export type Trouble = { readonly lateEvery: number; readonly goneEvery: number }
export const demoTrouble: Trouble = { lateEvery: 4, goneEvery: 7 }

type Kept = {
  readonly state: 'reserved' | 'confirmed' | 'cancelled'
  readonly reference: string
  readonly seat: string
}
type Book = { calls: number; seats: Record<string, Kept> }

export type Simulator = {
  readonly url: string
  /** Keys that hold a seat there now. */
  readonly holding: () => readonly string[]
  readonly stop: () => Promise<void>
}

const readBook = (file: string | null): Book => {
  try {
    return file === null ? { calls: 0, seats: {} } : (JSON.parse(readFileSync(file, 'utf8')) as Book)
  } catch {
    return { calls: 0, seats: {} }
  }
}

/** Whole or not at all, also when the power goes. */
const keepBook = (file: string | null, book: Book): void => {
  if (file === null) return
  writeFileSync(`${file}.new`, JSON.stringify(book))
  renameSync(`${file}.new`, file)
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}
const bodyOf = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

const isSigned = (request: IncomingMessage, body: string, key: string): boolean => {
  const [time, given] = [request.headers['x-doorstep-time'], request.headers['x-doorstep-signature']]
  const what = { method: request.method ?? '', path: request.url ?? '', time: String(time), body }
  return isSignature(key, what, String(given))
}

type Reply = { readonly status: number; readonly body: unknown }

const reserve = (book: Book, key: string, seat: string, isGone: boolean): Reply => {
  const known = book.seats[key]
  if (known && known.state !== 'cancelled')
    return { status: 409, body: { code: 'duplicate', reference: known.reference } }
  const isTaken = Object.values(book.seats).some(other => other.seat === seat && other.state !== 'cancelled')
  // A key that was cancelled is never given a seat again: the cancel may have overtaken the request.
  if (isGone || isTaken || known) return { status: 409, body: { code: 'gone' } }
  const reference = `H${String(Object.keys(book.seats).length + 1).padStart(6, '0')}`
  book.seats[key] = { state: 'reserved', reference, seat }
  return { status: 200, body: { reference } }
}

const answer = (book: Book, step: string, body: Record<string, unknown>, trouble: Trouble): Reply => {
  const key = String(body['key'])
  const known = book.seats[key]
  if (step === '/reserve')
    return reserve(
      book,
      key,
      `${body['session']} ${body['startsAt']} ${body['seatNo']}`,
      trouble.goneEvery > 0 && book.calls % trouble.goneEvery === 0,
    )
  if (step === '/confirm') {
    if (!known || known.state === 'cancelled') return { status: 409, body: { code: 'gone' } }
    book.seats[key] = { ...known, state: 'confirmed' }
    return { status: 200, body: { reference: known.reference } }
  }
  if (step !== '/cancel') return { status: 404, body: {} }
  book.seats[key] = { state: 'cancelled', reference: known?.reference ?? '', seat: known?.seat ?? '' }
  return { status: 200, body: {} }
}

/**
 * A hospital's booking system as small as can be, over real HTTP: it remembers what it gave (in `file`, through restarts), knows
 * a key it has seen, does the work and answers too late now and then, and has sometimes given the seat to somebody else.
 */
export const startSimulator = async (options: {
  readonly file: string | null
  readonly trouble: Trouble
  readonly lateMs: number
  /** Then only what is signed with it is listened to. */
  readonly key?: string
}): Promise<Simulator> => {
  const book = readBook(options.file)
  const server: Server = createServer(async (request, response) => {
    const text = await textOf(request).catch(() => '')
    if (options.key !== undefined && !isSigned(request, text, options.key)) {
      response.writeHead(401).end('{}')
      return
    }
    const body = bodyOf(text)
    book.calls += 1
    const { lateEvery } = options.trouble
    const isLate = lateEvery > 0 && book.calls % lateEvery === 0
    const reply = answer(book, request.url ?? '', body, options.trouble)
    keepBook(options.file, book)
    // Too late: the work is done, and who asked has gone.
    if (isLate) await new Promise(done => setTimeout(done, options.lateMs))
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  server.unref()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holding: () => Object.entries(book.seats).flatMap(([key, kept]) => (kept.state === 'cancelled' ? [] : [key])),
    stop: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
