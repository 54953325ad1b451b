import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, sizes } from './support/browser.ts'
import { holdAnywhere, neighbours, openResident } from './support/resident.ts'
import { ensureOpenClinics, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** What happens around a visit: a clinic that stopped, a fee that goes back, a seat that a hospital confirms, what it costs. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const { residents } = neighbours()

test('BOOK-57 BOOK-59 the desk rings who has no phone about the stopped clinic and gives the fee back', async () => {
  const desk = await openStaff(world, 'mh.desk', '/staff/calls', { size: sizes.desk })
  const { page } = desk
  await page.locator('[data-row]').first().click()
  await page.getByText(say('booking.calls.cause_long.session_cancelled')).waitFor()
  await page.getByText(say('booking.calls.no_number')).waitFor()
  expect(await page.getByRole('button', { name: say('booking.calls.show_phone') }).count()).toBe(0)
  await expectAccessible(page, 'the call list')
  await picture(page, 'calls')
  await page.getByRole('button', { name: say('booking.calls.do.not_reached') }).click()
  await page.getByText(say('booking.calls.none.now')).waitFor()
  await page.getByText(say('booking.calls.view.later', { count: 1 })).click()
  await page.locator('[data-row]').first().click()
  await page.getByRole('button', { name: say('booking.calls.do.reached') }).click()
  await page.getByText(say('booking.calls.view.done', { count: 1 })).waitFor()

  await page.getByText(say('booking.calls.view.refunds', { count: 1 })).click()
  await page.getByRole('button', { name: say('booking.refund.give') }).click()
  await page.getByLabel(say('booking.refund.receipt')).fill('T-0001')
  await page.getByRole('button', { name: say('booking.refund.yes') }).click()
  await page.getByText(say('booking.refund.given'), { exact: true }).waitFor()
  await expectAccessible(page, 'the refund list')
  await picture(page, 'refunds')
  desk.expectCalm()
  await desk.close()
})

test('BOOK-62 BOOK-64 a seat in a hospital’s own system is confirmed by the hospital, and its office reads the answers', async () => {
  const office = await openStaff(world, 'mh.partner', '/staff/slots', { size: sizes.desk })
  const { page } = office
  await page.locator('[data-row]').filter({ hasText: '肺结节' }).click()
  await page.getByText(say('booking.owner.order.confirmed')).waitFor({ timeout: 20_000 })
  await expectAccessible(page, 'the owner of the seats')
  await picture(page, 'live-seats')
  await page.locator('[data-row]').filter({ hasText: '痛风' }).click()
  await page.getByText(say('booking.owner.still_open')).waitFor()
  office.expectCalm()
  await office.close()
})

test('BOOK-65 before booking the phone says what it will probably cost, and why', async () => {
  const visitor = await openResident(world, residents[26] as (typeof residents)[number])
  const { page } = visitor
  await holdAnywhere(visitor)
  await page.getByRole('heading', { name: say('portal.cost.title') }).waitFor()
  await page.getByText(like('booking.cost.basis')).waitFor()
  expect(await page.locator('.book-cost').innerText()).toContain(say('booking.cost.estimate'))
  await expectAccessible(page, 'the cost before booking')
  await picture(page, 'phone-cost')
  visitor.expectCalm()
  await visitor.close()
})
