import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, sizes } from './support/browser.ts'
import { addDays, dayInShanghai } from './support/days.ts'
import { confirmSeat, holdAnywhere, neighbours, openResident } from './support/resident.ts'
import { ensureOpenClinics, moveClock, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** How seats move: another time in one act, a seat that comes back and is offered in turn, somebody booked for by an agent. */

const inMinutes = (minutes: number): Date => new Date(Date.now() + minutes * 60_000)
const timeInShanghai = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(at)

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const { family, residents } = neighbours()
const elder =
  residents.find(one => new Date().getFullYear() - Number(one.identityNumber.slice(6, 10)) === 72) ?? residents[0]

test('BOOK-31 on the phone a visit moves to another time of the same department, and the old seat is kept until then', async () => {
  const visitor = await openResident(world, residents[30] as (typeof residents)[number])
  const { page } = visitor
  await holdAnywhere(visitor)
  const before = await confirmSeat(page)
  await page.getByRole('link', { name: say('portal.move.button') }).click()
  await page.getByText(say('portal.move.kept')).waitFor()
  const times = page.locator('.r-time')
  await times
    .or(page.getByText(say('portal.move.none')))
    .first()
    .waitFor()
  await picture(page, 'phone-move')
  if ((await times.count()) > 0) {
    await times.first().click()
    await page.getByRole('button', { name: say('portal.move.yes') }).click()
    await page.waitForURL(
      url => url.pathname.startsWith('/m/visit/') && url.pathname !== before && !url.pathname.endsWith('/move'),
    )
    await page.getByText(say('portal.visit.done')).waitFor()
  }
  await expectAccessible(page, 'a moved visit')
  visitor.expectCalm()
  await visitor.close()
})

test('BOOK-34 BOOK-36 a seat that comes back is offered to who waits first, who gives it on; the next one books it at the desk', async () => {
  // The demo's own people got a code while it was loaded, and a second one within a minute would be refused.
  await moveClock(world, { date: dayInShanghai(inMinutes(3)), time: timeInShanghai(inMinutes(3)) })
  const giver = await openResident(world, elder as (typeof residents)[number], '/visits')
  const waiter = await openResident(world, family.mother, '/visits')
  await waiter.page.getByText(like('portal.waiting.place')).first().waitFor()
  await picture(waiter.page, 'phone-waiting')
  const session = await waiter.page.locator('main:visible a[href^="/m/clinic/"]').first().getAttribute('href')
  // The last of those to come is the one others wait for.
  await giver.page.locator('main:visible a[href^="/m/visit/"]:not([data-muted])').last().click()
  await giver.page.getByRole('button', { name: say('portal.cancel.button') }).click()
  await giver.page.getByRole('button', { name: say('portal.cancel.yes') }).click()
  await giver.page.getByText(say('portal.visit.cancelled')).waitFor()
  const isNight = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit' }).format(new Date()),
  )
  await waiter.page.goto(String(session))
  if (isNight < 8 || isNight >= 21) {
    // At night nobody is asked: the place stands, and the seat is nobody else's.
    await waiter.page.getByText(like('portal.waiting.place')).first().waitFor()
  } else {
    await expect
      .poll(
        async () => {
          await waiter.page.reload()
          await waiter.page.locator('main:visible h1').waitFor()
          await waiter.page
            .getByText(like('portal.waiting.place'))
            .or(waiter.page.getByText(like('portal.waiting.offered')))
            .first()
            .waitFor()
          return waiter.page.getByText(like('portal.waiting.offered')).count()
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0)
    await picture(waiter.page, 'phone-offered')
    await waiter.page.getByRole('button', { name: say('portal.waiting.decline') }).click()
    const desk = await openStaff(world, 'mh.desk', '/staff/waiting')
    const comes = desk.page.getByRole('button', { name: say('booking.waiting.outcome.will_come') })
    await expect
      .poll(
        async () => {
          await desk.page.reload()
          await desk.page.locator('main h1').first().waitFor()
          return comes.count()
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0)
    await picture(desk.page, 'desk-waiting')
    await comes.first().click()
    await desk.page.getByText(like('booking.waiting.called.will_come')).waitFor()
    desk.expectCalm()
    await desk.close()
  }
  waiter.expectCalm()
  await waiter.close()
  await giver.close()
})

test('BOOK-48 at the desk a grid worker books for an elder: the agent is on record, and a large slip lies ready', async () => {
  const desk = await openStaff(world, 'mh.desk', `/staff/desk?date=${addDays(dayInShanghai(), 2)}`, {
    size: sizes.desk,
  })
  const { page } = desk
  desk.allow(/status: 409 POST .*\/booking\//)
  const person = residents[40] as (typeof residents)[number]
  await page.getByRole('textbox', { name: say('records.find.label') }).fill(person.name)
  await page.getByText(like('records.find.count', { count: 1 })).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('#desk-agent').click()
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: say('booking.agent.grid_worker') })
    .click()
  await page.getByLabel(say('booking.agent.name')).fill('演示网格员')
  await page.locator('.book-slot:not(:disabled)').first().click()
  await page.getByText(like('booking.desk.booked_for')).waitFor()
  await page
    .getByRole('button', { name: say('booking.slip.do') })
    .first()
    .waitFor()
  await picture(page, 'desk-agent')
  desk.expectCalm()
  await desk.close()
})
