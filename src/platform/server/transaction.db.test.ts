import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refused } from '#src/platform/kernel/errors.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, jobActor, type TestApp } from '#src/platform/testing/app.ts'
import { createNeighbour } from '#src/platform/testing/neighbour.ts'
import { touchLive } from './context.ts'
import { startLiveListener } from './live-channel.ts'
import { platformModule } from './module-platform.ts'
import { inTransaction } from './transaction.ts'

let test: TestApp
const actor = jobActor('tests')
const act = (topic: string) => () =>
  inTransaction(test.app, actor, { requestId: newUuid() }, async ctx => {
    touchLive(ctx, topic)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from platform.region`.execute(ctx.tx)
    return rows[0]?.count
  })

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour()], poolSize: 1 })
})
afterAll(() => test.close())

describe('one connection an act', () => {
  it('PLAT-65 a pool of one connection serves acts that touch live topics, side by side, and every topic is told', async () => {
    const heard: string[] = []
    const topics = Array.from({ length: 40 }, (_, index) => `queue:${index}`)
    const unsubscribe = test.app.live.subscribe(topics, topic => heard.push(topic))
    const answers = await Promise.all(topics.map(topic => act(topic)()))
    unsubscribe()
    expect(answers).toEqual(topics.map(() => 1))
    expect(heard.toSorted()).toEqual(topics.toSorted())
  })

  it('PLAT-65 another process hears of an act after its commit, and nothing of one that was undone', async () => {
    const other = await createTestApp({ modules: [platformModule] })
    const heard: string[] = []
    const listening = { ...other.app, databaseUrl: test.app.databaseUrl, live: other.app.live }
    const listener = await startLiveListener(listening)
    const unsubscribe = other.app.live.subscribe(['queue:done', 'queue:undone'], topic => heard.push(topic))
    await inTransaction(test.app, actor, { requestId: newUuid() }, async ctx => {
      touchLive(ctx, 'queue:undone')
      throw refused('neighbour.no')
    }).catch(() => {})
    await act('queue:done')()
    await expect.poll(() => heard).toEqual(['queue:done'])
    unsubscribe()
    await listener.stop()
    await other.close()
  })

  it('PLAT-64 when a refusal cannot be put on record its connection is thrown away, not handed on inside an open transaction', async () => {
    const failing = inTransaction(
      test.app,
      actor,
      { requestId: newUuid() },
      async () => {
        throw refused('neighbour.no')
      },
      async ctx => {
        await sql`select 1 / 0`.execute(ctx.tx)
      },
    )
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(test.app.pool.totalCount).toBe(0)
    const { rows } = await test.app.pool.query<{ same: boolean }>(
      'select now() = statement_timestamp() as same, 1 as one',
    )
    expect(rows[0]?.same).toBe(true)
    expect(await act('queue:after')()).toBe(1)
  })
})
