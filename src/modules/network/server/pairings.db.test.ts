import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { addMembership } from '../contract.ts'
import { givePlaque, listPlaques, signAgreement, tiePlaque } from '../contract-agreements.ts'
import {
  endExtendedClinic,
  foundAlliance,
  joinAlliance,
  listAlliances,
  openExtendedClinic,
} from '../contract-alliances.ts'
import {
  changePairing,
  createPairing,
  endPairing,
  listPairings,
  listTieActivities,
  noteTieActivity,
  withdrawTieActivity,
} from '../contract-pairings.ts'
import { addPracticeSite } from '../contract-people.ts'
import { institutionsInReach, noteActivity } from '../public.ts'
import {
  enterDepartment,
  enterInstitution,
  enterStaff,
  enterTeam,
  nextCode,
  type SmallConsortium,
  smallConsortium,
} from '../testing/factories.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium
let departmentId: string
let leaderId: string
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
  departmentId = await enterDepartment(app, small.headId, '神经内科', small.manager)
  leaderId = await enterStaff(app, small.headId, {}, small.manager)
})
afterAll(() => app?.close())

type PairingInput = InputOf<typeof createPairing>
const pair = (more: Partial<PairingInput> = {}) =>
  app.play(small.manager, createPairing, {
    code: nextCode('JD'),
    giverInstitutionId: small.headId,
    receiverInstitutionId: small.centreId,
    departmentId,
    leaderStaffId: leaderId,
    partyBranch: '内科第一党支部',
    validFrom: '2026-09-01',
    ...more,
  })
const pairingOf = async (pairingId: string) =>
  (await app.play(small.manager, listPairings, { ended: true })).items.find(item => item.pairingId === pairingId)
const note = (pairingId: string, more: Partial<InputOf<typeof noteTieActivity>> = {}) =>
  app.play(small.manager, noteTieActivity, {
    pairingId,
    on: '2026-11-10',
    kind: 'ward_round',
    what: '联合病房教学查房',
    staffIds: [leaderId],
    counts: [{ measure: 'support.patients', value: 12 }],
    ...more,
  })

