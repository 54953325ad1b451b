import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import {
  createTestApp,
  jobActor,
  publicActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { codeOf, refusalOf } from '#src/platform/testing/refusals.ts'
import { contract } from '../contract.ts'
import { lifeContract } from '../contract-life.ts'
import { requireSession } from '../public.ts'
import { addAccount, addDoctor, createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'
import { askForPeople } from './name-person.ts'
import { sendEveningCards } from './send-evening-cards.ts'

let test: TestApp
let world: World
let department: string
let manager: StaffActor
let centre: StaffActor
let head: StaffActor
let expert: StaffActor

const staff = (number: number): string => world.experts[number] as string
const events = async (name: string) =>
  (await test.admin.query('select data from platform.outbox where name = $1 order by event_id', [name])).rows.map(
    row => row.data,
  )
const loops = async () =>
  (
    await test.admin.query(
      `select kind, institution_id, owner_role, due_at from platform.loop where status = 'open' order by kind`,
    )
  ).rows
const messages = async (account: StaffActor) =>
  (
    await test.admin.query('select template from platform.notification where account_id = $1 order by created_at', [
      account.accountId,
    ])
  ).rows.map(row => row.template)
const layOut = (more: Partial<InputOf<typeof contract.layOutSession>> = {}) =>
  test.play(manager, contract.layOutSession, draftOf(world, more))
const published = async (more: Partial<InputOf<typeof contract.layOutSession>> = {}) => {
  const { sessionId, version } = await test.play(manager, contract.publishSession, await layOut(more))
  return { sessionId: sessionId as RegionalId, version }
}
const facts = (sessionId: RegionalId) => test.within(manager, ctx => requireSession(ctx, sessionId))
const publicOne = async (sessionId: string) =>
  (await test.play(publicActor, contract.publicMonth, { month: '2026-12' })).sessions.find(
    one => one.sessionId === sessionId,
  )

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test, 6)
  department = newUuid()
  await test.admin.query(
    `insert into network.department (department_id, institution_id, code, name, pinyin, initials, created_at) values ($1, $2, 'GK', '骨科', 'guke', 'gk', now())`,
    [department, world.head],
  )
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
  centre = staffActor(world.siteA, ['centre_manager'])
  head = staffActor(world.head, ['head_of_department'], { staffId: staff(5) })
  expert = staffActor(world.siteA, ['specialist'], { staffId: staff(0) })
  await addAccount(test, expert, '演示专家')
})
afterAll(() => test.close())
beforeEach(async () => {
  test.setNow('2026-11-21T02:00:00Z')
  await test.admin.query('truncate deployment.session cascade')
  await test.admin.query('truncate deployment.absence, deployment.site_code_try')
  await test.admin.query('delete from platform.outbox')
  await test.admin.query('truncate platform.loop cascade')
  await test.admin.query('truncate platform.notification')
})

