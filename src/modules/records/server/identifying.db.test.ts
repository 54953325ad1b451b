import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import {
  confirmPhone,
  contractedResidents,
  findResident,
  openResident,
  registerResident,
  residentSummary,
} from '../contract.ts'
import { listAccessEntries, residentQr } from '../contract-family.ts'
import {
  breakGlass,
  identifyByCard,
  identifyByQr,
  identifyBySmsCode,
  readDemoCard,
  sendIdentityCode,
} from '../contract-identify.ts'
import {
  addCardBridge,
  cardBridges,
  endCardBridge,
  institutionAccess,
  openingsToReview,
  reviewOpening,
} from '../contract-review.ts'
import { grantContract, newestCode, numberOf, personInput } from '../testing/factories.ts'
import { createWorld, type RecordsWorld, readCard } from '../testing/world.ts'
import { signCard } from './card-proof.ts'

let world: RecordsWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const register = async (sequence: number, actor = world.desk, name = '张小明') =>
  (await world.play(actor, registerResident, personInput(sequence, { name }))).resident.residentId
const open = (actor: Parameters<RecordsWorld['play']>[0], residentId: string) =>
  codeOf(world.play(actor, openResident, { residentId, purpose: 'care' }))

describe('cards', () => {
  test('REC-10 a read card opens the record of the person it belongs to, for the day and thirty days', async () => {
    const residentId = await register(1)
    expect(await open(world.stranger, residentId)).toBe('records.no_relationship')
    const identified = await readCard(world, world.stranger, residentId)
    expect(identified).toMatchObject({
      outcome: 'identified',
      isNew: false,
      needsPhone: false,
      needsGuardian: false,
      resident: { identityStatus: 'card' },
      validUntil: '2026-12-21T16:00:00.000Z',
    })
    expect(await open(world.stranger, residentId)).toBe('done')
  })

  test('REC-10 a card nobody knows registers its person; a child’s card waits for the guardian', async () => {
    const { proof, card } = await world.play(world.desk, readDemoCard, { sample: 1 })
    const identified = await world.play(world.desk, identifyByCard, { proof })
    expect(identified).toMatchObject({
      outcome: 'identified',
      isNew: true,
      needsPhone: true,
      resident: { name: card.name, identityStatus: 'card' },
    })
    const child = await world.play(world.desk, readDemoCard, { sample: 3 })
    const asked = await world.play(world.desk, identifyByCard, { proof: child.proof })
    expect(asked).toEqual({ outcome: 'guardian_needed', card: child.card })
    const { name, identityType, number } = child.card
    const registered = await world.play(world.desk, registerResident, {
      name,
      identityType,
      identityNumber: number,
      cardProof: child.proof,
      guardian: { name: '解大明', relation: 'parent', proof: 'household_book', phone: '13900000077' },
    })
    expect(registered.resident).toMatchObject({ name, identityStatus: 'card' })
    expect(await open(world.desk, registered.resident.residentId)).toBe('done')
  })

  test('REC-10 a proof counts once, for two minutes, at the bridge’s own institution, and unchanged', async () => {
    const residentId = await register(2)
    const read = () => world.play(world.desk, readDemoCard, { residentId })
    const once = await read()
    await world.play(world.desk, identifyByCard, { proof: once.proof })
    expect(await codeOf(world.play(world.desk, identifyByCard, { proof: once.proof }))).toBe('records.proof_used')
    expect(await codeOf(world.play(world.stranger, identifyByCard, { proof: (await read()).proof }))).toBe(
      'records.proof_not_valid',
    )
    const [head, body, mac] = (await read()).proof.split('.') as [string, string, string]
    const forged = Buffer.from(body, 'base64url').toString().replace('张小明', '李小明')
    for (const proof of [
      `${head}.${Buffer.from(forged).toString('base64url')}.${mac}`,
      `${head}.${body}.AAAA`,
      `${head}.${body}`,
      'DSC1.e30.x',
      'nonsense',
      `${head}.!!!.${mac}`,
    ])
      expect(await codeOf(world.play(world.desk, identifyByCard, { proof })), proof).toBe('records.proof_not_valid')
    const late = await read()
    world.setNow('2026-11-21T01:30:00Z')
    expect(await codeOf(world.play(world.desk, identifyByCard, { proof: late.proof }))).toBe('records.proof_expired')
  })

  test('REC-10 a bridge with its own key is believed until it is ended', async () => {
    const admin = staffActor(world.centre, ['it_admin'])
    const key = 'ab'.repeat(32)
    const { bridgeId } = await world.play(admin, addCardBridge, { name: '一号窗口', key })
    const card = {
      identityType: 'id_card',
      number: numberOf('1970-05-05', 31),
      name: '王读卡',
      sex: 'male',
      birthDate: '1970-05-05',
      address: null,
    } as const
    const sign = () => signCard(key, { bridgeId, nonce: newUuid(), at: world.app.clock.now().toISOString(), card })
    expect(await world.play(world.desk, identifyByCard, { proof: sign() })).toMatchObject({
      isNew: true,
      resident: { name: '王读卡' },
    })
    const { bridges } = await world.play(admin, cardBridges, {})
    expect(bridges.map(bridge => bridge.name)).toContain('一号窗口')
    expect(JSON.stringify(bridges)).not.toContain(key)
    expect(await codeOf(world.play(admin, addCardBridge, { name: '一号窗口', key }))).toBe('records.bridge_name_taken')
    await world.play(admin, endCardBridge, { bridgeId })
    expect(await codeOf(world.play(world.desk, identifyByCard, { proof: sign() }))).toBe('records.proof_not_valid')
  })

  test('REC-12 what the card says replaces what was typed, and a phone given on a phone is asked about', async () => {
    const residentId = await register(3, world.desk, '张晓明')
    const { rows } = await world.admin.query(
      'update records.resident set phone_to_confirm = true, self_account = $2 where resident_id = $1 returning name',
      [residentId.slice(7), newUuid()],
    )
    expect(rows).toEqual([{ name: '张晓明' }])
    const { bridgeId } = await world.play(staffActor(world.centre, ['it_admin']), addCardBridge, {
      name: '二号窗口',
      key: 'cd'.repeat(32),
    })
    const number = personInput(3).identityNumber as string
    const proof = signCard('cd'.repeat(32), {
      bridgeId,
      nonce: newUuid(),
      at: world.app.clock.now().toISOString(),
      card: {
        identityType: 'id_card',
        number,
        name: '张小明',
        sex: 'male',
        birthDate: '1956-03-08',
        address: '身份证地址',
      },
    })
    const identified = await world.play(world.desk, identifyByCard, { proof })
    expect(identified).toMatchObject({
      resident: { name: '张小明', identityStatus: 'card' },
      phoneToConfirm: '138****0003',
    })
    await world.play(world.desk, confirmPhone, { residentId, isRight: false })
    const after = await world.play(world.desk, openResident, { residentId, purpose: 'desk' })
    expect(after).toMatchObject({ phone: null, address: '演示路 1 号' })
    expect(
      (
        await world.admin.query('select self_account, phone_to_confirm from records.resident where resident_id = $1', [
          residentId.slice(7),
        ])
      ).rows,
    ).toEqual([{ self_account: null, phone_to_confirm: false }])
    expect((await world.play(world.desk, findResident, { text: '张小明' })).rows.map(row => row.residentId)).toContain(
      residentId,
    )
  })
})

