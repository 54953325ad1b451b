import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, sizes } from '../journeys/support/browser.ts'
import { dayInShanghai } from '../journeys/support/days.ts'
import { openStaff } from '../journeys/support/staff.ts'
import { like, say } from '../journeys/support/words.ts'
import { startWorld, type World } from '../journeys/support/world.ts'

/**
 * The month of 280 visits as a manager makes it: last month copied, twenty-five changes by hand, the clashes seen, published.
 * What the machine takes is measured; what a person takes for looking, pointing and typing is added by the usual figures.
 */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const today = dayInShanghai()
const month = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) + 1, 15)).toISOString().slice(0, 7)

/** Seconds of a practised person (keystroke-level model): to decide and find, to point and click, to press a key, to drag. */
const person = { think: 2.7, click: 1.3, key: 0.28, drag: 2.4 }
const budgetSeconds = 300
const publishSeconds = 3

type Act = { readonly name: string; readonly machine: number; readonly hands: number }
const acts: Act[] = []
let hands = 0
const click = async (target: Locator): Promise<void> => {
  hands += person.click
  await target.click()
}
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    hands += person.key
    await page.keyboard.press(key)
  }
}
/** One act with what the person thinks before it; `done` is what they wait for. */
const act = async (name: string, work: () => Promise<void>): Promise<void> => {
  hands = person.think
  const begun = Date.now()
  await work()
  acts.push({ name, machine: (Date.now() - begun) / 1_000, hands })
}

const chips = (page: Page): Locator => page.locator('[data-session]')
const dayOf = (chip: Locator): Promise<string | null> =>
  chip.locator('xpath=ancestor::*[@data-cell]').getAttribute('data-cell')

/** Visits whose next day is a working day with nothing in it at that site; no two share a cell. */
const findMovable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    for (const lane of document.querySelectorAll('[data-lane]')) {
      const used = new Set<Element>()
      for (const cell of lane.querySelectorAll('[data-cell]')) {
        const next = cell.nextElementSibling
        const chip = cell.querySelector('[data-session]')
        if (chip === null || !next?.classList.contains('dep-day-work') || next.querySelector('[data-session]')) continue
        if (used.has(cell) || used.has(next)) continue
        used.add(cell).add(next)
        found.push(chip.getAttribute('data-session') as string)
      }
    }
    return found
  })

/** Two visits of one person in the same half of different days: one moved to the other's day would clash. */
const findClash = (page: Page): Promise<readonly [string, string]> =>
  page.evaluate(() => {
    const seen = new Map<string, { id: string; cell: string }>()
    for (const chip of document.querySelectorAll('[data-session]')) {
      const [part, owner, cell] = ['part', 'owner', 'cell'].map(name =>
        chip.closest(`[data-${name}]`)?.getAttribute(`data-${name}`),
      )
      const key = `${owner} ${chip.querySelector('b')?.textContent} ${part}`
      const id = chip.getAttribute('data-session') as string
      const before = seen.get(key)
      if (before && before.cell !== cell) return [before.id, id]
      seen.set(key, { id, cell: cell as string })
    }
    throw new Error('nobody comes twice')
  })

const copyLastMonth = async (page: Page): Promise<void> => {
  await act('copy last month', async () => {
    await click(page.getByRole('button', { name: say('deployment.board.copy_month') }))
    const submit = page.getByRole('button', { name: like('deployment.copy.submit') })
    await submit.waitFor()
    await page.getByText(like('deployment.copy.outlook')).waitFor()
    await picture(page, 'hand-1-copy')
    hands += person.think
    await click(submit)
    await chips(page).first().waitFor()
  })
  expect(await chips(page).count(), 'most of 280 visits have a day in the next month').toBeGreaterThan(200)
}

let refusals = 0
/** It stands on another day, or says in the chip why it cannot: then the person has seen it and goes on to another one. */
const settle = async (chip: Locator, before: string | null): Promise<void> => {
  const stopped = chip.and(chip.page().locator('.dep-chip-stop'))
  await expect.poll(async () => (await dayOf(chip)) !== before || (await stopped.count()) > 0).toBe(true)
  refusals += await stopped.count()
}

/** To the next day by keyboard: M, arrow, Enter. */
const moveByKeys = (page: Page, id: string): Promise<void> =>
  act('move by keys', async () => {
    const chip = page.locator(`[data-session="${id}"]`)
    const before = await dayOf(chip)
    hands += person.click
    await chip.focus()
    await press(page, 'm', 'ArrowRight', 'Enter')
    await settle(chip, before)
  })

