import { afterAll, beforeAll, expect, it } from 'vitest'
import { bookingModule } from '#src/modules/booking/server/module.ts'
import { addOpenPool } from '#src/modules/booking/testing/factories.ts'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { enterInstitution, enterStaff } from '#src/modules/network/testing/factories.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { createTestApp, publicActor, type TestApp } from '#src/platform/testing/app.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { clinicDetail, clinicList, places } from '../contract.ts'
import { findExperts } from '../contract-find.ts'
import { portalModule } from './module.ts'
import { regionPage } from './region-page.ts'

let test: TestApp
let first: RegionalId
const days = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']

/** Each expert comes to a place of their own on four days. */
const addExperts = async (from: number, to: number): Promise<readonly RegionalId[]> => {
  const ids: RegionalId[] = []
  for (let number = from; number < to; number += 1) {
    const institutionId = await enterInstitution(test, { code: `SITE-${number}`, name: `演示${number}中心` })
    const staffId = await enterStaff(test, institutionId, { name: `演示医生${number}` })
    for (const day of days) {
      const input = {
        institutionId,
        staffId,
        day,
        bucketMinutes: 120,
        speciality: number % 2 === 0 ? '骨科' : '皮肤科',
      }
      ids.push((await addOpenPool(test, input, [0, 3, 0, 0])).sessionId)
    }
  }
  return ids
}

beforeAll(async () => {
  test = await createTestApp({
    modules: [networkModule, recordsModule, deploymentModule, bookingModule, portalModule],
    now: '2026-11-21T02:00:00Z',
  })
  first = (await addExperts(0, 8))[0] as RegionalId
}, 120_000)
afterAll(async () => test?.close())

const asks: Readonly<Record<string, () => Promise<unknown>>> = {
  clinics: () => test.play(publicActor, clinicList, { limit: 10 }),
  'clinics by words': () => test.play(publicActor, clinicList, { limit: 10, words: '膝盖' }),
  experts: () => test.play(publicActor, findExperts, { limit: 3 }),
  'experts by speciality': () => test.play(publicActor, findExperts, { limit: 3, speciality: '皮肤科' }),
  places: () => test.play(publicActor, places, {}),
  clinic: () => test.play(publicActor, clinicDetail, { sessionId: first }),
  'the region page': () =>
    test.within(publicActor, ctx =>
      regionPage.render(ctx, { params: {}, query: { month: '2026-12' }, language: 'zh-CN' }),
    ),
}

const counted = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const [name, ask] of Object.entries(asks)) counts[name] = (await statementsOf(test, ask)).length
  return counts
}

it('PORT-14 what everyone reads costs as many statements with many experts as with few', async () => {
  const few = await counted()
  await addExperts(8, 24)
  expect(await counted()).toEqual(few)
  for (const [name, statements] of Object.entries(few)) expect(statements, name).toBeLessThanOrEqual(16)
}, 120_000)

it('PORT-32 the first cards of many are the same as those of a whole list, and say that more follow', async () => {
  const all = await test.play(publicActor, findExperts, { limit: 200 })
  const firstOnes = await test.play(publicActor, findExperts, { limit: 3 })
  expect([all.total, firstOnes.total]).toEqual([24, null])
  const dates = (answer: typeof all) => answer.cards.map(card => card.clinics.map(clinic => clinic.localDate))
  expect(dates(firstOnes)).toEqual([days, days, days])
  expect(firstOnes.people).toHaveLength(3)
  expect(firstOnes.days.every(day => day.isBookable)).toBe(true)
})
