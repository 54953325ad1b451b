import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment } from '../contract.ts'
import { callNext, checkIn, finishVisit, startVisit } from '../contract-desk.ts'
import * as contract from '../contract-faces.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { complaintLoop, onComplaintMade } from './complaints.ts'

let world: BookingWorld

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-12-01T00:30:00Z', residents: 60 })
})
beforeEach(() => world.setNow('2026-12-01T00:30:00Z'))
afterAll(() => world.close())

const desk = () => staffActor(world.siteA, ['desk'])
const manager = () => staffActor(world.siteA, ['centre_manager'])
const open = (capacity: number, day = '2026-12-01') => world.openPool([0, capacity, 0, 0], { day })

/** Books, comes, is called and, unless only called, was seen. */
const visitOf = async (person: RegionalId, pool: Awaited<ReturnType<typeof open>>, isSeen = true) => {
  const { sessionId, poolId } = pool
  const booked = await world.play(residentActor([person]), bookAppointment, {
    poolId,
    residentId: person,
    channel: 'public',
  })
  const { visitId } = await world.play(desk(), checkIn, { appointmentId: booked.appointmentId })
  await world.play(desk(), callNext, { sessionId })
  if (!isSeen) return visitId
  await world.play(desk(), startVisit, { visitId })
  await world.play(desk(), finishVisit, { visitId })
  return visitId
}
const give = (person: RegionalId, visitId: string, face: contract.Face, more = {}) =>
  world.play(residentActor([person]), contract.giveFace, { residentId: person, visitId, face, ...more })
const mine = async (person: RegionalId) =>
  (await world.play(residentActor([person]), contract.myFaces, { residentId: person })).visits

test('BOOK-69 a visit is answered once, after it was seen and within the days, by the person or who acts for them', async () => {
  const pool = await open(5)
  const [person, other, called] = [world.someone(), world.someone(), world.someone()]
  const visitId = await visitOf(person, pool)
  expect(await mine(person)).toMatchObject([{ visitId, face: null, complaint: null }])
  expect(await codeOf(give(other, visitId, 'bad'))).toBe('booking.visit_not_found')
  // A helper answers for the person whose visit it was, not in the name of somebody else.
  const helper = residentActor([other, person])
  const wrong = { residentId: other, visitId, face: 'good' as const }
  expect(await codeOf(world.play(helper, contract.giveFace, wrong))).toBe('booking.visit_not_found')
  expect(await codeOf(world.play(helper, contract.giveFace, { ...wrong, residentId: person }))).toBe('done')
  expect(await codeOf(give(person, visitId, 'bad'))).toBe('booking.face_given')
  expect(await codeOf(world.play(desk(), contract.giveFaceAtDesk, { visitId, face: 'bad' }))).toBe('booking.face_given')
  expect(await mine(person)).toMatchObject([{ visitId, face: 'good' }])

  expect(await codeOf(give(called, await visitOf(called, pool, false), 'good'))).toBe('booking.face_not_seen')
})

test('BOOK-69 after the days nobody can answer any more', async () => {
  const person = world.someone()
  const visitId = await visitOf(person, await open(1))
  world.setNow('2026-12-15T00:31:00Z')
  expect(await mine(person)).toEqual([])
  expect(await codeOf(give(person, visitId, 'good'))).toBe('booking.face_too_late')
})

test('BOOK-69 two answers at the same moment: one is kept', async () => {
  const person = world.someone()
  const visitId = await visitOf(person, await open(1))
  const codes = await Promise.all([
    codeOf(give(person, visitId, 'good')),
    codeOf(world.play(desk(), contract.giveFaceAtDesk, { visitId, face: 'bad' })),
  ])
  expect(codes.sort()).toEqual(['booking.face_given', 'done'])
})

test('BOOK-70 at the desk: who was seen here today and has not answered, by ticket and masked name', async () => {
  const pool = await open(2)
  const person = world.someone()
  const visitId = await visitOf(person, pool)
  const list = async () => (await world.play(desk(), contract.facesAtDesk, {})).visits.map(visit => visit.visitId)
  expect(await list()).toContain(visitId)
  const elsewhere = staffActor(world.siteB, ['desk'])
  const answer = { visitId, face: 'fair' as const }
  expect((await world.play(elsewhere, contract.facesAtDesk, {})).visits).toEqual([])
  expect(await codeOf(world.play(elsewhere, contract.giveFaceAtDesk, answer))).toBe('booking.visit_not_found')
  await world.play(desk(), contract.giveFaceAtDesk, answer)
  expect(await list()).not.toContain(visitId)
})

