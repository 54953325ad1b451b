import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { searchAudit } from '#src/platform/contract/audit.ts'
import * as contract from '#src/platform/contract/session.ts'
import {
  createTestApp,
  jobActor,
  publicActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { createBrowser } from '#src/platform/testing/browser.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { createAccount, grantRole } from './accounts.ts'
import { platformModule } from './module-platform.ts'
import { hashPassword } from './passwords.ts'
import { forgetAllSessions } from './session-cache.ts'
import { loadActor, sessionCookieName } from './sessions.ts'

const password = 'Correct-Horse-9'
const start = '2026-11-23T01:00:00Z'
let test: TestApp
let hash: string
let count = 0

beforeAll(async () => {
  hash = await hashPassword(password)
  test = await createTestApp({ modules: [platformModule, createNeighbour()], demo: true, now: start })
})
beforeEach(() => {
  test.setNow(start)
  forgetAllSessions(test.app)
})
afterAll(() => test.close())

/** A member of staff with roles at institutions. */
const makeStaff = async (
  roles: readonly (readonly [string, string])[],
  more: { readonly mustChangePassword?: boolean } = {},
) => {
  count += 1
  const loginName = `person${count}`
  const accountId = await test.within(jobActor('tests'), async ctx => {
    const created = await createAccount(ctx, {
      loginName,
      name: `演示${count}`,
      homeInstitutionId: headId,
      passwordHash: hash,
      ...more,
    })
    for (const [institutionId, role] of roles)
      await grantRole(ctx, { accountId: created.accountId, institutionId, role })
    return created.accountId
  })
  return { loginName, accountId }
}
const browser = () => createBrowser(test.app, testRegion)
const minutesLater = (minutes: number) => {
  test.setNow(new Date(new Date(start).getTime() + minutes * 60_000).toISOString())
  forgetAllSessions(test.app)
}

describe('signing in', () => {
  it('PLAT-40 whoever signs in gets a session at an institution where a role is held, and only the hash of its token is stored', async () => {
    const { loginName, accountId } = await makeStaff([[branchId, 'desk']])
    const b = browser()
    const { session } = await b.call(contract.signIn, { loginName: loginName.toUpperCase(), password })
    expect(session).toMatchObject({
      accountId,
      kind: 'staff',
      roles: ['desk'],
      institution: { institutionId: branchId, name: '演示分中心' },
    })
    expect(session?.permissions).toContain('neighbour.thing.use')
    const token = b.cookies[sessionCookieName] as string
    const { rows } = await test.admin.query(
      'select encode(token_hash, $1) as stored from platform.session where account_id = $2',
      ['base64', accountId],
    )
    expect(rows[0].stored).not.toContain(token)
    expect(await b.call(contract.currentSession, {})).toMatchObject({ session: { accountId } })
  })

  it('PLAT-40 a wrong password and an unknown login name are the same answer, and both are on record', async () => {
    const { loginName, accountId } = await makeStaff([[branchId, 'desk']])
    expect(await codeOf(browser().call(contract.signIn, { loginName, password: 'wrong' }))).toBe(
      'platform.sign_in_failed',
    )
    expect(await codeOf(browser().call(contract.signIn, { loginName: 'nobody-here', password }))).toBe(
      'platform.sign_in_failed',
    )
    const { rows } = await test.admin.query(
      `select subject_id, code from platform.audit where act = 'platform.signIn' and outcome = 'refused' order by at desc, audit_id desc limit 2`,
    )
    expect(rows.map(row => row.subject_id).sort()).toEqual([accountId, null].sort())
    const auditor = staffActor(branchId, ['auditor'])
    const found = await test.play(auditor, searchAudit, { actor: loginName })
    expect(found.rows).toMatchObject([{ act: 'platform.signIn', outcome: 'refused', institutionId: branchId }])
  })

  it('PLAT-44 five wrong passwords lock the account for fifteen minutes, also for the right one', async () => {
    const { loginName } = await makeStaff([[branchId, 'desk']])
    for (let tries = 0; tries < 5; tries += 1)
      expect(await codeOf(browser().call(contract.signIn, { loginName, password: `wrong ${tries}` }))).toBe(
        'platform.sign_in_failed',
      )
    expect(await codeOf(browser().call(contract.signIn, { loginName, password }))).toBe('platform.account_locked')
    minutesLater(14)
    expect(await codeOf(browser().call(contract.signIn, { loginName, password }))).toBe('platform.account_locked')
    minutesLater(16)
    expect(await codeOf(browser().call(contract.signIn, { loginName, password }))).toBe('done')
  })

  it('PLAT-42 a session ends when it rests for thirty minutes, and at the latest after twelve hours', async () => {
    const { loginName } = await makeStaff([[branchId, 'desk']])
    const b = browser()
    await b.call(contract.signIn, { loginName, password })
    const token = b.cookies[sessionCookieName] as string
    minutesLater(29)
    expect(await loadActor(test.app, token)).not.toBeNull()
    minutesLater(58)
    expect(await loadActor(test.app, token)).not.toBeNull()
    minutesLater(89)
    expect(await loadActor(test.app, token)).toBeNull()
    test.setNow(start)
    const other = browser()
    await other.call(contract.signIn, { loginName, password })
    for (let minutes = 20; minutes < 720; minutes += 20) {
      minutesLater(minutes)
      expect(await loadActor(test.app, other.cookies[sessionCookieName] as string)).not.toBeNull()
    }
    minutesLater(721)
    expect(await loadActor(test.app, other.cookies[sessionCookieName] as string)).toBeNull()
  })

  it('PLAT-42 signing out ends the session at once, cached or not', async () => {
    const { loginName } = await makeStaff([[branchId, 'desk']])
    const b = browser()
    await b.call(contract.signIn, { loginName, password })
    const token = b.cookies[sessionCookieName] as string
    expect(await loadActor(test.app, token)).not.toBeNull()
    expect((await b.call(contract.signOut, {})).session).toBeNull()
    expect(await loadActor(test.app, token)).toBeNull()
    expect(b.cookies[sessionCookieName]).toBeUndefined()
  })

  it('PLAT-42 another institution can be made visible where a role is held, and is remembered', async () => {
    const { loginName } = await makeStaff([
      [branchId, 'desk'],
      [headId, 'nurse'],
    ])
    const b = browser()
    await b.call(contract.signIn, { loginName, password, institutionId: branchId })
    const state = await b.call(contract.switchInstitution, { institutionId: headId })
    expect(state.session).toMatchObject({ roles: ['nurse'], institution: { institutionId: headId } })
    expect(await loadActor(test.app, b.cookies[sessionCookieName] as string)).toMatchObject({
      institutionId: headId,
      reach: [headId, branchId],
    })
    expect(
      await codeOf(b.call(contract.switchInstitution, { institutionId: '00000000-0000-4000-8000-000000000000' })),
    ).toBe('platform.no_role_there')
    expect((await browser().call(contract.signIn, { loginName, password })).session?.institution?.institutionId).toBe(
      headId,
    )
  })

  it('PLAT-45 until an initial password is changed no role counts, and afterwards all do', async () => {
    const { loginName } = await makeStaff([[branchId, 'desk']], { mustChangePassword: true })
    const b = browser()
    const before = await b.call(contract.signIn, { loginName, password })
    expect(before.session).toMatchObject({ mustChangePassword: true, roles: [], permissions: [] })
    expect(await codeOf(b.call(contract.changePassword, { current: 'wrong', next: 'Another-Horse-1' }))).toBe(
      'platform.password_wrong',
    )
    expect(await codeOf(b.call(contract.changePassword, { current: password, next: 'short1A' }))).toBe(
      'platform.password_too_short',
    )
    expect(await codeOf(b.call(contract.changePassword, { current: password, next: password }))).toBe(
      'platform.password_same',
    )
    const after = await b.call(contract.changePassword, { current: password, next: 'Another-Horse-1' })
    expect(after.session).toMatchObject({ mustChangePassword: false, roles: ['desk'] })
    expect(await b.call(contract.currentSession, {})).toMatchObject({ session: { roles: ['desk'] } })
  })
})

describe('second factor', () => {
  it('PLAT-47 with an authenticator a code is asked for, and no code is taken twice', async () => {
    const { loginName } = await makeStaff([[branchId, 'desk']])
    const b = browser()
    await b.call(contract.signIn, { loginName, password })
    const { secret, uri, qrSvg } = await b.call(contract.enrolTotp, { password })
    expect(uri).toContain('otpauth://totp/')
    expect(qrSvg).toContain('<svg')
    const codeAt = (steps: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })
    expect((await b.call(contract.confirmTotp, { code: codeAt(-1) })).session?.secondFactor).toBe('totp')
    expect(await codeOf(browser().call(contract.signIn, { loginName, password }))).toBe('platform.second_factor_needed')
    const code = codeAt(0)
    expect(await codeOf(browser().call(contract.signIn, { loginName, password, code }))).toBe('done')
    expect(await codeOf(browser().call(contract.signIn, { loginName, password, code }))).toBe(
      'platform.second_factor_wrong',
    )
    expect(await codeOf(b.call(contract.removeTotp, { password, code: codeAt(1) }))).toBe('done')
    expect(await codeOf(browser().call(contract.signIn, { loginName, password }))).toBe('done')
  })
})

