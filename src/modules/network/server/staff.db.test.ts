import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import {
  addPracticeSite,
  changeTitle,
  createStaff,
  endPracticeSite,
  listStaff,
  staffDetail,
  updateStaff,
} from '../contract-people.ts'
import { addTeamMember, createTeam, endTeamMember, listTeams } from '../contract-teams.ts'
import { findStaffMembers, mayWorkAt, mayWorkAtMany, requireTeam, staffWorkingAt } from '../public.ts'
import {
  enterDepartment,
  enterStaff,
  enterTeam,
  nextCode,
  type SmallConsortium,
  smallConsortium,
} from '../testing/factories.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
})
afterAll(() => app?.close())

const person = () => ({ code: nextCode('P'), sex: '2' as const, profession: 'doctor' as const, specialities: [] })

describe('people', () => {
  it('NET-4 a person works at home and, within the days of a practice site, elsewhere; nobody after leaving', async () => {
    const staffId = await enterStaff(app, small.headId)
    const at = (institutionId: string, on: string) =>
      app.within(small.manager, ctx => mayWorkAt(ctx, staffId, institutionId, on))
    expect(await at(small.headId, '2026-11-21')).toBe(true)
    expect(await at(small.centreId, '2026-11-21')).toBe(false)
    const { practiceSiteId } = await app.play(small.centreManager, addPracticeSite, {
      staffId,
      institutionId: small.centreId,
      validFrom: '2026-11-01',
      validUntil: '2027-10-31',
    })
    expect([
      await at(small.centreId, '2026-10-31'),
      await at(small.centreId, '2026-11-01'),
      await at(small.centreId, '2027-10-31'),
      await at(small.centreId, '2027-11-01'),
    ]).toEqual([false, true, true, false])
    const asked = ['2026-11-01', '2026-10-31'].map(date => ({ staffId, institutionId: small.centreId, date }))
    const home = { staffId, institutionId: small.headId, date: '2026-10-31' }
    expect(await app.within(small.manager, ctx => mayWorkAtMany(ctx, [...asked, home, ...asked]))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
    expect(
      (await app.within(small.manager, ctx => staffWorkingAt(ctx, small.centreId, '2026-11-21'))).map(
        member => member.staffId,
      ),
    ).toContain(staffId)
    await app.play(small.manager, endPracticeSite, { practiceSiteId, validUntil: '2026-11-20' })
    expect(await at(small.centreId, '2026-11-21')).toBe(false)
    const detail = await app.play(small.manager, staffDetail, { staffId })
    await app.play(small.manager, updateStaff, {
      ...person(),
      staffId,
      version: 1,
      code: detail.code,
      name: detail.name,
      institutionId: small.headId,
      leftOn: '2026-11-20',
    })
    expect(await at(small.headId, '2026-11-21')).toBe(false)
  })

  it('NET-4 a site is filed once at a time and never for the home institution', async () => {
    const staffId = await enterStaff(app, small.headId)
    const site = { staffId, institutionId: small.centreId, validFrom: '2026-01-01' }
    await app.play(small.manager, addPracticeSite, site)
    await expect(app.play(small.manager, addPracticeSite, { ...site, validFrom: '2026-06-01' })).rejects.toMatchObject({
      code: 'network.site_twice',
    })
    await expect(
      app.play(small.manager, addPracticeSite, { ...site, institutionId: small.headId }),
    ).rejects.toMatchObject({ code: 'network.home_is_no_extra_site' })
    const direct = app.admin.query(
      'insert into network.practice_site values ($1, $2, $3, null, null, $4, null, now())',
      [newUuid(), staffId, small.centreId, '2026-06-01'],
    )
    await expect(direct).rejects.toMatchObject({ constraint: 'one_filing_per_person_and_site_at_a_time' })
  })

  it('NET-5 titles keep their history and never overlap, in the database too', async () => {
    const staffId = await enterStaff(app, small.headId, { title: { titleCode: '233', validFrom: '2015-01-01' } })
    await app.play(small.manager, changeTitle, { staffId, titleCode: '232', validFrom: '2026-12-01' })
    const { titles, titleCode } = await app.play(small.manager, staffDetail, { staffId })
    expect(titles.map(title => [title.titleCode, title.validFrom, title.validUntil])).toEqual([
      ['232', '2026-12-01', null],
      ['233', '2015-01-01', '2026-11-30'],
    ])
    expect(titleCode).toBe('233')
    const on = (day: string) =>
      app.within(small.manager, async ctx => (await findStaffMembers(ctx, [staffId], day))[0]?.titleCode)
    expect([await on('2026-11-30'), await on('2026-12-01')]).toEqual(['233', '232'])
    await expect(
      app.play(small.manager, changeTitle, { staffId, titleCode: '231', validFrom: '2020-01-01' }),
    ).rejects.toMatchObject({ code: 'network.title_not_later' })
    await expect(
      app.play(small.manager, changeTitle, { staffId, titleCode: '251', validFrom: '2027-01-01' }),
    ).rejects.toMatchObject({ code: 'network.wrong_title' })
    const direct = app.admin.query('insert into network.staff_title values ($1, $2, $3, $4, null, null, now())', [
      newUuid(),
      staffId,
      '231',
      '2027-01-01',
    ])
    await expect(direct).rejects.toMatchObject({ constraint: 'one_title_per_person_at_a_time' })
  })

  it('NET-6 the same person is not entered twice', async () => {
    const first = {
      ...person(),
      name: '演示沈青',
      institutionId: small.headId,
      licenceNumber: '110310000000777',
      phone: '13800007777',
    }
    await app.play(small.manager, createStaff, first)
    const again = (given: object) =>
      app.play(small.manager, createStaff, { ...person(), name: '演示沈青', institutionId: small.headId, ...given })
    await expect(again({ licenceNumber: '110310000000777' })).rejects.toMatchObject({ code: 'network.licence_taken' })
    await expect(again({ phone: '13900007777' })).rejects.toMatchObject({ code: 'network.duplicate_staff' })
    await expect(again({})).rejects.toMatchObject({ code: 'network.perhaps_duplicate_staff' })
    await expect(again({ anotherPerson: true })).resolves.toBeDefined()
    await expect(again({ institutionId: small.centreId })).resolves.toBeDefined()
  })

  it('NET-6 two people entered at the same moment under one licence are one', async () => {
    const entries = [0, 1].map(index =>
      app.play(small.manager, createStaff, {
        ...person(),
        name: `演示并发${index}`,
        institutionId: small.headId,
        licenceNumber: '110310000000888',
      }),
    )
    const outcomes = await Promise.allSettled(entries)
    expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(outcome => outcome.status === 'rejected')).toMatchObject({
      reason: { code: 'network.licence_taken' },
    })
  })

  it('NET-11 a phone number is whole for managers of the home institution and masked for others', async () => {
    const staffId = await enterStaff(app, small.headId, { phone: '13812345678' })
    expect((await app.play(small.manager, staffDetail, { staffId })).phone).toBe('13812345678')
    expect((await app.play(small.centreManager, staffDetail, { staffId })).phone).toBe('138****5678')
    const stored = await app.admin.query('select phone_cipher, phone_tail from network.staff where staff_id = $1', [
      staffId,
    ])
    expect(String(stored.rows[0].phone_cipher)).not.toContain('13812345678')
    expect(stored.rows[0].phone_tail).toBe('5678')
  })

  it('NET-11 a centre manager enters people of the own centre only', async () => {
    const at = (institutionId: string) =>
      app.play(small.centreManager, createStaff, { ...person(), name: `演示${nextCode('N')}`, institutionId })
    await expect(at(small.centreId)).resolves.toBeDefined()
    await expect(at(small.headId)).rejects.toMatchObject({ code: 'network.outside_reach' })
    await expect(
      app.play(staffActor(small.centreId, ['gp']), createStaff, {
        ...person(),
        name: '演示某',
        institutionId: small.centreId,
      }),
    ).rejects.toMatchObject({ code: 'platform.not_permitted' })
  })

  it('NET-15 people are found by pinyin, initials, speciality, and by where they may work', async () => {
    const departmentId = await enterDepartment(app, small.headId, '骨科')
    const staffId = await enterStaff(app, small.headId, { name: '单雪桐', departmentId, specialities: ['膝关节'] })
    const search = async (text: string) =>
      (await app.play(small.centreManager, listStaff, { search: text })).items.map(item => item.staffId)
    for (const text of ['雪桐', 'shanxue', 'sxt', '膝关', 'Shan Xue'])
      expect(await search(text), text).toEqual([staffId])
    expect(await search('danxue')).toEqual([])
    await app.play(small.manager, addPracticeSite, {
      staffId,
      institutionId: small.otherCentreId,
      validFrom: '2026-01-01',
    })
    const visiting = await app.play(small.centreManager, listStaff, { worksAt: small.otherCentreId })
    expect(visiting.items.map(item => [item.staffId, item.departmentName])).toEqual([[staffId, '骨科']])
  })

  it('NET-17 a team has one lead and each person once, at any time', async () => {
    const [lead, follower, late] = await Promise.all([0, 1, 2].map(() => enterStaff(app, small.headId)))
    const teamId = await enterTeam(app, small.centreId, lead as string, small.manager)
    const add = (staffId: string, role: 'lead' | 'follower') =>
      app.play(small.manager, addTeamMember, { teamId, staffId, role, validFrom: '2026-01-01' })
    await add(follower as string, 'follower')
    await expect(add(follower as string, 'follower')).rejects.toMatchObject({ code: 'network.member_twice' })
    await expect(add(late as string, 'lead')).rejects.toMatchObject({ code: 'network.second_lead' })
    const { items } = await app.play(small.manager, listTeams, { institutionId: small.centreId })
    const first = items[0]?.members[0]
    expect([items[0]?.teamId, first?.role]).toEqual([teamId, 'lead'])
    await app.play(small.manager, endTeamMember, { teamMemberId: first?.teamMemberId ?? '', validUntil: '2025-12-31' })
    await add(late as string, 'lead')
    const team = await app.within(small.manager, ctx => requireTeam(ctx, teamId))
    expect(team.members.map(member => [member.staffId, member.role])).toEqual([
      [late, 'lead'],
      [follower, 'follower'],
    ])
    const twoLeads = [lead, follower].map(staffId => ({
      staffId: staffId as string,
      role: 'lead' as const,
      validFrom: '2026-01-01',
    }))
    const created = app.play(small.manager, createTeam, {
      institutionId: small.centreId,
      code: nextCode('TT'),
      name: '双主诊',
      kind: 'expert_studio',
      members: twoLeads,
    })
    await expect(created).rejects.toMatchObject({ code: 'network.second_lead' })
  })
})
