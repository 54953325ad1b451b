import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { findResident, openResident, registerResident, updateResident } from '../contract.ts'
import { identifyByTypedNumber } from '../contract-identify.ts'
import { openingsToReview, reviewOpening } from '../contract-review.ts'
import { numberOf, personInput } from '../testing/factories.ts'
import { createWorld, type RecordsWorld, readCard, startTime } from '../testing/world.ts'

let world: RecordsWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('registering', () => {
  test('REC-4 a resident is registered with everything sealed that must not lie open', async () => {
    const { resident, alreadyKnown } = await world.play(world.desk, registerResident, personInput(1))
    expect(alreadyKnown).toBe(false)
    expect(resident).toMatchObject({
      name: '张小明',
      sex: 'male',
      birthDate: '1956-03-08',
      identityStatus: 'typed',
      maskedPhone: '138****0001',
      demo: true,
    })
    expect(resident.maskedNumber).toMatch(/^990\*{11}\d{3}[\dX]$/)
    const { rows } = await world.admin.query(
      `select r::text || coalesce(i::text, '') as all_of_it from records.resident r join records.resident_index i using (region_id, resident_id)`,
    )
    expect(rows[0].all_of_it).not.toContain(personInput(1).identityNumber)
    expect(rows[0].all_of_it).not.toContain('13800000001')
    expect(rows[0].all_of_it).not.toContain('演示路')
  })

  test('REC-4 several wrong fields are refused together, each with its own reason', async () => {
    await expect(
      world.play(
        world.desk,
        registerResident,
        personInput(8, { name: '张8', phone: '123456', insuredPlace: '990000' }),
      ),
    ).rejects.toMatchObject({
      code: 'records.form_has_errors',
      details: { count: 3 },
      fields: [
        { path: '/name', code: 'records.name_wrong_format' },
        { path: '/insuredPlace', code: 'records.insured_place_unknown' },
        { path: '/phone', code: 'records.phone_wrong_format' },
      ],
    })
  })

  test('REC-4 the same number and name again finds the same person; another name is refused and learns nothing', async () => {
    const first = await world.play(world.desk, registerResident, personInput(2))
    const again = await world.play(world.stranger, registerResident, personInput(2))
    expect(again).toMatchObject({ alreadyKnown: true, resident: { residentId: first.resident.residentId } })
    const other = world.play(world.stranger, registerResident, personInput(2, { name: '李四' }))
    await expect(other).rejects.toMatchObject({
      code: 'records.identity_belongs_to_another',
      fields: [{ path: '/identityNumber' }],
    })
    await expect(other).rejects.not.toHaveProperty('message', expect.stringContaining('张'))
  })

  test('REC-4 two desks that register one person at the same moment make one', async () => {
    const both = await Promise.all(
      [world.desk, world.stranger].map(actor => world.play(actor, registerResident, personInput(3))),
    )
    expect(both[0]?.resident.residentId).toBe(both[1]?.resident.residentId)
    expect(both.map(answer => answer.alreadyKnown).sort()).toEqual([false, true])
  })

  test('REC-4 the same request twice is one registration, and its answer is the same', async () => {
    const once = await world.play(world.desk, registerResident, personInput(4), 'same-key-1')
    const twice = await world.play(world.desk, registerResident, personInput(4), 'same-key-1')
    expect(twice).toEqual(once)
    const { rows } = await world.admin.query('select count(*)::int as n from platform.loop where kind = $1', [
      'records.typed_number_review',
    ])
    expect(rows[0].n).toBeGreaterThan(0)
  })

  test('REC-8 a child without guardian is refused; with one, the guardian may act', async () => {
    const child = personInput(5, { name: '张小小', birthDate: '2020-05-01', identityNumber: numberOf('2020-05-01', 5) })
    expect(await codeOf(world.play(world.desk, registerResident, child))).toBe('records.child_without_guardian')
    const guardian = { name: '张大明', relation: 'parent', proof: 'household_book', phone: '13900000005' } as const
    const { resident } = await world.play(world.desk, registerResident, { ...child, guardian })
    const { rows } = await world.admin.query('select * from records.proxy where resident_id = $1', [
      resident.residentId.slice(7),
    ])
    expect(rows).toMatchObject([{ name: '张大明', relation: 'parent', reconfirm_on: '2034-05-01' }])
    const wrongPhone = world.play(world.desk, registerResident, {
      ...personInput(6, { birthDate: '2020-05-02' }),
      guardian: { ...guardian, phone: '123456' },
    })
    await expect(wrongPhone).rejects.toMatchObject({
      fields: [{ path: '/guardian/phone', code: 'records.phone_wrong_format' }],
    })
    expect(
      (await world.admin.query('select 1 from records.resident where birth_date = $1', ['2020-05-02'])).rowCount,
    ).toBe(0)
  })

  test('REC-12 what is corrected is found under the new words, by everyone related, and only on the version looked at', async () => {
    const { resident } = await world.play(world.desk, registerResident, personInput(7, { name: '单小七' }))
    const { residentId } = resident
    expect(await codeOf(world.play(world.desk, updateResident, { residentId, version: 1, phone: '13711110007' }))).toBe(
      'records.identity_scope_only',
    )
    await readCard(world, world.desk, residentId)
    const opened = await world.play(world.desk, openResident, { residentId, purpose: 'desk' })
    expect(opened).toMatchObject({ phone: '13800000007', address: '演示路 1 号' })
    const changed = await world.play(world.desk, updateResident, {
      residentId,
      version: opened.version,
      phone: '13711110007',
      insuranceType: 'residents',
    })
    expect(changed.resident).toMatchObject({ maskedPhone: '137****0007', insuranceType: 'residents' })
    expect(
      await codeOf(world.play(world.desk, updateResident, { residentId, version: opened.version, address: '新址' })),
    ).toBe('records.changed_by_another')
    expect(
      await codeOf(world.play(world.desk, updateResident, { residentId, version: changed.version, name: '单小八' })),
    ).toBe('records.name_read_from_card')
    const found = await world.play(world.desk, findResident, { text: '13711110007 单' })
    expect(found.rows).toMatchObject([{ residentId, name: '单小七', related: true }])
    expect((await world.play(world.desk, findResident, { text: '13800000007 单' })).rows).toEqual([])
  })
})

