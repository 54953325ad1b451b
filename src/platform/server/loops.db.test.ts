import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as contract from '#src/platform/contract/loops.ts'
import { markRead, myMessages } from '#src/platform/contract/messages.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import {
  createTestApp,
  jobActor,
  publicActor,
  residentActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { createAccount, grantRole } from './accounts.ts'
import { escalateLoops } from './loop-escalation.ts'
import { closeLoop, openLoop } from './loops.ts'
import { platformModule } from './module-platform.ts'

const start = '2026-11-23T01:00:00Z' // Monday, 09:00 in Shanghai
const kind = 'neighbour.call_back'
let test: TestApp
let desk: ReturnType<typeof staffActor>
let nurse: ReturnType<typeof staffActor>
let manager: ReturnType<typeof staffActor>

const account = (role: string) =>
  test.within(jobActor('tests'), async ctx => {
    const { accountId } = await createAccount(ctx, {
      loginName: `loop.${role}`,
      name: `演示${role}`,
      homeInstitutionId: branchId,
      passwordHash: 'x',
    })
    await grantRole(ctx, { accountId, institutionId: branchId, role })
    return staffActor(branchId, [role], { accountId })
  })

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour()], now: start })
  desk = await account('desk')
  nurse = await account('nurse')
  manager = await account('consortium_manager')
})
beforeEach(() => test.setNow(start))
afterAll(() => test.close())

/** The clock runs on from there, and the loop was opened some milliseconds after the start: at the full minute it may not be due yet. */
const at = (minutes: number) => test.setNow(new Date(new Date(start).getTime() + minutes * 60_000).toISOString())
const open = (subjectId: string, more: object = {}) =>
  test.within(desk, ctx =>
    openLoop(ctx, {
      kind,
      institutionId: branchId,
      subjectKind: 'thing',
      subjectId,
      reason: 'loop.call_back',
      ...more,
    }),
  )
const find = async (actor: typeof desk, subjectId: string) =>
  (await test.play(actor, contract.myLoops, {})).loops.find(loop => loop.subjectId === subjectId)
const escalate = () => test.within(jobActor('platform.escalate'), escalateLoops)

