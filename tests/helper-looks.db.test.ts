import { afterAll, beforeAll, expect, it } from 'vitest'
import { myAppointments } from '#src/modules/booking/contract.ts'
import { bookingModule } from '#src/modules/booking/server/module.ts'
import { addResidents } from '#src/modules/booking/testing/factories.ts'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, residentActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'

let test: TestApp
beforeAll(async () => {
  test = await createTestApp({ modules: [networkModule, recordsModule, deploymentModule, bookingModule] })
}, 120_000)
afterAll(async () => test?.close())

it('PORT-30 a helper who opens the first page has not looked into a record; who asks for what was has', async () => {
  const [elder] = await addResidents(test.admin, 1)
  const helper = residentActor([elder as string])
  await test.admin.query(
    `insert into records.proxy (region_id, proxy_id, resident_id, proxy_account, name, phone_index, relation, proof, valid_from, author_account)
     values ($1, $2, $3, $4, '演示', '\\x01', 'family', 'code_to_elder', now() - interval '1 day', $4)`,
    [testRegion, newUuid(), elder?.slice(7), helper.accountId],
  )
  const looks = async (): Promise<number> =>
    (await test.admin.query('select 1 from records.access_entry where resident_id = $1', [elder?.slice(7)])).rows.length
  await test.play(helper, myAppointments, { only: 'coming' })
  expect(await looks()).toBe(0)
  await test.play(helper, myAppointments, {})
  expect(await looks()).toBe(1)
})
