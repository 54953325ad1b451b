import type { Locator, Page } from 'playwright-core'
import type { Visitor, VisitorOptions } from './browser.ts'
import { addDays, dayInShanghai } from './days.ts'
import { like, say } from './words.ts'
import type { World } from './world.ts'

/** As the start prints it. */
export const demoPassword = 'Doorstep-2026'

/** Fills the form of names and passwords that is on the page. */
export const fillSignIn = async (page: Page, loginName: string, password = demoPassword): Promise<void> => {
  const form = page.locator('form').filter({ has: page.getByLabel(say('platform.shell.sign_in.name')) })
  await form.getByLabel(say('platform.shell.sign_in.name')).fill(loginName)
  await form.getByLabel(say('platform.shell.sign_in.password'), { exact: true }).fill(password)
  await form.getByRole('button', { name: say('platform.shell.sign_in.submit'), exact: true }).click()
}

/** Signs in at the staff app and opens a page of it. */
export const signInStaff = async ({ page }: Visitor, loginName: string, path = '/staff/'): Promise<void> => {
  await page.goto('/staff/')
  await fillSignIn(page, loginName)
  await page.locator('.top-user').waitFor()
  if (path !== '/staff/') await page.goto(path)
  await page.locator('main h1').first().waitFor()
}

/** A member of staff at a computer of their own. */
export const openStaff = async (
  world: World,
  loginName: string,
  path?: string,
  options?: VisitorOptions,
): Promise<Visitor> => {
  const visitor = await world.open(options)
  await signInStaff(visitor, loginName, path)
  return visitor
}

/** `2026-12-02`, `13:30` as the region's clock shows it. */
export type Moment = { readonly date: string; readonly time: string }

/** Moves the clock of the demo by hand, on its page; whoever was signed in long before that is asked for the password again. */
export const moveClock = async (world: World, to: Moment): Promise<void> => {
  const visitor = await openStaff(world, 'mh.manager', '/staff/demo/clock')
  const { page } = visitor
  const field = page.getByLabel(say('platform.shell.clock.to'))
  await field.fill(`${to.date} ${to.time}`)
  await field.press('Enter')
  const jumped = page.waitForResponse(response => response.url().includes('/demo/clock') && response.ok())
  await page.getByRole('button', { name: say('platform.shell.clock.jump') }).click()
  await jumped
  await visitor.close()
}

/** Chooses an entry of the menu under one's own name. */
export const userMenu = async (page: Page, key: string): Promise<void> => {
  await page.locator('.top-user').click()
  await page.getByRole('menuitem', { name: say(key) }).click()
}

/** In the last days of a month nothing of it is left to book: the next one is published, as the manager would have. */
export const publishNextMonth = async (world: World, month: string): Promise<void> => {
  const visitor = await openStaff(world, 'mh.manager', `/staff/roster?month=${month}`)
  const { page } = visitor
  await page.getByRole('button', { name: like('deployment.board.publish') }).click()
  await page.getByRole('button', { name: like('deployment.publish.submit') }).click()
  await page.getByText(like('deployment.publish.done')).waitFor()
  await visitor.close()
}

/** Makes sure that the coming week has clinics to book. */
export const ensureOpenClinics = async (world: World): Promise<void> => {
  const today = dayInShanghai()
  const inAWeek = addDays(today, 7)
  if (inAWeek.slice(0, 7) !== today.slice(0, 7)) await publishNextMonth(world, inAWeek.slice(0, 7))
}

/** A field of a form by its label, marked as needed or not. */
export const formField = (page: Page, key: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${say(key)}\\s*(${say('platform.ui.required')})?$`) })
