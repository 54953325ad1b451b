import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { adoptCharter, council, endSeat, giveSeat } from '../contract-council.ts'
import {
  addAddendum,
  addMeetingAction,
  callMeeting,
  cancelMeeting,
  closeMeetingAction,
  confirmMinutes,
  listMeetings,
  meetingDetail,
  writeMinutes,
} from '../contract-meetings.ts'
import { enterStaff, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium
let leaderId: string
let doctorId: string
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
  leaderId = await enterStaff(app, small.headId, {}, small.manager)
  doctorId = await enterStaff(app, small.centreId, {}, small.manager)
})
afterAll(() => app?.close())

/** Somebody with a login and a role at an institution. */
const openAccount = async (institutionId: string, role: string, staffId: string | null = null): Promise<string> => {
  const accountId = newUuid()
  await app.admin.query(
    `insert into platform.account (account_id, kind, name, staff_id, created_at) values ($1, 'staff', '演示账号', $2, now())`,
    [accountId, staffId],
  )
  await app.admin.query(
    'insert into platform.account_role (account_id, institution_id, role, granted_at, granted_by) values ($1, $2, $3, now(), $4)',
    [accountId, institutionId, role, 'test'],
  )
  return accountId
}
const call = (more: Partial<InputOf<typeof callMeeting>> = {}) =>
  app.play(small.manager, callMeeting, {
    kind: 'regular',
    title: '十一月例会',
    on: '2026-11-20',
    place: '三楼会议室',
    hostInstitutionId: small.headId,
    institutionIds: [small.centreId],
    staffIds: [leaderId],
    guests: [{ name: '王某', organisation: '区卫健局' }],
    ...more,
  })
const detail = (meetingId: string, actor = small.manager) => app.play(actor, meetingDetail, { meetingId })
const hold = async (meetingId: string) => {
  const { people, version } = await detail(meetingId)
  const written = await app.play(small.manager, writeMinutes, {
    meetingId,
    version,
    minutes: '讨论下月排班。',
    attendance: people.map(({ meetingPersonId }) => ({ meetingPersonId, presence: 'present' as const })),
  })
  await app.play(small.manager, confirmMinutes, { meetingId, version: written.version })
}
const give = (meetingId: string, more: Partial<InputOf<typeof addMeetingAction>> = {}) =>
  app.play(small.manager, addMeetingAction, {
    meetingId,
    what: '报下月专家需求',
    reason: '排班要按需求定',
    byInstitutionId: small.centreId,
    dueOn: '2026-11-25',
    ...more,
  })
const loopOf = async (actionId: string) =>
  (
    await app.admin.query(
      'select status, outcome, institution_id, owner_account_id, owner_role, due_at from platform.loop where subject_id = $1',
      [actionId],
    )
  ).rows[0]

describe('meetings', () => {
  it('NET-78 minutes are confirmed when the meeting was held, they are written and all attendance is known', async () => {
    const { meetingId } = await call()
    await expect(app.play(small.manager, confirmMinutes, { meetingId, version: 1 })).rejects.toMatchObject({
      code: 'network.minutes_empty',
    })
    await app.play(small.manager, writeMinutes, { meetingId, version: 1, minutes: '纪要', attendance: [] })
    await expect(app.play(small.manager, confirmMinutes, { meetingId, version: 2 })).rejects.toMatchObject({
      code: 'network.attendance_missing',
      details: { count: 2 },
    })
    await expect(
      app.play(small.manager, writeMinutes, { meetingId, version: 1, minutes: '旧', attendance: [] }),
    ).rejects.toMatchObject({ code: 'network.changed_meanwhile' })
    const later = await call({ on: '2026-12-01' })
    await expect(
      app.play(small.manager, confirmMinutes, { meetingId: later.meetingId, version: 1 }),
    ).rejects.toMatchObject({ code: 'network.meeting_to_come' })
    await app.play(small.manager, cancelMeeting, { meetingId: later.meetingId, reason: '合并到下次' })
    expect(await detail(later.meetingId)).toMatchObject({ status: 'cancelled', cancelReason: '合并到下次' })
  })

  it('NET-78 confirmed minutes are never changed, only added to by name and time', async () => {
    const { meetingId } = await call()
    await expect(app.play(small.manager, addAddendum, { meetingId, text: '补充' })).rejects.toMatchObject({
      code: 'network.minutes_not_confirmed',
    })
    await hold(meetingId)
    const { version } = await detail(meetingId)
    await expect(
      app.play(small.manager, writeMinutes, { meetingId, version, minutes: '改', attendance: [] }),
    ).rejects.toMatchObject({ code: 'network.minutes_confirmed' })
    await app.play(small.manager, addAddendum, { meetingId, text: '更正：下月为三十场。' })
    expect(await detail(meetingId)).toMatchObject({
      status: 'confirmed',
      minutes: '讨论下月排班。',
      addenda: [{ text: '更正：下月为三十场。' }],
    })
  })

  it('NET-79 only institutions of the meeting see it', async () => {
    const { meetingId } = await call({ title: '专题会', kind: 'special' })
    const stranger = staffActor(small.otherCentreId, ['centre_manager'])
    await expect(detail(meetingId, stranger)).rejects.toMatchObject({ code: 'network.unknown_meeting' })
    expect((await app.play(stranger, listMeetings, {})).items).toEqual([])
    expect(await detail(meetingId, small.centreManager)).toMatchObject({ title: '专题会', mayManage: false })
    await expect(app.play(small.centreManager, addAddendum, { meetingId, text: '我' })).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
  })
})