const moveByMouse = (page: Page, id: string): Promise<void> =>
  act('drag', async () => {
    const chip = page.locator(`[data-session="${id}"]`)
    const before = await dayOf(chip)
    hands += person.drag
    await chip.dragTo(chip.locator('xpath=ancestor::*[@data-cell]/following-sibling::*[1]'))
    await settle(chip, before)
  })

const remove = (page: Page, id: string): Promise<void> =>
  act('remove', async () => {
    const chip = page.locator(`[data-session="${id}"]`)
    hands += person.click
    await chip.focus()
    await press(page, 'Delete')
    await chip.waitFor({ state: 'detached' })
  })

/** The same visit once more on the next free day. */
const repeat = (page: Page, id: string): Promise<void> =>
  act('copy and paste', async () => {
    const before = await chips(page).count()
    hands += person.click
    await page.locator(`[data-session="${id}"]`).focus()
    await press(page, 'Control+c', 'Escape', 'ArrowRight', 'Control+v')
    await expect.poll(() => chips(page).count()).toBe(before + 1)
  })

const tryClash = async (page: Page): Promise<void> => {
  const [moved, other] = await findClash(page)
  const chip = page.locator(`[data-session="${moved}"]`)
  const before = await dayOf(chip)
  await act('a move that clashes', async () => {
    hands += person.drag
    await chip.dragTo(page.locator(`[data-session="${other}"]`).locator('xpath=ancestor::*[@data-cell]'))
    await chip.locator('.dep-chip-word').first().waitFor()
  })
  expect(await dayOf(chip), 'it stays where it was').toBe(before)
  await picture(page, 'hand-2-clash')
}

const publish = async (page: Page): Promise<void> => {
  await act('look at what stands in the way', async () => {
    const problems = page.getByRole('button', { name: like('deployment.board.problems') })
    if ((await problems.count()) === 0) return
    await click(problems)
    await page.locator('.dep-panel h2').waitFor()
    await picture(page, 'hand-3-problems')
  })
  await act('publish', async () => {
    await click(page.getByRole('button', { name: like('deployment.board.publish') }))
    const submit = page.locator('.dep-panel .ant-btn-primary')
    await submit.waitFor()
    await picture(page, 'hand-4-publish')
    hands += person.think
    const answered = page.waitForResponse(response => response.url().includes('/months/publish'))
    const clicked = Date.now()
    await click(submit)
    expect((await answered).status()).toBe(200)
    expect((Date.now() - clicked) / 1_000, 'seconds to publish').toBeLessThan(publishSeconds)
    await page.getByText(like('deployment.publish.done')).waitFor()
  })
}

const report = (): { readonly seconds: number; readonly machine: number; readonly line: string } => {
  const sum = (list: readonly number[]): number => Math.round(list.reduce((total, value) => total + value, 0) * 10) / 10
  const names = [...new Set(acts.map(one => one.name))]
  const of = (name: string) => acts.filter(one => one.name === name)
  const each = Object.fromEntries(
    names.map(name => [
      name,
      {
        times: of(name).length,
        machine_s: sum(of(name).map(one => one.machine)),
        hands_s: sum(of(name).map(one => one.hands)),
      },
    ]),
  )
  const machine = sum(acts.map(one => one.machine))
  const seconds = sum([machine, ...acts.map(one => one.hands)])
  return { seconds, machine, line: JSON.stringify({ acts: acts.length, refusals, seconds, machine_s: machine, each }) }
}

test('JOURNEY-57 a month of 280 visits is copied, changed in twenty-five places and published by hand within five minutes', async () => {
  const visitor = await openStaff(world, 'sz.manager', undefined, { size: sizes.desk })
  const { page } = visitor
  visitor.allow(/status: 409 /)
  await page.goto(`/staff/roster?month=${month}`)
  await copyLastMonth(page)
  const movable = [...(await findMovable(page))]
  expect(movable.length, 'places with room beside them').toBeGreaterThanOrEqual(24)
  for (const id of movable.splice(0, 10)) await moveByKeys(page, id)
  for (const id of movable.splice(0, 5)) await moveByMouse(page, id)
  for (const id of movable.splice(0, 5)) await repeat(page, id)
  for (const id of movable.splice(0, 4)) await remove(page, id)
  await tryClash(page)
  await expectAccessible(page, 'the board after twenty-five changes')
  await publish(page)
  const { seconds, line } = report()
  console.info(line)
  expect(seconds, 'seconds for a person').toBeLessThan(budgetSeconds)
  visitor.expectCalm()
  await visitor.close()
})
