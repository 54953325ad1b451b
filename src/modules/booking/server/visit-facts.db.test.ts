import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { bookAppointment } from '../contract.ts'
import { countedVisits } from '../contract-counts.ts'
import { callNext, checkIn, finishVisit, startVisit } from '../contract-desk.ts'
import { addOpenPool, addResidents, at } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let people: readonly RegionalId[]
const desk = () => staffActor(world.siteA, ['desk'])

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 4)
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const come = async (residentId: RegionalId, day: string, speciality: string) => {
  const { sessionId, poolId } = await addOpenPool(
    app,
    { institutionId: world.siteA, staffId: world.experts[0] as string, speciality, day },
    [0, 0, 3, 0],
  )
  app.setNow(at('08:50', day).toISOString())
  await app.within(jobActor('test', world.siteA), ctx =>
    grantRelationship(ctx, { residentId, institutionId: world.siteA, act: 'card_read', source: 'test' }),
  )
  const { appointmentId } = await app.play(desk(), bookAppointment, { poolId, residentId, channel: 'on_site' })
  const { visitId } = await app.play(desk(), checkIn, { appointmentId })
  return { sessionId, visitId }
}
const rowOf = async (visitId: string) =>
  (
    await app.admin.query(
      'select insurance_type, insured_place, is_first, is_tcm, part_of_day, doctor_id from booking.visit where visit_id = $1',
      [visitId.slice(7)],
    )
  ).rows[0]
const see = async (visitId: string) => {
  await app.play(desk(), startVisit, { visitId })
  await app.play(desk(), finishVisit, { visitId })
}

test('BOOK-96 a visit keeps what pays as of that day, whatever changes afterwards', async () => {
  const person = people[0] as RegionalId
  await app.admin.query(
    `update records.resident set insurance_type = 'employees', insured_place = '510100' where resident_id = $1`,
    [person.slice(7)],
  )
  const { visitId } = await come(person, '2026-12-01', '骨科')
  await app.admin.query(
    `update records.resident set insurance_type = 'residents', insured_place = null where resident_id = $1`,
    [person.slice(7)],
  )
  expect(await rowOf(visitId)).toEqual({
    insurance_type: 'employees',
    insured_place: '510100',
    is_first: true,
    is_tcm: false,
    part_of_day: 'morning',
    doctor_id: world.experts[0],
  })
})

test('BOOK-96 who was seen in the department before comes again, who only got a number or was elsewhere comes first', async () => {
  const person = people[1] as RegionalId
  const unseen = await come(person, '2026-12-02', '针灸科')
  expect(await rowOf(unseen.visitId)).toMatchObject({ is_first: true, is_tcm: true })
  const again = await come(person, '2026-12-03', '针灸科')
  expect(await rowOf(again.visitId)).toMatchObject({ is_first: true })
  await see(again.visitId)
  expect(await rowOf((await come(person, '2026-12-04', '针灸科')).visitId)).toMatchObject({ is_first: false })
  expect(await rowOf((await come(person, '2026-12-05', '皮肤科')).visitId)).toMatchObject({ is_first: true })
})

test('BOOK-96 the doctor is whoever of the session took the person in, and a desk that presses the key is none', async () => {
  const { sessionId, visitId } = await come(people[2] as RegionalId, '2026-12-07', '心内科')
  await app.admin.query(
    `insert into deployment.session_staff (region_id, session_id, staff_id, role, position, local_date, during, active)
     select region_id, session_id, $2, 'follower', 2, local_date, during, active from deployment.session_staff where session_id = $1`,
    [sessionId.slice(7), world.experts[1]],
  )
  await app.play(desk(), callNext, { sessionId })
  expect(await rowOf(visitId)).toMatchObject({ doctor_id: world.experts[0] })
  const second = staffActor(world.siteA, ['specialist'], { staffId: world.experts[1] as string })
  await app.play(second, startVisit, { visitId })
  await app.play(desk(), finishVisit, { visitId })
  expect(await rowOf(visitId)).toMatchObject({ doctor_id: world.experts[1] })
  expect(await app.play(desk(), countedVisits, { sessionId })).toMatchObject({
    seen: 1,
    first: 1,
    repeat: 0,
    extra: 0,
    tcm: 0,
  })
  expect(await app.play(staffActor(world.siteB, ['desk']), countedVisits, { sessionId })).toMatchObject({
    seen: null,
    first: null,
  })
})
