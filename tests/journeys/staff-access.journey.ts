import { TOTP } from 'otpauth'
import { beforeAll, expect, test } from 'vitest'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { expectAccessible, picture } from './support/browser.ts'
import { neighbours } from './support/resident.ts'
import { demoPassword, fillSignIn, formField, openStaff, userMenu } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** Who may work here: signing in, a second factor, lock-out, changing the person on a shared computer, an expired session. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const wrong = /status: 4\d\d POST .*\/(sign-in|switch-user|second-factor)/
const nameOf = (loginName: string): string => {
  const account = minhang.accounts.find(one => one.loginName === loginName)
  return minhang.network.staff.find(person => person.code === account?.staff)?.name as string
}

test('JOURNEY-20 five wrong passwords lock the account, and the page says for how long and whom to ask', async () => {
  const visitor = await world.open()
  const { page } = visitor
  visitor.allow(wrong)
  await visitor.go('/staff/')
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const answered = page.waitForResponse(/sign-in$/)
    await fillSignIn(page, 'mh.nurse', `wrong-${attempt}`)
    await answered
  }
  await page.getByText(say('platform.error.sign_in_failed')).waitFor()
  await expectAccessible(page, 'sign-in with a refusal')
  const answered = page.waitForResponse(/sign-in$/)
  await fillSignIn(page, 'mh.nurse')
  expect((await answered).ok(), 'also the right password waits').toBe(false)
  await page.getByText(like('platform.error.account_locked')).waitFor()
  await picture(page, 'access-locked')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-21 a second factor is enrolled from the menu and asked for at the next sign-in', async () => {
  const visitor = await openStaff(world, 'mh.tcm')
  const { page } = visitor
  visitor.allow(wrong)
  await userMenu(page, 'platform.shell.user.second_factor')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('platform.shell.password.current'), { exact: true }).fill(demoPassword)
  await dialog.getByRole('button', { name: say('platform.shell.second.begin') }).click()
  const secret = (await dialog.locator('.second-factor-secret').innerText()).replace(/\s/g, '')
  await picture(page, 'access-second-factor')
  await expectAccessible(page, 'enrolling a second factor')
  const code = (atMillis: number): string => new TOTP({ secret }).generate({ timestamp: atMillis })
  await dialog.getByLabel(say('platform.shell.sign_in.code')).fill(code(Date.now()))
  await dialog.getByRole('button', { name: say('platform.shell.second.confirm') }).click()
  await page.getByText(say('platform.shell.second.done')).waitFor()
  await userMenu(page, 'platform.shell.user.leave')
  await fillSignIn(page, 'mh.tcm')
  await page.getByLabel(say('platform.shell.sign_in.code')).fill('000000')
  await page.getByRole('button', { name: say('platform.shell.sign_in.submit'), exact: true }).click()
  await page.getByRole('alert').waitFor()
  const field = page.getByLabel(say('platform.shell.sign_in.code'))
  await expect.poll(() => field.inputValue()).toBe('')
  // A code is good once: the next one of the same app is of the next half minute.
  await field.fill(code(Date.now() + 30_000))
  await page.getByRole('button', { name: say('platform.shell.sign_in.submit'), exact: true }).click()
  await page.locator('.top-user').waitFor()
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-22 on a shared computer the next person takes over by name and password, and sees the own work only', async () => {
  const visitor = await openStaff(world, 'mh.desk', '/staff/people?new=1')
  const { page } = visitor
  await formField(page, 'records.person.name').fill('临时录入')
  await userMenu(page, 'platform.shell.user.switch')
  await page.getByRole('button', { name: say('platform.shell.recent.by_name') }).click()
  await fillSignIn(page, 'mh.gp')
  await page
    .locator('.top-user')
    .filter({ hasText: nameOf('mh.gp') })
    .waitFor()
  await page.goto('/staff/people?new=1')
  const field = formField(page, 'records.person.name')
  await field.waitFor()
  expect(await field.inputValue(), 'what another typed is not shown').toBe('')
  await userMenu(page, 'platform.shell.user.switch')
  await picture(page, 'access-switch')
  await page.getByRole('button', { name: nameOf('mh.desk') }).click()
  await page.getByLabel(say('platform.shell.sign_in.password'), { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: say('platform.shell.recent.take_over', { name: nameOf('mh.desk') }) }).click()
  await page
    .locator('.top-user')
    .filter({ hasText: nameOf('mh.desk') })
    .waitFor()
  await page.goto('/staff/people?new=1')
  await expect.poll(() => formField(page, 'records.person.name').inputValue()).toBe('临时录入')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-23 a locked screen covers itself and opens again with the password alone, on the same page', async () => {
  const visitor = await openStaff(world, 'mh.centre', '/staff/network')
  const { page } = visitor
  await userMenu(page, 'platform.shell.user.lock')
  await page.getByText(like('platform.shell.expired.text')).waitFor()
  await picture(page, 'access-locked-screen')
  await expectAccessible(page, 'locked screen')
  await page.getByRole('dialog').getByLabel(say('platform.shell.sign_in.password'), { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: say('platform.shell.expired.submit') }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(new URL(page.url()).pathname).toBe('/staff/network')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-24 a doctor of another place finds nobody of here, and the address of a record opens nothing', async () => {
  const neighbour = neighbours().residents[12] as { readonly name: string }
  const desk = await openStaff(world, 'mh.desk', '/staff/people')
  await desk.page.getByRole('textbox', { name: say('records.find.label') }).fill(neighbour.name)
  await desk.page.locator('[data-row]').filter({ hasText: neighbour.name }).first().click()
  await desk.page.locator('.rec-name').waitFor()
  const address = new URL(desk.page.url())
  await desk.close()
  const stranger = await openStaff(world, 'sz.gp', '/staff/people')
  stranger.allow(/status: (403|404) GET .*\/records\//)
  await stranger.page.getByRole('textbox', { name: say('records.find.label') }).fill(neighbour.name)
  await stranger.page.getByText(like('records.find.count', { count: 0 })).waitFor()
  await stranger.go(address.pathname + address.search)
  await stranger.page.getByText(say('records.identify.title')).waitFor()
  expect(await stranger.page.locator('main').innerText()).not.toContain(neighbour.name)
  await picture(stranger.page, 'access-stranger')
  stranger.expectCalm()
  await stranger.close()
})

test('JOURNEY-25 a session that has ended asks for the password over the page, and what was typed is still there', async () => {
  const visitor = await openStaff(world, 'mh.desk', '/staff/people?new=1')
  const { page } = visitor
  // The form goes on by itself after the sign-in, and is told what is still missing in it.
  visitor.allow(/status: (401|422)/)
  const name = formField(page, 'records.person.name')
  await name.fill('演示何守夜')
  const other = await visitor.tab()
  await other.goto('/staff/loops')
  await userMenu(other, 'platform.shell.user.lock')
  await other.getByText(like('platform.shell.expired.text')).waitFor()
  await page.getByRole('button', { name: say('records.register.save'), exact: true }).click()
  const dialog = page.getByRole('dialog').filter({ hasText: say('platform.shell.expired.title') })
  await dialog.getByLabel(say('platform.shell.sign_in.password'), { exact: true }).fill(demoPassword)
  await dialog.getByRole('button', { name: say('platform.shell.expired.submit') }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await name.inputValue()).toBe('演示何守夜')
  visitor.expectCalm()
  await visitor.close()
})
