import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import {
  endAgreement,
  givePlaque,
  listAgreements,
  listPlaques,
  noteServiceActivity,
  removePlaque,
  renewAgreement,
  signAgreement,
} from '../contract-agreements.ts'
import {
  calendar,
  listMonthFacts,
  listPartsOfDay,
  listRoles,
  lockMonthFacts,
  recordMonthFact,
  setCalendarDay,
  setPartOfDay,
} from '../contract-calendar.ts'
import { addMonthFact, calendarOf, noteActivity, partsOfDay } from '../public.ts'
import { enterInstitution, nextCode, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'
import { openRenewalLoop } from './renewal-reminder.ts'

let app: TestApp
let small: SmallConsortium
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
})
afterAll(() => app?.close())

const sign = (validUntil: string | null, more: object = {}) =>
  app.play(small.manager, signAgreement, {
    code: nextCode('XY'),
    kind: 'speciality_alliance',
    title: '演示协议',
    signedOn: '2026-01-01',
    validFrom: '2026-01-01',
    validUntil,
    parties: [
      { institutionId: small.headId, side: 'gives' },
      { institutionId: small.centreId, side: 'receives' },
    ],
    ...more,
  })
const loopOf = async (agreementId: string) =>
  (
    await app.admin.query(
      'select status, outcome, outcome_note, due_at, institution_id, owner_role from platform.loop where subject_id = $1',
      [agreementId],
    )
  ).rows
const remind = () => app.within(jobActor('network.open_renewal_loops'), ctx => openRenewalLoop(ctx))
const stateOf = async (agreementId: string) =>
  (await app.play(small.manager, listAgreements, {})).items.find(item => item.agreementId === agreementId)?.state

describe('agreements', () => {
  it('NET-7 a reminder opens once inside the window, is owned by the head, and closes when the agreement is renewed', async () => {
    const { agreementId } = await sign('2027-01-31')
    expect(await loopOf(agreementId)).toEqual([])
    expect(await stateOf(agreementId)).toBe('active')
    app.setNow('2026-12-03T01:00:00Z')
    expect(await stateOf(agreementId)).toBe('renewal_due')
    expect(await remind()).toBe(1)
    expect(await remind()).toBe(0)
    expect(await loopOf(agreementId)).toMatchObject([
      {
        status: 'open',
        institution_id: small.headId,
        owner_role: 'consortium_manager',
        due_at: new Date('2027-01-31T09:30:00Z'),
      },
    ])
    const early = app.play(small.manager, renewAgreement, {
      agreementId,
      code: nextCode('XY'),
      signedOn: '2026-12-03',
      validFrom: '2027-01-31',
    })
    await expect(early).rejects.toMatchObject({ code: 'network.renewal_too_early' })
    const renewed = await app.play(small.manager, renewAgreement, {
      agreementId,
      code: nextCode('XY'),
      signedOn: '2026-12-03',
      validFrom: '2027-02-01',
      validUntil: '2029-01-31',
    })
    expect(await loopOf(agreementId)).toMatchObject([{ status: 'closed', outcome: 'renewed' }])
    expect(await stateOf(renewed.agreementId)).toBe('upcoming')
    const twice = app.play(small.manager, renewAgreement, {
      agreementId,
      code: nextCode('XY'),
      signedOn: '2026-12-03',
      validFrom: '2027-02-01',
    })
    await expect(twice).rejects.toMatchObject({ code: 'network.already_renewed' })
    expect(await remind()).toBe(0)
    app.setNow('2026-11-21T01:00:00Z')
  })

  it('NET-7 an agreement signed late in its term is reminded of at once, and ending it closes the reminder with the reason', async () => {
    const { agreementId } = await sign('2026-12-31')
    expect(await loopOf(agreementId)).toMatchObject([{ status: 'open' }])
    await app.play(small.manager, endAgreement, { agreementId, endedOn: '2026-11-30', reason: '不再续签' })
    expect(await loopOf(agreementId)).toMatchObject([{ status: 'closed', outcome: 'ended', outcome_note: '不再续签' }])
    const again = app.play(small.manager, endAgreement, { agreementId, endedOn: '2026-11-30', reason: '再次' })
    await expect(again).rejects.toMatchObject({ code: 'network.agreement_ended' })
    expect(await remind()).toBe(0)
  })

  it('NET-7 a reminder lies with the head of the consortium although an outside hospital gives', async () => {
    const outsideId = await enterInstitution(app, { kind: 'A1' })
    const parties = [
      { institutionId: outsideId, side: 'gives' },
      { institutionId: small.centreId, side: 'receives' },
    ]
    const { agreementId } = await sign('2026-12-31', { parties })
    expect(await loopOf(agreementId)).toMatchObject([{ institution_id: small.headId, status: 'open' }])
  })

  it('NET-7 an agreement has two sides, each institution once, and one of them is managed by whoever enters it', async () => {
    const parties = (ids: readonly string[]) => ({
      parties: ids.map((institutionId, index) => ({ institutionId, side: index === 0 ? 'gives' : 'receives' })),
    })
    await expect(sign(null, parties([small.headId, small.headId]))).rejects.toMatchObject({
      code: 'network.party_twice',
    })
    const oneSide = { parties: [small.headId, small.centreId].map(institutionId => ({ institutionId, side: 'gives' })) }
    await expect(sign(null, oneSide)).rejects.toMatchObject({ code: 'network.one_side_only' })
    const others = await smallConsortium(app)
    await expect(sign(null, parties([others.headId, others.centreId]))).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
    await expect(sign('2025-12-31')).rejects.toMatchObject({ code: 'network.ends_before_start' })
  })
})

