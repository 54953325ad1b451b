import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { contract } from '../contract.ts'
import { closingContract } from '../contract-closing.ts'
import { closedSheets, findSessions } from '../public.ts'
import { addAccount, createWorld, draftOf, type World } from '../testing/factories.ts'
import { askForSheets } from './ask-for-sheets.ts'
import { deploymentModule } from './module.ts'

let test: TestApp
let world: World
let manager: StaffActor
let expert: StaffActor
let centre: StaffActor
let sessionId: RegionalId

const loops = async () =>
  (
    await test.admin.query(
      `select kind, institution_id, owner_account_id, owner_role, due_at, reason from platform.loop where status = 'open' order by kind`,
    )
  ).rows
const events = async (name: string) =>
  (await test.admin.query('select data from platform.outbox where name = $1 order by event_id', [name])).rows.map(
    row => row.data,
  )
const write = (more: Partial<InputOf<typeof closingContract.writeClosingSheet>> = {}, actor = expert) =>
  test.play(actor, closingContract.writeClosingSheet, {
    sessionId,
    basedOn: 0,
    firstVisits: 8,
    returnVisits: 6,
    extraVisits: 2,
    taught: 3,
    rounds: 0,
    operations: 0,
    attended: 0,
    taughtWhat: '膝关节查体',
    lacking: '关节腔注射针',
    arrivedAt: '07:50',
    leftAt: '11:40',
    ...more,
  })
const decide = (
  decision: 'confirmed' | 'returned',
  version = 1,
  more: { readonly reason?: string; readonly actor?: StaffActor } = {},
) =>
  test.play(more.actor ?? centre, closingContract.decideClosingSheet, {
    sessionId,
    version,
    decision,
    ...(more.reason === undefined ? {} : { reason: more.reason }),
  })
const sheet = (actor = expert) => test.play(actor, closingContract.closingSheet, { sessionId })

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
  expert = staffActor(world.siteA, ['specialist'], { staffId: world.experts[0] as string })
  centre = staffActor(world.siteA, ['centre_manager'])
  await addAccount(test, expert, '演示专家')
  await addAccount(test, centre, '演示主任')
})
afterAll(() => test.close())
beforeEach(async () => {
  test.setNow('2026-11-21T02:00:00Z')
  await test.admin.query('truncate deployment.session cascade')
  await test.admin.query('truncate deployment.absence')
  await test.admin.query('delete from platform.outbox')
  await test.admin.query('truncate platform.loop cascade')
  const laidOut = await test.play(manager, contract.layOutSession, draftOf(world))
  const published = await test.play(manager, contract.publishSession, laidOut)
  sessionId = published.sessionId as RegionalId
})

const whileHeld = () => test.setNow('2026-12-01T02:00:00Z')
const onceEnded = () => test.setNow('2026-12-01T04:00:00Z')