test('REC-12 a wrong phone is put right at the desk at once, whoever used the old one is that person no longer, and a wrong form changes nothing', async () => {
  const residentId = await register(60)
  const unread = world.play(world.desk, confirmPhone, { residentId, isRight: false, phone: null })
  expect(await codeOf(unread)).toBe('records.identity_scope_only')
  await readCard(world, world.desk, residentId)
  const phoneOf = async () => (await world.play(world.desk, openResident, { residentId, purpose: 'desk' })).phone
  const before = await phoneOf()
  const wrong = world.play(world.desk, confirmPhone, { residentId, isRight: false, phone: '12345' })
  expect(await codeOf(wrong)).toBe('records.phone_wrong_format')
  expect(await phoneOf()).toBe(before)
  const { resident } = await world.play(world.desk, confirmPhone, {
    residentId,
    isRight: false,
    phone: '138 0000 7777',
  })
  expect(resident.maskedPhone).toBe('138****7777')
  expect(await phoneOf()).toBe('13800007777')
  await world.play(world.desk, confirmPhone, { residentId, isRight: true, phone: '13900000000' })
  expect(await phoneOf()).toBe('13800007777')
  await world.play(world.desk, confirmPhone, { residentId, isRight: false, phone: null })
  expect(await phoneOf()).toBeNull()
})

