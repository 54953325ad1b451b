import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture } from './support/browser.ts'
import { dayInShanghai } from './support/days.ts'
import { openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** The month after next for the Shengzhou group: laid out like the month before, changed, checked, published and sent. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const today = dayInShanghai()
const month = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) + 1, 15)).toISOString().slice(0, 7)
const chips = (page: Page) => page.locator('[data-session]')

/** A session alone in its half-day, with a free half-day of the same site beside it. */
const findMovable = (page: Page) =>
  page.evaluate(() => {
    for (const chip of document.querySelectorAll('[data-session]')) {
      const cell = chip.closest('[data-cell]') as HTMLElement
      const next = cell.nextElementSibling as HTMLElement | null
      const busy = next?.querySelector('[data-session]')
      if (next?.classList.contains('dep-day-work') && !busy) return chip.getAttribute('data-session')
    }
    return null
  })

test('JOURNEY-58 a month is copied, changed by hand, checked and published, and goes out as picture, poster and calendar', async () => {
  const visitor = await openStaff(world, 'sz.manager')
  const { page } = visitor
  visitor.allow(/status: 409 /)
  await page.goto(`/staff/roster?month=${month}&panel=copy`)
  const begun = Date.now()
  await page.getByRole('button', { name: like('deployment.copy.submit', {}) }).click()
  await chips(page).first().waitFor()
  expect(await chips(page).count(), 'most of 280 visits have a day in the next month').toBeGreaterThan(200)

  const moved = (await findMovable(page)) as string
  const chip = page.locator(`[data-session="${moved}"]`)
  const day = () => chip.locator('xpath=ancestor::*[@data-cell]').getAttribute('data-cell')
  const before = await day()
  await chip.focus()
  await page.keyboard.press('m')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: say('deployment.act.undo') }).click()
  await page.getByText(say('deployment.board.undone')).waitFor()
  expect(await day(), 'undone, it stands where it stood').toBe(before)

  await chip.focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: say('deployment.act.undo') }).waitFor()
  expect(await chip.count()).toBe(0)
  await picture(page, 'plan-board')

  await page.goto(`/staff/roster?month=${month}&panel=gaps`)
  await page.locator('.dep-panel h2').waitFor()
  await picture(page, 'plan-gaps')

  await page.goto(`/staff/roster?month=${month}&panel=publish`)
  const submit = page.locator('.dep-panel .ant-btn-primary')
  await submit.waitFor()
  const clicked = Date.now()
  const answered = page.waitForResponse(response => response.url().includes('/months/publish'))
  await submit.click()
  expect((await answered).status()).toBe(200)
  expect(Date.now() - clicked, 'milliseconds to publish').toBeLessThan(15_000)
  expect(Date.now() - begun, 'milliseconds from the copy to the published month').toBeLessThan(60_000)

  await page.goto(`/staff/roster?month=${month}&panel=handouts`)
  const first = page.locator('.dep-panel article').first()
  await first.waitFor()
  for (const [form, ending] of [
    ['picture', 'png'],
    ['poster_a4', 'pdf'],
  ] as const) {
    const download = page.waitForEvent('download')
    await first.getByRole('button', { name: say(`deployment.handouts.form.${form}`) }).click()
    expect((await download).suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`))
  }
  await first.getByRole('button', { name: say('deployment.handouts.calendar') }).click()
  const address = (await first.locator('.dep-address').textContent()) ?? ''
  const feed = await page.request.get(address.replace(/^webcal/, 'http'))
  expect(await feed.text()).toContain('BEGIN:VEVENT')
  await picture(page, 'plan-handouts')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-59 a family doctor asks for a speciality and reads the answer; postings and the certificate page open', async () => {
  const visitor = await openStaff(world, 'sz.manager')
  const { page } = visitor
  await page.goto(`/staff/roster?month=${month}&panel=needs`)
  const card = page.locator('.dep-need').first()
  await card.waitFor()
  await card.getByRole('button', { name: say('deployment.needs.decline') }).click()
  await card.getByRole('button', { name: say('deployment.needs.decline_submit') }).click()
  await page.getByText(say('deployment.needs.none_open')).waitFor()
  await page.goto('/staff/postings')
  await page.getByRole('table').first().getByRole('button').first().click()
  await page.getByText(say('deployment.postings.months')).waitFor()
  await expectAccessible(page, 'a posting')
  await picture(page, 'plan-posting')
  visitor.expectCalm()
  await visitor.close()

  const doctor = await openStaff(world, 'sz.gp')
  await doctor.page.goto('/staff/needs')
  await doctor.page.getByText(say('deployment.needs.status.declined')).first().waitFor()
  doctor.expectCalm()
  await doctor.close()
})