describe('typed numbers', () => {
  test('REC-7 a typed number with its name opens the identity only, tells the resident, and is listed for review', async () => {
    const { resident } = await world.play(world.desk, registerResident, personInput(11, { name: '钱十一' }))
    const typed = {
      identityType: 'id_card',
      number: personInput(11).identityNumber as string,
      name: '钱 十一',
    } as const
    expect(await codeOf(world.play(world.stranger, identifyByTypedNumber, { ...typed, name: '钱十二' }))).toBe(
      'records.nobody_with_this_number_and_name',
    )
    expect(
      await codeOf(
        world.play(world.stranger, identifyByTypedNumber, { ...typed, number: numberOf('1956-03-08', 999) }),
      ),
    ).toBe('records.nobody_with_this_number_and_name')
    const identified = await world.play(world.stranger, identifyByTypedNumber, typed)
    expect(identified).toMatchObject({
      outcome: 'identified',
      isNew: false,
      validUntil: '2026-12-21T16:00:00.000Z',
      resident: { residentId: resident.residentId },
    })
    expect(
      await codeOf(world.play(world.stranger, openResident, { residentId: resident.residentId, purpose: 'care' })),
    ).toBe('records.identity_scope_only')
    const { rows } = await world.admin.query(
      `select channel from platform.notification where template = 'records.typed_number_used' and resident_id = $1 and institution_id = $2 order by channel`,
      [resident.residentId.slice(7), world.otherCentre],
    )
    expect(rows.map(row => row.channel)).toEqual(['inbox', 'sms'])
  })

  test('REC-13 a typed number is reviewed by somebody else; the loop of the day ends with the last one', async () => {
    const before = await world.play(world.manager, openingsToReview, {})
    expect(before.openings.length).toBeGreaterThan(0)
    const [first, ...rest] = before.openings
    if (!first) throw new Error('nothing to review')
    const managerWhoTyped = { ...world.manager, accountId: world.desk.accountId }
    expect(
      await codeOf(world.play(managerWhoTyped, reviewOpening, { id: first.id, kind: first.kind, outcome: 'in_order' })),
    ).toBe('records.own_opening')
    expect(
      await codeOf(
        world.play(world.manager, reviewOpening, { id: first.id, kind: first.kind, outcome: 'not_in_order' }),
      ),
    ).toBe('records.note_needed')
    await world.play(world.manager, reviewOpening, {
      id: first.id,
      kind: first.kind,
      outcome: 'not_in_order',
      note: '本人没有到场',
    })
    expect(await codeOf(world.play(world.desk, openResident, { residentId: first.residentId, purpose: 'desk' }))).toBe(
      'records.no_relationship',
    )
    for (const opening of rest)
      await world.play(world.manager, reviewOpening, { id: opening.id, kind: opening.kind, outcome: 'in_order' })
    expect((await world.play(world.manager, openingsToReview, {})).openings).toEqual([])
    const { rows } = await world.admin.query(
      `select status from platform.loop where kind = 'records.typed_number_review' and institution_id = $1`,
      [world.centre],
    )
    expect(rows).toEqual([{ status: 'closed' }])
    world.setNow(startTime)
  })
})
