import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '#src/apps/server/modules.ts'
import { findOpenSessions, myAppointments } from '#src/modules/booking/contract.ts'
import { lobbyScreen, queueOf } from '#src/modules/booking/contract-desk.ts'
import { listPlaques } from '#src/modules/network/contract-agreements.ts'
import { importWorkbook, rehearseWorkbook } from '#src/modules/network/contract-workbook.ts'
import { contractedResidents } from '#src/modules/records/contract.ts'
import { signIn } from '#src/platform/contract/session.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, type TestApp } from '#src/platform/testing/app.ts'
import { demoPassword } from './engine/accounts.ts'
import { createPlayer, staffActorOf } from './engine/player.ts'
import { signInByPhone } from './engine/register.ts'
import { planResidents } from './engine/residents.ts'
import { demoAccountLines, loadScenariosOnce, resetUnfinishedLoad, scenarios } from './load.ts'
import { minhangWorkbook, newClinicDays, newExpert, spoiledMinhangWorkbook } from './minhang/workbook.ts'

/** A Wednesday morning in Shanghai: the clinics of the day begin at a quarter past nine. */
const now = '2026-11-25T01:02:00Z'

let test: TestApp
const lines: string[] = []

beforeAll(async () => {
  test = await createTestApp({ modules, demo: true, now })
  const started = performance.now()
  const print = (line: string) => lines.push(`${Math.round(performance.now() - started)} ms ${line}`)
  // Two processes starting at once: one loads, the other waits and finds it done.
  await Promise.all([loadScenariosOnce(test.app, print), loadScenariosOnce(test.app, print)])
}, 120_000)
afterAll(async () => test?.close())

const rows = async <T>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> =>
  (await test.admin.query(text, [...values])).rows as T[]
const count = async (text: string, values: readonly unknown[] = []): Promise<number> =>
  Number((await rows<{ n: string }>(text, values))[0]?.n)

/** Signs in as the start's lines say, and goes on as that person. */
const actorOf = async (loginName: string): Promise<StaffActor> => {
  const nobody = { kind: 'public', regionId: 310_100 } as const
  const { session } = await test.play(nobody, signIn, { loginName, password: demoPassword })
  if (!session?.institution) throw new Error(`${loginName} did not get in`)
  expect(session.mustChangePassword, loginName).toBe(false)
  const { accountId, staffId, regionId, institution, roles } = session
  return staffActorOf(test.app, { accountId, staffId, regionId, institutionId: institution.institutionId, roles })
}

const institution = async (code: string): Promise<string> =>
  (await rows<{ institution_id: string }>('select institution_id from network.institution where code = $1', [code]))[0]
    ?.institution_id as string

describe('the demo', () => {
  it('loads all three scenarios once, although two processes start, and a later start changes nothing', async () => {
    expect(lines).toHaveLength(4 * scenarios.length)
    const before = await count('select count(*) n from platform.audit')
    expect(await loadScenariosOnce(test.app, () => {})).toBe(true)
    expect(await count('select count(*) n from platform.audit')).toBe(before)
    expect(await count('select count(*) n from platform.demo_load where finished_at is not null')).toBe(1)
    expect(
      await count(
        'select count(*) n from platform.audit a where not exists (select from platform.region r where r.region_id = a.region_id)',
      ),
    ).toBe(0)
  })

  it('marks everybody and everything as 演示', async () => {
    for (const table of [
      'network.consortium',
      'network.institution',
      'network.staff',
      'network.team',
      'network.agreement',
      'network.plaque',
      'records.resident',
    ])
      expect(await count(`select count(*) n from ${table} where not demo`), table).toBe(0)
    expect(await count('select count(*) n from records.resident')).toBeGreaterThanOrEqual(130)
  })

  it('lets everyone named at the start sign in with the password that was shown', async () => {
    const text = demoAccountLines().join('\n')
    for (const { loginName } of scenarios.flatMap(scenario => scenario.accounts)) {
      expect(text).toContain(loginName)
      await actorOf(loginName)
    }
  })
})

