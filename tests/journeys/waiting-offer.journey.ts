import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, type Visitor } from './support/browser.ts'
import { addDays, dayInShanghai } from './support/days.ts'
import { settled } from './support/every-page.ts'
import { confirmSeat, neighbours, openResident } from './support/resident.ts'
import { giveFreeSeatsTo } from './support/shares.ts'
import { ensureOpenClinics, moveClock } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** 候补 by browser alone: two seats of a full clinic come back, one offer is taken, the other runs out and the seat is everybody's. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const today = dayInShanghai()
/** By day, when offers are made, and long before the clinic. */
const morning = { date: addDays(today, 1), time: '10:00' }
const clinicDay = addDays(today, 4)
/** An offer stands for an hour of the day. */
const afterOffer = { date: morning.date, time: '11:05' }

const grown = neighbours().residents.filter(({ age, contracted }) => age > 24 && age < 60 && !contracted)
const [first, second, patient, slow, late] = grown.slice(-5) as [
  (typeof grown)[number],
  (typeof grown)[number],
  (typeof grown)[number],
  (typeof grown)[number],
  (typeof grown)[number],
]

/** Takes a seat in the clinic at this address, which was opened. */
const takeSeat = async ({ page }: Visitor): Promise<void> => {
  await page.locator('.r-time:not(:disabled)').first().click()
  await page.waitForURL(/\/m\/confirm\//)
  await confirmSeat(page)
}

const join = async (visitor: Visitor, clinic: string, name: string, number: number): Promise<void> => {
  const { page } = visitor
  await visitor.go(clinic)
  await page.getByRole('button', { name: say('portal.waiting.join', { name }) }).click()
  await page.getByText(say('portal.waiting.place', { name, number })).waitFor()
}

const giveUp = async ({ page }: Visitor): Promise<void> => {
  await page.getByRole('button', { name: say('portal.cancel.button') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('portal.cancel.yes') })
    .click()
  await page.getByText(say('portal.visit.cancelled')).waitFor()
}

/** Looks again until it is so: offers follow the seat within a moment. */
const see = (page: Page, isThere: () => Promise<boolean>, timeout = 10_000) =>
  expect
    .poll(
      async () => {
        await page.reload()
        await page.locator('main:visible h1').first().waitFor()
        await settled(page)
        return isThere()
      },
      { timeout, interval: 700 },
    )
    .toBe(true)
const seeOffer = async ({ page }: Visitor, name: string): Promise<void> => {
  await see(page, () => page.getByText(say('portal.waiting.offered', { name })).isVisible())
  expect(
    await page.getByRole('link', { name: say('portal.visit.held_confirm'), exact: true }).count(),
    'shown once',
  ).toBe(0)
}

test('BOOK-34 BOOK-35 BOOK-36 a seat that comes back is offered in turn: one takes it, one lets it run out, then it is everybody’s', async () => {
  await moveClock(world, morning)
  const owner = await openResident(world, first)
  await owner.go(`/m/book?date=${clinicDay}`)
  const here = owner.page.locator('article').filter({ hasText: '虹桥社区卫生服务中心' })
  await here
    .getByRole('link')
    .filter({ hasText: like('portal.seats.left') })
    .first()
    .click()
  await owner.page.locator('.r-time').first().waitFor()
  const clinic = new URL(owner.page.url()).pathname
  await takeSeat(owner)
  const other = await openResident(world, second, clinic.slice('/m'.length))
  await takeSeat(other)
  // For everybody who does not come in person the clinic is full.
  await giveFreeSeatsTo(world, clinic, clinicDay, 'on_site')

  const patientPhone = await openResident(world, patient)
  await join(patientPhone, clinic, patient.name, 1)
  const slowPhone = await openResident(world, slow)
  await join(slowPhone, clinic, slow.name, 2)
  await picture(slowPhone.page, 'waiting-2-joined')
  await expectAccessible(slowPhone.page, 'a place on the waiting list')

  await giveUp(owner)
  await patientPhone.go('/m/visits')
  await seeOffer(patientPhone, patient.name)
  await picture(patientPhone.page, 'waiting-3-offered')
  await expectAccessible(patientPhone.page, 'a seat is offered')
  const stranger = await openResident(world, late, clinic.slice('/m'.length))
  await stranger.page.getByText(say('portal.waiting.offer')).waitFor()
  expect(await stranger.page.locator('.r-time:not(:disabled)').count(), 'kept for who waits').toBe(0)
  await patientPhone.page.getByRole('link', { name: say('portal.waiting.confirm') }).click()
  await confirmSeat(patientPhone.page)
  await patientPhone.page.getByText(say('portal.visit.done')).waitFor()

  await giveUp(other)
  await slowPhone.go('/m/visits')
  await seeOffer(slowPhone, slow.name)
  await slowPhone.page.getByRole('link', { name: say('portal.waiting.confirm') }).click()
  await slowPhone.page.getByRole('timer').waitFor()
  await moveClock(world, afterOffer)
  slowPhone.allow(/status: 4\d\d POST .*\/confirm$/)
  await slowPhone.page.getByRole('button', { name: say('portal.confirm.yes'), exact: true }).click()
  await slowPhone.page.getByText(say('portal.confirm.lost')).waitFor()
  await picture(slowPhone.page, 'waiting-4-lost')

  await slowPhone.go('/m/visits')
  await slowPhone.page.getByText(say('portal.waiting.missed', { name: slow.name })).waitFor()
  await picture(slowPhone.page, 'waiting-5-missed')
  // Nobody waits any more once the minute has noted it.
  await world.runJob('booking.offer_waiting')
  const times = stranger.page.locator('.r-time:not(:disabled)')
  await see(stranger.page, () => times.count().then(count => count > 0), 75_000)
  await takeSeat(stranger)
  await stranger.page.getByText(say('portal.visit.done')).waitFor()
  for (const visitor of [owner, other, patientPhone, slowPhone, stranger]) {
    visitor.expectCalm()
    await visitor.close()
  }
})