describe('pairings', () => {
  let pairingId: string
  it('NET-70 a leader, a party branch and a department of the head are tied to one branch, once at a time', async () => {
    expect((await app.play(small.manager, listPairings, {})).unpaired).toHaveLength(2)
    pairingId = (await pair()).pairingId
    expect(await pairingOf(pairingId)).toMatchObject({
      departmentName: '神经内科',
      partyBranch: '内科第一党支部',
      leader: { staffId: leaderId },
      receiver: { institutionId: small.centreId },
      state: 'active',
      mayManage: true,
    })
    expect((await app.play(small.manager, listPairings, {})).unpaired).toMatchObject([
      { institutionId: small.otherCentreId },
    ])
    await expect(pair()).rejects.toMatchObject({ code: 'network.paired_already' })
    await expect(pair({ receiverInstitutionId: small.headId })).rejects.toMatchObject({
      code: 'network.paired_with_itself',
    })
  })

  it('NET-70 department and leader belong to the giving house, and the agreement names both sides', async () => {
    const elsewhere = await enterDepartment(app, small.otherCentreId, '全科', small.manager)
    await expect(pair({ departmentId: elsewhere })).rejects.toMatchObject({ code: 'network.department_of_the_giver' })
    const stranger = await enterStaff(app, small.otherCentreId, {}, small.manager)
    const second = await enterDepartment(app, small.headId, '骨科', small.manager)
    await expect(pair({ departmentId: second, leaderStaffId: stranger })).rejects.toMatchObject({
      code: 'network.leader_of_the_giver',
    })
    const { agreementId } = await app.play(small.manager, signAgreement, {
      code: nextCode('XY'),
      kind: 'pairing',
      title: '结对协议',
      signedOn: '2026-01-01',
      validFrom: '2026-01-01',
      parties: [
        { institutionId: small.headId, side: 'gives' },
        { institutionId: small.otherCentreId, side: 'receives' },
      ],
    })
    await expect(pair({ departmentId: second, agreementId })).rejects.toMatchObject({
      code: 'network.agreement_of_others',
    })
  })

  it('NET-70 a branch does not make its own pairing', async () => {
    const branch = staffActor(small.centreId, ['consortium_manager'])
    const asked = app.play(branch, createPairing, {
      code: nextCode('JD'),
      giverInstitutionId: small.headId,
      receiverInstitutionId: small.centreId,
      departmentId,
      leaderStaffId: leaderId,
      partyBranch: '支部',
      validFrom: '2030-01-01',
    })
    await expect(asked).rejects.toMatchObject({ code: 'network.outside_reach' })
  })

  it('NET-72 silence counts from the first day, an activity ends it, and a withdrawn one does not count', async () => {
    expect(await pairingOf(pairingId)).toMatchObject({ quietDays: 81, quiet: true, lastActivityOn: null })
    const { activityId } = await note(pairingId)
    expect(await pairingOf(pairingId)).toMatchObject({ quietDays: 11, quiet: false, activityCount: 1 })
    await app.play(small.centreManager, withdrawTieActivity, { activityId, reason: '登记错了分院' })
    expect(await pairingOf(pairingId)).toMatchObject({ quiet: true, activityCount: 0 })
    const { items } = await app.play(small.manager, listTieActivities, { pairingId })
    expect(items).toMatchObject([
      {
        what: '联合病房教学查房',
        withdrawnReason: '登记错了分院',
        counts: [{ measure: 'support.patients', unit: 'person_time', value: 12 }],
      },
    ])
    await expect(app.play(small.manager, withdrawTieActivity, { activityId, reason: '再次' })).rejects.toMatchObject({
      code: 'network.activity_withdrawn',
    })
  })

  it('NET-73 an activity lies in the past and inside the term, counts by known measures, and either side notes it', async () => {
    await expect(note(pairingId, { on: '2026-11-22' })).rejects.toMatchObject({
      code: 'network.activity_in_the_future',
    })
    await expect(note(pairingId, { on: '2026-08-31' })).rejects.toMatchObject({
      code: 'network.activity_outside_the_tie',
    })
    const twice = [
      { measure: 'support.patients', value: 1 },
      { measure: 'support.patients', value: 2 },
    ]
    await expect(note(pairingId, { counts: twice })).rejects.toMatchObject({ code: 'network.measure_twice' })
    await expect(note(pairingId, { counts: [{ measure: 'discharges', value: 1 }] })).rejects.toMatchObject({
      code: 'network.unknown_measure',
    })
    const input = { pairingId, on: '2026-11-12', kind: 'training', what: '培训', staffIds: [], counts: [] } as const
    const mutable = { ...input, staffIds: [], counts: [] }
    await app.play(small.centreManager, noteTieActivity, mutable)
    const stranger = staffActor(small.otherCentreId, ['centre_manager'])
    await expect(app.play(stranger, noteTieActivity, mutable)).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
    await expect(
      app.play(small.manager, noteTieActivity, { ...mutable, consortiumId: small.consortiumId }),
    ).rejects.toMatchObject({
      code: 'network.one_tie_only',
    })
  })

  it('NET-73 an activity under an agreement wakes the plaque of that agreement, whatever its name says', async () => {
    const { agreementId } = await app.play(small.manager, signAgreement, {
      code: nextCode('XY'),
      kind: 'pairing',
      title: '结对协议',
      signedOn: '2026-01-01',
      validFrom: '2026-01-01',
      parties: [
        { institutionId: small.headId, side: 'gives' },
        { institutionId: small.otherCentreId, side: 'receives' },
      ],
    })
    const plaque = (more: object) =>
      app.play(small.manager, givePlaque, {
        institutionId: small.otherCentreId,
        code: nextCode('P'),
        kind: 'other',
        name: '心血管专科基地',
        giver: '某医院',
        givenOn: '2026-01-01',
        services: ['outpatient'],
        ...more,
      })
    const [tied, other] = [await plaque({ agreementId }), await plaque({})]
    const made = await pair({ receiverInstitutionId: small.otherCentreId, agreementId })
    await note(made.pairingId, { kind: 'outpatient' })
    const { items } = await app.play(small.manager, listPlaques, { institutionId: small.otherCentreId })
    const lastOf = (plaqueId: string) => items.find(item => item.plaqueId === plaqueId)?.lastActivityOn
    expect(lastOf(tied.plaqueId)).toBe('2026-11-10')
    expect(lastOf(other.plaqueId)).toBeNull()
  })

  it('NET-73 what is withdrawn keeps no plaque awake, and it takes place at a house of its tie', async () => {
    const receiver = await enterInstitution(app, {}, small.manager)
    await app.play(small.manager, addMembership, {
      consortiumId: small.consortiumId,
      institutionId: receiver,
      role: 'centre',
      validFrom: '2026-01-01',
    })
    const hang = (more: object) =>
      app.play(small.manager, givePlaque, {
        institutionId: receiver,
        code: nextCode('P'),
        kind: 'alliance_unit',
        name: '联盟成员单位',
        giverInstitutionId: small.headId,
        giver: '某医院',
        givenOn: '2026-01-01',
        services: ['ward_round'],
        ...more,
      })
    const { plaqueId } = await hang({})
    const { plaqueId: otherId } = await hang({ kind: 'other', name: '卒中防治基地' })
    const last = async (id = plaqueId) =>
      (await app.play(small.manager, listPlaques, {})).items.find(item => item.plaqueId === id)?.lastActivityOn
    const made = await pair({ receiverInstitutionId: receiver })
    await expect(note(made.pairingId, { placeInstitutionId: small.centreId })).rejects.toMatchObject({
      code: 'network.place_outside_the_tie',
    })
    const { activityId } = await note(made.pairingId)
    expect(await last()).toBe('2026-11-10')
    expect(await last(otherId), 'a plaque for something else').toBeNull()
    await app.play(small.manager, withdrawTieActivity, { activityId, reason: '登记错了日子' })
    expect(await last()).toBeNull()
  })

  it('NET-89 a plaque or an extended clinic rests on no agreement of strangers', async () => {
    const { agreementId } = await app.play(small.manager, signAgreement, {
      code: nextCode('XY'),
      kind: 'pairing',
      title: '别家的协议',
      signedOn: '2026-01-01',
      validFrom: '2026-01-01',
      parties: [
        { institutionId: small.headId, side: 'gives' },
        { institutionId: small.otherCentreId, side: 'receives' },
      ],
    })
    const plaque = app.play(small.manager, givePlaque, {
      institutionId: small.centreId,
      agreementId,
      code: nextCode('P'),
      kind: 'other',
      name: '心血管专科基地',
      giver: '某医院',
      givenOn: '2026-01-01',
      services: ['outpatient'],
    })
    await expect(plaque).rejects.toMatchObject({ code: 'network.agreement_of_others' })
  })

  it('NET-89 the plaque of a team is woken by its team alone, by id', async () => {
    const teamId = await enterTeam(app, small.centreId, await enterStaff(app, small.centreId, {}, small.manager))
    const { plaqueId } = await app.play(small.manager, givePlaque, {
      institutionId: small.centreId,
      code: nextCode('P'),
      kind: 'studio',
      name: '皮肤科名医工作室',
      giver: '某医院',
      givenOn: '2026-01-01',
      services: ['outpatient'],
    })
    const tie = { plaqueId, agreementId: null, photoFile: 'plaques/1.jpg' }
    const elsewhere = await enterTeam(app, small.headId, leaderId)
    await expect(app.play(small.manager, tiePlaque, { ...tie, teamId: elsewhere })).rejects.toMatchObject({
      code: 'network.team_elsewhere',
    })
    await app.play(small.manager, tiePlaque, { ...tie, teamId })
    const clinic = { institutionId: small.centreId, kind: 'outpatient', on: '2026-11-18' } as const
    const last = async () =>
      (await app.play(small.manager, listPlaques, {})).items.find(item => item.plaqueId === plaqueId)?.lastActivityOn
    const note = (more: object) =>
      app.within(jobActor('booking.seen'), ctx => noteActivity(ctx, { ...clinic, ...more }))
    await note({ speciality: '皮肤科', teamId: elsewhere })
    expect(await last()).toBeNull()
    await note({ speciality: '骨科', teamId })
    expect(await last()).toBe('2026-11-18')
  })

  it('NET-71 another leader follows from a day on, and the days before keep theirs', async () => {
    const nextLeader = await enterStaff(app, small.headId, {}, small.manager)
    const change = {
      pairingId,
      code: nextCode('JD'),
      departmentId,
      leaderStaffId: nextLeader,
      partyBranch: '第二党支部',
      reason: '领导分工调整',
    }
    await expect(app.play(small.manager, changePairing, { ...change, from: '2026-09-01' })).rejects.toMatchObject({
      code: 'network.change_not_later',
    })
    const next = await app.play(small.manager, changePairing, { ...change, from: '2026-12-01' })
    expect(await pairingOf(pairingId)).toMatchObject({ validUntil: '2026-11-30', leader: { staffId: leaderId } })
    expect(await pairingOf(next.pairingId)).toMatchObject({ state: 'upcoming', leader: { staffId: nextLeader } })
    await app.play(small.manager, endPairing, { pairingId: next.pairingId, validUntil: '2026-12-31', reason: '撤并' })
    expect(await pairingOf(next.pairingId)).toMatchObject({ validUntil: '2026-12-31', endReason: '撤并' })
  })
})