describe('loops', () => {
  it('PLAT-68 the history of a loop is seen where the loop lies, by its jobs, and by nobody elsewhere', async () => {
    const subjectId = newUuid()
    await open(subjectId)
    const steps = (actor: Parameters<typeof test.within>[0]) =>
      test.within(actor, async ctx => (await sql`select from platform.loop_step`.execute(ctx.tx)).rows.length)
    expect(await steps(desk)).toBeGreaterThan(0)
    expect(await steps(jobActor('platform.escalate'))).toBeGreaterThan(0)
    const resident = residentActor([`${testRegion}-${newUuid()}`])
    for (const stranger of [staffActor(headId, ['desk']), resident, publicActor]) expect(await steps(stranger)).toBe(0)
    expect(
      await test.within(
        { ...jobActor('tests'), regionId: 330683 },
        async ctx => (await sql`select from platform.loop_step`.execute(ctx.tx)).rows.length,
      ),
    ).toBe(0)
  })

  it('PLAT-48 the same matter opened twice is one task, and again one after it was closed', async () => {
    const subjectId = newUuid()
    expect(await open(subjectId)).toEqual({ opened: true })
    expect(await open(subjectId)).toEqual({ opened: false })
    expect(
      await test.within(desk, ctx => closeLoop(ctx, { kind, subjectKind: 'thing', subjectId, outcome: 'done' })),
    ).toEqual({ closed: true })
    expect(
      await test.within(desk, ctx => closeLoop(ctx, { kind, subjectKind: 'thing', subjectId, outcome: 'done' })),
    ).toEqual({ closed: false })
    expect(await open(subjectId)).toEqual({ opened: true })
  })

  it('PLAT-48 a loop is seen by its owner and by holders of the owning role at the visible institution, and by nobody elsewhere', async () => {
    const subjectId = newUuid()
    await open(subjectId)
    expect(await find(desk, subjectId)).toMatchObject({
      ownerRole: 'desk',
      group: 'today',
      institutionName: '演示分中心',
    })
    expect(await find(nurse, subjectId)).toBeUndefined()
    const elsewhere = staffActor(headId, ['desk'])
    expect(await find(elsewhere, subjectId)).toBeUndefined()
    const loopId = (await find(desk, subjectId))?.loopId as string
    expect(await codeOf(test.play(elsewhere, contract.loopHistory, { loopId }))).toBe('platform.loop_unknown')
  })

  it('PLAT-48 whatever ends the matter ends its loop, also from another institution or by the resident', async () => {
    const [one, two] = [newUuid(), newUuid()]
    await open(one)
    await open(two)
    const end = { kind, subjectKind: 'thing', outcome: 'done' }
    expect(await test.within(staffActor(headId, ['desk']), ctx => closeLoop(ctx, { ...end, subjectId: one }))).toEqual({
      closed: true,
    })
    expect(
      await test.within(residentActor([`${testRegion}-${newUuid()}`]), ctx =>
        closeLoop(ctx, { ...end, subjectId: two }),
      ),
    ).toEqual({ closed: true })
    expect(await find(desk, one)).toBeUndefined()
  })

  it('PLAT-48 a loop ends only by an outcome, and whoever did not do it says why', async () => {
    const subjectId = newUuid()
    await open(subjectId)
    const loopId = (await find(desk, subjectId))?.loopId as string
    expect(await codeOf(test.play(nurse, contract.closeLoop, { loopId, outcome: 'done' }))).toBe(
      'platform.loop_not_yours',
    )
    expect(await codeOf(test.play(desk, contract.closeLoop, { loopId, outcome: 'not_reachable' }))).toBe(
      'platform.loop_note_needed',
    )
    await test.play(desk, contract.noteLoop, { loopId, note: '第一次未接' })
    await test.play(desk, contract.closeLoop, { loopId, outcome: 'not_reachable', note: '三次未接' })
    expect(await codeOf(test.play(desk, contract.closeLoop, { loopId, outcome: 'done' }))).toBe('platform.loop_closed')
    const history = await test.play(desk, contract.loopHistory, { loopId })
    expect(history).toMatchObject({ status: 'closed', outcome: 'not_reachable', outcomeNote: '三次未接' })
    expect(history.steps.map(step => step.step)).toEqual(['opened', 'noted', 'closed'])
    expect(history.steps[1]).toMatchObject({ actorName: '演示desk', note: '第一次未接' })
    await expect(test.admin.query(`update platform.loop set outcome = null where status = 'closed'`)).rejects.toThrow(
      'a_closed_loop_has_an_outcome',
    )
  })

  it('PLAT-48 a loop is handed over to a colleague or a role of the same institution, who is told', async () => {
    const subjectId = newUuid()
    await open(subjectId)
    const loopId = (await find(desk, subjectId))?.loopId as string
    const stranger = newUuid()
    expect(await codeOf(test.play(desk, contract.handOverLoop, { loopId, toAccountId: stranger, note: '请接' }))).toBe(
      'platform.loop_owner_unfit',
    )
    expect(await codeOf(test.play(desk, contract.handOverLoop, { loopId, toRole: 'gp', note: '请接' }))).toBe(
      'platform.loop_owner_unfit',
    )
    await test.play(desk, contract.handOverLoop, { loopId, toAccountId: nurse.accountId, note: '请接' })
    expect(await find(desk, subjectId)).toBeUndefined()
    expect(await find(nurse, subjectId)).toMatchObject({ ownerAccountId: nurse.accountId })
    const inbox = await test.play(nurse, myMessages, {})
    expect(inbox.messages[0]?.text).toBe('有一项待办转交给您：回电。附言：请接')
    expect(inbox.unread).toBe(1)
    await test.play(nurse, markRead, {})
    expect((await test.play(nurse, myMessages, {})).unread).toBe(0)
  })

  it('PLAT-49 an overdue loop climbs from owner to role to role, skips a role nobody holds, and everyone above is told', async () => {
    const subjectId = newUuid()
    await open(subjectId, { ownerAccountId: nurse.accountId })
    at(59)
    await escalate()
    expect(await find(nurse, subjectId)).toMatchObject({ level: 0 })
    at(60.5)
    await escalate()
    expect(await find(desk, subjectId)).toMatchObject({
      level: 1,
      ownerRole: 'desk',
      ownerAccountId: null,
      group: 'overdue',
    })
    expect(await find(nurse, subjectId), 'whom it left still sees it').toMatchObject({ level: 1, ownerAccountId: null })
    at(89)
    await escalate()
    expect(await find(desk, subjectId)).toMatchObject({ level: 1 })
    at(91)
    await escalate()
    // centre_manager is on the path, but nobody holds it here.
    expect(await find(manager, subjectId)).toMatchObject({ level: 2, ownerRole: 'consortium_manager' })
    expect((await test.play(manager, myMessages, {})).messages[0]?.text).toContain('待办已超时 31 分钟')
    at(600)
    await escalate()
    await escalate()
    const loopId = (await find(manager, subjectId))?.loopId as string
    const { steps, loop } = await test.play(manager, contract.loopHistory, { loopId })
    expect(loop.level).toBe(3)
    expect(steps.filter(step => step.step === 'escalated')).toHaveLength(3)
  })

  it('PLAT-49 two processes that escalate at once climb one step', async () => {
    const subjectId = newUuid()
    await open(subjectId)
    at(60.5)
    await Promise.all([escalate(), escalate(), escalate()])
    expect(await find(manager, subjectId)).toMatchObject({ level: 1 })
  })
})