describe('codes', () => {
  test('REC-10 a code from the registered phone opens the record; five wrong ones end it', async () => {
    const residentId = await register(4)
    const sent = await world.play(world.stranger, sendIdentityCode, { residentId })
    expect(sent.maskedPhone).toBe('138****0004')
    const code = await newestCode(world, 'records.identity_code')
    const wrong = code === '000000' ? '000001' : '000000'
    const attempt = (given: string) => world.play(world.stranger, identifyBySmsCode, { residentId, code: given })
    for (const triesLeft of [4, 3, 2, 1]) expect(await attempt(wrong)).toEqual({ outcome: 'wrong_code', triesLeft })
    expect(await codeOf(world.play(world.desk, identifyBySmsCode, { residentId, code }))).toBe('records.no_code_sent')
    expect(await attempt(wrong)).toEqual({ outcome: 'wrong_code', triesLeft: 0 })
    expect(await codeOf(attempt(code))).toBe('records.no_code_sent')
    await world.play(world.stranger, sendIdentityCode, { residentId })
    expect(await attempt(await newestCode(world, 'records.identity_code'))).toMatchObject({
      outcome: 'identified',
      resident: { residentId },
    })
    expect(await open(world.stranger, residentId)).toBe('done')
  })

  test('REC-10 a code is good for ten minutes, and only five an hour are sent', async () => {
    const residentId = await register(5)
    world.setNow('2026-11-21T04:00:00Z')
    await world.play(world.stranger, sendIdentityCode, { residentId })
    const code = await newestCode(world, 'records.identity_code')
    world.setNow('2026-11-21T04:10:05Z')
    expect(await codeOf(world.play(world.stranger, identifyBySmsCode, { residentId, code }))).toBe(
      'records.no_code_sent',
    )
    for (let round = 0; round < 4; round += 1) await world.play(world.stranger, sendIdentityCode, { residentId })
    expect(await codeOf(world.play(world.stranger, sendIdentityCode, { residentId }))).toBe(
      'records.code_sent_too_often',
    )
    expect(
      await codeOf(
        world.play(world.stranger, sendIdentityCode, { residentId: '310100-00000000-0000-7000-8000-000000000000' }),
      ),
    ).toBe('records.phone_missing')
  })

  test('REC-10 the code on the resident’s phone opens the record once, for two minutes, and can’t be forged', async () => {
    const residentId = await register(6)
    const phone = residentActor([residentId])
    world.setNow('2026-11-21T05:00:00Z')
    const { token } = await world.play(phone, residentQr, { residentId })
    expect(
      await codeOf(
        world.play(world.stranger, identifyByQr, { token: token.replace(/.$/, last => (last === '0' ? '1' : '0')) }),
      ),
    ).toBe('records.proof_not_valid')
    expect(await world.play(world.stranger, identifyByQr, { token })).toMatchObject({
      outcome: 'identified',
      resident: { residentId },
    })
    expect(await codeOf(world.play(world.desk, identifyByQr, { token }))).toBe('records.proof_used')
    const late = await world.play(phone, residentQr, { residentId })
    world.setNow('2026-11-21T05:02:01Z')
    expect(await codeOf(world.play(world.stranger, identifyByQr, { token: late.token }))).toBe('records.proof_expired')
    expect(await codeOf(world.play(residentActor([]), residentQr, { residentId }))).toBe('platform.not_your_resident')
  })
})

