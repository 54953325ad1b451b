import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, residentActor, type TestApp } from '#src/platform/testing/app.ts'
import { costOfVisit } from '../contract-cost.ts'
import { addResidents, addSession } from '../testing/factories.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let person: RegionalId

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: '2026-11-28T02:00:00Z',
  })
  world = await createWorld(app)
  const [first] = await addResidents(app.admin, 1)
  person = first as RegionalId
})
afterAll(() => app.close())

const addFee = (kind: string, code: string, titleCode: string | null, priceFen: number) =>
  app.admin.query(
    `insert into network.fee_item (fee_item_id, institution_id, code, kind, name, title_code, unit, times, price_fen, own_first_per_mille, valid_from, source, demo, created_at)
     values ($1, $2, $3, $4, $3, $5, '次', 1, $6, 0, '2026-01-01', '测试', true, now())`,
    [newUuid(), world.siteA, code, kind, titleCode, priceFen],
  )

test('BOOK-65 the cost is that of the doctor who really comes, and what nobody has entered is said', async () => {
  const sessionId = await addSession(app.admin, {
    institutionId: world.siteA,
    staffId: world.experts[0] as string,
    speciality: '骨科',
  })
  const ask = () => app.play(residentActor([person]), costOfVisit, { sessionId, residentId: person })
  expect(await ask()).toMatchObject({ known: 'price_only', feeFen: 2500, preview: null })
  await app.admin.query('update deployment.session set fee_fen = null where session_id = $1', [sessionId.slice(7)])
  expect(await ask()).toMatchObject({ known: 'unknown', feeFen: null, preview: null })

  await addFee('consultation', '普通诊查费', null, 1000)
  await addFee('consultation', '主任诊查费', '231', 3800)
  const chief = await ask()
  expect(chief).toMatchObject({ known: 'estimate', preview: { totalFen: 3800, ownFen: 3800 } })
  expect(chief.basis).toMatchObject({ titleCode: '231', age: 76, contracted: false })
  expect(chief.preview?.lines.map(line => line.name)).toEqual(['主任诊查费'])
  // 替诊: somebody without that title comes.
  await app.admin.query(`update network.staff_title set title_code = '234' where staff_id = $1`, [world.experts[0]])
  expect((await ask()).preview).toMatchObject({
    totalFen: 1000,
    notes: expect.arrayContaining(['designation_unknown']),
  })
})
