import { afterAll, beforeAll, expect, it } from 'vitest'
import * as contract from '#src/platform/contract/accounts.ts'
import { signIn } from '#src/platform/contract/session.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, jobActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { createBrowser } from '#src/platform/testing/browser.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { createAccount, grantRole } from './accounts.ts'
import { platformModule } from './module-platform.ts'
import { hashPassword } from './passwords.ts'

let test: TestApp
const reason = '演示理由'
const itAdmin = staffActor(headId, ['it_admin'], { reach: [headId, branchId] })
const securityAdmin = staffActor(headId, ['security_admin'], { reach: [headId, branchId] })
const doctor = { staffId: newUuid(77), name: '王演示' }
const nurse = { staffId: newUuid(78), name: '李演示' }

beforeAll(async () => {
  const neighbour = {
    ...createNeighbour(),
    staff: {
      find: async (_ctx: unknown, ids: readonly string[]) => [doctor, nurse].filter(one => ids.includes(one.staffId)),
    },
  }
  test = await createTestApp({ modules: [platformModule, neighbour] })
})
afterAll(() => test.close())

let count = 0
const newAccount = (more: { readonly staffId?: string } = {}) => {
  count += 1
  return test.play(itAdmin, contract.createStaffAccount, {
    loginName: `powers.${count}`,
    name: `演示${count}`,
    institutionId: headId,
    ...more,
  })
}
const holderOf = async (role: string) => {
  const { accountId } = await newAccount()
  await test.play(securityAdmin, contract.grantRole, { accountId, institutionId: headId, role, reason })
  return accountId
}
const rowOf = async (accountId: string) =>
  (await test.play(itAdmin, contract.listAccounts, {})).accounts.find(row => row.accountId === accountId)

it('PLAT-73 an account is tied to the member of staff who uses it, when it is made or later, and untied', async () => {
  const { accountId } = await newAccount({ staffId: doctor.staffId })
  expect(await rowOf(accountId)).toMatchObject(doctorRow)
  await test.play(itAdmin, contract.linkStaff, { accountId, staffId: null, reason })
  expect(await rowOf(accountId)).toMatchObject({ staffId: null, staffName: null })
  await test.play(itAdmin, contract.linkStaff, { accountId, staffId: doctor.staffId, reason })
  expect(await rowOf(accountId)).toMatchObject(doctorRow)
  const { rows } = await test.admin.query(
    `select details::jsonb ->> 'staffId' as staff from platform.audit where act = 'platform.linkStaff' and subject_id = $1 order by at`,
    [accountId],
  )
  expect(rows.map(row => row.staff)).toEqual(['none', doctor.staffId])
})
const doctorRow = { staffId: doctor.staffId, staffName: doctor.name }

it('PLAT-73 one member of staff has one account, and must exist; only the system administrator ties', async () => {
  await newAccount({ staffId: nurse.staffId })
  expect(await codeOf(newAccount({ staffId: nurse.staffId }))).toBe('platform.staff_has_account')
  expect(await codeOf(newAccount({ staffId: newUuid(99) }))).toBe('platform.staff_unknown')
  const { accountId } = await newAccount()
  const link = { accountId, staffId: nurse.staffId, reason }
  expect(await codeOf(test.play(itAdmin, contract.linkStaff, link))).toBe('platform.staff_has_account')
  expect(await codeOf(test.play(securityAdmin, contract.linkStaff, link))).toBe('platform.not_permitted')
  await expect(
    test.admin.query('update platform.account set staff_id = $1 where account_id = $2', [nurse.staffId, accountId]),
  ).rejects.toThrow('one_account_per_member_of_staff')
})

it('PLAT-71 the system administrator takes over no account that holds a separate power', async () => {
  for (const role of ['security_admin', 'auditor', 'it_admin']) {
    const accountId = await holderOf(role)
    for (const act of [
      contract.resetPassword,
      contract.removeSecondFactor,
      contract.disableAccount,
      contract.enableAccount,
      contract.unlockAccount,
    ])
      expect(await codeOf(test.play(itAdmin, act, { accountId, reason }))).toBe('platform.power_needs_security')
    const link = { accountId, staffId: null, reason }
    expect(await codeOf(test.play(itAdmin, contract.linkStaff, link))).toBe('platform.power_needs_security')
    const { initialPassword } = await test.play(securityAdmin, contract.resetPassword, { accountId, reason })
    expect(initialPassword.length).toBeGreaterThanOrEqual(12)
  }
})

it('PLAT-71 the security administrator touches no ordinary account, and nobody resets oneself', async () => {
  const { accountId } = await newAccount()
  for (const act of [contract.resetPassword, contract.disableAccount])
    expect(await codeOf(test.play(securityAdmin, act, { accountId, reason }))).toBe('platform.ordinary_needs_system')
  const own = await holderOf('security_admin')
  expect(
    await codeOf(test.play({ ...securityAdmin, accountId: own }, contract.resetPassword, { accountId: own, reason })),
  ).toBe('platform.own_account')
})

it('PLAT-73 the last sign-in is told although its session is forgotten', async () => {
  const passwordHash = await hashPassword('Correct-Horse-9')
  const accountId = await test.within(jobActor('tests'), async ctx => {
    const made = await createAccount(ctx, {
      loginName: 'seen.once',
      name: '演示',
      homeInstitutionId: headId,
      passwordHash,
    })
    await grantRole(ctx, { accountId: made.accountId, institutionId: headId, role: 'desk' })
    return made.accountId
  })
  expect((await rowOf(accountId))?.lastSignInAt).toBeNull()
  await createBrowser(test.app, testRegion).call(signIn, { loginName: 'seen.once', password: 'Correct-Horse-9' })
  const { rows } = await test.admin.query('delete from platform.session where account_id = $1 returning created_at', [
    accountId,
  ])
  expect((await rowOf(accountId))?.lastSignInAt).toBe(rows[0].created_at.toISOString())
})
