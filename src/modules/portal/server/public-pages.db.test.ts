import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookingModule } from '#src/modules/booking/server/module.ts'
import { addOpenPool, addSession, setPool, withSeats } from '#src/modules/booking/testing/factories.ts'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { enterInstitution, enterStaff } from '#src/modules/network/testing/factories.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { createTestApp, publicActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { clinicDetail, clinicList, places } from '../contract.ts'
import { certificatePage } from './certificate-page.ts'
import { portalModule } from './module.ts'
import { monthPage } from './month-page.ts'
import { placePage } from './place-page.ts'
import { regionPage } from './region-page.ts'

const now = '2026-11-21T02:00:00Z'
const soon = new Date('2026-11-24T23:00:00Z')
const long = new Date('2026-11-01T00:00:00Z')

let test: TestApp
let site = ''
let expert = ''
let open: RegionalId
let full: RegionalId
let later: RegionalId
let walkIn: RegionalId

beforeAll(async () => {
  test = await createTestApp({
    modules: [networkModule, recordsModule, deploymentModule, bookingModule, portalModule],
    now,
  })
  site = await enterInstitution(test, { code: 'SITE-1', name: '演示中心<b>', shortName: '演示', phone: '021-00000001' })
  expert = await enterStaff(test, site, { name: '演示李望舒', bio: '膝关节与腰椎' })
  const common = { institutionId: site, staffId: expert, speciality: '骨科', bucketMinutes: 120 }
  open = (await addOpenPool(test, { ...common, day: '2026-12-02' }, [0, 3, 0, 0])).sessionId
  full = (await addOpenPool(test, { ...common, day: '2026-12-01' }, [2, 0, 0, 0])).sessionId
  later = (await addOpenPool(test, { ...common, day: '2026-12-03', speciality: '皮肤科' }, [0, 5, 0, 0])).sessionId
  await setPool(test.admin, later, { quota: [0, 5, 0, 0], opensAt: [long, soon, soon, soon] })
  walkIn = await addSession(test.admin, { ...common, day: '2026-12-04', capacity: 0 })
  await withSeats(test, walkIn)
  await test.admin.query(
    `update booking.slot_pool set opens_at = array[$2, null, $2, $2]::timestamptz[] where session_id = $1`,
    [full.slice(7), long],
  )
}, 120_000)
afterAll(async () => test?.close())

const list = (input: Parameters<typeof test.play<typeof clinicList>>[2] = {}) =>
  test.play(publicActor, clinicList, input)
const render = (
  page: typeof monthPage,
  params: Record<string, string>,
  query: Record<string, string>,
  language = 'zh-CN',
) => test.within(publicActor, ctx => page.render(ctx, { params, query, language }))

describe('clinics for everyone', () => {
  it('PORT-1 says of each clinic whether a stranger could book it now, and why not', async () => {
    const { clinics } = await list()
    const states = Object.fromEntries(clinics.map(clinic => [clinic.sessionId, clinic.state]))
    expect(states[open]).toBe('open')
    expect(states[later]).toBe('not_yet')
    expect(states[full]).toBe('elsewhere')
    expect(states[walkIn]).toBe('elsewhere')
    expect(clinics.find(clinic => clinic.sessionId === open)?.seatsLeft).toBe(3)
    expect(clinics.find(clinic => clinic.sessionId === later)).toMatchObject({
      seatsLeft: 5,
      opensAt: soon.toISOString(),
    })
  })

  it('PORT-1 opens at the instant, without anything being run', async () => {
    test.setNow('2026-11-24T22:59:58Z')
    expect((await list({ speciality: '皮肤科' })).clinics[0]?.state).toBe('not_yet')
    test.setNow('2026-11-24T23:00:00Z')
    expect((await list({ speciality: '皮肤科' })).clinics[0]?.state).toBe('open')
    test.setNow(now)
  })

  it('PORT-2 refuses a period longer than two months', async () => {
    await expect(list({ from: '2026-12-01', to: '2027-03-01' })).rejects.toMatchObject({
      code: 'portal.period_too_long',
    })
  })

  it('PORT-3 finds by an everyday complaint', async () => {
    const found = await list({ words: '膝盖' })
    expect(found.clinics).toHaveLength(3)
    expect(found.people.map(person => person.name)).toEqual(['演示李望舒'])
    expect((await list({ words: '白内障' })).clinics).toEqual([])
    expect((await list({ words: '膝盖', speciality: '皮肤科' })).clinics).toEqual([])
  })

  it('PORT-14 sends only so many as asked for and says where the next page begins', async () => {
    const all = (await list()).clinics.map(clinic => clinic.sessionId)
    const first = await list({ limit: 3 })
    expect([first.clinics.map(clinic => clinic.sessionId), first.next]).toEqual([all.slice(0, 3), all[2]])
    const second = await list({ limit: 3, after: first.next as RegionalId })
    expect([second.clinics.map(clinic => clinic.sessionId), second.next]).toEqual([all.slice(3), null])
  })

  it('PORT-4 shows with a full clinic where else the same people have seats', async () => {
    const detail = await test.play(publicActor, clinicDetail, { sessionId: full })
    expect(detail.others.map(other => other.sessionId)).toEqual([open])
    expect(detail.people[0]).toMatchObject({ name: '演示李望舒', introduction: '膝关节与腰椎' })
  })

  it('PORT-4 does not know a draft', async () => {
    const draft = await addSession(test.admin, { institutionId: site, day: '2026-12-09' })
    await test.admin.query(
      `update deployment.session set status = 'draft', published_at = null where session_id = $1`,
      [draft.slice(7)],
    )
    await expect(test.play(publicActor, clinicDetail, { sessionId: draft })).rejects.toMatchObject({
      code: 'portal.clinic_unknown',
    })
    expect((await list()).clinics.some(clinic => clinic.sessionId === draft)).toBe(false)
  })

  it('PORT-10 finds the place of a screen by its code', async () => {
    expect((await test.play(publicActor, places, { code: 'SITE-1' })).places.map(place => place.institutionId)).toEqual(
      [site],
    )
    expect((await test.play(publicActor, places, { code: 'NONE' })).places).toEqual([])
    expect((await test.play(publicActor, places, {})).places[0]).toMatchObject({ institutionId: site, clinics: 4 })
  })
})