describe('plaques', () => {
  it('NET-8 activity wakes the plaques of the institution that promise the service; 90 days later they are dormant', async () => {
    const give = (services: ('outpatient' | 'teaching')[]) =>
      app.play(small.centreManager, givePlaque, {
        institutionId: small.centreId,
        code: nextCode('TP'),
        kind: 'alliance_unit',
        name: '皮肤病专科联盟（演示）',
        giver: '演示总医院',
        givenOn: '2026-01-01',
        services,
      })
    const [clinic, teaching] = [await give(['outpatient']), await give(['teaching'])]
    const states = async () => {
      const { items } = await app.play(small.manager, listPlaques, { institutionId: small.centreId })
      return [clinic, teaching].map(plaque => items.find(item => item.plaqueId === plaque.plaqueId)?.state)
    }
    expect(await states()).toEqual(['dormant', 'dormant'])
    const note = (on: string) =>
      app.within(jobActor('test'), ctx =>
        noteActivity(ctx, { institutionId: small.centreId, kind: 'outpatient', on, speciality: '皮肤科' }),
      )
    await app.within(jobActor('test'), ctx =>
      noteActivity(ctx, { institutionId: small.centreId, kind: 'outpatient', on: '2026-11-20', speciality: '骨科' }),
    )
    expect(await states()).toEqual(['dormant', 'dormant'])
    await note('2026-11-20')
    await note('2026-11-20')
    expect(await states()).toEqual(['active', 'dormant'])
    app.setNow('2027-02-18T01:00:00Z')
    expect(await states()).toEqual(['dormant', 'dormant'])
    app.setNow('2026-11-21T01:00:00Z')
    await app.play(small.centreManager, noteServiceActivity, {
      plaqueId: teaching.plaqueId,
      service: 'teaching',
      on: '2026-11-01',
    })
    expect(await states()).toEqual(['active', 'active'])
    const wrong = app.play(small.centreManager, noteServiceActivity, {
      plaqueId: teaching.plaqueId,
      service: 'tcm',
      on: '2026-11-01',
    })
    await expect(wrong).rejects.toMatchObject({ code: 'network.service_not_promised' })
    const future = app.play(small.centreManager, noteServiceActivity, {
      plaqueId: teaching.plaqueId,
      service: 'teaching',
      on: '2026-11-22',
    })
    await expect(future).rejects.toMatchObject({ code: 'network.activity_in_the_future' })
    await app.play(small.centreManager, removePlaque, { plaqueId: teaching.plaqueId, removedOn: '2026-11-21' })
    expect(await states()).toEqual(['active', 'removed'])
  })
})

it('NET-8 a clinic wakes only the plaque that names its speciality, or a general one whose giver sent somebody', async () => {
  const give = async (name: string) =>
    (
      await app.play(small.centreManager, givePlaque, {
        institutionId: small.centreId,
        code: nextCode('TP'),
        kind: 'alliance_unit',
        name,
        giver: '演示总医院',
        giverInstitutionId: small.headId,
        givenOn: '2026-01-01',
        services: ['outpatient'],
      })
    ).plaqueId
  const [kidney, house] = [await give('慢性肾脏病筛查点（演示）'), await give('总医院联合体成员单位（演示）')]
  const awake = async () => {
    const { items } = await app.play(small.manager, listPlaques, { institutionId: small.centreId })
    return [kidney, house].map(id => items.find(item => item.plaqueId === id)?.lastActivityOn ?? null)
  }
  const note = (on: string, speciality: string, cameFrom: readonly string[]) =>
    app.within(jobActor('test'), ctx =>
      noteActivity(ctx, { institutionId: small.centreId, kind: 'outpatient', on, speciality, cameFrom }),
    )
  await note('2026-11-18', '骨科', [small.centreId])
  expect(await awake()).toEqual([null, null])
  await note('2026-11-19', '骨科', [small.headId])
  expect(await awake()).toEqual([null, '2026-11-19'])
  await note('2026-11-20', '肾脏内科', [small.centreId])
  expect(await awake()).toEqual(['2026-11-20', '2026-11-19'])
})