describe('a department names the person', () => {
  const awaited = { staff: [], namedByDepartmentId: department, namesPersonDays: 3 }
  const open = () => layOut({ ...awaited, namedByDepartmentId: department })

  it('DEP-33 is published without a person and shows the department until one is named', async () => {
    const { sessionId, version } = await test.play(manager, contract.publishSession, await open())
    expect(await loops()).toMatchObject([
      {
        kind: 'deployment.name_person',
        institution_id: world.head,
        owner_role: 'head_of_department',
        due_at: new Date('2026-11-28T00:00:00Z'),
      },
    ])
    expect(await publicOne(sessionId)).toMatchObject({ awaited: '演示总医院骨科', staff: [] })
    const { items } = await test.play(head, lifeContract.sessionsToName, {})
    expect(items.map(item => item.session.sessionId)).toEqual([sessionId])
    await test.play(head, lifeContract.namePerson, {
      sessionId,
      version,
      staff: [{ staffId: staff(0), role: 'lead' }],
    })
    expect(await loops()).toEqual([])
    expect(await publicOne(sessionId)).toMatchObject({ awaited: null, staff: [{ staffId: staff(0) }] })
    expect(await events('deployment.session_changed')).toEqual([{ sessionId, changed: ['staff'] }])
    expect(await messages(expert)).toEqual(['deployment.you_are_named'])
    const again = test.play(head, lifeContract.namePerson, {
      sessionId,
      version: version + 1,
      staff: [{ staffId: staff(1), role: 'lead' }],
    })
    expect((await refusalOf(again)).code).toBe('deployment.person_named_already')
  })

  it('DEP-33 naming is checked like laying out, and belongs to that department or to the managers of the site', async () => {
    const { sessionId, version } = await open()
    const name = (staffId: string, actor = head, role: 'lead' | 'nurse' = 'lead') =>
      test.play(actor, lifeContract.namePerson, { sessionId, version, staff: [{ staffId, role }] })
    expect((await refusalOf(name(staff(0), head, 'nurse'))).code).toBe('deployment.no_lead')
    expect((await refusalOf(name(world.outsider))).code).toBe('deployment.may_not_work_here')
    await layOut({ institutionId: world.siteB, staff: [{ staffId: staff(1), role: 'lead' }] })
    expect((await refusalOf(name(staff(1)))).code).toBe('deployment.person_busy')
    expect((await refusalOf(name(staff(0), staffActor(world.stranger, ['head_of_department'])))).code).toBe(
      'platform.wrong_institution',
    )
    await name(staff(0), centre)
  })

  it('DEP-33 needs a department or a team that names, warns once the time is over, and asks for copies too', async () => {
    expect((await refusalOf(layOut({ staff: [], namesPersonDays: 3 }))).fields).toMatchObject([
      { path: '/namesPersonDays', code: 'deployment.nobody_names_the_person' },
    ])
    const team = await layOut({ staff: [], teamId: world.team, namesPersonDays: 3 })
    expect(await facts(team.sessionId as RegionalId)).toMatchObject({ awaited: '演示工作室', staff: [] })
    await test.admin.query('truncate platform.loop cascade')
    await test.within(jobActor('deployment.ask_for_people'), askForPeople)
    expect(await loops()).toMatchObject([{ kind: 'deployment.name_person', institution_id: world.siteA }])
    test.setNow('2026-11-29T02:00:00Z')
    const { problems } = await test.play(manager, contract.sessionDetail, { sessionId: team.sessionId })
    expect(problems.map(found => found.code)).toContain('not_named')
    await test.play(manager, contract.removeDraftSession, team)
    expect(await loops()).toEqual([])
  })
})

describe('a substitute', () => {
  const replace = (one: { sessionId: string; version: number }, byStaffId: string, actor = centre) =>
    test.play(actor, lifeContract.substituteExpert, {
      ...one,
      staffId: staff(0),
      byStaffId,
      reason: 'illness',
    })

  it('DEP-34 comes from those of the speciality who are free, not away, and may work there', async () => {
    const { sessionId } = await published()
    await layOut({ institutionId: world.siteB, staff: [{ staffId: staff(1), role: 'lead' }] })
    await test.play(manager, contract.recordAbsence, {
      staffId: staff(2),
      kind: 'leave',
      from: '2026-12-01',
      to: '2026-12-01',
    })
    const surgeon = await addDoctor(test.admin, world.head, { code: 'Z1', name: '演示外科' }, [world.siteA])
    await test.admin.query(`update network.staff set specialities = '{普外科}' where staff_id = $1`, [surgeon])
    const { candidates } = await test.play(centre, lifeContract.substitutesFor, { sessionId, staffId: staff(0) })
    const ids = candidates.map(one => one.staffId)
    expect(ids).not.toContain(staff(0))
    expect(ids).not.toContain(staff(1))
    expect(ids).not.toContain(staff(2))
    expect(candidates.map(one => one.sameSpeciality)).toEqual([true, true, true, false])
    expect(ids.at(-1)).toBe(surgeon)
  })

  it('DEP-34 takes the place, is named everywhere, and those booked are told who was replaced', async () => {
    const one = await published()
    await replace(one, staff(3))
    expect(await facts(one.sessionId)).toMatchObject({
      status: 'published',
      staff: [{ staffId: staff(3), role: 'lead' }],
      replaced: [{ staffId: staff(0), byStaffId: staff(3) }],
    })
    expect(await events('deployment.session_changed')).toEqual([
      {
        sessionId: one.sessionId,
        changed: ['staff'],
        replaced: [{ staffId: staff(0), byStaffId: staff(3) }],
      },
    ])
    expect(await messages(expert)).toEqual(['deployment.you_are_replaced'])
    // The one replaced is free again, the other is not.
    await layOut({ institutionId: world.siteB })
    const busy = layOut({ institutionId: world.siteB, staff: [{ staffId: staff(3), role: 'lead' }] })
    expect((await refusalOf(busy)).code).toBe('deployment.person_busy')
  })

  it('DEP-34 settles leave, may come after the beginning, and is refused where the rules of laying out are broken', async () => {
    const one = await published()
    await test.play(manager, contract.recordAbsence, {
      staffId: staff(0),
      kind: 'sick',
      from: '2026-12-01',
      to: '2026-12-01',
    })
    expect((await loops()).map(loop => loop.kind)).toEqual(['deployment.person_away'])
    expect((await refusalOf(replace(one, world.outsider))).code).toBe('deployment.may_not_work_here')
    test.setNow('2026-12-01T00:20:00Z')
    expect((await refusalOf(replace(one, staff(3), staffActor(world.siteB, ['centre_manager'])))).code).toBe(
      'platform.wrong_institution',
    )
    await replace(one, staff(3))
    expect(await loops()).toEqual([])
    expect((await refusalOf(replace({ ...one, version: one.version + 1 }, staff(4)))).code).toBe(
      'deployment.not_laid_out',
    )
  })
})

