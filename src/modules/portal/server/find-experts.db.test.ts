import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookingModule } from '#src/modules/booking/server/module.ts'
import { addOpenPool, addSession, setPool, withSeats } from '#src/modules/booking/testing/factories.ts'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { enterInstitution, enterStaff } from '#src/modules/network/testing/factories.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { createTestApp, publicActor, type TestApp } from '#src/platform/testing/app.ts'
import { clinicDetail, clinicList } from '../contract.ts'
import { findExperts } from '../contract-find.ts'
import { portalModule } from './module.ts'

let test: TestApp
let [near, far] = ['', '']
const ids: Record<string, RegionalId> = {}

beforeAll(async () => {
  test = await createTestApp({
    modules: [networkModule, recordsModule, deploymentModule, bookingModule, portalModule],
    now: '2026-11-21T02:00:00Z',
  })
  near = await enterInstitution(test, { code: 'SITE-1', name: '演示一中心', shortName: '一中心' })
  far = await enterInstitution(test, { code: 'SITE-2', name: '演示二中心', shortName: '二中心' })
  const bones = await enterStaff(test, near, { name: '欧阳望舒' })
  const skin = await enterStaff(test, near, { name: '单明月' })
  const add = async (
    key: string,
    institutionId: string,
    staffId: string,
    speciality: string,
    day: string,
    seats = 3,
  ) => {
    const input = { institutionId, staffId, speciality, day, bucketMinutes: 120 }
    ids[key] = (await addOpenPool(test, input, [0, seats, 0, 0])).sessionId
  }
  await add('bones-1', near, bones, '骨科', '2026-12-01')
  await add('bones-2', near, bones, '骨科', '2026-12-08')
  await add('bones-far', far, bones, '骨科', '2026-12-02')
  await add('skin', near, skin, '皮肤科', '2026-11-25')
}, 120_000)
afterAll(async () => test?.close())

const find = (input: Parameters<typeof test.play<typeof findExperts>>[2] = {}) =>
  test.play(publicActor, findExperts, input)
const sessionsOf = (answer: Awaited<ReturnType<typeof find>>) =>
  answer.cards.map(card => card.clinics.map(clinic => clinic.sessionId))

describe('activities', () => {
  it('PORT-40 are a list of their own with theme, place, who takes part and filing number, and a full one leads to the others', async () => {
    const free = await addSession(test.admin, {
      institutionId: near,
      kind: 'free_clinic',
      day: '2026-12-05',
      capacity: 40,
    })
    const talk = await addSession(test.admin, { institutionId: far, kind: 'lecture', day: '2026-12-03', capacity: 30 })
    await test.admin.query(
      `update deployment.session set published_at = '2026-11-20T00:00:00Z', theme = '家门口联合义诊', place_text = '中心广场', taking_part = '骨科、心内科',
         filing_number = '演示义备1号' where session_id = $1`,
      [free.slice(7)],
    )
    await test.admin.query(
      `update deployment.session set published_at = '2026-11-20T00:00:00Z' where session_id = $1`,
      [talk.slice(7)],
    )
    await withSeats(test, free, talk)
    const listed = await test.play(publicActor, clinicList, { activities: true })
    expect(listed.clinics.map(one => [one.sessionId, one.state, one.seatsLeft])).toEqual([
      [talk, 'open', 30],
      [free, 'open', 40],
    ])
    expect(listed.clinics[1]).toMatchObject({
      title: '家门口联合义诊',
      placeText: '中心广场',
      takingPart: '骨科、心内科',
      filingNumber: '演示义备1号',
    })
    expect(listed.clinics[0]).not.toHaveProperty('placeText')
    await setPool(test.admin, talk, { quota: [0, 0, 0, 0] })
    const full = await test.play(publicActor, clinicDetail, { sessionId: talk })
    expect(full.clinic.state).toBe('full')
    expect(full.others.map(other => other.sessionId)).toEqual([free])
    await test.admin.query(
      `update deployment.session set status = 'draft', published_at = null where session_id = any ($1)`,
      [[free.slice(7), talk.slice(7)]],
    )
  })
})

describe('who comes', () => {
  it('PORT-32 is shown once for each place with all dates, the nearest date first', async () => {
    const answer = await find()
    expect(sessionsOf(answer)).toEqual([[ids.skin], [ids['bones-1'], ids['bones-2']], [ids['bones-far']]])
    expect(answer.total).toBe(3)
    expect(answer.people).toHaveLength(2)
    expect(sessionsOf(await find({ dates: 1 }))[1]).toEqual([ids['bones-1']])
    expect((await find({ dates: 1 })).cards[1]?.more).toBe(1)
  })

  it('PORT-32 whatever is chosen, the other choices are still offered', async () => {
    const answer = await find({ institutionId: near, from: '2026-11-25', to: '2026-11-25' })
    expect(sessionsOf(answer)).toEqual([[ids.skin]])
    expect(answer.places.map(place => place.institutionId).sort()).toEqual([near, far].sort())
    expect(answer.days.map(day => day.date)).toEqual(['2026-11-25', '2026-12-01', '2026-12-08'])
    expect(answer.specialities.map(one => one.name)).toEqual(['骨科', '皮肤科'])
    const limited = await find({ limit: 1 })
    expect([limited.cards.length, limited.total, limited.people.length]).toEqual([1, 3, 1])
    await expect(find({ from: '2026-12-01', to: '2027-03-01' })).rejects.toMatchObject({
      code: 'portal.period_too_long',
    })
  })

  it('PORT-31 is found by what hurts, in Chinese and English, and says how the words were understood', async () => {
    const answer = await find({ words: '腰疼' })
    expect(sessionsOf(answer).flat()).toHaveLength(3)
    expect(answer.understood?.specialities[0]).toBe('orthopaedics')
    expect(answer.understood?.urgent).toBe(false)
    expect(sessionsOf(await find({ words: 'itching' }))).toEqual([[ids.skin]])
    const nothing = await find({ words: '胸痛' })
    expect([nothing.total, nothing.understood?.urgent]).toEqual([0, true])
    expect((await find({ words: '演示二中心' })).understood).toBeNull()
  })

  it('PORT-3 is found by pinyin and initials, in both lists', async () => {
    for (const words of ['ouyangwangshu', 'OuYang', 'oyws', 'oy']) expect((await find({ words })).total, words).toBe(2)
    expect(sessionsOf(await find({ words: 'shan' }))).toEqual([[ids.skin]])
    expect((await test.play(publicActor, clinicList, { words: 'oyws' })).clinics).toHaveLength(3)
  })
})
