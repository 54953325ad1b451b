import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, jobActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import {
  addMembership,
  createInstitution,
  endMembership,
  institutionDetail,
  listConsortia,
  listInstitutions,
  listMemberships,
  saveDepartment,
  saveRoom,
  updateInstitution,
} from '../contract.ts'
import { findInstitutions, institutionsInReach, requireInstitution, requireRoom } from '../public.ts'
import { enterInstitution, nextCode, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
})
afterAll(() => app?.close())

const plain = { kind: 'B1', level: '0', grade: 'none', address: '演示路1号' } as const
const insertMembership = (institutionId: string, role: string, from: string, until: string | null) =>
  app.admin.query('insert into network.membership values ($1, $2, $3, $4, $5, $6, null, now())', [
    newUuid(),
    small.consortiumId,
    institutionId,
    role,
    from,
    until,
  ])

describe('institutions and consortia', () => {
  it('NET-1 an institution with a wrong credit code is refused at its field', async () => {
    const attempt = app.play(small.manager, createInstitution, {
      ...plain,
      code: nextCode(),
      name: '演示甲',
      shortName: '甲',
      uscc: '91110000600037342L',
    })
    await expect(attempt).rejects.toMatchObject({
      code: 'network.wrong_credit_code',
      fields: [{ path: '/uscc', code: 'network.wrong_credit_code' }],
    })
  })

  it('NET-1 a credit code stands alone once, and branches share that of their parent', async () => {
    const uscc = '91350100M000100Y43'
    const institutionId = await enterInstitution(app, { uscc: '91350100m000100y43' })
    await expect(enterInstitution(app, { uscc })).rejects.toMatchObject({ code: 'network.credit_code_taken' })
    const branch = await enterInstitution(app, { uscc, parentInstitutionId: institutionId })
    const detail = await app.play(small.manager, institutionDetail, { institutionId })
    expect(detail.institution.uscc).toBe(uscc)
    expect(detail.branches.map(item => item.institutionId)).toEqual([branch])
  })

  it('NET-1 a code is given once', async () => {
    const code = nextCode()
    await enterInstitution(app, { code })
    await expect(enterInstitution(app, { code })).rejects.toMatchObject({
      code: 'network.code_taken',
      fields: [{ path: '/code' }],
    })
  })

  it('NET-2 a consortium has one head at a time, in the database too', async () => {
    const other = await enterInstitution(app)
    const input = {
      consortiumId: small.consortiumId,
      institutionId: other,
      role: 'head',
      validFrom: '2026-01-01',
    } as const
    await expect(app.play(small.manager, addMembership, input)).rejects.toMatchObject({ code: 'network.second_head' })
    await expect(insertMembership(other, 'head', '2026-01-01', '2026-02-01')).rejects.toMatchObject({
      constraint: 'one_head_per_consortium_at_a_time',
    })
  })

  it('NET-3 an institution has one place in a consortium at a time, in the database too, and may be in several consortia', async () => {
    const input = {
      consortiumId: small.consortiumId,
      institutionId: small.centreId,
      role: 'branch',
      validFrom: '2026-01-01',
    } as const
    await expect(app.play(small.manager, addMembership, input)).rejects.toMatchObject({
      code: 'network.already_member',
    })
    await expect(insertMembership(small.centreId, 'branch', '2026-01-01', null)).rejects.toMatchObject({
      constraint: 'no_institution_is_twice_in_a_consortium',
    })
    const second = await smallConsortium(app)
    await app.play(second.manager, addMembership, { ...input, consortiumId: second.consortiumId })
    const { items } = await app.play(small.manager, listMemberships, { institutionId: small.centreId })
    expect(items.map(item => item.role).sort()).toEqual(['branch', 'centre'])
  })

  it('NET-3 a place that has ended leaves room for another, and the institution counts as external in between', async () => {
    const mine = await smallConsortium(app)
    const { items } = await app.play(mine.manager, listMemberships, { consortiumId: mine.consortiumId })
    const place = items.find(item => item.institutionId === mine.otherCentreId)
    await app.play(mine.manager, endMembership, {
      membershipId: place?.membershipId ?? '',
      validUntil: '2026-11-01',
      reason: '调整',
    })
    expect((await app.within(mine.manager, ctx => requireInstitution(ctx, mine.otherCentreId))).external).toBe(true)
    await app.play(mine.manager, addMembership, {
      consortiumId: mine.consortiumId,
      institutionId: mine.otherCentreId,
      role: 'centre',
      validFrom: '2026-11-02',
    })
    expect((await app.within(mine.manager, ctx => requireInstitution(ctx, mine.otherCentreId))).external).toBe(false)
    const list = await app.play(mine.manager, listConsortia, {})
    expect(list.items.find(item => item.consortiumId === mine.consortiumId)).toMatchObject({
      headInstitutionId: mine.headId,
      memberCount: 3,
    })
  })

  it('NET-11 a head reaches its members and their branches, a centre its branches, others only themselves', async () => {
    const branch = await enterInstitution(app, { parentInstitutionId: small.centreId, kind: 'B2' }, small.manager)
    const reach = (id: string, roles: readonly string[]) =>
      app.within(jobActor('test'), ctx => institutionsInReach(ctx, id, roles))
    expect(await reach(small.headId, ['consortium_manager'])).toEqual(
      [small.headId, small.centreId, small.otherCentreId, branch].sort(),
    )
    expect(await reach(small.headId, ['specialist'])).toEqual([small.headId])
    expect(await reach(small.centreId, ['centre_manager'])).toEqual([small.centreId, branch].sort())
    expect(await reach(small.centreId, ['consortium_manager'])).toEqual([small.centreId, branch].sort())
    expect((await reach(small.otherCentreId, ['health_bureau'])).length).toBeGreaterThan(5)
  })

  it('NET-11 a centre manager changes the own centre and no other', async () => {
    const detail = await app.play(small.centreManager, institutionDetail, { institutionId: small.centreId })
    expect(detail.mayManage).toBe(true)
    const { institution } = detail
    const change = {
      ...plain,
      institutionId: small.centreId,
      code: institution.code,
      name: '演示新名',
      shortName: '新名',
    }
    expect(await app.play(small.centreManager, updateInstitution, { ...change, version: 1 })).toEqual({ version: 2 })
    await expect(app.play(small.centreManager, updateInstitution, { ...change, version: 1 })).rejects.toMatchObject({
      code: 'network.changed_meanwhile',
    })
    const other = app.play(small.centreManager, updateInstitution, {
      ...change,
      institutionId: small.otherCentreId,
      code: nextCode(),
      version: 1,
    })
    await expect(other).rejects.toMatchObject({ code: 'network.outside_reach' })
    await expect(
      app.play(small.centreManager, saveRoom, { institutionId: small.otherCentreId, code: '1', name: '一' }),
    ).rejects.toMatchObject({ code: 'network.outside_reach' })
    const bureau = staffActor(small.headId, ['health_bureau'])
    await expect(
      app.play(bureau, saveRoom, { institutionId: small.centreId, code: '1', name: '一' }),
    ).rejects.toMatchObject({ code: 'platform.not_permitted' })
  })

  it('NET-11 a manager of one consortium takes nobody into another', async () => {
    const second = await smallConsortium(app)
    const newcomer = await enterInstitution(app)
    const input = {
      consortiumId: small.consortiumId,
      institutionId: newcomer,
      role: 'centre',
      validFrom: '2026-01-01',
    } as const
    await expect(app.play(second.manager, addMembership, input)).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
  })

  it('NET-15 institutions are found by name, pinyin, initials and code, a page at a time', async () => {
    const code = nextCode('FIND')
    for (const name of ['测试跳蹬河中心', '测试猛追湾中心', '测试双水碾中心'])
      await enterInstitution(app, { code: `${code}-${name.length}${nextCode()}`, name, shortName: name.slice(2) })
    const names = async (search: string) =>
      (await app.play(small.centreManager, listInstitutions, { search })).items.map(item => item.name)
    expect(await names('猛追')).toEqual(['测试猛追湾中心'])
    expect(await names('ceshitiaodeng')).toEqual(['测试跳蹬河中心'])
    expect(await names('cssn')).toEqual([])
    expect(await names('csss')).toEqual(['测试双水碾中心'])
    expect(await names('100%')).toEqual([])
    const first = await app.play(small.centreManager, listInstitutions, { search: 'ceshi', limit: 2 })
    expect([first.items.length, first.total]).toEqual([2, 3])
    const rest = await app.play(small.centreManager, listInstitutions, {
      search: 'ceshi',
      limit: 2,
      cursor: first.nextCursor ?? '',
    })
    expect([rest.items.length, rest.nextCursor]).toEqual([1, null])
    await expect(app.play(small.centreManager, listInstitutions, { cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'network.bad_cursor',
    })
  })

  it('NET-16 a department and a room have one code and one name within their institution', async () => {
    const { centreId: institutionId, centreManager } = small
    const { departmentId } = await app.play(centreManager, saveDepartment, { institutionId, code: 'NK', name: '内科' })
    await expect(
      app.play(centreManager, saveDepartment, { institutionId, code: 'NK', name: '二内' }),
    ).rejects.toMatchObject({ code: 'network.code_taken' })
    await expect(
      app.play(centreManager, saveDepartment, { institutionId, code: 'NK2', name: '内科' }),
    ).rejects.toMatchObject({ code: 'network.name_taken' })
    const { roomId } = await app.play(centreManager, saveRoom, {
      institutionId,
      code: '101',
      name: '一诊室',
      departmentId,
      place: '1楼',
    })
    await app.play(centreManager, saveRoom, {
      institutionId,
      roomId,
      code: '101',
      name: '一诊室',
      departmentId,
      place: '2楼',
    })
    expect(await app.within(centreManager, ctx => requireRoom(ctx, roomId))).toMatchObject({
      place: '2楼',
      departmentName: '内科',
    })
    const elsewhere = app.play(small.manager, saveRoom, {
      institutionId: small.otherCentreId,
      code: '1',
      name: '一',
      departmentId,
    })
    await expect(elsewhere).rejects.toMatchObject({ code: 'network.unknown_department' })
  })

  it('NET-15 the door gives facts of those that exist', async () => {
    const found = await app.within(small.manager, ctx => findInstitutions(ctx, [small.headId, newUuid(), small.headId]))
    expect(found.map(item => [item.institutionId, item.regionId, item.level])).toEqual([
      [small.headId, testRegion, '3'],
    ])
    await expect(app.within(small.manager, ctx => requireInstitution(ctx, newUuid()))).rejects.toMatchObject({
      code: 'network.unknown_institution',
    })
  })
})