describe('something else instead', () => {
  const stop = (
    one: { sessionId: string; version: number },
    instead: InputOf<typeof contract.cancelSession>['instead'],
  ) => test.play(manager, contract.cancelSession, { ...one, reason: 'hospital_duty', ...(instead ? { instead } : {}) })

  it('DEP-35 the same people on another day, published in the same act', async () => {
    const one = await published({ roomId: world.roomA1 })
    const { substituteSessionId } = await stop(one, { localDate: '2026-12-03', partOfDay: 'morning' })
    expect(await facts(one.sessionId)).toMatchObject({ status: 'cancelled', substituteSessionId })
    expect(await facts(substituteSessionId as RegionalId)).toMatchObject({
      status: 'published',
      localDate: '2026-12-03',
      roomId: world.roomA1,
      capacity: 20,
      staff: [{ staffId: staff(0) }],
    })
    expect(await events('deployment.session_cancelled')).toEqual([
      { sessionId: one.sessionId, reason: 'hospital_duty', substituteSessionId },
    ])
    expect(await events('deployment.session_published')).toContainEqual({ sessionId: substituteSessionId })
  })

  it('DEP-35 a session that is there, or nothing at all when it does not fit', async () => {
    const one = await published()
    const other = await published({ localDate: '2026-12-04' })
    await layOut({ localDate: '2026-12-02', institutionId: world.siteB })
    expect((await refusalOf(stop(one, { localDate: '2026-12-02', partOfDay: 'morning' }))).code).toBe(
      'deployment.person_busy',
    )
    const draft = await layOut({ localDate: '2026-12-08' })
    expect((await refusalOf(stop(one, { sessionId: draft.sessionId }))).code).toBe('deployment.instead_unfit')
    expect(await facts(one.sessionId)).toMatchObject({ status: 'published' })
    expect(await stop(one, { sessionId: other.sessionId })).toMatchObject({ substituteSessionId: other.sessionId })
  })
})

