import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { contract } from '../contract.ts'
import { lifeContract } from '../contract-life.ts'
import { swapContract } from '../contract-swaps.ts'
import { requireSession } from '../public.ts'
import { addAccount, createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'
import { settlePastSwaps } from './settle-swaps.ts'

let test: TestApp
let world: World
let manager: StaffActor
let centre: StaffActor
let one: StaffActor
let other: StaffActor
let sessionId: RegionalId

const staff = (number: number): string => world.experts[number] as string
const loops = async () =>
  (
    await test.admin.query(
      `select kind, owner_role, owner_account_id from platform.loop where status = 'open' order by kind`,
    )
  ).rows
const lead = async () =>
  (await test.within(manager, ctx => requireSession(ctx, sessionId))).staff.map(person => person.staffId)
const offer = (toStaffId = staff(1)) =>
  test.play(one, swapContract.offerSwap, { sessionId, toStaffId, note: '当天有手术' })
const answer = (swapId: string, accept: boolean, actor = other) =>
  test.play(actor, swapContract.answerSwap, { swapId, accept })
const decide = (swapId: string, approve: boolean, actor = centre) =>
  test.play(actor, swapContract.decideSwap, { swapId, approve })

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
  centre = staffActor(world.siteA, ['centre_manager'])
  one = staffActor(world.siteA, ['specialist'], { staffId: staff(0) })
  other = staffActor(world.head, ['specialist'], { staffId: staff(1) })
  await addAccount(test, one, '演示甲')
  await addAccount(test, other, '演示乙')
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.admin.query('truncate deployment.session cascade')
  await test.admin.query('truncate deployment.absence, deployment.leave_request')
  await test.admin.query('delete from platform.outbox')
  await test.admin.query('delete from platform.setting')
  test.app.settings.invalidate()
  await test.admin.query('truncate platform.loop cascade')
  await test.admin.query('truncate platform.notification')
  const published = await test.play(
    manager,
    contract.publishSession,
    await test.play(manager, contract.layOutSession, draftOf(world)),
  )
  sessionId = published.sessionId as RegionalId
})

