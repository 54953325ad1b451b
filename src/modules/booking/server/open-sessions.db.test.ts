import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, publicActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { findOpenSessions } from '../contract.ts'
import { channels } from '../contract-shapes.ts'
import { addSession, at, poolIdsOf, sessionDay, withSeats } from '../testing/factories.ts'
import { bookingModule } from './module.ts'
import { poolsOfSessions } from './pool.repository.ts'
import { factsOfPools, seatFacts } from './seat-facts.query.ts'

let world: TestApp
const site = '01900000-0000-7000-8000-000000000001'
const sessions: string[] = []

beforeAll(async () => {
  world = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: at('09:30').toISOString(),
  })
  await world.admin.query(
    `insert into network.institution (institution_id, region_id, code, name, short_name, pinyin, initials, kind, level, grade, address, demo, version, created_at)
     values ($1, $2, 'OPEN', '演示镇卫生院', '演示', 'yanshi', 'ys', 'C1', '1', 'none', '演示路1号', true, 1, now())`,
    [site, testRegion],
  )
  for (let hour = 9; hour < 14; hour += 1)
    sessions.push(
      await addSession(world.admin, {
        institutionId: site,
        speciality: hour % 2 === 0 ? '骨科' : '眼_科',
        from: `${String(hour).padStart(2, '0')}:00`,
        to: `${hour + 1}:00`,
        capacity: 13,
        bucketMinutes: 20,
      }),
    )
  await withSeats(world, ...sessions)
})
afterAll(() => world.close())

/** What may differ between buckets: stopped, closed, not yet open, full, kept for those who wait, a hold run out. */
const spoilBuckets = async () => {
  const pools = (await Promise.all(sessions.map(id => poolIdsOf(world.admin, id)))).flat().map(id => id.slice(7))
  const changes = [
    `status = 'stopped'`,
    `opens_at[2] = now() + interval '9 years'`,
    `opens_at[1] = null`,
    `taken = quota, next_seat = quota[1] + quota[2] + quota[3] + quota[4] + 1`,
    `waiting = 2, keeps_back_until = now() + interval '9 years'`,
    `returns_at[1] = now() - interval '9 years', returns_at[2] = now() + interval '9 years'`,
    `next_hold_expiry = now() - interval '1 day'`,
  ]
  for (const [index, pool] of pools.entries())
    await world.admin.query(`update booking.slot_pool set ${changes[index % changes.length]} where pool_id = $1`, [
      pool,
    ])
}

test('BOOK-4 BOOK-5 the seats of a session counted by the database are those its buckets show one by one', async () => {
  await spoilBuckets()
  await world.within(jobActor('booking.test'), async ctx => {
    const pools = await poolsOfSessions(ctx, sessions)
    for (const channel of channels) {
      const facts = await seatFacts(ctx, sessions, channel)
      for (const id of sessions)
        expect(facts.get(id)).toEqual(
          factsOfPools(
            pools.filter(pool => pool.sessionId === id),
            channel,
            ctx.now,
          ),
        )
    }
  })
})

test('BOOK-4 a long list comes a page at a time, each session once and in order, and words are found as they are typed', async () => {
  const ask = (more: object) =>
    world.play(publicActor, findOpenSessions, {
      channel: 'public',
      from: sessionDay,
      to: sessionDay,
      limit: 2,
      ...more,
    })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ask(after === undefined ? {} : { after })
    seen.push(...page.sessions.map(session => session.sessionId))
    after = page.next ?? undefined
  } while (after !== undefined && seen.length < 20)
  expect(seen).toEqual(sessions)
  expect((await ask({ text: '眼_', limit: 9 })).sessions.length).toBe(3)
  expect((await ask({ text: '骨_', limit: 9 })).sessions).toEqual([])
  expect((await ask({ text: '镇卫生院', limit: 9 })).sessions.length).toBe(5)
})
