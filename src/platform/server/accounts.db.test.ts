import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as contract from '#src/platform/contract/accounts.ts'
import { changePassword, signIn } from '#src/platform/contract/session.ts'
import { createTestApp, jobActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { createBrowser } from '#src/platform/testing/browser.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { createAccount, grantRole } from './accounts.ts'
import { platformModule } from './module-platform.ts'
import { hashPassword } from './passwords.ts'
import { loadActor, sessionCookieName } from './sessions.ts'

let test: TestApp
const reason = '演示理由'
const itAdmin = staffActor(headId, ['it_admin'], { reach: [headId, branchId] })
const securityAdmin = staffActor(headId, ['security_admin'], { reach: [headId, branchId] })
const auditor = staffActor(headId, ['auditor'], { reach: [headId, branchId] })
const branchAdmin = staffActor(branchId, ['it_admin'])

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour()] })
})
afterAll(() => test.close())

let count = 0
const newAccount = async (institutionId = headId) => {
  count += 1
  return test.play(itAdmin, contract.createStaffAccount, {
    loginName: `staff.${count}`,
    name: `演示${count}`,
    institutionId,
  })
}

describe('accounts', () => {
  it('PLAT-46 a new account has a password shown once, no role, and must change the password', async () => {
    const created = await newAccount()
    expect(created.initialPassword.length).toBeGreaterThanOrEqual(12)
    const browser = createBrowser(test.app, testRegion)
    expect(
      await codeOf(browser.call(signIn, { loginName: created.loginName, password: created.initialPassword })),
    ).toBe('platform.no_role_anywhere')
    await test.play(securityAdmin, contract.grantRole, {
      accountId: created.accountId,
      institutionId: branchId,
      role: 'desk',
      reason,
    })
    const { session } = await browser.call(signIn, { loginName: created.loginName, password: created.initialPassword })
    expect(session).toMatchObject({ mustChangePassword: true, roles: [] })
    await browser.call(changePassword, { current: created.initialPassword, next: 'Quite-New-77' })
    expect(await loadActor(test.app, browser.cookies[sessionCookieName] as string)).toMatchObject({ roles: ['desk'] })
    const { rows } = await test.admin.query(
      `select count(*)::int as clear from platform.idempotency where response like '%' || $1 || '%'`,
      [created.initialPassword],
    )
    expect(rows[0].clear).toBe(0)
  })

  it('PLAT-46 a login name is given once, whatever its capitals', async () => {
    const { loginName } = await newAccount()
    const again = { loginName: loginName.toUpperCase(), name: '演示', institutionId: headId }
    expect(await codeOf(test.play(itAdmin, contract.createStaffAccount, again))).toBe('platform.login_name_taken')
  })

  it('PLAT-46 whoever makes accounts gives no roles, whoever gives roles makes no accounts, and the auditor does neither', async () => {
    const { accountId } = await newAccount()
    const grant = { accountId, institutionId: headId, role: 'desk', reason }
    for (const actor of [itAdmin, auditor])
      expect(await codeOf(test.play(actor, contract.grantRole, grant))).toBe('platform.not_permitted')
    for (const actor of [securityAdmin, auditor])
      expect(
        await codeOf(
          test.play(actor, contract.createStaffAccount, { loginName: 'x.y.z', name: '演示', institutionId: headId }),
        ),
      ).toBe('platform.not_permitted')
    expect(await codeOf(test.play({ ...securityAdmin, accountId }, contract.grantRole, grant))).toBe(
      'platform.own_account',
    )
  })

  it('PLAT-46 no account holds two of the three administrator powers, at whatever institution, and the database says so too', async () => {
    const { accountId } = await newAccount()
    const grant = (institutionId: string, role: string) =>
      test.play(securityAdmin, contract.grantRole, { accountId, institutionId, role, reason })
    await grant(headId, 'it_admin')
    await grant(branchId, 'it_admin')
    expect(await codeOf(grant(branchId, 'auditor'))).toBe('platform.powers_are_separate')
    expect(await codeOf(grant(headId, 'security_admin'))).toBe('platform.powers_are_separate')
    expect(await codeOf(grant(headId, 'it_admin'))).toBe('platform.role_held')
    expect(await codeOf(grant(headId, 'no_such_role'))).toBe('platform.role_unknown')
    const past = test.admin.query(`insert into platform.account_role values ($1, $2, 'auditor', now(), 'somebody')`, [
      accountId,
      branchId,
    ])
    await expect(past).rejects.toThrow('no_account_holds_two_administrator_powers')
    await grant(headId, 'desk')
  })

  it('PLAT-46 an administrator reaches only accounts at home in the institutions managed, also when a guest holds a role there', async () => {
    const guest = await newAccount(headId)
    await test.play(securityAdmin, contract.grantRole, {
      accountId: guest.accountId,
      institutionId: branchId,
      role: 'specialist',
      reason,
    })
    const listed = await test.play(branchAdmin, contract.listAccounts, {})
    expect(listed.accounts.map(account => account.accountId)).toContain(guest.accountId)
    for (const act of [contract.resetPassword, contract.disableAccount, contract.removeSecondFactor])
      expect(await codeOf(test.play(branchAdmin, act, { accountId: guest.accountId, reason }))).toBe(
        'platform.account_unknown',
      )
    expect(
      await codeOf(
        test.play(branchAdmin, contract.createStaffAccount, {
          loginName: 'far.away',
          name: '演示',
          institutionId: headId,
        }),
      ),
    ).toBe('platform.wrong_institution')
    const far = { accountId: guest.accountId, institutionId: headId, role: 'nurse', reason }
    expect(await codeOf(test.play(staffActor(branchId, ['security_admin']), contract.grantRole, far))).toBe(
      'platform.wrong_institution',
    )
  })

  it('PLAT-46 a disabled account, a reset password and a role taken away work at once in open sessions', async () => {
    const hash = await hashPassword('Correct-Horse-9')
    const accountId = await test.within(jobActor('tests'), async ctx => {
      const account = await createAccount(ctx, {
        loginName: 'open.session',
        name: '演示',
        homeInstitutionId: headId,
        passwordHash: hash,
      })
      await grantRole(ctx, { accountId: account.accountId, institutionId: branchId, role: 'desk' })
      await grantRole(ctx, { accountId: account.accountId, institutionId: branchId, role: 'nurse' })
      return account.accountId
    })
    const browser = createBrowser(test.app, testRegion)
    await browser.call(signIn, { loginName: 'open.session', password: 'Correct-Horse-9' })
    const present = () => loadActor(test.app, browser.cookies[sessionCookieName] as string)
    expect(await present()).toMatchObject({ roles: ['desk', 'nurse'] })
    await test.play(securityAdmin, contract.revokeRole, { accountId, institutionId: branchId, role: 'nurse', reason })
    expect(await present()).toMatchObject({ roles: ['desk'] })
    const { initialPassword } = await test.play(itAdmin, contract.resetPassword, { accountId, reason })
    expect(await present()).toBeNull()
    await browser.call(signIn, { loginName: 'open.session', password: initialPassword })
    await test.play(itAdmin, contract.disableAccount, { accountId, reason })
    expect(await present()).toBeNull()
    expect(await codeOf(browser.call(signIn, { loginName: 'open.session', password: initialPassword }))).toBe(
      'platform.account_disabled',
    )
  })

  it('PLAT-46 the list of accounts pages by a cursor without losing or doubling one', async () => {
    for (let made = 0; made < 5; made += 1) await newAccount(branchId)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await test.play(itAdmin, contract.listAccounts, { limit: 3, ...(after ? { after } : {}) })
      seen.push(...page.accounts.map(account => account.accountId))
      expect(page.total).toBeGreaterThanOrEqual(page.accounts.length)
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    const { rows } = await test.admin.query(`select count(*)::int as total from platform.account where kind = 'staff'`)
    expect(seen.length).toBe(rows[0].total)
  })
})