describe('action items', () => {
  it('NET-80 a task goes to the office while nobody of the house signs in, to its manager, or to the person', async () => {
    const { meetingId } = await call()
    const first = await give(meetingId)
    expect(await loopOf(first.actionId)).toMatchObject({
      institution_id: small.headId,
      owner_role: 'consortium_manager',
      due_at: new Date('2026-11-25T09:30:00Z'),
    })
    await openAccount(small.centreId, 'centre_manager')
    const second = await give(meetingId, { ownerStaffId: doctorId })
    expect(await loopOf(second.actionId)).toMatchObject({
      institution_id: small.centreId,
      owner_role: 'centre_manager',
    })
    const accountId = await openAccount(small.centreId, 'gp', doctorId)
    const third = await give(meetingId, { ownerStaffId: doctorId })
    expect(await loopOf(third.actionId)).toMatchObject({
      institution_id: small.centreId,
      owner_account_id: accountId,
      owner_role: null,
    })
  })

  it('NET-80 the house takes part in the meeting, the person works there, and nothing is due before the meeting', async () => {
    const { meetingId } = await call()
    const refusal = (more: Partial<InputOf<typeof addMeetingAction>>) => expect(give(meetingId, more)).rejects
    await refusal({ byInstitutionId: small.otherCentreId }).toMatchObject({ code: 'network.not_at_the_meeting' })
    await refusal({ ownerStaffId: leaderId }).toMatchObject({ code: 'network.owner_elsewhere' })
    await refusal({ dueOn: '2026-11-19' }).toMatchObject({ code: 'network.due_before_the_meeting' })
  })

  it('NET-81 it is open, then overdue, and closed with an outcome; not done needs a reason, and a meeting with open items stays', async () => {
    const { meetingId } = await call({ title: '要办的会' })
    const { actionId } = await give(meetingId)
    const state = async () => (await detail(meetingId)).actionItems[0]
    expect(await state()).toMatchObject({ state: 'open', mayClose: true })
    await expect(app.play(small.manager, cancelMeeting, { meetingId, reason: '不开了' })).rejects.toMatchObject({
      code: 'network.meeting_has_actions',
    })
    app.setNow('2026-11-25T10:00:00Z')
    expect(await state()).toMatchObject({ state: 'overdue' })
    const undone = await app.play(small.manager, listMeetings, { undone: true })
    expect(undone.items.find(item => item.meetingId === meetingId)?.actions).toEqual({ open: 0, overdue: 1, closed: 0 })
    const close = { actionId, outcome: 'declined' as const }
    await expect(app.play(small.centreManager, closeMeetingAction, close)).rejects.toMatchObject({
      code: 'network.note_needed',
    })
    const stranger = staffActor(small.otherCentreId, ['centre_manager'])
    await expect(app.play(stranger, closeMeetingAction, { ...close, note: '我来' })).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
    await app.play(small.centreManager, closeMeetingAction, { ...close, note: '设备未到' })
    expect(await state()).toMatchObject({ state: 'closed', outcome: 'declined', note: '设备未到' })
    await expect(app.play(small.manager, closeMeetingAction, { ...close, note: '再次' })).rejects.toMatchObject({
      code: 'network.action_closed',
    })
    const [found] = (await app.play(small.manager, listMeetings, { actionId })).items
    expect(found?.meetingId).toBe(meetingId)
    app.setNow('2026-11-21T01:00:00Z')
  })
})

