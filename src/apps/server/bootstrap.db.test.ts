import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaffAccount, grantRole } from '#src/platform/contract/accounts.ts'
import { changePassword, signIn } from '#src/platform/contract/session.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, type TestApp } from '#src/platform/testing/app.ts'
import { bootstrapInstallation } from './bootstrap.ts'
import { modules } from './modules.ts'

let test: TestApp
let lines: readonly string[] = []

beforeAll(async () => {
  test = await createTestApp({ modules })
  const wishes = { REGION: '510100 成都市', INSTITUTION: '成华区中医医院' }
  const both = await Promise.all([bootstrapInstallation(test.app, wishes), bootstrapInstallation(test.app, wishes)])
  lines = both.flat()
  expect(both.filter(some => some.length > 0)).toHaveLength(1)
})
afterAll(async () => test?.close())

const passwordOf = (loginName: string): string =>
  lines
    .find(line => line.includes(`  ${loginName}  `))
    ?.trim()
    .split(/\s+/)
    .at(-1) as string

const enter = async (loginName: string): Promise<StaffActor> => {
  const nobody = { kind: 'public', regionId: 510_100 } as const
  const { session } = await test.play(nobody, signIn, { loginName, password: passwordOf(loginName) })
  expect(session?.mustChangePassword).toBe(true)
  const { accountId, staffId, regionId, institution } = session as NonNullable<typeof session>
  const institutionId = institution?.institutionId as string
  const restricted: StaffActor = {
    kind: 'staff',
    accountId,
    staffId,
    regionId,
    institutionId,
    roles: [],
    reach: [institutionId],
  }
  await test.play(restricted, changePassword, { current: passwordOf(loginName), next: 'Another-2026-word' })
  const { rows } = await test.admin.query<{ role: string }>(
    'select role from platform.account_role where account_id = $1',
    [accountId],
  )
  return { ...restricted, roles: rows.map(row => row.role) }
}

describe('an empty installation', () => {
  it('gets its region, one institution and two administrators, once, and says their passwords once', async () => {
    expect(lines[0]).toContain('成都市（510100） · 成华区中医医院')
    expect(lines).toHaveLength(3)
    expect(await bootstrapInstallation(test.app, { REGION: '330683 嵊州市' })).toEqual([])
    expect(test.app.regions.has(330_683)).toBe(false)
    const { rows } = await test.admin.query('select name, demo from network.institution')
    expect(rows).toEqual([{ name: '成华区中医医院', demo: false }])
  })

  it('lets the administrators in, and between them they let in the first manager', async () => {
    const [admin, security] = [await enter('admin'), await enter('security')]
    const { accountId } = await test.play(admin, createStaffAccount, {
      loginName: 'manager',
      name: '医联体办公室',
      institutionId: admin.institutionId,
    })
    const role = { accountId, institutionId: admin.institutionId, role: 'consortium_manager', reason: '首位管理人员' }
    await expect(test.play(admin, grantRole, role)).rejects.toMatchObject({ code: 'platform.not_permitted' })
    await test.play(security, grantRole, role)
    const { rows } = await test.admin.query('select role from platform.account_role where account_id = $1', [accountId])
    expect(rows).toEqual([{ role: 'consortium_manager' }])
  })
})
