import Type from 'typebox'
import { command } from '#src/platform/kernel/endpoint.ts'
import { instantSchema } from '#src/platform/kernel/schema.ts'

/** Demo only. */

export const moveDemoClock = command({
  name: 'platform.moveDemoClock',
  method: 'POST',
  path: '/platform/demo/clock',
  permission: 'platform.demo.use',
  summary: 'Demo only: move the clock of all servers forward or back, or to the real time',
  subject: 'none',
  /** Either a number of minutes from what the clock shows now, or an instant; `{}` returns to the real time. */
  input: Type.Object({
    byMinutes: Type.Optional(Type.Integer({ minimum: -525600, maximum: 525600 })),
    to: Type.Optional(instantSchema),
  }),
  output: Type.Object({ now: instantSchema, offsetMinutes: Type.Integer() }),
  errors: ['platform.demo_only'],
})