describe('the public month page', () => {
  it('PORT-6 shows the next month when this one has no clinic ahead, and any month that is asked for', async () => {
    expect((await render(monthPage, { institutionCode: 'SITE-1' }, {})).html).toContain('2026年12月')
    expect((await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-11' })).html).toContain(
      '2026年11月的安排还没有公布',
    )
    expect((await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-13"><script>' })).html).toContain(
      '2026年12月',
    )
  })

  it('PORT-6 is complete in both languages, without script', async () => {
    const zh = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-12' })).html
    const en = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-12' }, 'en')).html
    expect(zh).toContain('演示李望舒')
    expect(zh).toContain('余 3')
    expect(zh).toContain('11月25日 07:00 开放')
    expect(en).toContain('3 left')
    expect(en).toContain('<html lang="en">')
    for (const page of [zh, en]) {
      expect(page).not.toContain('<script')
      expect(page).not.toMatch(/portal\.[a-z]/)
      expect(page).toContain(`/m/clinic/${open}`)
    }
  })

  it('PORT-6 lists the places of the region, and says of an unknown code that it is unknown', async () => {
    const region = (await render(regionPage, {}, {})).html
    expect(region).toContain('/month/SITE-1?month=2026-12&amp;region=310100')
    const unknown = await render(monthPage, { institutionCode: 'NO<b>' }, {})
    expect(unknown.status).toBe(404)
    expect(unknown.html).toContain('NO&lt;b&gt;')
  })

  it('PORT-11 the sheet leads back to the phone page by address, code and telephone, and prints no seats', async () => {
    const sheet = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-12' })).html
    expect(sheet).not.toContain('<svg viewBox="-4')
    const origin = 'http://192.168.1.20:8080'
    const { html } = await test.within(publicActor, ctx =>
      monthPage.render(ctx, {
        params: { institutionCode: 'SITE-1' },
        query: { month: '2026-12' },
        language: 'zh-CN',
        origin,
      }),
    )
    expect(html).toContain(`${origin}/m/`)
    expect(html).toContain('<svg viewBox="-4')
    expect(html).toMatch(/<td class="seats screen">余 3/)
  })

  it('PORT-11 a phone sees one department by a link, and books only what is open', async () => {
    const all = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-12' })).html
    expect(all).toContain(`department=${encodeURIComponent('皮肤科')}`)
    expect(all).not.toContain(`/m/clinic/${later}`)
    const one = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-12', department: '皮肤科' }))
      .html
    expect(one).not.toContain(`/m/clinic/${open}`)
    expect(one.match(/<td class="time">/g)).toHaveLength(1)
    expect((await list({ openOnly: true })).clinics.map(clinic => clinic.sessionId)).toEqual([open])
  })

  it('PORT-47 PORT-48 an activity says its own place and that it is free; a department is offered once', async () => {
    const common = { institutionId: site, staffId: expert, speciality: '骨', bucketMinutes: 120 }
    const lecture = await addSession(test.admin, { ...common, day: '2027-02-02', kind: 'lecture' })
    await addSession(test.admin, { ...common, day: '2027-02-03', speciality: '骨科' })
    await addSession(test.admin, { ...common, day: '2027-02-04', speciality: '皮肤科' })
    await test.admin.query(
      `update deployment.session set theme = '护好膝关节', place_text = '居委会二楼', fee_fen = null where session_id = $1`,
      [lecture.slice(7)],
    )
    const page = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2027-02' })).html
    const row = page.split('<tr').find(part => part.includes('护好膝关节')) ?? ''
    expect(row).toContain('<td>居委会二楼</td>')
    expect(row).toContain('免费')
    expect(row).toContain('讲座')
    expect(row).not.toContain('膝关节与腰椎')
    expect(page.match(/aria-label="看哪一科">.*?<\/nav>/s)?.[0].match(/<a /g)).toHaveLength(3)
  })

  it('PORT-7 escapes names that hold markup', async () => {
    const page = (await render(monthPage, { institutionCode: 'SITE-1' }, { month: '2026-12' })).html
    expect(page).toContain('演示中心&lt;b&gt;')
    expect(page).not.toContain('演示中心<b>')
  })
})

describe('prices and certificates for everyone', () => {
  const price = async (item: Record<string, unknown>) => {
    const row: Record<string, unknown> = {
      fee_item_id: newUuid(),
      institution_id: site,
      unit: '次',
      times: 1,
      own_first_per_mille: 0,
      valid_from: '2026-01-01',
      source: '演示公示',
      demo: true,
      created_at: now,
      ...item,
    }
    const names = Object.keys(row)
    await test.admin.query(
      `insert into network.fee_item (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    )
  }
  const place = (query: Record<string, string> = {}, language = 'zh-CN') =>
    test.within(publicActor, ctx =>
      placePage.render(ctx, { params: { institutionCode: 'SITE-1' }, query, language, origin: '' }),
    )

  it('PORT-45 everyone reads whether insurance pays at a place, and today’s prices with what insurance leaves out', async () => {
    expect((await place()).html).toContain('医保情况还没有登记')
    expect((await place()).html).toContain('还没有公布价格')
    await price({ code: 'G1', kind: 'registration', name: '挂号', title_code: null, price_fen: 600 })
    await price({ code: 'T1', kind: 'treatment', name: '演示针刺<i>', price_fen: 4_550, own_first_per_mille: 100 })
    await price({ code: 'OLD', kind: 'treatment', name: '旧价目', price_fen: 100, valid_until: '2026-06-30' })
    await test.admin.query(
      `insert into network.insurance_designation (insurance_designation_id, institution_id, designated, valid_from, source, created_at)
       values ($1, $2, true, '2026-01-01', '演示', now())`,
      [newUuid(), site],
    )
    const { html } = await place()
    expect(html).toContain('医保定点机构')
    expect(html).toMatch(/¥6(\.00)? \/ 次/)
    expect(html).toContain('先自付 10%，其余进医保')
    expect(html).toContain('演示针刺&lt;i&gt;')
    expect(html).not.toContain('旧价目')
    expect(html).toContain('data-label="医保：">可报<')
    expect((await place({}, 'en')).html).toContain('Insurance is accepted here')
    const clinic = '510100-019aa000-0000-7000-8000-000000000001'
    const led = (await place({ clinic, large: '1' })).html
    expect(led).toContain('<html lang="zh-CN" class="large">')
    expect(led).toContain(`href="/m/clinic/${clinic}"`)
    const wrong = (await place({ clinic: '//elsewhere.example', large: 'x' })).html
    expect(wrong).not.toContain('elsewhere')
    expect(wrong).toContain('<html lang="zh-CN">')
    await test.admin.query(`update network.insurance_designation set designated = false where institution_id = $1`, [
      site,
    ])
    const own = (await place()).html
    expect(own).toContain('不是医保定点机构')
    expect(own).not.toContain('先自付')
  })

  it('PORT-46 whoever holds a certificate reads what was issued under its code, with the name masked, and that a wrong one is none', async () => {
    await test.admin.query(
      `insert into deployment.service_certificate (region_id, certificate_id, number, code, staff_id, institution_id, first_day, last_day,
         figures, issued_by, issued_at)
       values ($1, $2, 'JC-2026-0001', 'ABCD1234EFGH', $3, $4, '2026-01-01', '2026-10-31',
         '{"days": 41, "sessions": 40, "patients": 612, "rounds": 3, "taught": 9, "attended": 0, "operations": 2, "postingDays": 0}', 'test', $5)`,
      [testRegion, newUuid(), expert, site, now],
    )
    const check = (code: string) =>
      test.within(publicActor, ctx =>
        certificatePage.render(ctx, { params: {}, query: { code }, language: 'zh-CN', origin: '' }),
      )
    const { html } = await check('abcd-1234 efgh')
    for (const shown of ['这张证明是真的', 'JC-2026-0001', '612 人次', '41 天', '2026年10月31日'])
      expect(html).toContain(shown)
    expect(html).not.toContain('演示李望舒')
    const wrong = (await check('ABCD1234EFGX')).html
    expect(wrong).toContain('没有验证码为 ABCD1234EFGX 的证明')
    expect(wrong).not.toContain('这张证明是真的')
    expect((await check('<b>')).html).not.toContain('<b>')
    expect((await check('')).html).not.toContain('role="alert"')
  })
})
