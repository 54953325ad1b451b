import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { contract } from '../contract.ts'
import { requireSession } from '../public.ts'
import { createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'

let test: TestApp
let world: World
let manager: StaffActor

const layOut = (
  more: Partial<InputOf<typeof contract.layOutSession>> = {},
): Promise<OutputOf<typeof contract.layOutSession>> => test.play(manager, contract.layOutSession, draftOf(world, more))
const lead = (number: number) => [{ staffId: world.experts[number] as string, role: 'lead' as const }]

beforeAll(async () => {
  test = await createTestApp({ modules: [deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.admin.query(
    'truncate deployment.session, deployment.session_staff, deployment.series, deployment.absence, deployment.month_plan cascade',
  )
})

describe('laying out', () => {
  it('DEP-6 a session has the times of its part of the day', async () => {
    const { sessionId } = await layOut()
    const session = await test.within(manager, ctx => requireSession(ctx, sessionId))
    expect(session.startsAt.toISOString()).toBe('2026-12-01T00:00:00.000Z')
    expect(session.endsAt.toISOString()).toBe('2026-12-01T03:30:00.000Z')
    expect(session).toMatchObject({
      status: 'draft',
      title: '骨科',
      staff: [{ name: '演示医生1', role: 'lead', titleCode: '231' }],
    })
    expect((await refusalOf(layOut({ startsAt: '11:30' }))).code).toBe('deployment.bad_times')
    expect((await refusalOf(layOut({ partOfDay: 'midnight' }))).code).toBe('deployment.part_unknown')
  })
  it('DEP-2 the same person at another site at that time is refused, and the other session is named', async () => {
    const first = await layOut()
    const refused = await refusalOf(layOut({ institutionId: world.siteB, partOfDay: 'full_day' }))
    expect(refused).toMatchObject({
      kind: 'conflict',
      code: 'deployment.person_busy',
      details: { otherSessionId: first.sessionId, otherInstitutionId: world.siteA, staffId: world.experts[0] },
    })
  })
  it('DEP-2 a room is not given twice, and a room of another site is refused', async () => {
    await layOut({ roomId: world.roomA1 })
    expect((await refusalOf(layOut({ roomId: world.roomA1, staff: lead(1) }))).code).toBe('deployment.room_busy')
    expect((await refusalOf(layOut({ roomId: world.roomB1, staff: lead(1) }))).code).toBe('deployment.room_elsewhere')
    await layOut({ roomId: world.roomA2, staff: lead(1) })
  })
  it('DEP-2 a short way between two sites is told and not forbidden', async () => {
    await layOut()
    const { warnings } = await layOut({ institutionId: world.siteB, partOfDay: 'noon' })
    expect(warnings.map(found => found.code)).toEqual(['short_travel'])
  })
  it('DEP-40 the way between two sites takes the minutes that network knows, by the quickest mode', async () => {
    const write = (mode: string, minutes: number) =>
      test.admin.query(
        `insert into network.travel_time (travel_time_id, from_institution_id, to_institution_id, mode, minutes, subsidy_fen, source, demo, created_at)
         values ($1, $2, $3, $4, $5, 0, '演示', true, now())`,
        [newUuid(), world.siteA, world.siteB, mode, minutes],
      )
    await layOut()
    await write('transit', 150)
    const { warnings } = await layOut({ institutionId: world.siteB, partOfDay: 'afternoon' })
    expect(warnings.map(found => found.code)).toEqual(['short_travel'])
    await write('car', 115)
    await layOut({ localDate: '2026-12-02' })
    const quick = await layOut({ localDate: '2026-12-02', institutionId: world.siteB, partOfDay: 'afternoon' })
    expect(quick.warnings).toEqual([])
    await test.admin.query('delete from network.travel_time')
  })
  it('DEP-14 whoever has no valid practice site there on that day is refused', async () => {
    const refused = await refusalOf(layOut({ staff: [{ staffId: world.outsider, role: 'lead' }] }))
    expect(refused).toMatchObject({ code: 'deployment.may_not_work_here', details: { staffId: world.outsider } })
    expect((await refusalOf(layOut({ staff: [{ staffId: newUuid(), role: 'lead' }] }))).code).toBe(
      'deployment.staff_unknown',
    )
  })
  it('DEP-9 a team comes with its members of that day, the lead first; two leads or a person twice are refused', async () => {
    const { sessionId } = await layOut({ teamId: world.team, staff: [] })
    const session = await test.within(manager, ctx => requireSession(ctx, sessionId))
    expect(session.staff.map(person => [person.staffId, person.role])).toEqual([
      [world.experts[0], 'lead'],
      [world.experts[1], 'follower'],
    ])
    const two = [...lead(2), ...lead(3)]
    expect((await refusalOf(layOut({ staff: two }))).code).toBe('deployment.two_leads')
    expect(
      (await refusalOf(layOut({ staff: [...lead(2), { staffId: world.experts[2] as string, role: 'nurse' }] }))).code,
    ).toBe('deployment.person_twice')
  })
  it('DEP-1 nothing is laid out in the past', async () => {
    expect((await refusalOf(layOut({ localDate: '2026-11-20' }))).code).toBe('deployment.in_the_past')
  })
  it('DEP-5 a holiday is told', async () => {
    const { warnings } = await layOut({ localDate: '2027-01-01' })
    expect(warnings.map(found => found.code)).toEqual(['holiday'])
  })
})

describe('the database itself', () => {
  const insertSession = async (sessionId: string, room: string | null) =>
    test.admin.query(
      `insert into deployment.session (region_id, session_id, institution_id, room_id, kind, local_date, part_of_day, starts_at, ends_at, capacity, bucket_minutes, status, created_by, created_at, changed_at, version)
       values ($1, $2, $3, $4, 'outpatient', '2026-12-02', 'morning', '2026-12-02T00:00Z', '2026-12-02T03:30Z', 1, 30, 'draft', 'test', now(), now(), 1)`,
      [testRegion, sessionId, world.siteA, room],
    )
  const insertStaff = (sessionId: string, from: string, to: string, active = true) =>
    test.admin.query(
      `insert into deployment.session_staff (region_id, session_id, staff_id, role, position, local_date, during, active)
       values ($1, $2, $3, 'lead', 1, '2026-12-02', tstzrange($4, $5), $6)`,
      [testRegion, sessionId, world.experts[0], from, to, active],
    )

  it('DEP-2 refuses a person in two places whatever the program does; touching times and cancelled ones are free', async () => {
    const [one, two, three, four] = [newUuid(), newUuid(), newUuid(), newUuid()]
    for (const id of [one, two, three, four]) await insertSession(id, null)
    await insertStaff(one, '2026-12-02T00:00Z', '2026-12-02T03:30Z')
    await expect(insertStaff(two, '2026-12-02T03:29Z', '2026-12-02T05:00Z')).rejects.toMatchObject({
      constraint: 'no_person_is_in_two_places',
      code: '23P01',
    })
    await insertStaff(three, '2026-12-02T03:30Z', '2026-12-02T05:00Z')
    await insertStaff(four, '2026-12-02T00:00Z', '2026-12-02T03:30Z', false)
  })
  it('DEP-2 refuses a room used twice', async () => {
    await insertSession(newUuid(), world.roomA1)
    await expect(insertSession(newUuid(), world.roomA1)).rejects.toMatchObject({ constraint: 'no_room_is_used_twice' })
  })
  it('DEP-2 of twenty planners at the same moment one wins, and the others are told why', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => layOut({ institutionId: index % 2 === 0 ? world.siteA : world.siteB })),
    )
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    const codes = results.flatMap(result => (result.status === 'rejected' ? [(result.reason as Refusal).code] : []))
    expect(new Set(codes)).toEqual(new Set(['deployment.person_busy']))
    const { rows } = await test.admin.query('select count(*)::int as n from deployment.session_staff')
    expect(rows[0].n).toBe(1)
  })
  it('DEP-2 of twenty planners for one room one wins', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => layOut({ roomId: world.roomA1, staff: lead(index % 4) })),
    )
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('changing and moving', () => {
  it('DEP-15 a move carries the people, and a change of what another changed meanwhile is refused', async () => {
    const { sessionId, version } = await layOut({ roomId: world.roomA1, startsAt: '09:00', endsAt: '10:30' })
    const moved = await test.play(manager, contract.moveSession, { sessionId, version, localDate: '2026-12-03' })
    const session = await test.within(manager, ctx => requireSession(ctx, sessionId))
    expect(session.startsAt.toISOString()).toBe('2026-12-03T01:00:00.000Z')
    expect(moved.version).toBe(2)
    expect(
      (await refusalOf(test.play(manager, contract.moveSession, { sessionId, version, localDate: '2026-12-04' }))).code,
    ).toBe('deployment.changed_meanwhile')
    const elsewhere = await test.play(manager, contract.moveSession, {
      sessionId,
      version: 2,
      localDate: '2026-12-03',
      institutionId: world.siteB,
      partOfDay: 'afternoon',
    })
    expect(elsewhere.version).toBe(3)
    expect(await test.within(manager, ctx => requireSession(ctx, sessionId))).toMatchObject({
      institutionId: world.siteB,
      roomId: null,
      startsAt: new Date('2026-12-03T05:30:00Z'),
    })
  })
  it('DEP-2 a move into a clash is refused and changes nothing', async () => {
    await layOut()
    const { sessionId, version } = await layOut({ localDate: '2026-12-02' })
    expect(
      (await refusalOf(test.play(manager, contract.moveSession, { sessionId, version, localDate: '2026-12-01' }))).code,
    ).toBe('deployment.person_busy')
    expect(await test.within(manager, ctx => requireSession(ctx, sessionId))).toMatchObject({
      localDate: '2026-12-02',
      version: 1,
    })
  })
  it('DEP-1 a draft is removed and frees its people', async () => {
    const { sessionId, version } = await layOut()
    await test.play(manager, contract.removeDraftSession, { sessionId, version })
    await layOut({ institutionId: world.siteB })
    expect((await refusalOf(test.play(manager, contract.sessionDetail, { sessionId }))).code).toBe(
      'deployment.session_unknown',
    )
  })
})

describe('who may plan', () => {
  it('DEP-13 only within reach, and only with the role', async () => {
    const centre = staffActor(world.siteA, ['centre_manager'])
    expect(
      (await refusalOf(test.play(centre, contract.layOutSession, draftOf(world, { institutionId: world.siteB })))).code,
    ).toBe('platform.wrong_institution')
    await test.play(centre, contract.layOutSession, draftOf(world))
    const gp = staffActor(world.siteA, ['gp'])
    expect((await refusalOf(test.play(gp, contract.layOutSession, draftOf(world)))).kind).toBe('forbidden')
    expect(
      (await refusalOf(test.play(centre, contract.monthBoard, { month: '2026-12', institutionId: world.siteB }))).code,
    ).toBe('platform.wrong_institution')
  })
  it('DEP-13 a head of department proposes at the sites of the consortium and publishes nothing', async () => {
    await test.admin.query(
      `insert into network.consortium (consortium_id, region_id, code, name, kind, demo, version, created_at) values ($1, $2, 'C', '演示医联体', 'urban_grid', true, 1, now())`,
      [newUuid(), testRegion],
    )
    const { rows } = await test.admin.query('select consortium_id from network.consortium')
    for (const [institutionId, role] of [
      [world.head, 'head'],
      [world.siteA, 'centre'],
    ])
      await test.admin.query(
        `insert into network.membership (membership_id, consortium_id, institution_id, role, valid_from, created_at) values ($1, $2, $3, $4, '2020-01-01', now())`,
        [newUuid(), rows[0].consortium_id, institutionId, role],
      )
    const head = staffActor(world.head, ['head_of_department'])
    const { sessionId, version } = await test.play(head, contract.layOutSession, draftOf(world))
    expect(
      (await refusalOf(test.play(head, contract.layOutSession, draftOf(world, { institutionId: world.siteB })))).code,
    ).toBe('platform.wrong_institution')
    expect((await refusalOf(test.play(head, contract.publishSession, { sessionId, version }))).kind).toBe('forbidden')
    expect(regionalId(testRegion, sessionId.slice(7))).toBe(sessionId)
  })
})

describe('a large month', () => {
  it('DEP-7 is checked in as many questions as a small one', async () => {
    const questions = async (): Promise<number> => {
      test.app.settings.invalidate() // else it is for the clock to say whether they are read again
      const sent = await statementsOf(test, async () => {
        const { problems } = await test.play(manager, contract.monthProblems, { month: '2026-12' })
        expect(problems.filter(found => found.level === 'stop')).toEqual([])
      })
      return sent.length
    }
    const onDays = async (from: number, until: number): Promise<void> => {
      for (let day = from; day <= until; day += 1)
        for (const number of [0, 1])
          await layOut({ localDate: `2026-12-${String(day).padStart(2, '0')}`, staff: lead(number), roomId: null })
    }
    await onDays(1, 2)
    const few = await questions()
    await onDays(3, 20)
    expect(await questions()).toBe(few)
    expect(few).toBeLessThan(40)
  })
})
