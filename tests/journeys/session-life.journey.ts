import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { expectAccessible, picture, sizes } from './support/browser.ts'
import { liveMoment } from './support/clock.ts'
import { dayInShanghai } from './support/days.ts'
import { moveClock, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/**
 * The life of a session after it was promised, by browser alone: the expert is late and says so from the phone, cannot come
 * after all and is replaced; another session ends with its closing sheet, which the receiving centre confirms.
 */

/** Who signs in as the expert of the demo. */
const name = minhang.network.staff.find(person => person.code === 'MH-E01')?.name as string
let world: World
let close: (() => Promise<void>) | undefined
const live = liveMoment()
const today = live?.date ?? dayInShanghai()

beforeAll(async () => {
  world = await startWorld()
  close = world.close
  if (live !== null) await moveClock(world, live)
})
afterAll(() => close?.())

/** Today's session of this person on the board. */
const openOnBoard = async (page: Page): Promise<void> => {
  const chips = page.locator(`[data-cell="${today}"] [data-session]`).filter({ hasText: name })
  await chips.first().click()
  await page.getByRole('toolbar', { name: say('deployment.act.group') }).waitFor()
}

test('JOURNEY-55 an expert who is late says so, is replaced, and everybody reads who really comes', async () => {
  const expert = await openStaff(world, 'mh.expert', '/staff/my-sessions', { size: sizes.phone })
  const phone = expert.page
  const lobby = await world.open({ size: sizes.wide })
  await lobby.go('/screen/?institution=MH-HQ')
  await lobby.page.getByText(name).first().waitFor({ timeout: 40_000 })
  expect(await lobby.page.getByText(like('portal.screen.late')).count(), 'nobody is late yet').toBe(0)
  const card = phone.locator('.dep-card').first()
  await card.getByRole('button', { name: say('deployment.mine.open') }).click()
  await card.getByRole('button', { name: say('deployment.act.late'), exact: true }).click()
  await card.getByRole('button', { name: say('deployment.late.minutes', { minutes: 30 }) }).click()
  const late = say('deployment.fact.late', { minutes: 30 })
  await card.getByText(late).first().waitFor()
  await picture(phone, 'life-1-late')
  await expectAccessible(phone, 'my sessions')
  expert.expectCalm()

  // Those who sit in the lobby already read it there, when the turn of today's clinics comes.
  const row = lobby.page
    .locator('.s-row')
    .filter({ hasText: name })
    .filter({ hasText: say('portal.screen.late', { minutes: 30 }) })
  await row.first().waitFor({ timeout: 40_000 })
  await picture(lobby.page, 'life-1-lobby')
  await expectAccessible(lobby.page, 'lobby screen with a late expert')
  lobby.expectCalm()
  await lobby.close()

  const manager = await openStaff(world, 'mh.manager', `/staff/roster?month=${today.slice(0, 7)}`)
  const { page } = manager
  await openOnBoard(page)
  await page.getByText(late).first().waitFor()
  await page.getByRole('button', { name: say('deployment.act.stop') }).click()
  const candidate = page.locator('.dep-candidates .ant-radio-wrapper').first()
  const substitute = (await candidate.innerText()).split('·')[0]?.trim() as string
  await candidate.click()
  await picture(page, 'life-2-substitute')
  await page.getByRole('button', { name: say('deployment.substitute.submit') }).click()
  await page.getByText(say('deployment.substitute.done')).waitFor()
  await expectAccessible(page, 'board after a substitute')
  manager.expectCalm()
  await manager.close()

  const reader = await world.open({ script: false })
  await reader.go(`/month/MH-HQ?month=${today.slice(0, 7)}`)
  expect(await reader.page.locator('body').innerText()).toContain(substitute)
  await reader.close()
  await expert.close()
})

test('JOURNEY-56 a session ends with its closing sheet, confirmed by the receiving centre', async () => {
  const expert = await openStaff(world, 'mh.expert', '/staff/closing?state=missing', { size: sizes.phone })
  const phone = expert.page
  await phone.locator('[data-row]').first().click()
  const form = phone.locator('form').filter({ has: phone.getByLabel(say('deployment.sheet.firstVisits')) })
  await form.getByLabel(say('deployment.sheet.firstVisits')).fill('9')
  await form.getByLabel(say('deployment.sheet.returnVisits')).fill('6')
  await form.getByLabel(say('deployment.sheet.extraVisits')).fill('20')
  const submit = form.getByRole('button', { name: like('deployment.sheet.submit') })
  expert.allow(/422 POST/)
  await submit.click()
  await form.getByText(say('deployment.error.extra_more_than_seen')).first().waitFor()
  await form.getByLabel(say('deployment.sheet.extraVisits')).fill('2')
  await picture(phone, 'life-3-sheet')
  await submit.click()
  await phone.getByText(say('deployment.sheet.sent_done')).waitFor()
  await expectAccessible(phone, 'closing sheet')
  const address = new URL(phone.url())
  expert.expectCalm()
  await expert.close()

  const centre = await openStaff(world, 'mh.centre', `/staff/closing${address.search.replace('state=missing', '')}`)
  const { page } = centre
  const detail = page.getByRole('complementary', { name: say('deployment.sheet.title') })
  await detail.getByText(say('deployment.sheet.state.sent')).waitFor()
  await picture(page, 'life-4-confirm')
  await detail.getByRole('button', { name: say('deployment.sheet.confirm') }).click()
  await detail.getByText(say('deployment.sheet.state.confirmed')).first().waitFor()
  await expectAccessible(page, 'closing sheet confirmed')
  centre.expectCalm()
  await centre.close()
})