describe('on the day', () => {
  const late = (sessionId: string, minutes: number, actor: StaffActor = expert) =>
    test.play(actor, lifeContract.sayLate, { sessionId, minutes })

  it('DEP-36 late is said by the expert or the site, told once for each word, and taken back', async () => {
    const { sessionId } = await published()
    expect((await refusalOf(late(sessionId, 30))).code).toBe('deployment.late_only_on_the_day')
    test.setNow('2026-12-01T00:00:30Z')
    await late(sessionId, 30)
    await late(sessionId, 30, centre)
    expect(await facts(sessionId)).toMatchObject({ lateMinutes: 30 })
    expect(await publicOne(sessionId)).toMatchObject({ lateMinutes: 30 })
    await late(sessionId, 0)
    expect(await facts(sessionId)).toMatchObject({ lateMinutes: null })
    expect((await events('deployment.session_late')).map(data => data.minutes).sort()).toEqual([0, 30])
    const gp = staffActor(world.siteA, ['gp'], { staffId: staff(4) })
    expect((await refusalOf(late(sessionId, 30, gp))).code).toBe('deployment.not_your_session')
  })

  it('DEP-37 an expert checks in by the code of the site, of now or of the moment before', async () => {
    const { sessionId } = await published()
    const desk = staffActor(world.siteA, ['desk'])
    const show = (actor = desk) => test.play(actor, lifeContract.siteCode, {})
    const come = (code: string) => test.play(expert, lifeContract.checkInExpert, { sessionId, code })
    expect((await refusalOf(come('123456'))).code).toBe('deployment.check_in_only_on_the_day')
    test.setNow('2026-11-30T23:50:30Z')
    const { code, experts } = await show()
    expect(experts).toMatchObject([{ staffId: staff(0), arrivedAt: null }])
    const elsewhere = await show(staffActor(world.siteB, ['desk']))
    expect(elsewhere.code).not.toBe(code)
    const { name } = (
      await test.admin.query('select name from network.institution where institution_id = $1', [world.siteA])
    ).rows[0]
    expect((await refusalOf(come(elsewhere.code))).fields, 'names the site whose code is wanted').toMatchObject([
      { path: '/code', code: 'deployment.site_code_wrong', details: { site: name } },
    ])
    const card = (actor = expert) => test.play(actor, lifeContract.sessionCard, { sessionId })
    expect(await card()).toMatchObject({ mayCheckIn: true, maySayLate: true })
    test.setNow('2026-12-01T00:01:00Z')
    expect((await refusalOf(come(code))).code).toBe('deployment.site_code_wrong')
    test.setNow('2026-11-30T23:55:30Z')
    expect(await come(code)).toEqual({ sessionId, arrivedAt: '07:55' })
    for (const actor of [expert, centre])
      expect(await card(actor), 'who is there is not late').toMatchObject({ mayCheckIn: false, maySayLate: false })
    test.setNow('2026-12-01T00:30:00Z')
    const reason = '手机没电'
    expect(
      await test.play(desk, lifeContract.recordArrival, { sessionId, staffId: staff(0), reason }),
      'the first arrival counts',
    ).toEqual({ sessionId, arrivedAt: '07:55' })
    expect((await show()).experts).toMatchObject([{ arrivedAt: '07:55', way: 'site_code' }])
    expect(await events('deployment.expert_arrived')).toEqual([{ sessionId, staffId: staff(0) }])
  })

  it('DEP-86 several wrong codes are followed by a pause for this person, in which the desk still helps', async () => {
    const { sessionId } = await published()
    const desk = staffActor(world.siteA, ['desk'])
    test.setNow('2026-11-30T23:50:30Z')
    const { code } = await test.play(desk, lifeContract.siteCode, {})
    const wrong = code === '123456' ? '123457' : '123456'
    const come = (typed: string, key?: string) =>
      codeOf(test.play(expert, lifeContract.checkInExpert, { sessionId, code: typed }, key))
    const key = newUuid()
    for (let sent = 0; sent < 6; sent += 1) expect(await come(wrong, key)).toBe('deployment.site_code_wrong')
    for (let tries = 2; tries <= 5; tries += 1) expect(await come(wrong)).toBe('deployment.site_code_wrong')
    const paused = await refusalOf(test.play(expert, lifeContract.checkInExpert, { sessionId, code }))
    expect(paused).toMatchObject({ kind: 'conflict', code: 'deployment.site_code_paused', details: { minutes: 10 } })
    const { rows } = await test.admin.query('select staff_id, wrong from deployment.site_code_try')
    expect(rows).toEqual([{ staff_id: staff(0), wrong: 5 }])
    const again = newUuid()
    expect(await come(code, again)).toBe('deployment.site_code_paused')
    test.setNow('2026-12-01T00:01:30Z')
    const { code: now } = await test.play(desk, lifeContract.siteCode, {})
    expect(await come(wrong)).toBe('deployment.site_code_wrong')
    expect(await come(now)).toBe('done')
    expect((await test.admin.query('select from deployment.site_code_try')).rowCount).toBe(0)
  })

  it('DEP-86 in a pause the desk writes the arrival down', async () => {
    const { sessionId } = await published()
    test.setNow('2026-11-30T23:50:30Z')
    await test.admin.query(`insert into deployment.site_code_try values ($1, $2, 5, now(), $3)`, [
      testRegion,
      staff(0),
      '2026-12-01T02:00:00Z',
    ])
    const desk = staffActor(world.siteA, ['desk'])
    const { code } = await test.play(desk, lifeContract.siteCode, {})
    const come = (actor: StaffActor) => codeOf(test.play(actor, lifeContract.checkInExpert, { sessionId, code }))
    expect(await come(expert)).toBe('deployment.site_code_paused')
    const reason = '签到码输错多次'
    expect(await test.play(desk, lifeContract.recordArrival, { sessionId, staffId: staff(0), reason })).toEqual({
      sessionId,
      arrivedAt: '07:50',
    })
  })

  it('DEP-37 the desk writes down who came without a phone, with the reason, at its own site only', async () => {
    const { sessionId } = await published()
    test.setNow('2026-12-01T00:05:00Z')
    const record = (actor: StaffActor, staffId = staff(0)) =>
      test.play(actor, lifeContract.recordArrival, { sessionId, staffId, reason: '老式手机' })
    expect((await refusalOf(record(staffActor(world.siteB, ['desk'])))).code).toBe('platform.wrong_institution')
    expect((await refusalOf(record(staffActor(world.siteA, ['desk']), staff(1)))).code).toBe('deployment.not_laid_out')
    expect(await record(staffActor(world.siteA, ['desk']))).toMatchObject({ arrivedAt: '08:05' })
  })
})

