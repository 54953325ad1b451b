import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '#src/apps/server/modules.ts'
import type { Endpoint } from '#src/platform/kernel/endpoint.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { Actor } from '#src/platform/server/actor.ts'
import { dispatch } from '#src/platform/server/dispatch.ts'
import { registerEndpoints, rolesHolding } from '#src/platform/server/registry.ts'
import {
  createTestApp,
  publicActor,
  residentActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { sampleOf, spoilt } from './support/sample-input.ts'

/** Walks every endpoint that the server declares; a new one is covered the moment it is plugged in. */
const registered = registerEndpoints(modules)
/** A rule that an endpoint cannot break is no test of it, and none that is skipped. */
const testWhere = (applies: boolean) => (applies ? test : () => {})
const allRoles = [...new Set(modules.flatMap(module => Object.values(module.permissions).flat()))]
const here = newUuid()
const elsewhere = newUuid()
let test1: TestApp

/** Both institutions exist, so that "not found" never stands in for "not yours". */
const insertInstitution = (institutionId: string, code: string) =>
  test1.admin.query(
    `insert into network.institution (institution_id, region_id, code, name, short_name, pinyin, initials, kind, level, grade, address, demo, version, created_at)
     values ($1, $2, $3, $3, $3, 'ceshi', 'cs', 'B1', '1', 'none', '演示路1号', true, 1, now())`,
    [institutionId, testRegion, code],
  )

beforeAll(async () => {
  test1 = await createTestApp({ modules, demo: true })
  await insertInstitution(here, 'HERE')
  await insertInstitution(elsewhere, 'ELSEWHERE')
  // Elsewhere belongs to a consortium of its own: what nobody claims, any manager of the region may keep.
  const consortium = newUuid()
  await test1.admin.query(
    `insert into network.consortium (consortium_id, code, name, kind, region_id, demo, version, created_at) values ($1, 'OTHER', '别的医联体', 'urban_grid', $2, true, 1, now())`,
    [consortium, testRegion],
  )
  await test1.admin.query(
    `insert into network.membership (membership_id, consortium_id, institution_id, role, valid_from, created_at) values ($1, $2, $3, 'head', '2020-01-01', now())`,
    [newUuid(), consortium, elsewhere],
  )
})
afterAll(() => test1.close())

const actorWith = (role: string): Actor =>
  role === 'resident' ? residentActor([`${testRegion}-${newUuid()}`]) : staffActor(here, [role])

const outcomeOf = async (
  actor: Actor,
  handler: (typeof registered)[number]['handler'],
  input: unknown,
  key: string = newUuid(),
) => {
  try {
    return { value: await dispatch(test1.app, actor, handler, input, { requestId: newUuid(), idempotencyKey: key }) }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw error
  }
}

/** Some acts are about the actor's own account, which must exist. */
const addAccount = async (actor: Actor): Promise<void> => {
  if (actor.kind !== 'staff' && actor.kind !== 'resident') return
  await test1.admin.query(
    'insert into platform.account (account_id, kind, name, created_at) values ($1, $2, $3, now())',
    [actor.accountId, actor.kind, '演示'],
  )
}

const needsRole = (endpoint: Endpoint): boolean =>
  endpoint.permission !== 'public' && endpoint.permission !== 'signed-in'
const someHolder = (endpoint: Endpoint): Actor => {
  if (endpoint.permission === 'public') return publicActor
  return actorWith(
    endpoint.permission === 'signed-in' ? 'desk' : (rolesHolding(modules, endpoint.permission)[0] as string),
  )
}

describe.each(registered.map(entry => [entry.endpoint.name, entry] as const))('%s', (_name, { endpoint, handler }) => {
  test('PLAT-1 a stranger is refused, except on what is public', async () => {
    const { refusal } = await outcomeOf(publicActor, handler, sampleOf(endpoint.input))
    if (endpoint.permission === 'public') expect(refusal?.code).not.toBe('platform.sign_in_first')
    else expect(refusal?.code).toBe('platform.sign_in_first')
  })

  testWhere(needsRole(endpoint))(
    'PLAT-2 every role that does not hold the permission is refused, and the refusal is on record',
    async () => {
      const holders = rolesHolding(modules, endpoint.permission)
      for (const role of allRoles.filter(candidate => !holders.includes(candidate))) {
        const actor = actorWith(role)
        const { refusal } = await outcomeOf(actor, handler, sampleOf(endpoint.input))
        expect([role, refusal?.code]).toEqual([role, 'platform.not_permitted'])
      }
      const { rows } = await test1.admin.query(
        'select count(*)::int as n from platform.audit where act = $1 and code = $2',
        [endpoint.name, 'platform.not_permitted'],
      )
      expect(rows[0].n).toBeGreaterThan(0)
    },
  )

  const wrong = spoilt(endpoint.input)
  testWhere(wrong !== undefined)(
    'PLAT-3 input that breaks the contract is refused with the field that is wrong',
    async () => {
      const { refusal } = await outcomeOf(someHolder(endpoint), handler, wrong)
      expect(refusal?.code).toBe('platform.invalid_input')
      expect(refusal?.fields.length).toBeGreaterThan(0)
    },
  )

  testWhere(
    endpoint.kind === 'command' &&
      'institutionId' in ((endpoint.input as { properties?: object }).properties ?? {}) &&
      needsRole(endpoint),
  )('PLAT-4 whoever may act here may not act for an institution out of reach', async () => {
    for (const role of rolesHolding(modules, endpoint.permission).filter(candidate => candidate !== 'resident')) {
      const { refusal } = await outcomeOf(
        staffActor(here, [role]),
        handler,
        sampleOf(endpoint.input, 1, { institutionId: elsewhere }),
      )
      // An act on a row that does not exist may say so first; where the institution is all there is, it must be the reason.
      const namesMore = Object.keys((endpoint.input as { properties?: object }).properties ?? {}).some(
        name => name !== 'institutionId' && /Id$|^key$/.test(name),
      )
      expect([role, refusal?.kind === 'not-found' && namesMore ? 'forbidden' : refusal?.kind]).toEqual([
        role,
        'forbidden',
      ])
    }
  })

  testWhere(endpoint.kind === 'command' && !endpoint.isAttempt)(
    'PLAT-5 the same key gives the same answer, and another input with it is refused',
    async () => {
      const actor = someHolder(endpoint)
      await addAccount(actor)
      const input = sampleOf(endpoint.input) as Record<string, unknown>
      const key = newUuid()
      const first = await outcomeOf(actor, handler, input, key)
      const second = await outcomeOf(actor, handler, input, key)
      if (first.refusal?.kind === 'conflict' || first.refusal?.kind === 'busy') return
      if (endpoint.secretAnswer && first.value !== undefined)
        expect(second.refusal?.code).toBe('platform.already_answered')
      else expect([second.refusal?.code, second.value]).toEqual([first.refusal?.code, first.value])
      const other = await outcomeOf(actor, handler, { ...input, __other: 1 }, key)
      if (first.refusal?.code !== 'platform.not_your_resident') expect(other.refusal?.code).toBe('platform.key_reused')
    },
  )
})

test('PLAT-6 a command without a key is refused', async () => {
  for (const { endpoint, handler } of registered.filter(entry => entry.endpoint.kind === 'command')) {
    const actor = someHolder(endpoint)
    const call = dispatch(test1.app, actor, handler, sampleOf(endpoint.input), { requestId: newUuid() })
    await expect(call, endpoint.name).rejects.toMatchObject({ name: 'Refusal' })
  }
})

test('PLAT-7 every permission is held by a role that a module declares, and every declared role holds something', () => {
  const declared = new Set(modules.flatMap(module => module.roles ?? []))
  for (const { endpoint } of registered)
    if (needsRole(endpoint))
      expect(rolesHolding(modules, endpoint.permission).length, endpoint.permission).toBeGreaterThan(0)
  expect(allRoles.filter(role => !declared.has(role))).toEqual([])
  expect([...declared].filter(role => !allRoles.includes(role))).toEqual([])
})