describe('a month at Shengzhou', () => {
  const visits = `from deployment.session s join network.institution i using (institution_id)
    where s.region_id = 330683 and s.kind in ('outpatient', 'joint_ward') and s.local_date between '2026-12-01' and '2026-12-31'`

  it('is 280 published visits to ten branches, eight of them by four provincial experts', async () => {
    expect(await count(`select count(*) n ${visits} and s.status = 'published'`)).toBe(280)
    expect(await count(`select count(distinct i.code) n ${visits}`)).toBe(10)
    const [provincial] = await rows<{ visits: string; experts: string }>(
      `select count(*) visits, count(distinct p.staff_id) experts from deployment.session s
       join deployment.session_staff x on x.region_id = s.region_id and x.session_id = s.session_id
       join network.staff p on p.staff_id = x.staff_id
       where s.region_id = 330683 and s.local_date between '2026-12-01' and '2026-12-31' and p.code like 'SZ-PROV%'`,
    )
    expect(provincial).toEqual({ visits: 8, experts: 4 })
  })

  it('has nobody in two places and no room used twice', async () => {
    const overlaps = (by: string) =>
      count(
        `with held as (select s.region_id, s.session_id, s.room_id, x.staff_id, tstzrange(s.starts_at, s.ends_at) at
           from deployment.session s join deployment.session_staff x on x.region_id = s.region_id and x.session_id = s.session_id)
         select count(*) n from held a join held b on a.${by} = b.${by} and a.session_id < b.session_id and a.at && b.at`,
      )
    expect(await overlaps('staff_id')).toBe(0)
    expect(await overlaps('room_id')).toBe(0)
  })
})

describe('Minhang', () => {
  it('has this month published and the next laid out as a draft', async () => {
    const states = await rows<{ month: string; status: string; n: string }>(
      `select to_char(local_date, 'YYYY-MM') as month, status, count(*) n from deployment.session where region_id = 310100
         and institution_id <> (select institution_id from network.institution where code = 'SH-GEN1') group by 1, 2 order by 1`,
    )
    expect(states.map(({ month, status, n }) => `${month} ${status}${status === 'cancelled' ? ` ${n}` : ''}`)).toEqual([
      '2026-11 cancelled 1',
      '2026-11 closed',
      '2026-11 published',
      '2026-12 draft',
    ])
  })

  it('has ten plaques, three of them asleep', async () => {
    const { items } = await test.play(await actorOf('mh.manager'), listPlaques, {})
    expect(items).toHaveLength(10)
    expect(
      items
        .filter(plaque => plaque.state === 'dormant')
        .map(plaque => plaque.code)
        .sort(),
    ).toEqual(['MH-P02', 'MH-P08', 'MH-P09'])
  })

  it('finds every mistake of the spoiled workbook in its cell', async () => {
    const manager = await actorOf('mh.manager')
    const { file, wrong } = await spoiledMinhangWorkbook('2026-11-25')
    const { findings, importable } = await test.play(manager, rehearseWorkbook, { fileBase64: file.toString('base64') })
    const found = findings.filter(finding => finding.severity === 'error').map(({ cell, code }) => ({ cell, code }))
    expect(importable).toBe(false)
    for (const mistake of wrong) expect(found).toContainEqual(mistake)
  })

  it('takes the workbook of the story: one new expert and the Wednesdays of next month, all else unchanged', async () => {
    const manager = await actorOf('mh.manager')
    const fileBase64 = (await minhangWorkbook('2026-11-25')).toString('base64')
    const rehearsal = await test.play(manager, rehearseWorkbook, { fileBase64 })
    expect(rehearsal.findings.filter(finding => finding.severity === 'error')).toEqual([])
    const { sheets } = await test.play(manager, importWorkbook, { fileBase64 })
    const created = Object.fromEntries(
      sheets.filter(sheet => sheet.created + sheet.changed > 0).map(sheet => [sheet.sheet, sheet.created]),
    )
    expect(created).toEqual({ 人员: 1, 职称: 1, 执业点: 1, 排班: newClinicDays('2026-11-25').length })
    expect(await count('select count(*) n from network.staff where code = $1', [newExpert.code])).toBe(1)
  })
})

