import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, daysOfMonth, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, publicActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { contract } from '../contract.ts'
import type { SessionTemplate } from '../contract-shapes.ts'
import { findSessions } from '../public.ts'
import { createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'

let test: TestApp
let world: World
let manager: StaffActor

const layOut = (more: Partial<InputOf<typeof contract.layOutSession>> = {}) =>
  test.play(manager, contract.layOutSession, draftOf(world, more))
const lead = (number: number) => [{ staffId: world.experts[number] as string, role: 'lead' as const }]
const template = (more: Partial<SessionTemplate> = {}): SessionTemplate => {
  const { localDate: _date, ...fields } = draftOf(world)
  return { ...fields, ...more }
}
const events = async (name: string) =>
  (await test.admin.query('select data from platform.outbox where name = $1 order by event_id', [name])).rows.map(
    row => row.data,
  )
const publish = (institutionIds = [world.siteA, world.siteB], actor = manager) =>
  test.play(actor, contract.publishMonth, { month: '2026-12', institutionIds })

beforeAll(async () => {
  test = await createTestApp({ modules: [deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test, 20)
  manager = staffActor(world.head, ['consortium_manager'], {
    reach: [world.head, world.siteA, world.siteB],
    staffId: world.experts[0] as string,
  })
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.admin.query(
    'truncate deployment.session, deployment.session_staff, deployment.series, deployment.absence, deployment.month_plan cascade',
  )
  await test.admin.query('delete from platform.outbox')
})

describe('publishing a month', () => {
  it('DEP-7 280 sessions are published in one act within three seconds, each institution hears of its own', async () => {
    const workDays = daysOfMonth('2026-12')
      .filter(day => weekdayOf(day) <= 5)
      .slice(0, 14)
    for (let expert = 0; expert < 20; expert += 1)
      await test.play(manager, contract.layOutSeries, {
        template: template({ institutionId: expert % 2 === 0 ? world.siteA : world.siteB, staff: lead(expert) }),
        recurrence: {
          pattern: { kind: 'dates', dates: [...workDays] },
          from: '2026-12-01',
          until: '2026-12-31',
          onHoliday: 'keep',
        },
        leaveOutClashes: false,
      })
    const started = performance.now()
    const answer = await publish()
    expect(performance.now() - started).toBeLessThan(3000)
    expect(answer).toMatchObject({ published: 280 })
    expect(answer.institutions.map(one => [one.sessions, one.version])).toEqual([
      [140, 1],
      [140, 1],
    ])
    const told = await events('deployment.month_published')
    // Two events of one act have no order.
    expect(new Set(told.map(data => `${data.month} ${data.institutionId} ${data.sessionIds.length}`))).toEqual(
      new Set([`2026-12 ${world.siteA} 140`, `2026-12 ${world.siteB} 140`]),
    )
    const published = await test.within(manager, ctx =>
      findSessions(ctx, { from: '2026-12-01', to: '2026-12-31', status: 'published' }),
    )
    expect(new Set(published.map(session => session.sessionId))).toEqual(new Set(told.flatMap(data => data.sessionIds)))
    const board = await test.play(manager, contract.monthBoard, { month: '2026-12' })
    expect(board.sessions).toHaveLength(280)
    expect(board.days).toHaveLength(31)
    expect(board.plans).toHaveLength(2)
    expect(board.people).toHaveLength(20)
  })
  it('DEP-17 the board of a month costs as many statements for many sessions and sites as for one', async () => {
    const board = () => test.play(manager, contract.monthBoard, { month: '2026-12' })
    await layOut()
    const one = await statementsOf(test, board)
    for (const expert of [1, 2, 3, 4, 5])
      await layOut({ staff: lead(expert), institutionId: expert % 2 ? world.siteB : world.siteA, roomId: null })
    expect((await board()).sessions).toHaveLength(6)
    expect(await statementsOf(test, board)).toHaveLength(one.length)
  })
  it('DEP-20 a clinic without room, department or speciality is told, not held back', async () => {
    await layOut({ roomId: null, departmentId: null, speciality: null })
    const { problems } = await test.play(manager, contract.monthProblems, { month: '2026-12' })
    expect(problems.map(found => [found.code, found.level]).sort()).toEqual([
      ['no_department', 'warn'],
      ['no_room', 'warn'],
      ['no_speciality', 'warn'],
    ])
    const answer = await publish()
    expect(answer.published).toBe(1)
    expect(answer.warnings.map(found => found.code).sort()).toEqual(['no_department', 'no_room', 'no_speciality'])
    expect((await test.play(manager, contract.monthProblems, { month: '2026-12' })).problems).toEqual([])
  })
  it('DEP-73 a free clinic without filing number is told, not held back; a place in words stands for the room', async () => {
    const found = async () =>
      (await test.play(manager, contract.monthProblems, { month: '2026-12' })).problems.map(one => one.code).sort()
    await layOut({ kind: 'free_clinic', roomId: null })
    expect(await found()).toEqual(['no_department', 'no_filing', 'no_room'])
    await layOut({
      kind: 'free_clinic',
      roomId: null,
      placeText: '文化广场',
      takingPart: '骨科、全科',
      filingNumber: '川卫义备2026-8',
      partOfDay: 'afternoon',
    })
    expect(await found()).toEqual(['no_department', 'no_filing', 'no_room'])
    expect((await publish()).published).toBe(2)
  })
  it('DEP-7 with one problem nothing is published, and every problem is told at once', async () => {
    const clean = await layOut()
    const empty = await layOut({ staff: [], partOfDay: 'afternoon' })
    const away = await layOut({ staff: lead(1), localDate: '2026-12-08' })
    await test.play(manager, contract.recordAbsence, {
      staffId: world.experts[1] as string,
      kind: 'leave',
      from: '2026-12-07',
      to: '2026-12-09',
    })
    const refused = await refusalOf(publish())
    expect(refused).toMatchObject({
      kind: 'refused',
      code: 'deployment.month_has_problems',
      details: { month: '2026-12', count: 2 },
    })
    expect(refused.fields.map(field => [field.path, field.code]).sort()).toEqual(
      [
        [`/sessions/${empty.sessionId}`, 'deployment.no_staff'],
        [`/sessions/${away.sessionId}`, 'deployment.on_leave'],
      ].sort(),
    )
    const { session } = await test.play(manager, contract.sessionDetail, { sessionId: clean.sessionId })
    expect(session.status).toBe('draft')
    expect(await events('deployment.month_published')).toEqual([])
    const { problems, names } = await test.play(manager, contract.monthProblems, { month: '2026-12' })
    expect(
      problems
        .filter(found => found.level === 'stop')
        .map(found => found.code)
        .sort(),
    ).toEqual(['no_staff', 'on_leave'])
    expect(names[world.experts[1] as string]).toBe('演示医生2')
  })
  it('DEP-7 published again, a month gains what was added since; a single draft too', async () => {
    await layOut()
    await publish([world.siteA])
    expect((await refusalOf(publish([world.siteA]))).code).toBe('deployment.nothing_to_publish')
    await layOut({ localDate: '2026-12-02' })
    expect((await publish([world.siteA])).institutions).toEqual([
      { institutionId: world.siteA, sessions: 1, version: 2 },
    ])
    const late = await layOut({ localDate: '2026-12-03' })
    await test.play(manager, contract.publishSession, { sessionId: late.sessionId, version: late.version })
    expect(await events('deployment.session_published')).toEqual([{ sessionId: late.sessionId }])
  })
  it('DEP-13 a centre publishes its own month and no other', async () => {
    await layOut()
    const centre = staffActor(world.siteA, ['centre_manager'])
    expect((await refusalOf(publish([world.siteA, world.siteB], centre))).code).toBe('platform.wrong_institution')
    expect((await publish([world.siteA], centre)).published).toBe(1)
  })
  it('DEP-1 what has begun meanwhile is not published', async () => {
    await layOut()
    test.setNow('2026-12-01T00:30:00Z')
    try {
      expect((await refusalOf(publish())).fields.map(field => field.code)).toEqual(['deployment.in_the_past'])
    } finally {
      test.setNow('2026-11-21T02:00:00Z')
    }
  })
})

describe('after publishing', () => {
  const published = async () => {
    const { sessionId } = await layOut({ roomId: world.roomA1 })
    await publish([world.siteA])
    return { sessionId, version: 2 }
  }
  it('DEP-15 of a changed session others hear which parts changed', async () => {
    const { sessionId, version } = await published()
    await test.play(manager, contract.changeSession, {
      sessionId,
      version,
      roomId: world.roomA2,
      staff: lead(3),
      theme: '腰腿痛门诊',
    })
    expect(await events('deployment.session_changed')).toEqual([{ sessionId, changed: ['room', 'staff', 'words'] }])
  })
  it('DEP-11 a stopped session frees its people and its room, tells why, and stays', async () => {
    const { sessionId, version } = await published()
    await test.play(manager, contract.cancelSession, { sessionId, version, reason: 'illness', note: '发热' })
    expect(await events('deployment.session_cancelled')).toEqual([
      { sessionId, reason: 'illness', substituteSessionId: null },
    ])
    await layOut({ roomId: world.roomA1 })
    const detail = await test.play(manager, contract.sessionDetail, { sessionId })
    expect(detail).toMatchObject({ cancelReason: 'illness', cancelNote: '发热', session: { status: 'cancelled' } })
    expect(
      (await refusalOf(test.play(manager, contract.cancelSession, { sessionId, version: 3, reason: 'other' }))).code,
    ).toBe('deployment.only_published_are_cancelled')
    expect(
      (await refusalOf(test.play(manager, contract.changeSession, { sessionId, version: 3, capacity: 3 }))).code,
    ).toBe('deployment.session_over')
  })
  it('DEP-1 the kind of a published session stands, of a draft it may change; the same kind said again is no change', async () => {
    const draft = await layOut({ roomId: world.roomA1 })
    await test.play(manager, contract.changeSession, { ...draft, version: 1, kind: 'ward_round' })
    await publish([world.siteA])
    const change = { sessionId: draft.sessionId, version: 3 }
    const refusal = await refusalOf(test.play(manager, contract.changeSession, { ...change, kind: 'outpatient' }))
    expect(refusal.code).toBe('deployment.kind_stands')
    expect(refusal.fields.map(field => field.path)).toEqual(['/kind'])
    await test.play(manager, contract.changeSession, { ...change, kind: 'ward_round', theme: '周二查房' })
    expect(await events('deployment.session_changed')).toEqual([{ sessionId: draft.sessionId, changed: ['words'] }])
  })
  it('DEP-1 a published session is not removed', async () => {
    const { sessionId, version } = await published()
    expect((await refusalOf(test.play(manager, contract.removeDraftSession, { sessionId, version }))).code).toBe(
      'deployment.only_drafts_are_removed',
    )
  })
  it('DEP-12 everyone sees what is published or stopped, and nothing else', async () => {
    const { sessionId } = await published()
    await layOut({ localDate: '2026-12-05', staff: lead(1) })
    await layOut({ localDate: '2026-12-06', staff: lead(2), kind: 'ward_round' })
    await publish([world.siteA])
    await layOut({ localDate: '2026-12-07', staff: lead(1) })
    const month = await test.play(publicActor, contract.publicMonth, { month: '2026-12' })
    expect(month.sessions.map(session => session.localDate)).toEqual(['2026-12-01', '2026-12-05'])
    expect(month.sessions[0]).toMatchObject({
      sessionId,
      institutionName: '演示甲中心',
      roomName: '一诊室',
      staff: [{ name: '演示医生1', fromInstitution: '演示总医院' }],
    })
    expect(JSON.stringify(month)).not.toContain('capacity')
  })
  it('DEP-12 an expert sees where to be, drafts not', async () => {
    await published()
    await layOut({ localDate: '2026-12-09' })
    const { sessions } = await test.play(manager, contract.mySessions, { from: '2026-12-01', to: '2026-12-31' })
    expect(sessions.map(one => [one.session.localDate, one.institutionName, one.address])).toEqual([
      ['2026-12-01', '演示甲中心', '演示路1号'],
    ])
  })
})

describe('leave', () => {
  it('DEP-10 nobody is laid out on leave, a withdrawn leave no longer counts, half a day is half a day', async () => {
    const staffId = world.experts[0] as string
    const { absenceId, clashes } = await test.play(manager, contract.recordAbsence, {
      staffId,
      kind: 'training',
      from: '2026-12-01',
      to: '2026-12-01',
      partOfDay: 'morning',
    })
    expect(clashes).toEqual([])
    expect((await refusalOf(layOut())).code).toBe('deployment.on_leave')
    await layOut({ partOfDay: 'afternoon' })
    await test.play(manager, contract.withdrawAbsence, { absenceId })
    await layOut()
  })
  it('DEP-10 leave written down later names the sessions it meets', async () => {
    const { sessionId } = await layOut()
    const input = { staffId: world.experts[0] as string, kind: 'sick' as const, from: '2026-11-30', to: '2026-12-02' }
    const { clashes } = await test.play(manager, contract.recordAbsence, input)
    expect(clashes.map(found => [found.code, found.sessionId])).toEqual([['on_leave', sessionId]])
    const { absences } = await test.play(manager, contract.absences, { month: '2026-12' })
    expect(absences).toMatchObject([{ name: '演示医生1', kind: 'sick' }])
    expect((await refusalOf(test.play(manager, contract.recordAbsence, { ...input, to: '2026-11-29' }))).code).toBe(
      'deployment.absence_ends_before_it_starts',
    )
    expect(
      (await refusalOf(test.play(manager, contract.recordAbsence, { ...input, staffId: world.outsider }))).code,
    ).toBe('platform.wrong_institution')
  })
})

describe('leave written down twice', () => {
  it('DEP-19 the days of one person are written down once, half days apart, and a withdrawn entry is no more', async () => {
    const staffId = world.experts[0] as string
    const record = (from: string, to: string, partOfDay?: string) =>
      test.play(manager, contract.recordAbsence, {
        staffId,
        kind: 'leave',
        from,
        to,
        ...(partOfDay ? { partOfDay } : {}),
      })
    const { absenceId } = await record('2026-12-07', '2026-12-09')
    expect(await refusalOf(record('2026-12-09', '2026-12-11'))).toMatchObject({
      code: 'deployment.absent_already',
      details: { from: '2026-12-07', to: '2026-12-09' },
    })
    expect((await refusalOf(record('2026-12-08', '2026-12-08', 'morning'))).code).toBe('deployment.absent_already')
    await record('2026-12-14', '2026-12-14', 'morning')
    await record('2026-12-14', '2026-12-14', 'afternoon')
    await test.play(manager, contract.withdrawAbsence, { absenceId })
    await record('2026-12-08', '2026-12-10')
    await expect(
      test.admin.query(`insert into deployment.absence select region_id, gen_random_uuid(), staff_id, institution_id, kind,
        '2026-12-10', '2026-12-12', null, null, recorded_by, recorded_at from deployment.absence
        where first_day = '2026-12-08'`),
    ).rejects.toThrow('no_person_is_absent_twice')
    const both = await Promise.allSettled([record('2026-12-20', '2026-12-22'), record('2026-12-21', '2026-12-23')])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('leave that meets what was promised', () => {
  const open = async () =>
    (
      await test.admin.query(
        `select subject_id, outcome from platform.loop where kind = 'deployment.person_away' order by opened_at, loop_id`,
      )
    ).rows
  const promised = async () => {
    await test.admin.query('delete from platform.loop_step')
    await test.admin.query('delete from platform.loop')
    const { sessionId } = await layOut()
    await layOut({ localDate: '2026-12-02', staff: lead(0) })
    await publish([world.siteA])
    const leave = { staffId: world.experts[0] as string, kind: 'sick' as const, from: '2026-12-01', to: '2026-12-01' }
    const { absenceId } = await test.play(manager, contract.recordAbsence, leave)
    return { sessionId, absenceId, version: 2 }
  }
  it('DEP-10 opens a loop at the site for each published session, and a substitute closes it', async () => {
    const { sessionId, version } = await promised()
    expect(await open()).toEqual([{ subject_id: sessionId, outcome: null }])
    await test.play(manager, contract.changeSession, { sessionId, version, theme: '改说明不受请假影响' })
    expect(
      (await refusalOf(test.play(manager, contract.changeSession, { sessionId, version: 3, startsAt: '09:00' }))).code,
    ).toBe('deployment.on_leave')
    await test.play(manager, contract.changeSession, { sessionId, version: 3, staff: lead(2) })
    expect(await open()).toEqual([{ subject_id: sessionId, outcome: 'done' }])
  })
  it('DEP-10 stopping the session closes it, and so does taking back the leave', async () => {
    const stopped = await promised()
    await test.play(manager, contract.cancelSession, { sessionId: stopped.sessionId, version: 2, reason: 'leave' })
    expect((await open())[0]?.outcome).toBe('done')
    await test.admin.query('truncate deployment.session, deployment.session_staff, deployment.absence cascade')
    const taken = await promised()
    await test.play(manager, contract.withdrawAbsence, { absenceId: taken.absenceId })
    expect((await open())[0]?.outcome).toBe('not_needed')
  })
})

describe('series and copies', () => {
  const tuesdays = {
    pattern: { kind: 'weekly' as const, everyWeeks: 1, weekdays: [2] },
    from: '2026-12-01',
    until: '2026-12-31',
    onHoliday: 'skip' as const,
  }
  it('DEP-3 a series shows its days with their clashes first, then lays out what can stand', async () => {
    const busy = await layOut({ localDate: '2026-12-08', institutionId: world.siteB })
    const rehearsed = await test.play(manager, contract.rehearseSeries, { template: template(), recurrence: tuesdays })
    expect(rehearsed.occurrences.map(day => [day.date, day.problems.map(found => found.otherSessionId)])).toEqual([
      ['2026-12-01', []],
      ['2026-12-08', [busy.sessionId]],
      ['2026-12-15', []],
      ['2026-12-22', []],
      ['2026-12-29', []],
    ])
    const refused = await refusalOf(
      test.play(manager, contract.layOutSeries, { template: template(), recurrence: tuesdays, leaveOutClashes: false }),
    )
    expect(refused).toMatchObject({ code: 'deployment.series_clashes', details: { count: 1 } })
    expect(refused.fields[0]?.path).toBe('/days/2026-12-08')
    const made = await test.play(manager, contract.layOutSeries, {
      template: template(),
      recurrence: tuesdays,
      leaveOutClashes: true,
    })
    expect(made.sessionIds).toHaveLength(4)
    expect(made.problems.map(found => found.localDate)).toEqual(['2026-12-08'])
  })
  it('DEP-3 a series without a day or with too many is refused', async () => {
    const play = (until: string, weekdays: number[]) =>
      test.play(manager, contract.layOutSeries, {
        template: template(),
        recurrence: { ...tuesdays, pattern: { ...tuesdays.pattern, weekdays }, until },
        leaveOutClashes: true,
      })
    expect((await refusalOf(play('2026-12-01', [3]))).code).toBe('deployment.series_empty')
    expect((await refusalOf(play(addDays('2026-12-01', 500), [1, 2, 3, 4, 5, 6, 7]))).code).toBe(
      'deployment.series_too_long',
    )
  })
  it('DEP-8 a copied month keeps the n-th weekday, leaves out what clashes, and copied twice adds nothing', async () => {
    await test.play(manager, contract.layOutSeries, {
      template: template(),
      recurrence: tuesdays,
      leaveOutClashes: false,
    })
    const away = await layOut({ staff: lead(1), localDate: '2026-12-03' })
    await layOut({ staff: lead(1), localDate: '2027-01-07', institutionId: world.siteB })
    const copy = {
      fromMonth: '2026-12',
      toMonth: '2027-01',
      institutionIds: [world.siteA],
      by: 'nth_weekday' as const,
      onHoliday: 'keep' as const,
    }
    const rehearsed = await test.play(manager, contract.rehearseCopy, copy)
    expect(rehearsed).toMatchObject({
      sessions: 4,
      skipped: 1,
      left: 1,
      leftOut: [{ why: 'no_such_day' }],
      problems: [{ code: 'person_busy', localDate: '2027-01-07', sessionId: null }],
    })
    const copied = await test.play(manager, contract.copyMonth, copy)
    const sessions = await test.within(manager, ctx =>
      findSessions(ctx, { from: '2027-01-01', to: '2027-01-31', institutionIds: [world.siteA] }),
    )
    expect(sessions.map(session => session.localDate)).toEqual(['2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26'])
    expect(new Set(copied.sessionIds)).toEqual(new Set(sessions.map(session => session.sessionId)))
    expect(
      sessions.every(
        session => session.status === 'draft' && session.startsAt.toISOString().endsWith('T00:00:00.000Z'),
      ),
    ).toBe(true)
    expect((await test.play(manager, contract.copyMonth, copy)).sessionIds).toEqual([])
    expect((await refusalOf(test.play(manager, contract.copyMonth, { ...copy, fromMonth: '2026-05' }))).code).toBe(
      'deployment.nothing_to_copy',
    )
    expect(away.sessionId.startsWith(String(testRegion))).toBe(true)
  })
})
