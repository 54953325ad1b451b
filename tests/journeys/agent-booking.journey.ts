import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, type Visitor } from './support/browser.ts'
import { addDays, dayInShanghai } from './support/days.ts'
import { settled } from './support/every-page.ts'
import { neighbours } from './support/resident.ts'
import { ensureOpenClinics, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** Without a smartphone: a village doctor rings for an elder of eighty-three who owns no phone; the desk books and prints the large slip. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const today = dayInShanghai()
const elder = neighbours().stranger
const villageDoctor = '高村医'

/** The elder at the desk on the first coming day with a free time. */
const openElder = async ({ page }: Visitor): Promise<string> => {
  for (let ahead = 2; ahead < 7; ahead += 1) {
    const date = addDays(today, ahead)
    await page.goto(`/staff/desk?date=${date}`)
    const find = page.getByRole('textbox', { name: say('records.find.label') })
    await find.fill(elder.name)
    await page.getByText(like('records.find.count', { count: 1 })).waitFor()
    await find.press('Enter')
    await page.locator('.rec-name').filter({ hasText: elder.name }).waitFor()
    await settled(page)
    if ((await freeTimes(page).count()) > 0) return date
  }
  throw new Error('no clinic in the coming days')
}
const freeTimes = (page: Page) => page.locator('.book-slot:not(:disabled):not([data-misfit])')

const chooseAgent = async (page: Page, relation: string): Promise<void> => {
  await page.getByRole('combobox', { name: say('booking.agent') }).click()
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: say(`booking.agent.${relation}`) })
    .first()
    .click()
}

test('BOOK-48 the desk books for an elder without a phone, says who rang, and prints the large slip', async () => {
  const desk = await openStaff(world, 'mh.desk', '/staff/desk')
  const { page } = desk
  await openElder(desk)
  await page.getByText(say('booking.desk.no_phone')).waitFor()
  await chooseAgent(page, 'telephone')
  expect(await page.getByLabel(say('booking.agent.name')).count(), 'who rings for oneself is nobody else').toBe(0)
  await chooseAgent(page, 'village_doctor')
  await page.getByLabel(say('booking.agent.name')).fill(villageDoctor)
  await picture(page, 'agent-1-desk')
  await expectAccessible(page, 'booking for somebody else')
  const time = (await freeTimes(page).first().locator('b').innerText()).trim()
  const session = page
    .locator('.book-session')
    .filter({ has: freeTimes(page) })
    .first()
  await freeTimes(page).first().click()
  await page.getByText(like('booking.desk.booked_for')).waitFor()

  // The same clinic once more: refused in words, and the first one stands.
  desk.allow(/status: 409 POST .*\/booking\/appointments/)
  const again = session.locator('.book-slot:not(:disabled)').first()
  if ((await again.count()) > 0) {
    await again.click()
    await page
      .getByRole('alert')
      .filter({ hasText: say('booking.error.already_booked').slice(0, 6) })
      .first()
      .waitFor()
  }
  const own = page.locator('.book-session').filter({ has: page.getByRole('button', { name: say('booking.slip.do') }) })
  expect(await own.count(), 'one visit').toBe(1)
  await page.evaluate(() => {
    // A printer that is still warming up: the sheet stays to be looked at.
    window.print = () => undefined
  })
  await own.getByRole('button', { name: say('booking.slip.do') }).click()
  const slip = page.locator('.book-slip')
  await slip.waitFor({ state: 'attached' })
  const words = (await slip.textContent()) ?? ''
  for (const word of [
    elder.name,
    time,
    villageDoctor,
    say('booking.agent.village_doctor'),
    say('booking.slip.bring_what'),
  ])
    expect(words).toContain(word)
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'agent-2-slip')
  await page.emulateMedia({ media: 'screen' })
  desk.expectCalm()
  await desk.close()
})
