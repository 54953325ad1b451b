import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { encryptText } from '#src/platform/server/crypto.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, type TestApp } from '#src/platform/testing/app.ts'
import { bookAppointment } from '../contract.ts'
import type { Booked } from '../contract-shapes.ts'
import { endGatherer } from '../server/gatherer.ts'
import { bookingModule } from '../server/module.ts'
import { addOpenPool, addResidents, at, type SessionOptions } from './factories.ts'

/** A server with sites, experts and residents, in which seats are given as in the product. */
export type BookingWorld = TestApp &
  World & {
    /** A resident who has not been asked for before. */
    readonly someone: () => RegionalId
    /** A department that no other session has, so that no limit of a day is in the way. */
    readonly department: () => string
    /** A session at site A with one bucket, open now; each in a department of its own unless said otherwise. */
    readonly openPool: (
      quota: readonly number[],
      more?: Partial<SessionOptions>,
    ) => Promise<{ readonly sessionId: RegionalId; readonly poolId: RegionalId }>
    /** The resident's own booking through the public channel. */
    readonly book: (residentId: RegionalId, poolId: RegionalId) => Promise<Booked>
    /** The institution has seen the card of this resident, or has a contract with them. */
    readonly knows: (institutionId: string, residentId: RegionalId, act?: 'contract' | 'card_read') => Promise<unknown>
    /** How the appointment stands behind the curtain. */
    readonly stateOf: (one: Pick<Booked, 'appointmentId'>) => Promise<{
      readonly status: string
      readonly cancel_cause: string | null
      readonly active: boolean
    }>
  }

type Options = {
  readonly residents?: number
  readonly now?: string
  /** One number for all residents; without it nobody can be sent a message. */
  readonly phone?: string
}

const oneStateOf = async ({ admin }: TestApp, appointmentId: string) => {
  const { rows } = await admin.query(
    'select status, cancel_cause, active from booking.appointment where appointment_id = $1',
    [appointmentId.slice(7)],
  )
  return rows[0]
}

export const createBookingWorld = async ({ residents = 20, now, phone }: Options = {}): Promise<BookingWorld> => {
  const test = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    ...(now === undefined ? {} : { now }),
  })
  const world = await createWorld(test)
  const people = [...(await addResidents(test.admin, residents))]
  if (phone !== undefined)
    await test.admin.query('update records.resident set phone_cipher = $1', [encryptText(test.app.keys, phone)])
  let departments = 0
  const department = () => `演示科${departments++}`
  return {
    ...test,
    ...world,
    department,
    someone: () => {
      const person = people.shift()
      if (person === undefined) throw new Error('more residents are asked for than the world was made with')
      return person
    },
    openPool: (quota, more = {}) =>
      addOpenPool(test, { institutionId: world.siteA, speciality: department(), ...more }, quota),
    book: (residentId, poolId) =>
      test.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' }),
    knows: (institutionId, residentId, act = 'card_read') =>
      test.within(jobActor('test', institutionId), ctx =>
        grantRelationship(ctx, {
          residentId,
          institutionId,
          act,
          source: `test:${act}`,
          ...(act === 'contract' ? { until: at('00:00', '2027-06-01') } : {}),
        }),
      ),
    stateOf: one => oneStateOf(test, one.appointmentId),
    close: async () => {
      await endGatherer(test.app)
      await test.close()
    },
  }
}