describe('before coming', () => {
  it('DEP-41 the card says who receives and which car: the session before the site; it goes out once in the evening', async () => {
    const site = { contactName: '演示护士长', contactPhone: '021-1234', carPlate: '沪A·演示', has: 'B超', lacks: 'CT' }
    await test.play(centre, lifeContract.changeSiteCard, { institutionId: world.siteA, version: 0, ...site })
    const { sessionId } = await published({ contactName: '演示主任', contactPhone: '021-5678' })
    expect(await test.play(expert, lifeContract.sessionCard, { sessionId })).toMatchObject({
      contactName: '演示主任',
      contactPhone: '021-5678',
      carPlate: '沪A·演示',
      has: 'B超',
      lacks: 'CT',
      mayCheckIn: false,
    })
    const gp = staffActor(world.siteB, ['gp'], { staffId: staff(4) })
    expect((await refusalOf(test.play(gp, lifeContract.sessionCard, { sessionId }))).code).toBe(
      'deployment.not_your_session',
    )
    const job = () => test.within(jobActor('deployment.send_evening_cards'), sendEveningCards)
    test.setNow('2026-11-30T09:59:00Z')
    await job()
    expect(await messages(expert)).toEqual([])
    test.setNow('2026-11-30T10:01:00Z')
    await job()
    await job()
    expect(await messages(expert)).toEqual(['deployment.evening_card'])
  })

  it('DEP-41 of two who write the card of a site the later one is told', async () => {
    const write = () =>
      test.play(centre, lifeContract.changeSiteCard, {
        institutionId: world.siteA,
        version: 1,
        contactName: null,
        contactPhone: null,
        carPlate: null,
        has: null,
        lacks: '无',
      })
    await write()
    expect((await refusalOf(write())).code).toBe('deployment.changed_meanwhile')
  })

  it('DEP-42 a free clinic shows where, who takes part and its filing number, and a change of them is told', async () => {
    const { sessionId, version } = await published({
      kind: 'free_clinic',
      theme: '关节健康义诊',
      placeText: '虹桥小区广场',
      takingPart: '骨科、中医科',
      filingNumber: '演示备〔2026〕1号',
    })
    expect(await publicOne(sessionId)).toMatchObject({
      placeText: '虹桥小区广场',
      takingPart: '骨科、中医科',
      filingNumber: '演示备〔2026〕1号',
    })
    await test.play(manager, contract.changeSession, { sessionId, version, placeText: '虹桥文化中心' })
    expect(await events('deployment.session_changed')).toEqual([{ sessionId, changed: ['room'] }])
  })
})
