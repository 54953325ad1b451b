import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture } from './support/browser.ts'
import { addDays, dayInShanghai } from './support/days.ts'
import { openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** 调休 by browser alone: a weekday becomes a holiday and a Saturday a work-day; the copied month follows, and a later change is seen on the board. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const today = dayInShanghai()
const month = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) + 1, 15)).toISOString().slice(0, 7)
/** The third of these weekdays in the month, where no public holiday of the year lies; 0 is Sunday. */
const third = (weekday: number): string => {
  const first = new Date(`${month}-01T12:00:00Z`).getUTCDay()
  return addDays(`${month}-01`, ((weekday - first + 7) % 7) + 14)
}
const wednesday = third(3)
const saturday = addDays(wednesday, 3)
const friday = addDays(wednesday, 2)

const choose = async (page: Page, field: Locator, word: string): Promise<void> => {
  await field.click()
  await page.locator('.ant-select-item-option:visible').filter({ hasText: word }).first().click()
}

const setDay = async (page: Page, date: string, kind: string, name: string): Promise<void> => {
  await page.goto(`/staff/calendar?year=${date.slice(0, 4)}&day=${date}`)
  const form = page.locator('form')
  await choose(page, form.getByRole('combobox').first(), say(`network.day.${kind}`))
  await form.getByRole('textbox', { name: new RegExp(say('network.field.name')) }).fill(name)
  const source = form.getByRole('textbox', { name: new RegExp(say('network.field.source')) })
  await form.getByRole('button', { name: say('network.calendar.save') }).click()
  // Nothing is a holiday without a document that says so.
  await expect.poll(() => source.getAttribute('aria-invalid')).toBe('true')
  await source.fill('国务院办公厅放假安排通知（演示）')
  await form.getByRole('button', { name: say('network.calendar.save') }).click()
  await form.waitFor({ state: 'detached' })
}

const visitsOn = (page: Page, date: string): Promise<number> =>
  page.locator(`[data-cell="${date}"] [data-session]`).count()

test('DEP-5 a holiday that is moved moves the copied month to the make-up day, and one that comes later is asked about on the board', async () => {
  const visitor = await openStaff(world, 'sz.manager')
  const { page } = visitor
  visitor.allow(/status: 4\d\d POST .*\/network\/calendar/)
  await setDay(page, wednesday, 'holiday', '调休放假')
  await setDay(page, saturday, 'work_day', '调休上班')
  await picture(page, 'holiday-1-calendar')
  await expectAccessible(page, 'the calendar')

  await page.goto(`/staff/roster?month=${month}&panel=copy`)
  const submit = page.getByRole('button', { name: like('deployment.copy.submit') })
  await submit.waitFor()
  await choose(
    page,
    page.getByRole('combobox', { name: say('deployment.series.holidays') }),
    say('deployment.holiday.make_up'),
  )
  await submit.waitFor()
  await picture(page, 'holiday-2-copy')
  await submit.click()
  await page.locator('[data-session]').first().waitFor()
  expect(await visitsOn(page, wednesday), 'nobody is sent on the holiday').toBe(0)
  expect(await visitsOn(page, saturday), 'they come on the make-up day').toBeGreaterThan(0)
  expect(await page.locator(`.dep-day-work_day[data-cell="${saturday}"]`).count()).toBeGreaterThan(0)
  const due = await visitsOn(page, friday)
  expect(due).toBeGreaterThan(0)

  await setDay(page, friday, 'holiday', '临时放假')
  await page.goto(`/staff/roster?month=${month}&panel=problems`)
  const asked = page.locator('.dep-panel li').filter({ hasText: say('deployment.reason.holiday') })
  await asked.first().waitFor()
  expect(await asked.count(), 'each visit of that day is asked about').toBe(due)
  await picture(page, 'holiday-3-problems')
  await expectAccessible(page, 'problems of a moved holiday')
  expect(await visitsOn(page, friday), 'what was laid out stays until somebody decides').toBe(due)
  visitor.expectCalm()
  await visitor.close()
})