describe('the day of loading', () => {
  it.each(scenarios.map(scenario => [scenario.key, scenario] as const))(
    'shows life at %s: booked, waiting, called',
    async (_key, scenario) => {
      const desk = await actorOf(scenario.accounts.find(account => account.role === 'desk')?.loginName as string)
      const { sessions } = await test.play({ kind: 'public', regionId: scenario.regionId }, lobbyScreen, {
        institutionId: await institution(scenario.centre),
      })
      expect(sessions.length).toBeGreaterThanOrEqual(2)
      expect(sessions.flatMap(session => session.now).length).toBeGreaterThanOrEqual(1)
      const queues = await Promise.all(sessions.map(({ sessionId }) => test.play(desk, queueOf, { sessionId })))
      expect(queues.flatMap(queue => queue.waiting).length).toBeGreaterThanOrEqual(5)
      expect(queues.flatMap(queue => queue.expected).length).toBeGreaterThanOrEqual(4)
      expect(queues.flatMap(queue => queue.seen).length).toBeGreaterThanOrEqual(1)
      const open = await test.play(desk, findOpenSessions, {
        channel: 'public',
        from: '2026-11-25',
        to: '2026-12-01',
        onlyFree: true,
      })
      expect(open.sessions.length).toBeGreaterThan(3)
    },
  )

  it.each(scenarios.map(scenario => [scenario.key, scenario.regionId] as const))(
    'leaves something to do at %s: a promised expert who is away, a number that was typed',
    async (_key, regionId) => {
      const open = await rows<{ kind: string }>(
        'select distinct kind from platform.loop where region_id = $1 and closed_at is null',
        [regionId],
      )
      expect(open.map(loop => loop.kind)).toEqual(
        expect.arrayContaining(['deployment.person_away', 'records.typed_number_review']),
      )
    },
  )

  it('has given no seat twice and none beyond its bucket', async () => {
    expect(await count('select count(*) n from booking.appointment')).toBeGreaterThan(60)
    expect(
      await count(
        `select count(*) n from booking.slot_pool p where p.capacity < (select count(*) from booking.appointment a
           where a.region_id = p.region_id and a.pool_id = p.pool_id and a.status in ('held', 'booked', 'arrived'))`,
      ),
    ).toBe(0)
    expect(
      await count(
        `select count(*) n from (select from booking.appointment where status in ('held', 'booked', 'arrived')
           group by region_id, pool_id, seat_no having count(*) > 1) as twice`,
      ),
    ).toBe(0)
  })

  it.each(scenarios.map(scenario => [scenario.key, scenario] as const))(
    'has contracts for about half at %s, and a mother and a daughter who act for their own',
    async (_key, scenario) => {
      const doctor = await actorOf(scenario.accounts.find(account => account.role === 'gp')?.loginName as string)
      const { total } = await test.play(doctor, contractedResidents, { mine: true })
      expect(total / scenario.residents.count).toBeGreaterThan(0.4)
      expect(total / scenario.residents.count).toBeLessThan(0.65)
      const { family } = planResidents(scenario.residents, 2026)
      // Somebody who was sent a code while loading may ask for another after a minute.
      test.setNow('2026-11-25T02:30:00Z')
      for (const person of [family.mother, family.daughter]) {
        const actor = await signInByPhone(createPlayer(test.app), scenario.regionId, person.phone)
        expect(actor.residents).toHaveLength(2)
        const { appointments } = await test.play(actor, myAppointments, {})
        expect(appointments.some(appointment => appointment.residentId === actor.residents[1])).toBe(true)
      }
    },
  )
})

describe('a load that was cut off', () => {
  it('is taken away and begun again, and one begun just before midnight at the end of a month holds its clinics tomorrow', async () => {
    await test.admin.query('update platform.demo_load set finished_at = null')
    await expect(loadScenariosOnce(test.app, () => {})).rejects.toThrow('resetUnfinishedLoad')
    await resetUnfinishedLoad(test.adminUrl)
    expect(await count('select count(*) n from platform.account')).toBe(0)
    expect(await count('select count(*) n from network.calendar_day')).toBeGreaterThan(30)
    expect(await count('select count(*) n from platform.clock')).toBe(1)
    test.setNow('2026-11-30T15:50:00Z')
    await loadScenariosOnce(test.app, () => {})
    const { sessions } = await test.play({ kind: 'public', regionId: 510_100 }, findOpenSessions, {
      channel: 'public',
      from: '2026-12-01',
      to: '2026-12-01',
    })
    expect(sessions.length).toBeGreaterThanOrEqual(3)
    expect(await count(`select count(*) n from booking.appointment where local_date = '2026-12-01'`)).toBeGreaterThan(
      20,
    )
    await resetUnfinishedLoad(test.adminUrl)
    expect(await count('select count(*) n from platform.demo_load')).toBe(1)
  }, 60_000)
})