describe('the closing sheet', () => {
  it('DEP-30 is written once the session has begun, by who was there or by the manager of the site', async () => {
    expect((await refusalOf(write())).code).toBe('deployment.sheet_too_early')
    whileHeld()
    const stranger = staffActor(world.siteA, ['gp'], { staffId: world.outsider })
    expect((await refusalOf(write({}, stranger))).code).toBe('deployment.not_your_session')
    const elsewhere = staffActor(world.siteB, ['gp'], { staffId: world.outsider })
    expect((await refusalOf(sheet(elsewhere))).code).toBe('deployment.not_your_session')
    expect(await write()).toMatchObject({ version: 1 })
    expect(await write({ basedOn: 1 }, centre)).toMatchObject({ version: 2 })
    const seen = await sheet()
    expect(seen).toMatchObject({ state: 'sent', mayWrite: true, mayDecide: false })
    expect(seen.versions.map(one => [one.version, one.writtenBy, one.arrivedAt])).toEqual([
      [2, '演示主任', '07:50'],
      [1, '演示专家', '07:50'],
    ])
  })

  it('DEP-30 is refused with the field that is untrue, and not written for a stopped session', async () => {
    whileHeld()
    expect((await refusalOf(write({ extraVisits: 15 }))).fields).toMatchObject([
      { path: '/extraVisits', code: 'deployment.extra_more_than_seen' },
    ])
    expect((await refusalOf(write({ leftAt: '07:00' }))).fields).toMatchObject([{ path: '/leftAt' }])
    const { session } = await test.play(manager, contract.sessionDetail, { sessionId })
    await test.play(manager, contract.cancelSession, { sessionId, version: session.version, reason: 'weather' })
    expect((await refusalOf(write())).code).toBe('deployment.sheet_of_stopped_session')
  })

  it('DEP-30 of two who write at once the later one is told to look first', async () => {
    onceEnded()
    await write()
    expect((await refusalOf(write({ firstVisits: 9 }))).code).toBe('deployment.sheet_changed_meanwhile')
  })

  it('DEP-31 the receiving site confirms it, which closes the session and tells the counts', async () => {
    whileHeld()
    await write()
    expect((await refusalOf(decide('confirmed'))).code).toBe('deployment.sheet_too_early')
    onceEnded()
    expect((await sheet(centre)).mayDecide).toBe(true)
    expect(await decide('confirmed')).toEqual({ sessionId, state: 'confirmed' })
    const [session] = await test.within(manager, ctx => findSessions(ctx, { from: '2026-12-01', to: '2026-12-01' }))
    expect(session).toMatchObject({ status: 'closed', closedAt: expect.any(Date) })
    expect(await events('deployment.session_closed')).toEqual([
      {
        sessionId,
        institutionId: world.siteA,
        localDate: '2026-12-01',
        sheetVersion: 1,
        counts: { firstVisits: 8, returnVisits: 6, extraVisits: 2, taught: 3, rounds: 0, operations: 0, attended: 0 },
      },
    ])
    expect((await refusalOf(decide('confirmed'))).code).toBe('deployment.sheet_decided')
    expect(await loops()).toEqual([])
  })

  it('DEP-31 nobody confirms their own work, and no other site confirms it', async () => {
    onceEnded()
    await write({}, centre)
    expect((await refusalOf(decide('confirmed'))).code).toBe('deployment.own_sheet')
    const elsewhere = staffActor(world.siteB, ['centre_manager'])
    expect((await refusalOf(decide('confirmed', 1, { actor: elsewhere }))).code).toBe('platform.wrong_institution')
    const desk = staffActor(world.siteA, ['desk'])
    await decide('confirmed', 1, { actor: desk })
  })

  it('DEP-31 what is returned says why and comes back as a new version; the old one stays', async () => {
    onceEnded()
    await write()
    expect((await refusalOf(decide('returned'))).fields).toMatchObject([{ path: '/reason' }])
    await decide('returned', 1, { reason: '带教应为 2 人' })
    expect(await loops()).toMatchObject([
      {
        kind: 'deployment.closing_sheet',
        owner_account_id: expert.accountId,
        reason: 'deployment.loop.sheet_returned_reason',
      },
    ])
    await write({ basedOn: 1, taught: 2 })
    await decide('confirmed', 2)
    const { versions, state } = await sheet()
    expect(state).toBe('confirmed')
    expect(versions.map(one => [one.version, one.taught, one.decision, one.decisionReason])).toEqual([
      [2, 2, 'confirmed', null],
      [1, 3, 'returned', '带教应为 2 人'],
    ])
  })

  it('DEP-31 figures stay those confirmed until a correction is confirmed too', async () => {
    onceEnded()
    await write()
    await decide('confirmed')
    await write({ basedOn: 1, firstVisits: 10 })
    const figures = () =>
      test.within(manager, ctx =>
        closedSheets(ctx, { from: '2026-12-01', to: '2026-12-31', staffId: world.experts[0] as string }),
      )
    expect(await figures()).toMatchObject([{ sessionId, version: 1, firstVisits: 8 }])
    await decide('confirmed', 2)
    expect(await figures()).toMatchObject([{ sessionId, version: 2, firstVisits: 10 }])
    expect((await events('deployment.session_closed')).map(data => data.sheetVersion).sort()).toEqual([1, 2])
  })

  it('DEP-32 a session without a sheet is a task of its expert, once, due a day after its end', async () => {
    const job = () => test.within(jobActor('deployment.ask_for_sheets'), askForSheets)
    await job()
    expect(await loops()).toEqual([])
    onceEnded()
    await job()
    await job()
    expect(await loops()).toMatchObject([
      {
        kind: 'deployment.closing_sheet',
        institution_id: world.siteA,
        owner_account_id: expert.accountId,
        due_at: new Date('2026-12-02T03:30:00Z'),
      },
    ])
    await write()
    expect(await loops()).toMatchObject([
      { kind: 'deployment.closing_sheet_to_confirm', institution_id: world.siteA, owner_role: 'centre_manager' },
    ])
  })

  it('DEP-32 the list shows each person their own sessions and each site its own', async () => {
    onceEnded()
    const days = { from: '2026-12-01', to: '2026-12-31' }
    const states = async (actor: StaffActor) =>
      (await test.play(actor, closingContract.closingList, days)).items.map(item => [item.state, item.mayDecide])
    expect(await states(expert)).toEqual([['missing', false]])
    expect(await sheet(centre)).toMatchObject({ state: 'missing', dueAt: '2026-12-02T03:30:00.000Z' })
    await write()
    expect((await sheet(centre)).dueAt).toBeNull()
    expect(await states(centre)).toEqual([['sent', true]])
    expect(await states(manager)).toEqual([['sent', false]])
    expect(await states(staffActor(world.siteB, ['centre_manager']))).toEqual([])
    expect(await states(staffActor(world.siteA, ['gp'], { staffId: world.experts[3] as string }))).toEqual([])
  })
})