describe('speciality alliances', () => {
  const found = (leadDepartmentId: string) =>
    app.play(small.manager, foundAlliance, {
      code: nextCode('LM'),
      name: '骨科专科联盟',
      speciality: '骨科',
      headInstitutionId: small.headId,
      leadDepartmentId,
      startedOn: '2026-01-01',
    })

  it('NET-74 an alliance is led by a department of its head, and heading it gives no say over its members', async () => {
    const elsewhere = await enterDepartment(app, small.centreId, '外科', small.manager)
    await expect(found(elsewhere)).rejects.toMatchObject({ code: 'network.department_of_the_head' })
    const outsider = await enterInstitution(app)
    const { consortiumId } = await found(departmentId)
    await app.play(small.manager, joinAlliance, {
      consortiumId,
      institutionId: outsider,
      role: 'hospital_member',
      validFrom: '2026-02-01',
    })
    const { items } = await app.play(small.manager, listAlliances, {})
    expect(items.find(item => item.consortiumId === consortiumId)).toMatchObject({
      speciality: '骨科',
      leadDepartmentName: '神经内科',
      members: [{ role: 'head' }, { institutionId: outsider }],
      quiet: true,
    })
    const reach = await app.within(small.manager, ctx => institutionsInReach(ctx, small.headId, ['consortium_manager']))
    expect(reach).toContain(small.centreId)
    expect(reach).not.toContain(outsider)
  })

  it('NET-75 an extended clinic is held at a member by somebody who may work there', async () => {
    const { consortiumId } = await found(departmentId)
    const clinic = {
      consortiumId,
      institutionId: small.centreId,
      staffId: leaderId,
      rhythm: '每周三上午',
      validFrom: '2026-11-01',
    }
    await expect(app.play(small.manager, openExtendedClinic, clinic)).rejects.toMatchObject({
      code: 'network.not_a_member',
    })
    const joining = { consortiumId, institutionId: small.centreId, role: 'centre', validFrom: '2026-01-01' } as const
    await app.play(small.manager, joinAlliance, joining)
    await expect(app.play(small.manager, openExtendedClinic, clinic)).rejects.toMatchObject({
      code: 'network.may_not_work_there',
    })
    await app.play(small.manager, addPracticeSite, {
      staffId: leaderId,
      institutionId: small.centreId,
      validFrom: '2026-01-01',
    })
    const { extendedClinicId } = await app.play(small.manager, openExtendedClinic, clinic)
    await expect(app.play(small.manager, openExtendedClinic, clinic)).rejects.toMatchObject({
      code: 'network.clinic_twice',
    })
    const last = { extendedClinicId, validUntil: '2026-11-20', reason: '专家退休' }
    await app.play(small.manager, endExtendedClinic, last)
    const { items } = await app.play(small.manager, listAlliances, {})
    expect(items.find(item => item.consortiumId === consortiumId)?.extendedClinics).toEqual([])
  })
})