describe('a shared computer', () => {
  it('PLAT-57 whoever signed in here within the shift takes over with the password; a stranger can not be picked', async () => {
    const [one, two, stranger] = [
      await makeStaff([[branchId, 'desk']]),
      await makeStaff([[branchId, 'nurse']]),
      await makeStaff([[branchId, 'nurse']]),
    ]
    const b = browser()
    await b.call(contract.signIn, { loginName: one.loginName, password })
    await b.call(contract.signIn, { loginName: two.loginName, password })
    const left = b.cookies[sessionCookieName] as string
    expect((await b.call(contract.recentAccounts, {})).accounts.map(account => account.accountId)).toEqual([
      two.accountId,
      one.accountId,
    ])
    expect(await codeOf(b.call(contract.switchUser, { accountId: stranger.accountId, password }))).toBe(
      'platform.not_on_this_computer',
    )
    expect((await b.call(contract.switchUser, { accountId: one.accountId, password })).session?.accountId).toBe(
      one.accountId,
    )
    expect(await loadActor(test.app, left)).toBeNull()
    minutesLater(13 * 60)
    expect((await b.call(contract.recentAccounts, {})).accounts).toEqual([])
  })

  it('PLAT-57 a list of accounts that we did not sign counts as none', async () => {
    const b = browser()
    b.cookies['doorstep_device'] = `${Buffer.from('[{"accountId":"x","at":9999999999999}]').toString('base64url')}.AAAA`
    expect((await b.call(contract.recentAccounts, {})).accounts).toEqual([])
  })
})

