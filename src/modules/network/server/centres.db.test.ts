import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, type TestApp } from '#src/platform/testing/app.ts'
import { signAgreement } from '../contract-agreements.ts'
import {
  addCentreKind,
  changeCentre,
  closeCentre,
  joinCentre,
  leaveCentre,
  listCentres,
  openCentre,
} from '../contract-centres.ts'
import { enterStaff, nextCode, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium
let headId: string
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
  headId = await enterStaff(app, small.headId, {}, small.manager)
})
afterAll(() => app?.close())

const open = (more: Partial<InputOf<typeof openCentre>> = {}) =>
  app.play(small.manager, openCentre, {
    code: nextCode('ZX'),
    kind: 'imaging',
    hostInstitutionId: small.headId,
    name: '影像诊断中心',
    headStaffId: headId,
    validFrom: '2026-01-01',
    memberInstitutionIds: [small.centreId],
    ...more,
  })
const centreOf = async (centreId: string) =>
  (await app.play(small.manager, listCentres, { ended: true })).items.find(item => item.centreId === centreId)

describe('management and shared centres', () => {
  it('NET-76 a centre has a host, a head of that host and members, and a host keeps one of a kind at a time', async () => {
    const { centreId } = await open()
    expect(await centreOf(centreId)).toMatchObject({
      family: 'shared',
      head: { staffId: headId },
      members: [{ institutionId: small.centreId, agreementId: null }],
      withoutAgreement: 1,
      state: 'active',
    })
    await expect(open()).rejects.toMatchObject({ code: 'network.centre_twice' })
    const stranger = await enterStaff(app, small.centreId, {}, small.manager)
    await expect(open({ kind: 'ecg', headStaffId: stranger })).rejects.toMatchObject({
      code: 'network.head_of_the_host',
    })
    const change = { centreId, version: 1, name: '医学影像中心', headStaffId: headId, phone: '0571-0000001' }
    await app.play(small.manager, changeCentre, change)
    await expect(app.play(small.manager, changeCentre, change)).rejects.toMatchObject({
      code: 'network.changed_meanwhile',
    })
  })

  it('NET-76 an institution is served once at a time, under an agreement that names it and the host', async () => {
    const { centreId } = await open({ kind: 'pathology' })
    const joining = { centreId, institutionId: small.otherCentreId, validFrom: '2026-02-01' }
    const { agreementId } = await app.play(small.manager, signAgreement, {
      code: nextCode('XY'),
      kind: 'remote_diagnosis',
      title: '远程诊断协议',
      signedOn: '2026-01-01',
      validFrom: '2026-01-01',
      parties: [
        { institutionId: small.headId, side: 'gives' },
        { institutionId: small.centreId, side: 'receives' },
      ],
    })
    await expect(app.play(small.manager, joinCentre, { ...joining, agreementId })).rejects.toMatchObject({
      code: 'network.agreement_of_others',
    })
    const { centreMemberId } = await app.play(small.manager, joinCentre, joining)
    await expect(app.play(small.manager, joinCentre, joining)).rejects.toMatchObject({
      code: 'network.centre_member_twice',
    })
    await app.play(small.manager, leaveCentre, { centreMemberId, validUntil: '2026-10-31', reason: '撤并' })
    await app.play(small.manager, joinCentre, { ...joining, validFrom: '2026-11-01' })
  })

  it('NET-77 a county adds kinds with their source, and a closed centre serves nobody from the day after', async () => {
    const kind = { kind: 'rehabilitation', family: 'shared', name: '康复共享中心', nameEn: 'Rehabilitation' } as const
    await app.play(small.manager, addCentreKind, { ...kind, source: '县医共体文件' })
    await expect(app.play(small.manager, addCentreKind, { ...kind, source: '再次' })).rejects.toMatchObject({
      code: 'network.centre_kind_taken',
    })
    await expect(open({ kind: 'nowhere' })).rejects.toMatchObject({ code: 'network.unknown_centre_kind' })
    const { centreId } = await open({ kind: 'rehabilitation' })
    await app.play(small.manager, closeCentre, { centreId, validUntil: '2026-11-20', reason: '并入医院' })
    expect(await centreOf(centreId)).toMatchObject({ state: 'ended', members: [] })
    const again = app.play(small.manager, closeCentre, { centreId, validUntil: '2026-11-20', reason: '再次' })
    await expect(again).rejects.toMatchObject({ code: 'network.centre_closed' })
    const joining = { centreId, institutionId: small.otherCentreId, validFrom: '2026-11-21' }
    await expect(app.play(small.manager, joinCentre, joining)).rejects.toMatchObject({ code: 'network.centre_closed' })
    await open({ kind: 'rehabilitation', validFrom: '2026-11-21' })
  })
})