describe('what was left undone', () => {
  it('NET-98 is found however many newer meetings left nothing, and is gone from the list when it is closed', async () => {
    const old = await call({ title: '留有事项的会', on: '2026-11-19' })
    const { actionId } = await give(old.meetingId)
    const newer = [
      await call({ title: '较新的会', on: '2026-12-08' }),
      await call({ title: '最新的会', on: '2026-12-08' }),
    ]
    const firstOf = async (more: InputOf<typeof listMeetings>) =>
      (await app.play(small.manager, listMeetings, { limit: 1, ...more })).items[0]?.meetingId
    expect(newer.map(one => one.meetingId)).toContain(await firstOf({}))
    const open = async () =>
      (await app.play(small.manager, listMeetings, { undone: true })).items.map(item => item.meetingId)
    expect(await open()).toContain(old.meetingId)
    for (const one of newer) expect(await open()).not.toContain(one.meetingId)
    for (const meetingId of await open()) {
      if (meetingId === old.meetingId) continue
      for (const item of (await detail(meetingId)).actionItems)
        if (item.state !== 'closed')
          await app.play(small.manager, closeMeetingAction, { actionId: item.actionId, outcome: 'done' })
    }
    expect(await firstOf({ undone: true })).toBe(old.meetingId)
    await app.play(small.manager, closeMeetingAction, { actionId, outcome: 'done' })
    expect(await firstOf({ undone: true })).toBeUndefined()
  })
})

describe('charter and council', () => {
  it('NET-82 charters are versions adopted one after the other, by a meeting of that day', async () => {
    const { meetingId } = await call({ kind: 'council', on: '2026-10-10' })
    const adopt = (more: Partial<InputOf<typeof adoptCharter>>) =>
      app.play(small.manager, adoptCharter, {
        consortiumId: small.consortiumId,
        title: '医联体章程',
        text: '第一条 ……',
        adoptedOn: '2026-10-10',
        meetingId,
        ...more,
      })
    await expect(adopt({ text: null })).rejects.toMatchObject({ code: 'network.charter_empty' })
    await expect(adopt({ adoptedOn: '2026-10-11' })).rejects.toMatchObject({ code: 'network.meeting_on_another_day' })
    expect(await adopt({})).toMatchObject({ version: 1 })
    await expect(adopt({ adoptedOn: '2026-09-01', meetingId: null })).rejects.toMatchObject({
      code: 'network.charter_before_the_last',
    })
    await adopt({ adoptedOn: '2026-12-31', meetingId: null, fileReference: '医办〔2026〕9号' })
    const { charters } = await app.play(small.manager, council, { consortiumId: small.consortiumId })
    expect(charters.map(charter => [charter.version, charter.inForce])).toEqual([
      [2, false],
      [1, true],
    ])
  })

  it('NET-79 a charter tells the meeting that adopted it to its institutions only', async () => {
    const of = async (actor: typeof small.manager) =>
      (await app.play(actor, council, { consortiumId: small.consortiumId })).charters.at(-1)
    expect(await of(small.manager)).toMatchObject({ meetingId: expect.any(String), meetingTitle: '十一月例会' })
    expect(await of(staffActor(small.otherCentreId, ['centre_manager']))).toMatchObject({
      title: '医联体章程',
      meetingId: null,
      meetingTitle: null,
    })
  })

  it('NET-83 one chair at a time, each person once, and the bench follows from the house', async () => {
    const seat = (more: Partial<InputOf<typeof giveSeat>>) =>
      app.play(small.manager, giveSeat, {
        consortiumId: small.consortiumId,
        post: 'member',
        validFrom: '2026-01-01',
        ...more,
      })
    const chair = await seat({ staffId: leaderId, post: 'chair' })
    await expect(seat({ staffId: doctorId, post: 'chair' })).rejects.toMatchObject({ code: 'network.second_chair' })
    await seat({ staffId: doctorId })
    await expect(seat({ staffId: doctorId })).rejects.toMatchObject({ code: 'network.seat_twice' })
    await expect(seat({ name: '王某' })).rejects.toMatchObject({ code: 'network.councillor_needed' })
    await seat({ name: '王某', organisation: '区卫健局' })
    const answer = await app.play(small.centreManager, council, { consortiumId: small.consortiumId })
    expect(answer).toMatchObject({ seatCount: 3, grassRootsCount: 1, mayManage: false })
    expect(answer.seats.map(({ post, bench }) => [post, bench])).toEqual([
      ['chair', 'head'],
      ['member', 'grass_roots'],
      ['member', 'outside'],
    ])
    await app.play(small.manager, endSeat, { seatId: chair.seatId, validUntil: '2026-11-20', reason: '届满' })
    await seat({ staffId: leaderId, post: 'chair', validFrom: '2026-11-21' })
  })
})