describe('swaps', () => {
  it('DEP-38 change hands when the colleague accepts and the manager of the site agrees', async () => {
    const { swapId } = await offer()
    expect(await loops()).toMatchObject([{ kind: 'deployment.swap_asked', owner_account_id: other.accountId }])
    expect((await refusalOf(decide(swapId, true))).code).toBe('deployment.swap_settled')
    expect((await refusalOf(answer(swapId, true, one))).code).toBe('deployment.not_your_swap')
    expect(await answer(swapId, true)).toEqual({ status: 'accepted' })
    expect(await lead()).toEqual([staff(0)])
    expect(await loops()).toMatchObject([{ kind: 'deployment.swap_to_decide', owner_role: 'centre_manager' }])
    expect((await refusalOf(decide(swapId, true, staffActor(world.siteB, ['centre_manager'])))).code).toBe(
      'platform.wrong_institution',
    )
    const { swaps } = await test.play(centre, swapContract.swaps, {})
    expect(swaps).toMatchObject([
      { swapId, mayDecide: true, mayAnswer: false, fromName: '演示医生1', toName: '演示医生2' },
    ])
    expect(await decide(swapId, true)).toEqual({ status: 'done' })
    expect(await lead()).toEqual([staff(1)])
    expect(await loops()).toEqual([])
    const { rows } = await test.admin.query(
      `select data from platform.outbox where name = 'deployment.session_changed'`,
    )
    expect(rows.map(row => row.data.replaced)).toEqual([[{ staffId: staff(0), byStaffId: staff(1) }]])
  })

  it('DEP-38 lapse with their tasks when the session stops, moves, changes hands otherwise or begins', async () => {
    const version = async () => (await test.within(manager, ctx => requireSession(ctx, sessionId))).version
    const states = async () =>
      (await test.admin.query('select status from deployment.swap order by offered_at, swap_id')).rows.map(
        row => row.status as string,
      )
    await offer()
    await test.play(manager, contract.moveSession, { sessionId, version: await version(), localDate: '2026-12-02' })
    expect([await states(), await loops()], 'moved').toEqual([['lapsed'], []])
    const { swapId } = await offer()
    await answer(swapId, true)
    const [staffId, byStaffId] = [staff(0), staff(2)]
    const substitution = { sessionId, version: await version(), staffId, byStaffId, reason: 'illness' } as const
    await test.play(manager, lifeContract.substituteExpert, substitution)
    expect([await states(), await loops()], 'another comes').toEqual([['lapsed', 'lapsed'], []])
    expect((await refusalOf(decide(swapId, true))).code).toBe('deployment.swap_settled')
    const back = { sessionId, version: await version(), staff: [{ staffId, role: 'lead' as const }] }
    await test.play(manager, contract.changeSession, back)
    await offer()
    await test.play(manager, contract.cancelSession, { sessionId, version: await version(), reason: 'illness' })
    expect([(await states()).at(-1), await loops()], 'stopped').toEqual(['lapsed', []])
  })

  it('DEP-38 lapse when the session begins', async () => {
    await offer()
    await test.admin.query(
      `update deployment.session set starts_at = '2026-11-21T01:00:00Z', ends_at = '2026-11-21T03:00:00Z'`,
    )
    await test.within(jobActor('deployment.settle_swaps'), settlePastSwaps)
    expect(await loops()).toEqual([])
    expect((await test.admin.query('select status from deployment.swap')).rows).toEqual([{ status: 'lapsed' }])
  })

  it('DEP-38 need no manager where the site has so set', async () => {
    await test.admin.query(
      `insert into platform.setting (region_id, key, institution_id, value, reason, changed_by, changed_at)
       values ($1, 'deployment.swap_needs_approval', $2, 'false', '演示', 'test', now())`,
      [testRegion, world.siteA],
    )
    test.app.settings.invalidate()
    const { swapId } = await offer()
    expect(await answer(swapId, true)).toEqual({ status: 'done' })
    expect(await lead()).toEqual([staff(1)])
  })

  it('DEP-38 keep the rules of laying out when offered, accepted and approved', async () => {
    expect((await refusalOf(offer(world.outsider))).code).toBe('deployment.may_not_work_here')
    expect((await refusalOf(offer(staff(0)))).code).toBe('deployment.swap_with_oneself')
    const { swapId } = await offer()
    expect((await refusalOf(offer(staff(2)))).code).toBe('deployment.swap_offered_already')
    await answer(swapId, true)
    await test.play(
      manager,
      contract.layOutSession,
      draftOf(world, { institutionId: world.siteB, staff: [{ staffId: staff(1), role: 'lead' }] }),
    )
    expect((await refusalOf(decide(swapId, true))).code).toBe('deployment.person_busy')
    expect(await lead()).toEqual([staff(0)])
  })

  it('DEP-38 are declined, refused or taken back, and the session stays as it was', async () => {
    const declined = await offer()
    expect(await answer(declined.swapId, false)).toEqual({ status: 'declined' })
    const refused = await offer()
    await answer(refused.swapId, true)
    expect(await decide(refused.swapId, false)).toEqual({ status: 'refused' })
    const withdrawn = await offer()
    await test.play(one, swapContract.withdrawSwap, { swapId: withdrawn.swapId })
    expect((await refusalOf(answer(withdrawn.swapId, true))).code).toBe('deployment.swap_settled')
    expect(await lead()).toEqual([staff(0)])
    expect(await loops()).toEqual([])
  })
})