describe('emergencies', () => {
  test('REC-13 an emergency opens a record with a reason, three a day, is told, shown to the resident and reviewed', async () => {
    world.setNow('2026-11-22T01:00:00Z')
    const [first, second, third, fourth] = [await register(7), await register(8), await register(9), await register(10)]
    const doctor = { ...world.stranger, accountId: newUuid() }
    const glass = (residentId: string, reason = '昏迷送诊，家属不在场') =>
      world.play(doctor, breakGlass, { residentId, reason })
    expect(await codeOf(glass(first, '急'))).toBe('platform.invalid_input')
    expect(await glass(first)).toMatchObject({ usedToday: 1, limitPerDay: 3 })
    expect(await open(doctor, first)).toBe('done')
    expect(await open({ ...doctor, accountId: newUuid() }, first)).toBe('records.no_relationship')
    const entries = await world.play(residentActor([first]), listAccessEntries, { residentId: first })
    expect(entries.entries[0]).toMatchObject({
      ground: 'break_glass',
      reason: '昏迷送诊，家属不在场',
      institutionName: '演示二中心',
    })
    await glass(second)
    const atOnce = await Promise.all([third, fourth].map(residentId => codeOf(glass(residentId))))
    expect(atOnce.sort()).toEqual(['done', 'records.break_glass_limit'])
    world.setNow('2026-11-23T01:05:00Z')
    expect(await open(doctor, first)).toBe('records.no_relationship')
    expect(await glass(fourth)).toMatchObject({ usedToday: 1 })
    const manager = staffActor(world.otherCentre, ['centre_manager'])
    const { openings } = await world.play(manager, openingsToReview, {})
    const emergency = openings.find(opening => opening.kind === 'break_glass' && opening.residentId === fourth)
    if (!emergency) throw new Error('not listed')
    world.setNow('2026-11-23T01:10:00Z')
    await world.play(manager, reviewOpening, {
      id: emergency.id,
      kind: 'break_glass',
      outcome: 'not_in_order',
      note: '无急诊指征',
    })
    expect(await open(doctor, fourth)).toBe('records.no_relationship')
    expect(
      await codeOf(
        world.play(world.manager, reviewOpening, { id: emergency.id, kind: 'break_glass', outcome: 'in_order' }),
      ),
    ).toBe('records.opening_unknown')
  })

  test('REC-7 the auditor of an institution sees what was opened from there, and nothing of others', async () => {
    const auditor = staffActor(world.otherCentre, ['auditor'])
    const seen = await world.play(auditor, institutionAccess, { breakGlassOnly: true })
    expect(seen.entries.length).toBeGreaterThan(0)
    expect(seen.entries.every(entry => entry.ground === 'break_glass' && entry.institutionName === '演示二中心')).toBe(
      true,
    )
    const elsewhere = await world.play(staffActor(world.centre, ['auditor']), institutionAccess, {
      breakGlassOnly: true,
    })
    expect(elsewhere.entries).toEqual([])
  })
})

describe('contracted residents', () => {
  test('REC-15 a panel lists live contracts of the visible institution, mine or all, by name, page after page', async () => {
    const residents = await Promise.all(
      ['陈一', '陈二', '李三', '王四'].map((name, index) => register(40 + index, world.desk, name)),
    )
    const doctor = staffActor(world.centre, ['gp'], { staffId: newUuid() })
    await world.within(doctor, async ctx => {
      for (const [index, residentId] of residents.entries())
        await grantContract(ctx, {
          residentId,
          institutionId: world.centre,
          number: `C${index}`,
          staffId: index < 3 ? doctor.staffId : null,
          ...(index === 2 ? { until: new Date(ctx.now.getTime() + 3_600_000) } : {}),
        })
    })
    const list = (input: { mine?: boolean; text?: string; after?: string; limit?: number } = {}, actor = doctor) =>
      world.play(actor, contractedResidents, input)
    expect(await list()).toMatchObject({ total: 4 })
    expect((await list({ mine: true })).residents.map(resident => resident.name).sort()).toEqual(
      ['李三', '陈一', '陈二'].sort(),
    )
    expect((await list({ text: '陈' })).total).toBe(2)
    expect((await list({ text: 'ws' })).residents.map(resident => resident.name)).toEqual(['王四'])
    const first = await list({ limit: 3 })
    const rest = await list({ limit: 3, after: first.next as string })
    expect(new Set([...first.residents, ...rest.residents].map(resident => resident.residentId)).size).toBe(4)
    expect(rest.next).toBeNull()
    expect(await list({}, world.stranger)).toMatchObject({ total: 0, residents: [] })
    world.setNow('2026-11-23T03:00:00Z')
    expect((await list()).total).toBe(3)
    const summary = await world.play(doctor, residentSummary, { residentId: residents[0] as string })
    expect(summary).toMatchObject({ mayOpen: true, resident: { name: '陈一' } })
  })
})
