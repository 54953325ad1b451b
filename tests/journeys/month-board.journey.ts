import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, sizes } from './support/browser.ts'
import { dayInShanghai } from './support/days.ts'
import { openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** The Shengzhou group's month: 280 visits to ten branches on one board, and a move that would clash. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const today = dayInShanghai()
const nextMonth = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 15)).toISOString().slice(0, 7)

const openBoard = async (page: Page): Promise<void> => {
  await page.goto(`/staff/roster?month=${nextMonth}`)
  await page.locator('[data-session]').first().waitFor()
}

test('JOURNEY-50 the board shows the 280 visits that go down to the branches in a month', async () => {
  const visitor = await openStaff(world, 'sz.manager')
  const { page } = visitor
  const begun = Date.now()
  await openBoard(page)
  expect(Date.now() - begun, 'milliseconds until the board stands').toBeLessThan(15_000)
  const kinds = ['outpatient', 'joint_ward'].map(kind => say(`deployment.kind.${kind}`))
  const labels = await page
    .locator('[data-session]')
    .evaluateAll(chips => chips.map(chip => chip.getAttribute('aria-label') ?? ''))
  expect(labels.filter(label => kinds.some(kind => label.split('，').includes(kind))).length).toBe(280)
  await page.setViewportSize(sizes.wide)
  await picture(page, 'board-wide')
  await page.getByText(say('deployment.board.by_people')).click()
  await page.locator('[data-session]').first().waitFor()
  await picture(page, 'board-people')
  visitor.expectCalm()
  await visitor.close()
})

/** Two clinics of one person in the same half of different days: moving one to the other's day cannot be. */
const findPair = async (page: Page): Promise<readonly [Locator, Locator]> => {
  const found = await page.evaluate(() => {
    const byPerson = new Map<string, { id: string; cell: string }>()
    for (const chip of document.querySelectorAll('[data-session]')) {
      const name = chip.querySelector('b')?.textContent
      const part = chip.closest('[data-part]')?.getAttribute('data-part')
      const owner = chip.closest('[data-owner]')?.getAttribute('data-owner')
      const cell = chip.closest('[data-cell]')?.getAttribute('data-cell') as string
      const key = `${owner} ${name} ${part}`
      const id = chip.getAttribute('data-session') as string
      const before = byPerson.get(key)
      if (before && before.cell !== cell) return [before.id, id]
      byPerson.set(key, { id, cell })
    }
    return null
  })
  if (found === null) throw new Error('nobody comes twice')
  return [page.locator(`[data-session="${found[0]}"]`), page.locator(`[data-session="${found[1]}"]`)]
}

test('JOURNEY-51 a clinic dragged to where its doctor already sits is refused, with the reason in the chip', async () => {
  const visitor = await openStaff(world, 'sz.manager')
  const { page } = visitor
  visitor.allow(/status: 409 /)
  await openBoard(page)
  const [moved, other] = await findPair(page)
  const day = await moved.locator('xpath=ancestor::*[@data-cell]').getAttribute('data-cell')
  await moved.dragTo(other.locator('xpath=ancestor::*[@data-cell]'))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('deployment.move.do') })
    .click()
  await moved.locator('.dep-chip-word').first().waitFor()
  expect(await moved.getAttribute('class')).toContain('dep-chip-stop')
  expect(await moved.locator('xpath=ancestor::*[@data-cell]').getAttribute('data-cell'), 'it stays where it was').toBe(
    day,
  )
  await picture(page, 'board-clash')
  await expectAccessible(page, 'board with a clash')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-52 the board is walked with arrow keys and opens a clinic beside the grid', async () => {
  const visitor = await openStaff(world, 'sz.manager')
  const { page } = visitor
  await openBoard(page)
  await page.locator('[data-session]').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/session=/)
  await page
    .getByRole('complementary')
    .or(page.getByRole('region', { name: say('deployment.panel.label') }))
    .first()
    .waitFor()
  await picture(page, 'board-session')
  visitor.expectCalm()
  await visitor.close()
})

test('PORT-6 the public month page needs no script and no login, in two languages', async () => {
  const reader = await world.open({ script: false })
  await reader.go('/month/MH-HQ?lang=zh-CN')
  expect(await reader.page.getByRole('row').count()).toBeGreaterThan(5)
  await reader.page.getByRole('link', { name: 'English' }).click()
  await reader.page.getByText(like('portal.month.how', {}, 'en')).waitFor()
  await reader.page.getByRole('link', { name: like('portal.month.next', {}, 'en') }).click()
  await reader.page.locator('h1').waitFor()
  reader.expectCalm()
  await reader.close()
})