describe('leave that is asked for', () => {
  const ask = (
    more: {
      readonly from?: string
      readonly to?: string
      readonly partOfDay?: string
      readonly note?: string | null
    } = {},
  ) =>
    test.play(one, swapContract.requestLeave, {
      kind: 'leave',
      from: '2026-12-01',
      to: '2026-12-02',
      note: '回老家',
      ...more,
    })
  const rule = (requestId: string, approve: boolean, actor = manager) =>
    test.play(actor, swapContract.decideLeave, { requestId, approve, note: '演示' })

  it('DEP-39 becomes an absence once somebody else grants it, with everything that follows', async () => {
    const { requestId, sessions } = await ask()
    expect(sessions).toBe(1)
    expect(await loops()).toMatchObject([{ kind: 'deployment.leave_to_decide', owner_role: 'head_of_department' }])
    expect((await refusalOf(rule(requestId, true, staffActor(world.stranger, ['head_of_department'])))).code).toBe(
      'platform.wrong_institution',
    )
    const self = staffActor(world.head, ['head_of_department'], { staffId: staff(0) })
    expect((await refusalOf(rule(requestId, true, self))).code).toBe('deployment.not_your_request')
    expect(await rule(requestId, true)).toEqual({ status: 'approved', clashes: 1 })
    expect(await loops()).toMatchObject([{ kind: 'deployment.person_away' }])
    const { rows } = await test.admin.query('select absence_id from deployment.leave_request')
    const { absences } = await test.play(manager, contract.absences, { month: '2026-12' })
    expect(absences.map(absence => splitRegionalId(absence.absenceId).uuid)).toEqual([rows[0].absence_id])
    expect((await refusalOf(ask())).code).toBe('deployment.absent_already')
    expect((await refusalOf(rule(requestId, false))).code).toBe('deployment.leave_request_settled')
  })

  it('DEP-39 is asked for from today on and with a reason', async () => {
    expect((await refusalOf(ask({ from: '2026-11-20' }))).fields).toMatchObject([
      { path: '/from', code: 'deployment.leave_in_the_past' },
    ])
    expect((await refusalOf(ask({ note: null }))).fields).toMatchObject([
      { path: '/note', code: 'deployment.leave_needs_reason' },
    ])
    expect(await loops()).toEqual([])
    expect(await ask({ from: '2026-11-21', to: '2026-11-21' })).toMatchObject({ sessions: 0 })
  })

  it('DEP-39 is refused or taken back without a trace on the board', async () => {
    const { requestId } = await ask()
    expect(await rule(requestId, false)).toEqual({ status: 'refused', clashes: 0 })
    const again = await ask()
    await test.play(one, swapContract.withdrawLeave, { requestId: again.requestId })
    expect(await loops()).toEqual([])
    expect((await test.play(manager, contract.absences, { month: '2026-12' })).absences).toEqual([])
    const mine = await test.play(one, swapContract.leaveRequests, {})
    expect(mine.requests.map(request => request.status).sort()).toEqual(['refused', 'withdrawn'])
    expect((await refusalOf(ask({ to: '2026-11-30' }))).fields).toMatchObject([{ path: '/to' }])
  })

  it('DEP-85 requests are listed with the sessions each would meet, in as many questions for many as for one', async () => {
    const list = () => test.play(one, swapContract.leaveRequests, {})
    const cost = async () => {
      test.app.settings.invalidate()
      return (await statementsOf(test, list)).length
    }
    await ask()
    const single = await cost()
    await ask({ from: '2026-12-03', to: '2026-12-04' })
    const partOf = (partOfDay: string) => ask({ from: '2026-12-01', to: '2026-12-01', partOfDay })
    await partOf('morning')
    await partOf('afternoon')
    expect(await cost()).toBe(single)
    const { requests } = await list()
    expect(requests.map(request => [request.from, request.to, request.partOfDay, request.sessions])).toEqual([
      ['2026-12-01', '2026-12-02', null, 1],
      ['2026-12-01', '2026-12-01', 'morning', 1],
      ['2026-12-01', '2026-12-01', 'afternoon', 0],
      ['2026-12-03', '2026-12-04', null, 0],
    ])
    // Half a day of leave meets a session of the whole day.
    await test.admin.query(`update deployment.session set part_of_day = 'full_day'`)
    expect((await list()).requests.map(request => request.sessions)).toEqual([1, 1, 1, 0])
  })
})
