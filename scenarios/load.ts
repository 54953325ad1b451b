import { sql } from 'kysely'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { App } from '#src/platform/server/app.ts'
import { hashPassword } from '#src/platform/server/passwords.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import { chenghua } from './chenghua/scenario.ts'
import { demoPassword } from './engine/accounts.ts'
import { type Administrators, foundScenario, playScenario } from './engine/play-scenario.ts'
import { createPlayer, type Player } from './engine/player.ts'
import { planResidents } from './engine/residents.ts'
import type { Scenario } from './engine/scenario.ts'
import { loadingDay } from './engine/times.ts'
import { minhang } from './minhang/scenario.ts'
import { loadingLock } from './reset.ts'
import { shengzhou } from './shengzhou/scenario.ts'

export { resetUnfinishedLoad } from './reset.ts'

export const scenarios: readonly Scenario[] = [minhang, chenghua, shengzhou]

const timeZone = 'Asia/Shanghai'

/** While the work is done no other process loads; whoever comes second waits, and finds it done. */
const alone = async <T>(app: App, work: () => Promise<T>): Promise<T> => {
  const client = await app.pool.connect()
  try {
    // Whoever comes second waits as long as the first one loads, longer than a request ever may.
    await client.query('set lock_timeout = 0; set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [loadingLock])
    return await work()
  } finally {
    // Closing the connection gives the lock back, and the settings with it.
    client.release(true)
  }
}

const loader = { kind: 'job', name: 'scenarios', regionId: 0, institutionId: null } as const

type State = 'empty' | 'demo' | 'real' | 'unfinished'

/** A demo is loaded into an empty database and into nothing else. */
const stateOf = (app: App): Promise<State> =>
  inTransaction(app, loader, { requestId: 'scenarios' }, async ctx => {
    const { rows: loads } = await sql<{ readonly finished: boolean }>`
      select finished_at is not null as finished from platform.demo_load`.execute(ctx.tx)
    if (loads[0]) return loads[0].finished ? 'demo' : 'unfinished'
    const { rows: accounts } = await sql`select from platform.account limit 1`.execute(ctx.tx)
    return accounts.length === 0 ? 'empty' : 'real'
  })

const mark = (app: App, isFinished: boolean): Promise<unknown> =>
  inTransaction(app, loader, { requestId: 'scenarios' }, ctx =>
    isFinished
      ? sql`update platform.demo_load set finished_at = ${ctx.now}`.execute(ctx.tx)
      : sql`insert into platform.demo_load (started_at) values (${ctx.now})`.execute(ctx.tx),
  )

const loadAll = async (player: Player, print: (line: string) => void): Promise<void> => {
  await mark(player.app, false)
  const passwordHash = await hashPassword(demoPassword)
  // One after the other: the first region is the one that strangers see.
  const founded: Administrators[] = []
  for (const scenario of scenarios) founded.push(await foundScenario(player, scenario, passwordHash))
  const day = loadingDay(player.app.clock.now(), timeZone)
  // The rest side by side, since each waits for the disk most of the time. All come to their end before one may fail.
  const played = await Promise.allSettled(
    scenarios.map((scenario, index) =>
      playScenario(player, scenario, founded[index] as Administrators, day, passwordHash, what =>
        print(`demo ${scenario.key} ${what}`),
      ),
    ),
  )
  for (const outcome of played) if (outcome.status === 'rejected') throw outcome.reason
  await mark(player.app, true)
}

/**
 * Loads the demo scenarios into an empty database by playing commands, once, whoever starts first. A load that was cut
 * off must have been taken away before (`resetUnfinishedLoad`).
 * @returns whether this database holds the demo; a real installation that is started with the demo switched on does not.
 */
export const loadScenariosOnce = (app: App, print: (line: string) => void): Promise<boolean> =>
  alone(app, async () => {
    const state = await stateOf(app)
    invariant(state !== 'unfinished', 'the demo was loaded only in part: resetUnfinishedLoad comes first')
    if (state === 'empty') await loadAll(createPlayer(app), print)
    return state !== 'real'
  })

/** People who can sign in on the phone page; their code is shown there, since the demo sends nothing. */
const phonesOf = (scenario: Scenario, year: number): readonly string[] => {
  const { family, residents } = planResidents(scenario.residents, year)
  const elder = residents.find(resident => resident.age === 72)
  return [
    `  居民手机 ${family.mother.phone}（母亲，带 6 岁孩子）  ${family.daughter.phone}（代 80 岁父亲）  ${elder?.phone ?? ''}（72 岁老人）`,
  ]
}

/** What the start shows: scenario, role, login name, password. */
export const demoAccountLines = (): readonly string[] => [
  `演示账号（密码均为 ${demoPassword}；人物均为虚构）`,
  ...scenarios.flatMap(scenario => [
    `${scenario.name}  ${scenario.accounts.map(account => `${account.title} ${account.loginName}`).join('  ')}`,
    ...phonesOf(scenario, new Date().getFullYear()),
  ]),
]