describe('a resident by phone', () => {
  it('PLAT-43 a code opens the account of its phone once, within five minutes and five tries', async () => {
    const phone = '13800000001'
    const { demoCode } = await test.play(publicActor, contract.requestLoginCode, { phone })
    const wrong = demoCode === '000000' ? '000001' : '000000'
    const b = browser()
    expect(await codeOf(b.call(contract.signInByCode, { phone, code: wrong }))).toBe('platform.code_wrong')
    const state = await b.call(contract.signInByCode, { phone, code: demoCode as string })
    expect(state.session).toMatchObject({ kind: 'resident', residents: [], roles: ['resident'] })
    expect(await codeOf(browser().call(contract.signInByCode, { phone, code: demoCode as string }))).toBe(
      'platform.code_wrong',
    )
    expect(await loadActor(test.app, b.cookies[sessionCookieName] as string)).toMatchObject({
      kind: 'resident',
      residents: [],
    })

    minutesLater(2)
    const late = await test.play(publicActor, contract.requestLoginCode, { phone })
    minutesLater(8)
    expect(await codeOf(browser().call(contract.signInByCode, { phone, code: late.demoCode as string }))).toBe(
      'platform.code_wrong',
    )

    const guessed = await test.play(publicActor, contract.requestLoginCode, { phone })
    const other = guessed.demoCode === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries += 1)
      await codeOf(browser().call(contract.signInByCode, { phone, code: other }))
    expect(await codeOf(browser().call(contract.signInByCode, { phone, code: guessed.demoCode as string }))).toBe(
      'platform.code_wrong',
    )
  })

  it('PLAT-43 a wrong code says how many tries are left, none when only a new code helps', async () => {
    const phone = '13800000003'
    const leftAfter = (code: string) =>
      browser()
        .call(contract.signInByCode, { phone, code })
        .catch(error => error.details?.left as number)
    expect(await leftAfter('000000'), 'no code was asked for').toBe(0)
    const { demoCode } = await test.play(publicActor, contract.requestLoginCode, { phone })
    const wrong = demoCode === '000000' ? '000001' : '000000'
    const left: unknown[] = []
    for (let tries = 0; tries < 6; tries += 1) left.push(await leftAfter(wrong))
    expect(left).toEqual([4, 3, 2, 1, 0, 0])
  })

  it('PLAT-43 a language picked before signing in becomes the account’s, none leaves it as it was', async () => {
    const phone = '13800000004'
    const enter = async (language?: 'en' | 'zh-CN') => {
      const { demoCode } = await test.play(publicActor, contract.requestLoginCode, { phone })
      const input = { phone, code: demoCode as string, ...(language ? { language } : {}) }
      return (await browser().call(contract.signInByCode, input)).session?.language
    }
    expect(await enter('en')).toBe('en')
    minutesLater(2)
    expect(await enter()).toBe('en')
    minutesLater(4)
    expect(await enter('zh-CN')).toBe('zh-CN')
  })

  it('PLAT-43 the answer is the same for a phone nobody knows, and a second code must wait a minute', async () => {
    const known = await test.play(publicActor, contract.requestLoginCode, { phone: '13800000002' })
    expect({ ...known, demoCode: '' }).toEqual({ sent: true, validMinutes: 5, againAfterSeconds: 60, demoCode: '' })
    expect(await codeOf(test.play(publicActor, contract.requestLoginCode, { phone: '13800000002' }))).toBe(
      'platform.code_asked_too_often',
    )
    const { rows } = await test.admin.query(
      `select address_cipher, parameters_cipher from platform.notification where template = 'platform.login_code'`,
    )
    for (const row of rows)
      expect(Buffer.concat([row.address_cipher, row.parameters_cipher]).includes('1380000')).toBe(false)
  })

  it('PLAT-69 how long a code holds, how often it is tried and how long the next one waits are settings with a source', async () => {
    const chosen = { login_code_minutes: 2, login_code_tries: 1, login_code_pause_seconds: 30 }
    for (const [key, value] of Object.entries(chosen))
      await test.admin.query(
        `insert into platform.setting (region_id, key, value, reason, changed_by, changed_at) values ($1, $2, $3, '演示', 'tests', now())`,
        [testRegion, `platform.${key}`, value],
      )
    test.app.settings.invalidate()
    const phone = '13800000077'
    const first = await test.play(publicActor, contract.requestLoginCode, { phone })
    expect(first).toMatchObject({ validMinutes: 2, againAfterSeconds: 30 })
    const wrong = first.demoCode === '000000' ? '000001' : '000000'
    await codeOf(browser().call(contract.signInByCode, { phone, code: wrong }))
    const spent = browser().call(contract.signInByCode, { phone, code: first.demoCode as string })
    expect(await codeOf(spent)).toBe('platform.code_wrong')
    test.setNow(new Date(Date.parse(start) + 31_000).toISOString())
    const second = await test.play(publicActor, contract.requestLoginCode, { phone })
    test.setNow(new Date(Date.parse(start) + 152_000).toISOString())
    const late = browser().call(contract.signInByCode, { phone, code: second.demoCode as string })
    expect(await codeOf(late)).toBe('platform.code_wrong')
    await test.admin.query('delete from platform.setting')
    test.app.settings.invalidate()
    expect([...test.app.settings.definitions.values()].filter(setting => setting.source === '')).toEqual([])
  })
})
