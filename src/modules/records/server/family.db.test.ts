import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { residentAccountOfPhone } from '#src/platform/server/accounts.ts'
import type { ResidentActor } from '#src/platform/server/actor.ts'
import { residentsOf } from '#src/platform/server/sessions.ts'
import { residentActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { openResident, registerResident, updateResident } from '../contract.ts'
import {
  addChild,
  addProxy,
  askElder,
  confirmElder,
  endProxy,
  leaveProxy,
  linkMe,
  listAccessEntries,
  myProxies,
  myResidents,
  residentQr,
  updateMine,
} from '../contract-family.ts'
import { newestCode, numberOf, personInput } from '../testing/factories.ts'
import { createWorld, type RecordsWorld, readCard } from '../testing/world.ts'

let world: RecordsWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Signs a phone in: the actor as the session would make it now. */
const phoneOf = async (phone: string): Promise<ResidentActor> => {
  const { accountId } = await world.within(residentActor([]), ctx => residentAccountOfPhone(ctx, phone))
  const links = await world.within(residentActor([], { accountId }), ctx => residentsOf(ctx, accountId, ctx.regionId))
  return residentActor(
    links.map(link => link.residentId),
    { accountId },
  )
}

const me = (
  sequence: number,
  more: { readonly birthDate?: string; readonly name?: string; readonly phone?: string } = {},
) => ({
  name: more.name ?? '王自己',
  identityType: 'id_card' as const,
  identityNumber: numberOf(more.birthDate ?? '1980-06-06', sequence),
  phone: more.phone ?? `1360000${String(sequence).padStart(4, '0')}`,
})

const linked = async (sequence: number, more: Parameters<typeof me>[1] = {}) => {
  const input = me(sequence, more)
  await world.play(await phoneOf(input.phone), linkMe, input)
  return { input, phone: await phoneOf(input.phone) }
}

describe('a phone and its person', () => {
  test('REC-14 a phone nobody knows registers its person as typed, and is that person from then on', async () => {
    const { phone } = await linked(1)
    const { members } = await world.play(phone, myResidents, {})
    expect(members).toMatchObject([
      { relation: 'self', name: '王自己', identityStatus: 'typed', age: 46, maskedPhone: '136****0001' },
    ])
    expect(await codeOf(world.play(phone, linkMe, me(2, { phone: '13600000001' })))).toBe('records.already_linked')
  })

  test('REC-14 someone registered at a desk is linked when name, number and registered phone agree', async () => {
    const { resident } = await world.play(world.desk, registerResident, { ...personInput(3), ...me(3) })
    const { phone } = await linked(3)
    expect(phone.residents).toEqual([resident.residentId])
  })

  test('REC-14 everything else is one answer: bring your card, whatever it was that did not agree', async () => {
    await world.play(world.desk, registerResident, { ...personInput(4), ...me(4) })
    const otherPhone = await phoneOf('13611110004')
    const answers = [
      { phone: otherPhone, input: { ...me(4), phone: '13611110004' } },
      { phone: await phoneOf('13600000004'), input: { ...me(4), name: '王别人' } },
    ]
    for (const { phone, input } of answers)
      await expect(world.play(phone, linkMe, input)).rejects.toMatchObject({
        code: 'records.bring_your_card',
        details: {},
      })
    expect(await codeOf(world.play(otherPhone, linkMe, { ...me(5), phone: '13600000005' }))).toBe(
      'records.phone_not_signed_in',
    )
    expect((await phoneOf('13611110004')).residents).toEqual([])
  })

  test('REC-8 a child under 14 has no phone page of its own', async () => {
    expect(await codeOf(world.play(await phoneOf('13600000006'), linkMe, me(6, { birthDate: '2014-01-01' })))).toBe(
      'records.child_cannot_act_alone',
    )
  })

  test('REC-12 when the desk changes the registered phone, the old phone is that person no longer', async () => {
    const { phone } = await linked(7)
    const residentId = phone.residents[0] as string
    await readCard(world, world.desk, residentId)
    const { version } = await world.play(world.desk, openResident, { residentId, purpose: 'desk' })
    await world.play(world.desk, updateResident, { residentId, version, phone: '13699990007' })
    expect((await phoneOf('13600000007')).residents).toEqual([])
    const again = await phoneOf('13699990007')
    await world.play(again, linkMe, { ...me(7), phone: '13699990007' })
    expect((await phoneOf('13699990007')).residents).toEqual([residentId])
  })

  test('REC-12 insurance and address are changed on the phone, of oneself and one’s family only', async () => {
    const { phone } = await linked(8)
    const residentId = phone.residents[0] as string
    const { member } = await world.play(phone, updateMine, {
      residentId,
      insuranceType: 'employee',
      insuredPlace: '310112',
      address: '新住址',
    })
    expect(member).toMatchObject({ insuranceType: 'employee', insuredPlace: '310112' })
    expect(await codeOf(world.play(await phoneOf('13600000001'), updateMine, { residentId, address: '别处' }))).toBe(
      'platform.not_your_resident',
    )
    expect(await codeOf(world.play(phone, updateMine, { residentId, insuredPlace: '990000' }))).toBe(
      'records.insured_place_unknown',
    )
  })
})

describe('children', () => {
  test('REC-9 a parent adds an unregistered child and acts for it until it turns 14', async () => {
    const { phone } = await linked(11)
    const child = {
      name: '王小小',
      identityType: 'id_card' as const,
      identityNumber: numberOf('2019-05-05', 11),
      relation: 'parent' as const,
    }
    const { member } = await world.play(phone, addChild, child)
    expect(member).toMatchObject({ relation: 'parent', name: '王小小', age: 7, validUntil: '2033-05-04T16:00:00.000Z' })
    const family = await world.play(await phoneOf('13600000011'), myResidents, {})
    expect(family.members.map(found => found.relation)).toEqual(['self', 'parent'])
    const other = await linked(12)
    expect(await codeOf(world.play(other.phone, addChild, child))).toBe('records.bring_your_card')
    world.setNow('2033-05-04T16:00:01Z')
    expect((await phoneOf('13600000011')).residents).toHaveLength(1)
    world.setNow('2026-11-21T02:00:00Z')
  })

  test('REC-9 a newborn without a number is added by birth date; a grown child and a stranger’s phone are not', async () => {
    const { phone } = await linked(13)
    const { member } = await world.play(phone, addChild, {
      name: '王新生',
      identityType: 'none',
      birthDate: '2026-11-01',
      sex: 'female',
      relation: 'parent',
    })
    expect(member).toMatchObject({ age: 0, identityStatus: 'none', maskedNumber: null })
    expect(
      await codeOf(
        world.play(phone, addChild, {
          name: '王大',
          identityType: 'id_card',
          identityNumber: numberOf('2010-01-01', 13),
          relation: 'parent',
        }),
      ),
    ).toBe('records.not_a_child')
    expect(
      await codeOf(
        world.play(await phoneOf('13612345678'), addChild, {
          name: '王小',
          identityType: 'none',
          birthDate: '2020-01-01',
          relation: 'parent',
        }),
      ),
    ).toBe('records.link_yourself_first')
  })

  test('REC-8 the last guardian of a small child can’t leave', async () => {
    const { phone } = await linked(14)
    const { member } = await world.play(phone, addChild, {
      name: '王独苗',
      identityType: 'none',
      birthDate: '2020-01-01',
      relation: 'parent',
    })
    const fresh = await phoneOf('13600000014')
    expect(await codeOf(world.play(fresh, leaveProxy, { proxyId: member.proxyId as string }))).toBe(
      'records.child_without_guardian',
    )
    await readCardless(member.residentId)
    await world.play(world.desk, addProxy, {
      residentId: member.residentId,
      name: '王奶奶',
      relation: 'guardian',
      proof: 'court_paper',
      phone: '13700000014',
    })
    expect(await codeOf(world.play(fresh, leaveProxy, { proxyId: member.proxyId as string }))).toBe('done')
    expect((await phoneOf('13600000014')).residents).not.toContain(member.residentId)
    expect((await phoneOf('13700000014')).residents).toEqual([member.residentId])
  })

  /** A child without a card: a desk knows it by the code sent to the parent. */
  const readCardless = async (residentId: string) => {
    const { identifyBySmsCode, sendIdentityCode } = await import('../contract-identify.ts')
    await world.play(world.desk, sendIdentityCode, { residentId })
    await world.play(world.desk, identifyBySmsCode, {
      residentId,
      code: await newestCode(world, 'records.identity_code'),
    })
  }
})

describe('elders', () => {
  const elder = () => ({ name: '王老太', identityType: 'id_card' as const, identityNumber: numberOf('1945-09-09', 20) })

  test('REC-9 an elder lends the phone’s code, and the relative acts for a year', async () => {
    await world.play(world.desk, registerResident, { ...personInput(20), ...elder(), phone: '13500000020' })
    const { phone } = await linked(21)
    const asked = await world.play(phone, askElder, elder())
    const code = await newestCode(world, 'records.proxy_code')
    const wrong = code === '111111' ? '222222' : '111111'
    expect(await world.play(phone, confirmElder, { requestId: asked.requestId, code: wrong })).toEqual({
      outcome: 'wrong_code',
      triesLeft: 4,
    })
    const thief = (await linked(22)).phone
    expect(await codeOf(world.play(thief, confirmElder, { requestId: asked.requestId, code }))).toBe(
      'records.no_code_sent',
    )
    const added = await world.play(phone, confirmElder, { requestId: asked.requestId, code })
    expect(added).toMatchObject({
      outcome: 'added',
      member: { name: '王老太', relation: 'family', validUntil: '2027-11-20T16:00:00.000Z' },
    })
    const fresh = await phoneOf('13600000021')
    expect(fresh.residents).toHaveLength(2)
    const elderId = fresh.residents[1] as string
    const { proxies } = await world.play(fresh, myProxies, { residentId: elderId })
    expect(proxies).toMatchObject([
      { name: '王*己', relation: 'family', proof: 'code_to_elder', maskedPhone: '136****0021' },
    ])
    await world.play(fresh, updateMine, { residentId: elderId, insuranceType: 'residents' })
    const { entries } = await world.play(fresh, listAccessEntries, { residentId: elderId })
    expect(entries).toContainEqual(expect.objectContaining({ ground: 'proxy', purpose: 'desk' }))
  })

  test('REC-17 an elder is told who acts for her, sees it on her phone and stops it; a relative stops no other', async () => {
    const person = { name: '赵老太', identityType: 'id_card' as const, identityNumber: numberOf('1946-04-04', 40) }
    await world.play(world.desk, registerResident, { ...personInput(40), ...person, phone: '13500000040' })
    const helpers: ResidentActor[] = []
    for (const sequence of [41, 42]) {
      const { phone, input } = await linked(sequence)
      const asked = await world.play(phone, askElder, person)
      const code = await newestCode(world, 'records.proxy_code')
      await world.play(phone, confirmElder, { requestId: asked.requestId, code })
      helpers.push(await phoneOf(input.phone))
    }
    const { rows: told } = await world.admin.query(
      `select channel from platform.notification where template = 'records.proxy_added_until' and resident_id = $1`,
      [helpers[0]?.residents[1]?.slice(7)],
    )
    expect(told.map(row => row.channel).sort()).toEqual(['inbox', 'inbox', 'sms', 'sms'])
    await world.play(await phoneOf('13500000040'), linkMe, { ...person, phone: '13500000040' })
    const elderPhone = await phoneOf('13500000040')
    const residentId = elderPhone.residents[0] as string
    const { proxies } = await world.play(elderPhone, myProxies, { residentId })
    expect(proxies).toHaveLength(2)
    expect(proxies[0]).toMatchObject({ name: '王*己', relation: 'family', maskedPhone: '136****0041' })
    await world.play(helpers[0] as ResidentActor, residentQr, { residentId })
    const { entries } = await world.play(elderPhone, listAccessEntries, { residentId })
    expect(entries).toMatchObject([{ who: '王自己', purpose: 'proxy', ground: 'proxy' }])
    const [first, second] = proxies as [(typeof proxies)[number], (typeof proxies)[number]]
    expect(await codeOf(world.play(helpers[0] as ResidentActor, leaveProxy, { proxyId: second.proxyId }))).toBe(
      'records.proxy_unknown',
    )
    await world.play(elderPhone, leaveProxy, { proxyId: first.proxyId })
    expect((await world.play(elderPhone, myProxies, { residentId })).proxies).toHaveLength(1)
    expect((await phoneOf('13600000041')).residents).not.toContain(residentId)
  })

  test('REC-9 asking for somebody who does not exist, or whose name differs, looks the same and leads nowhere', async () => {
    const { phone } = await linked(23)
    const before = (
      await world.admin.query(
        `select count(*)::int as n from platform.notification where template = 'records.proxy_code'`,
      )
    ).rows[0].n
    for (const input of [
      { ...elder(), name: '王老汉' },
      { ...elder(), identityNumber: numberOf('1945-09-09', 24) },
    ]) {
      const asked = await world.play(phone, askElder, input)
      expect(Object.keys(asked).sort()).toEqual(['expiresAt', 'requestId'])
      expect(await world.play(phone, confirmElder, { requestId: asked.requestId, code: '123456' })).toMatchObject({
        outcome: 'wrong_code',
      })
    }
    expect(
      (
        await world.admin.query(
          `select count(*)::int as n from platform.notification where template = 'records.proxy_code'`,
        )
      ).rows[0].n,
    ).toBe(before)
  })

  test('REC-9 a desk adds a proxy on a paper it has seen, and ends it at the resident’s wish', async () => {
    const { resident } = await world.play(world.desk, registerResident, personInput(30, { name: '王老爷' }))
    const { residentId } = resident
    const proxy = {
      residentId,
      name: '王女儿',
      relation: 'family',
      proof: 'written_authorisation',
      phone: '13700000030',
    } as const
    expect(await codeOf(world.play(world.desk, addProxy, proxy))).toBe('records.identity_scope_only')
    await readCard(world, world.desk, residentId)
    expect(await codeOf(world.play(world.desk, addProxy, { ...proxy, proof: 'code_to_elder' }))).toBe(
      'records.proof_does_not_fit',
    )
    expect(await codeOf(world.play(world.desk, addProxy, { ...proxy, proof: 'birth_certificate' }))).toBe(
      'records.proof_does_not_fit',
    )
    await expect(world.play(world.desk, addProxy, { ...proxy, until: '2029-01-01' })).rejects.toMatchObject({
      code: 'records.proxy_until_too_far',
      details: { latest: '2027-11-20' },
    })
    const added = await world.play(world.desk, addProxy, proxy)
    expect(await codeOf(world.play(world.desk, addProxy, proxy))).toBe('records.proxy_already_there')
    expect((await phoneOf('13700000030')).residents).toEqual([residentId])
    const opened = await world.play(world.desk, openResident, { residentId, purpose: 'desk' })
    expect(opened.proxies).toMatchObject([{ name: '王女儿' }])
    expect(await codeOf(world.play(world.stranger, endProxy, { residentId, proxyId: added.proxy.proxyId }))).toBe(
      'records.no_relationship',
    )
    await world.play(world.desk, endProxy, { residentId, proxyId: added.proxy.proxyId })
    expect((await phoneOf('13700000030')).residents).toEqual([])
    await world.play(world.desk, addProxy, proxy)
    expect((await phoneOf('13700000030')).residents).toEqual([residentId])
  })
})
