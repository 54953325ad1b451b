import Type from 'typebox'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { EventPayload, ServerModule } from '#src/platform/server/module.ts'
import { testRegion } from './app.ts'

/** Two institutions of the tests' region: the first manages the second. */
export const headId = newUuid(1)
export const branchId = newUuid(2)

/** Events that the neighbour heard, in the order of hearing. */
export type Heard = { readonly name: string; readonly data: EventPayload }

/**
 * A module next door, as small as a module can be: it knows two institutions, declares a kind of loop, a setting and
 * an event, so that the platform's services can be tried without any medical module.
 */
export const createNeighbour = (heard: Heard[] = []): ServerModule => ({
  name: 'neighbour',
  handlers: [],
  permissions: { 'neighbour.thing.use': ['desk', 'nurse'] },
  constraints: {},
  roles: ['head_of_department', 'gp', 'specialist'],
  loops: [
    {
      kind: 'neighbour.call_back',
      dueMinutes: 60,
      escalation: ['desk', 'centre_manager', 'consortium_manager'],
      escalateMinutes: 30,
    },
  ],
  settings: [
    {
      key: 'neighbour.limit',
      schema: Type.Integer({ minimum: 1, maximum: 9 }),
      value: 3,
      source: 'tests',
      scope: 'institution',
    },
    { key: 'neighbour.shared', schema: Type.Integer(), value: 1, source: 'tests', scope: 'everywhere' },
  ],
  events: {
    'neighbour.thing_happened': async (_ctx, data) => {
      heard.push({ name: 'neighbour.thing_happened', data })
    },
  },
  jobs: [],
  institutions: {
    find: async (_ctx, ids) =>
      [
        { institutionId: headId, regionId: testRegion, name: '演示总院' },
        { institutionId: branchId, regionId: testRegion, name: '演示分中心' },
      ].filter(institution => ids.includes(institution.institutionId)),
    reachOf: async (_ctx, institutionId) => (institutionId === headId ? [headId, branchId] : [institutionId]),
  },
  locales: {
    'zh-CN': { 'loop.call_back': '回电', 'message.hello': '您好，{{what}}。' },
    en: { 'loop.call_back': 'Call back', 'message.hello': 'Hello, {{what}}.' },
  },
})