describe('calendar, parts of the day, month facts', () => {
  it('NET-9 knows the holidays and make-up work-days of 2026, and of 2027 only statutory days, as provisional', async () => {
    const { days } = await app.play(small.centreManager, calendar, { from: '2026-02-13', to: '2026-02-28' })
    expect(days.map(day => day.kind[0]).join('')).toBe(`w${'w'}${'h'.repeat(9)}${'w'.repeat(5)}`)
    expect(days[1]).toMatchObject({ date: '2026-02-14', kind: 'work_day', provisional: false })
    expect(days.at(-1)).toMatchObject({ date: '2026-02-28', kind: 'work_day' })
    const year = await app.play(small.centreManager, calendar, { from: '2026-01-01', to: '2026-12-31' })
    expect([
      year.days.filter(day => day.kind === 'holiday').length,
      year.days.filter(day => day.kind === 'work_day').length,
    ]).toEqual([33, 6])
    const next = (await app.play(small.centreManager, calendar, { from: '2027-02-05', to: '2027-02-08' })).days
    expect(next.every(day => day.kind === 'holiday' && day.provisional)).toBe(true)
    await expect(
      app.play(small.centreManager, calendar, { from: '2026-01-01', to: '2027-12-31' }),
    ).rejects.toMatchObject({ code: 'network.period_too_long' })
  })

  it('NET-9 a region sets its own day, and the country keeps its entry', async () => {
    await app.play(small.manager, setCalendarDay, {
      date: '2026-10-01',
      kind: 'work',
      name: '保障门诊',
      source: '演示通知',
    })
    const byCentre = app.play(small.centreManager, setCalendarDay, {
      date: '2026-10-02',
      kind: 'work',
      name: 'x',
      source: 'x',
    })
    await expect(byCentre).rejects.toMatchObject({ code: 'platform.not_permitted' })
    const [day] = await app.within(jobActor('test'), ctx => calendarOf(ctx, '2026-10-01', '2026-10-01'))
    expect(day).toMatchObject({ kind: 'work', name: '保障门诊' })
    const stored = await app.admin.query(
      `select applies_to, kind from network.calendar_day where local_date = '2026-10-01' order by 1`,
    )
    expect(stored.rows).toEqual([
      { applies_to: 0, kind: 'holiday' },
      { applies_to: 310100, kind: 'work' },
    ])
    await expect(
      app.play(small.manager, setCalendarDay, { date: '2026-02-30', kind: 'work', name: 'x', source: 'x' }),
    ).rejects.toMatchObject({ code: 'network.no_such_day' })
  })

  it('NET-10 a centre sets its own evening and leaves the region alone', async () => {
    const evening = { part: 'evening', name: '夜门诊', startsAt: '18:00', endsAt: '21:00' } as const
    await app.play(small.centreManager, setPartOfDay, { ...evening, institutionId: small.centreId })
    await expect(app.play(small.centreManager, setPartOfDay, evening)).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
    await app.play(small.manager, setPartOfDay, { ...evening, name: '晚间', endsAt: '20:00' })
    const endOf = async (institutionId?: string) =>
      (await app.within(jobActor('test'), ctx => partsOfDay(ctx, institutionId))).find(part => part.key === 'evening')
        ?.endsAt
    expect([await endOf(small.centreId), await endOf(small.otherCentreId), await endOf()]).toEqual([
      '21:00',
      '20:00',
      '20:00',
    ])
    expect(
      (await app.play(small.centreManager, listPartsOfDay, { institutionId: small.centreId })).items.find(
        part => part.key === 'evening',
      )?.own,
    ).toBe(true)
    await expect(app.play(small.manager, setPartOfDay, { ...evening, endsAt: '17:00' })).rejects.toMatchObject({
      code: 'network.ends_before_start',
    })
  })

  it('NET-13 a figure may be corrected while it is a draft and not after it is locked', async () => {
    const fact = { institutionId: small.centreId, month: '2026-10', measure: 'visits.daily', source: 'typed' } as const
    const first = await app.play(small.centreManager, recordMonthFact, { ...fact, value: 98.3 })
    const second = await app.play(small.centreManager, recordMonthFact, { ...fact, value: 120 })
    expect(second).toEqual(first)
    await app.within(jobActor('booking.count'), ctx => addMonthFact(ctx, { ...fact, value: 118, source: 'system' }))
    const list = async () =>
      (await app.play(small.manager, listMonthFacts, { institutionId: small.centreId, month: '2026-10' })).items.map(
        item => [item.source, item.value, item.status],
      )
    expect(await list()).toEqual([
      ['system', 118, 'draft'],
      ['typed', 120, 'draft'],
    ])
    expect(
      await app.play(small.centreManager, lockMonthFacts, { institutionId: small.centreId, month: '2026-10' }),
    ).toEqual({ locked: 2 })
    await expect(app.play(small.centreManager, recordMonthFact, { ...fact, value: 1 })).rejects.toMatchObject({
      code: 'network.fact_locked',
    })
    expect(await list()).toEqual([
      ['system', 118, 'locked'],
      ['typed', 120, 'locked'],
    ])
    await expect(
      app.play(small.centreManager, recordMonthFact, { ...fact, institutionId: small.otherCentreId, value: 1 }),
    ).rejects.toMatchObject({ code: 'network.outside_reach' })
  })

  it('NET-12 the roles are listed with the three powers that no account may join', async () => {
    const { roles } = await app.play(staffActor(small.centreId, ['nurse']), listRoles, {})
    expect(roles.filter(role => role.separatePower).map(role => role.key)).toEqual([
      'auditor',
      'it_admin',
      'security_admin',
    ])
    expect(roles).toHaveLength(19)
  })
})