test('BOOK-71 staff read no row of faces, nor change one, not even where the record is open', async () => {
  const person = world.someone()
  const visitId = await visitOf(person, await open(1))
  await give(person, visitId, 'bad', { words: '等了太久' })
  await world.knows(world.siteA, person)
  const { sql } = await import('kysely')
  const { openRecord } = await import('#src/modules/records/public.ts')
  const rows = await world.within(desk(), async ctx => {
    await openRecord(ctx, person, 'desk')
    return (await sql`select 1 from booking.face`.execute(ctx.tx)).rows
  })
  expect(rows).toEqual([])
  const change = sql`update booking.face set face = 'good'`
  for (const actor of [desk(), residentActor([person])])
    expect(await codeOf(world.within(actor, ctx => change.execute(ctx.tx)))).toMatch(/permission denied/)
  const { rows: audits } = await world.admin.query(
    `select act, subject_kind, reason, details from platform.audit where act = 'booking.giveFace' and subject_id = $1`,
    [visitId],
  )
  expect(JSON.stringify(audits)).not.toMatch(/bad|太久/)
  expect(audits).toHaveLength(1)
})

test('BOOK-71 results say how many answered, and show faces from the minimum on', async () => {
  world.setNow('2027-01-05T00:30:00Z')
  const [large, small] = [await open(12, '2027-01-05'), await open(3, '2027-01-05')]
  for (let index = 0; index < 12; index += 1) {
    const person = world.someone()
    await give(person, await visitOf(person, large), index < 9 ? 'good' : 'bad')
  }
  const results = () => world.play(manager(), contract.faceResults, { month: '2027-01' })
  const before = await results()
  expect(before.minimum).toBe(11)
  expect(before.site).toEqual({ seen: 12, answered: 12, counts: { good: 9, fair: 0, bad: 3 } })
  const person = world.someone()
  await give(person, await visitOf(person, small), 'bad')
  await visitOf(world.someone(), small)
  const after = await results()
  expect(after.site).toEqual({ seen: 14, answered: 13, counts: { good: 9, fair: 0, bad: 4 } })
  // The one of the small session would be the difference: both stay hidden.
  expect(after.sessions.map(({ seen, answered, counts }) => ({ seen, answered, counts }))).toEqual(
    expect.arrayContaining([
      { seen: 12, answered: 12, counts: null },
      { seen: 2, answered: 1, counts: null },
    ]),
  )
  const elsewhere = staffActor(world.siteB, ['centre_manager'])
  expect((await world.play(elsewhere, contract.faceResults, { month: '2027-01' })).site.seen).toBe(0)
  const doctor = staffActor(world.siteA, ['specialist'])
  expect(await codeOf(world.play(doctor, contract.faceResults, { month: '2027-01' }))).toBe('platform.not_permitted')
})

test('BOOK-72 with the resident’s consent a sad face with words becomes a task of the manager, and the answer comes back', async () => {
  const pool = await open(3)
  const [person, silent] = [world.someone(), world.someone()]
  const visitId = await visitOf(person, pool)
  const asked = { words: '药没讲清楚怎么吃', contactMe: true }
  expect(await codeOf(give(person, visitId, 'good', asked))).toBe('booking.face_words_needed')
  expect(await codeOf(give(person, visitId, 'bad', { contactMe: true }))).toBe('booking.face_words_needed')
  await give(person, visitId, 'bad', asked)
  await give(silent, await visitOf(silent, pool), 'bad', { words: '不想让人知道' })

  const { complaints } = await world.play(manager(), contract.complaintList, {})
  expect(complaints).toMatchObject([{ residentId: person, words: asked.words, status: 'open' }])
  const complaintId = complaints[0]?.complaintId as RegionalId
  await world.within(jobActor('booking.complaint', world.siteA), ctx =>
    onComplaintMade(ctx, { complaintId, residentId: person, institutionId: world.siteA }),
  )
  const loops = async () =>
    (
      await world.admin.query('select owner_role, closed_at is null as open from platform.loop where kind = $1', [
        complaintLoop,
      ])
    ).rows
  expect(await loops()).toEqual([{ owner_role: 'centre_manager', open: true }])
  expect(await codeOf(world.play(desk(), contract.complaintList, {}))).toBe('platform.not_permitted')
  const elsewhere = staffActor(world.siteB, ['centre_manager'])
  const said = { complaintId, answer: '已请药师打电话说明' }
  expect(await codeOf(world.play(elsewhere, contract.answerComplaint, said))).toBe('booking.complaint_not_found')
  await world.play(manager(), contract.answerComplaint, said)
  expect(await codeOf(world.play(manager(), contract.answerComplaint, said))).toBe('booking.complaint_answered')
  expect(await loops()).toEqual([{ owner_role: 'centre_manager', open: false }])
  expect(await mine(person)).toMatchObject([{ face: 'bad', complaint: { status: 'answered', answer: said.answer } }])
  expect(await mine(silent)).toMatchObject([{ face: 'bad', words: '不想让人知道', complaint: null }])
})
