import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, publicActor, type TestApp } from '#src/platform/testing/app.ts'
import { institutionDetail } from '../contract.ts'
import { staffDetail } from '../contract-people.ts'
import * as contract from '../contract-photos.ts'
import { findStaffMembers } from '../public.ts'
import { enterStaff, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'
import { photoPage } from './photos.ts'

let app: TestApp
let small: SmallConsortium
let staffId: string

beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T02:00:00Z' })
  small = await smallConsortium(app)
  staffId = await enterStaff(app, small.centreId, { name: '演示医生' })
}, 120_000)
afterAll(async () => app?.close())

const be32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const chunk = (name: string, data: readonly number[]) => [
  ...be32(data.length),
  ...Buffer.from(name),
  ...data,
  0,
  0,
  0,
  0,
]
const png = (width: number, words = '') =>
  Buffer.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...chunk('IHDR', [...be32(width), ...be32(400), 8, 0, 0, 0, 0]),
    ...chunk('tEXt', [...Buffer.from(words)]),
    ...chunk('IDAT', [...deflateSync(Buffer.alloc(width))]),
    ...chunk('IEND', []),
  ]).toString('base64')
const read = async (photoId: string) => {
  const answer = await app.within(publicActor, ctx =>
    photoPage.render(ctx, { params: { photoId }, query: {}, language: 'zh-CN' }),
  )
  if ('html' in answer) throw new Error('a picture is no page')
  return answer
}
const kept = async () => (await app.admin.query('select count(*)::int as n from network.photo')).rows[0].n as number

it('NET-93 a person is shown by one picture, everyone reads it without what hid in the file, and the one before is gone for good', async () => {
  const set = (contentBase64: string) =>
    app.play(small.centreManager, contract.setStaffPhoto, { staffId, contentBase64 })
  expect((await app.play(small.centreManager, staffDetail, { staffId })).photoId).toBeNull()
  const first = await set(png(300, 'GPS 31.23 121.47'))
  expect((await app.play(small.centreManager, staffDetail, { staffId })).photoId).toBe(first.photoId)
  const shown = await read(first.photoId)
  expect(shown).toMatchObject({ type: 'image/png', keepSeconds: 31_536_000 })
  expect(Buffer.from(shown.body).toString('latin1')).not.toContain('GPS')
  const second = await set(png(500))
  expect(await kept()).toBe(1)
  expect(await read(first.photoId)).toMatchObject({ status: 404 })
  expect((await read(second.photoId)).status).toBeUndefined()
  const [facts] = await app.within(small.manager, ctx => findStaffMembers(ctx, [staffId]))
  expect(facts?.photoId).toBe(second.photoId)
  await app.play(small.centreManager, contract.removeStaffPhoto, { staffId })
  expect(await kept()).toBe(0)
  expect(await read('not-an-id')).toMatchObject({ status: 404 })
})

it('NET-93 what is no picture, too large or too small is refused and changes nothing; only who manages the house may', async () => {
  const institutionId = small.centreId
  const set = (contentBase64: string, actor = small.centreManager) =>
    app.play(actor, contract.setInstitutionPhoto, { institutionId, contentBase64 })
  const { photoId } = await set(png(800))
  const refused = async (contentBase64: string, code: string) => {
    await expect(set(contentBase64)).rejects.toMatchObject({ code })
    expect((await app.play(small.manager, institutionDetail, { institutionId })).photoId).toBe(photoId)
  }
  await refused(Buffer.from('<svg onload="alert(1)"/>').toString('base64'), 'network.not_a_picture')
  await refused(png(2_001), 'network.picture_too_large')
  await refused(png(60), 'network.picture_too_small')
  await expect(
    app.play(small.centreManager, contract.setInstitutionPhoto, {
      institutionId: small.otherCentreId,
      contentBase64: png(300),
    }),
  ).rejects.toMatchObject({ code: 'network.outside_reach' })
  await app.play(small.centreManager, contract.removeInstitutionPhoto, { institutionId })
  expect((await app.play(small.manager, institutionDetail, { institutionId })).photoId).toBeNull()
})
