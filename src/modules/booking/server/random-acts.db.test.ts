import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld } from '#src/modules/deployment/testing/factories.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, type TestApp } from '#src/platform/testing/app.ts'
import { bookAppointment, cancelAppointment, confirmHold, holdAppointment } from '../contract.ts'
import { rescheduleAppointment } from '../contract-seats.ts'
import type { Booked } from '../contract-shapes.ts'
import { joinWaiting, leaveWaiting, myWaiting } from '../contract-waiting.ts'
import { addOpenPool, addResidents, brokenSeats } from '../testing/factories.ts'
import { markNoShows } from './daily-jobs.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'
import { onSeatReturned } from './offer-seats.ts'
import { onSessionCancelled } from './session-events.ts'

let app: TestApp
let people: readonly RegionalId[]
let pools: readonly { readonly sessionId: RegionalId; readonly poolId: RegionalId }[]
const start = Date.parse('2026-11-25T02:00:00Z')

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, deploymentModule, bookingModule],
    now: new Date(start).toISOString(),
  })
  const world = await createWorld(app)
  people = await addResidents(app.admin, 12)
  const quotas = [
    [0, 2, 0, 0],
    [1, 3, 1, 0],
    [0, 1, 0, 0],
    [2, 4, 0, 0],
    [0, 3, 2, 0],
  ]
  pools = await Promise.all(
    quotas.map((quota, index) => addOpenPool(app, { institutionId: world.siteA, speciality: `${index % 3}科` }, quota)),
  )
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const verbs = [
  'book',
  'hold',
  'hold',
  'confirm',
  'cancel',
  'cancel',
  'wait',
  'move',
  'join',
  'join',
  'leave',
  'offer',
  'accept',
] as const
type Act = {
  readonly verb: (typeof verbs)[number]
  readonly person: number
  readonly pool: number
  readonly which: number
  readonly minutes: number
}
const act: fc.Arbitrary<Act> = fc.record({
  verb: fc.constantFrom(...verbs),
  person: fc.nat(11),
  pool: fc.nat(4),
  which: fc.nat(100),
  minutes: fc.integer({ min: 1, max: 14 }),
})
const acts = fc.array(act, { minLength: 16, maxLength: 16 })

test('BOOK-19 BOOK-22 BOOK-31 BOOK-36 whatever is booked, held, moved, waited for, offered, cancelled and forgotten at once, seats and totals add up', async () => {
  const given: (Booked & { readonly who: RegionalId })[] = []
  let minutes = 0
  const codes = new Set<string>()
  const play = async ({ verb, person, pool, which }: Act) => {
    const who = people[person] as RegionalId
    const target = given[which % Math.max(1, given.length)]
    if (verb === 'book' || verb === 'hold') {
      const poolId = (pools[pool] as (typeof pools)[number]).poolId
      const endpoint = verb === 'book' ? bookAppointment : holdAppointment
      given.push({
        ...(await app.play(residentActor([who]), endpoint, { poolId, residentId: who, channel: 'public' })),
        who,
      })
    } else if (verb === 'join') {
      const sessionId = (pools[pool] as (typeof pools)[number]).sessionId
      await app.play(residentActor([who]), joinWaiting, {
        residentId: who,
        sessionId,
        scope: which % 3 === 0 ? 'department' : 'session',
      })
    } else if (verb === 'offer')
      await app.within(jobActor('booking.on_seat_returned'), ctx =>
        onSeatReturned(ctx, { sessionId: (pools[pool] as (typeof pools)[number]).sessionId }),
      )
    else if (verb === 'leave' || verb === 'accept') {
      const { places } = await app.play(residentActor([who]), myWaiting, {})
      const place = places.find(one => verb === 'leave' || one.status === 'offered')
      if (place && verb === 'leave') await app.play(residentActor([who]), leaveWaiting, { waitingId: place.waitingId })
      else if (place?.appointmentId)
        await app.play(residentActor([who]), confirmHold, { appointmentId: place.appointmentId })
    } else if (target && verb === 'move')
      await app.play(residentActor([target.who]), rescheduleAppointment, {
        appointmentId: target.appointmentId,
        poolId: (pools[pool] as (typeof pools)[number]).poolId,
      })
    else if (target && verb === 'confirm')
      await app.play(residentActor([target.who]), confirmHold, { appointmentId: target.appointmentId })
    else if (target && verb === 'cancel')
      await app.play(residentActor([target.who]), cancelAppointment, { appointmentId: target.appointmentId })
  }
  for (const round of fc.sample(acts, { numRuns: 40, seed: 20261121 })) {
    minutes += Math.max(...round.filter(one => one.verb === 'wait').map(one => one.minutes), 0)
    app.setNow(new Date(start + minutes * 60_000).toISOString())
    const results = await Promise.allSettled(round.map(play))
    for (const result of results)
      if (result.status === 'rejected') {
        expect(result.reason).toBeInstanceOf(Refusal)
        codes.add((result.reason as Refusal).code)
      }
    expect(await brokenSeats(app.admin)).toEqual([])
  }
  // The walk went through the interesting refusals, not only through one of them.
  for (const code of [
    'seats_free',
    'other_department',
    'slot_full',
    'already_booked',
    'department_day_limit',
    'hold_expired',
    'not_cancellable',
  ])
    expect(codes).toContain(`booking.${code}`)
  await app.within(jobActor('booking.on'), ctx =>
    onSessionCancelled(ctx, { sessionId: pools[1]?.sessionId as RegionalId, reason: 'weather' }),
  )
  app.setNow('2026-12-01T09:00:00Z')
  await app.within(jobActor('booking.mark_no_shows'), markNoShows)
  expect(await brokenSeats(app.admin)).toEqual([])
}, 120_000)
