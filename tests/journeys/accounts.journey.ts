import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { expectAccessible, picture } from './support/browser.ts'
import { neighbours } from './support/resident.ts'
import { fillSignIn, formField, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** How a doctor of another centre comes in, and what that doctor may not see of this one. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const second = minhang.network.institutions.find(row => row.code === 'MH-C2') as {
  readonly name: string
  readonly shortName: string
}
const neighbour = neighbours().residents[12] as { readonly name: string; readonly identityNumber: string }
const doctor = { name: '演示外院医生', loginName: 'mh.c2.gp', password: 'Jiamenkou-2027!' }

/** Chooses an entry of a field that offers a list, by typing some of it. */
const choose = async (page: Page, label: string, text: string): Promise<void> => {
  const field = page.getByRole('combobox', { name: label })
  await field.click()
  await field.fill(text)
  await page.locator('.ant-select-item-option').filter({ hasText: text }).first().click()
}

test('JOURNEY-26 IT opens an account, security gives the role, the first sign-in wants a new password, and records of another centre stay closed', async () => {
  const it = await openStaff(world, 'mh.admin', '/staff/accounts')
  await it.page.getByRole('button', { name: say('platform.shell.account.new') }).click()
  await formField(it.page, 'platform.shell.account.name').fill(doctor.name)
  await formField(it.page, 'platform.shell.account.login_name').fill(doctor.loginName)
  await choose(it.page, say('platform.shell.institution'), second.shortName)
  await it.page.getByRole('button', { name: say('platform.shell.account.create') }).click()
  const initial = (await it.page.locator('.initial-password').innerText()).trim()
  expect(initial.length).toBeGreaterThanOrEqual(12)
  await picture(it.page, 'accounts-initial-password')
  await expectAccessible(it.page, 'a new account')
  it.expectCalm()
  await it.close()

  const security = await openStaff(world, 'mh.security', '/staff/accounts')
  await security.page.locator('main').getByText(doctor.name).first().click()
  await choose(security.page, say('platform.shell.account.role'), '全科医生')
  await formField(security.page, 'platform.shell.reason').fill('新到岗，二中心全科')
  await security.page.getByRole('button', { name: say('platform.shell.account.grant_submit') }).click()
  await security.page.getByText(like('platform.shell.account.granted', { name: doctor.name })).waitFor()
  await picture(security.page, 'accounts-role')
  security.expectCalm()
  await security.close()

  const visitor = await world.open()
  const { page } = visitor
  await visitor.go('/staff/')
  await fillSignIn(page, doctor.loginName, initial)
  await page.getByText(say('platform.shell.password.must_title')).waitFor()
  await expectAccessible(page, 'the first password')
  await page.getByLabel(say('platform.shell.password.current'), { exact: true }).fill(initial)
  await page.getByLabel(say('platform.shell.password.next'), { exact: true }).fill(doctor.password)
  await page.getByLabel(say('platform.shell.password.again'), { exact: true }).fill(doctor.password)
  await page.getByRole('button', { name: say('platform.shell.password.submit') }).click()
  await page.locator('.top-institution').filter({ hasText: second.name }).waitFor()

  visitor.allow(/status: (403|404) GET .*\/records\//)
  await visitor.go('/staff/people')
  await page.getByRole('textbox', { name: say('records.find.label') }).fill(neighbour.name)
  await page.getByText(like('records.find.count', { count: 1 })).waitFor()
  const row = page.locator('[data-row]').filter({ hasText: say('records.find.unrelated') })
  expect(await row.innerText(), 'who is not known here is found with a masked name').not.toContain(neighbour.name)
  await row.click()
  await page.getByText(say('records.identify.title')).first().waitFor()
  await picture(page, 'accounts-stranger')
  const shown = await page.locator('main').innerText()
  expect(shown).not.toContain(neighbour.identityNumber)
  expect(shown, 'no phone, no address, no bookings').not.toMatch(/199\d{8}|演示地址/)
  visitor.expectCalm()
  await visitor.close()
})
