import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture } from './support/browser.ts'
import { liveMoment } from './support/clock.ts'
import { neighbours } from './support/resident.ts'
import { moveClock, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** The desk with keyboard and scanner alone: the mouse is never touched. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  const moment = liveMoment()
  if (moment !== null) await moveClock(world, moment)
  return world.close
})

const person = neighbours().residents[30] as ReturnType<typeof neighbours>['residents'][number]

test('JOURNEY-40 at the desk, name, Enter, Enter gives a ticket, and Enter again is ready for the next person', async () => {
  const visitor = await openStaff(world, 'mh.desk', '/staff/desk')
  const { page } = visitor
  const { keyboard } = page
  const find = page.getByRole('textbox', { name: say('records.find.label') })
  await find.waitFor()
  await expect.poll(() => find.evaluate(field => field === document.activeElement), { timeout: 5_000 }).toBe(true)
  await keyboard.type(person.name)
  await page.getByText(like('records.find.count', { count: 1 })).waitFor()
  await keyboard.press('Enter')
  await page.locator('.rec-name').filter({ hasText: person.name }).waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.className ?? ''), { timeout: 5_000 })
    .toContain('book-slot')
  await picture(page, 'keyboard-person')
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowUp')
  await keyboard.press('Enter')
  await page.getByText(like('booking.ticket.given_to', { name: person.name })).waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toBe(say('booking.desk.next_person'))
  await keyboard.press('Enter')
  await find.waitFor()
  await expect.poll(() => find.evaluate(field => field === document.activeElement), { timeout: 5_000 }).toBe(true)
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-41 places of the list open with Alt and a digit, a person is found with Ctrl K, and the keys are explained', async () => {
  const visitor = await openStaff(world, 'mh.desk', '/staff/desk')
  const { page } = visitor
  const { keyboard } = page
  const places = page.locator('#side-nav a')
  const second = (await places.nth(1).getAttribute('href')) as string
  await keyboard.press('Escape')
  await keyboard.press('Alt+Digit2')
  await page.waitForURL(url => url.pathname === second)
  await page.locator('main h1').waitFor()
  await keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().waitFor()
  await expectAccessible(page, 'finding a person')
  await keyboard.type(person.name)
  await dialog.getByText(like('records.find.count', { count: 1 })).waitFor()
  await keyboard.press('Enter')
  await page.waitForURL(/\/staff\/people\?resident=/)
  await page.locator('.rec-name').filter({ hasText: person.name }).waitFor()
  await page.locator('main h1').focus()
  await keyboard.press('?')
  await page.getByRole('dialog').filter({ hasText: 'Alt' }).waitFor()
  await expectAccessible(page, 'the keys')
  await keyboard.press('Escape')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-42 Tab goes through the desk in order and always shows where it is', async () => {
  const visitor = await openStaff(world, 'mh.desk', '/staff/loops')
  const { page } = visitor
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: say('platform.shell.skip') })
  expect(await skip.evaluate(link => link === document.activeElement), 'first the way past the menu').toBe(true)
  await page.goto('/staff/desk')
  await page.getByRole('textbox', { name: say('records.find.label') }).waitFor()
  const seen: string[] = []
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement
      const box = element.getBoundingClientRect()
      const style = getComputedStyle(element)
      const wrapper = element.closest('.ant-input-affix-wrapper, .ant-segmented-item, .ant-select') ?? element
      const around = getComputedStyle(wrapper)
      const marked = [style, around].some(
        one => (one.outlineStyle !== 'none' && one.outlineWidth !== '0px') || one.boxShadow !== 'none',
      )
      return {
        name: (element.getAttribute('aria-label') ?? element.textContent ?? element.tagName).trim().slice(0, 30),
        tag: element.tagName,
        marked,
        visible: box.width > 0 && box.height > 0,
      }
    })
    if (stop.tag === 'BODY') break
    seen.push(stop.name)
    expect(stop, `stop ${step}`).toMatchObject({ marked: true, visible: true })
  }
  expect(seen[0], 'from the box the card is next').toBe(say('records.card.read'))
  expect(seen.length).toBeGreaterThan(10)
  visitor.expectCalm()
  await visitor.close()
})
