import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, sizes } from './support/browser.ts'
import { addDays, chineseDay, dayInShanghai } from './support/days.ts'
import { confirmSeat, forgetSignIns, holdSeat, neighbours, openResident } from './support/resident.ts'
import { moveClock, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/**
 * A lecture from the plan to the count, by browser alone: two places, published, booked by phone until it is full, one place
 * given up and taken by who waits for it, checked in at the door with a walk-in, counted on the closing sheet.
 */

let world: World
beforeAll(async () => {
  world = await startWorld()
  return world.close
})

const theme = '冬季护膝讲座（演示）'
const day = addDays(dayInShanghai(), 2)
type Resident = ReturnType<typeof neighbours>['residents'][number]
const [first, second, third] = neighbours().residents.slice(30) as [Resident, Resident, Resident]
let address: string

/** Laid out on the board with theme, place, departments and filing number, and published by itself. */
const plan = async (): Promise<void> => {
  const manager = await openStaff(world, 'mh.manager')
  const { page } = manager
  const { places } = await (await page.request.get('/api/portal/places?code=MH-HQ')).json()
  const site = places[0].institutionId as string
  await page.goto(`/staff/roster?month=${day.slice(0, 7)}&panel=new&at=${site}&day=${day}&part=evening`)
  const choose = async (field: string, value: string): Promise<void> => {
    await page.getByRole('combobox', { name: say(`deployment.form.${field}`) }).click()
    await page.locator('.ant-select-item-option:visible').filter({ hasText: value }).first().click()
  }
  await choose('kind', say('deployment.kind.lecture'))
  const form = page.locator('.dep-panel form')
  for (const [field, value] of [
    ['theme', theme],
    ['placeText', '三楼会议室'],
    ['takingPart', '骨科、康复科'],
    ['filingNumber', '演示义备88号'],
  ] as const)
    await form.getByLabel(say(`deployment.form.${field}`)).fill(value)
  await form.getByLabel(new RegExp(`^${say('deployment.form.seats')}`)).fill('2')
  await form.getByRole('button', { name: say('deployment.form.add_person') }).click()
  await page.getByLabel(say('deployment.form.person', { number: 1 }), { exact: true }).fill('谢')
  await page.locator('.ant-select-item-option:visible').first().click()
  await picture(page, 'activity-1-plan')
  await form.getByRole('button', { name: say('deployment.form.lay_out') }).click()
  await page.getByText(say('deployment.form.filingNumber')).first().waitFor()
  await page.getByRole('button', { name: say('deployment.act.publish_one') }).click()
  await page.getByRole('button', { name: say('deployment.act.stop') }).waitFor()
  await picture(page, 'activity-1-published')
  manager.expectCalm()
  await manager.close()
}

/** From the publication on, on the phone's list with everything a resident wants to know. */
const book = async (): Promise<string> => {
  const one = await openResident(world, first, '/activities')
  const { page } = one
  const card = page.locator('.r-cards a').filter({ hasText: theme })
  await expect
    .poll(() => page.reload().then(() => card.filter({ hasText: say('portal.activity.left', { seats: 2 }) }).count()), {
      timeout: 20_000,
      interval: 1_000,
    })
    .toBe(1)
  await picture(page, 'activity-2-list')
  await expectAccessible(page, 'the list of activities')
  await card.click()
  await page.locator('.r-time').waitFor()
  address = new URL(page.url()).pathname.slice('/m'.length)
  for (const text of ['三楼会议室', '骨科、康复科', '演示义备88号', say('portal.activity.free')])
    await page.locator('.r-facts').getByText(text).waitFor()
  await picture(page, 'activity-2-detail')
  await expectAccessible(page, 'an activity')
  await holdSeat(page)
  await picture(page, 'activity-2-confirm')
  const visit = await confirmSeat(page)
  await page.getByText(say('portal.activity.done')).waitFor()
  await picture(page, 'activity-2-booked')
  one.expectCalm()
  await one.close()
  return visit
}

/** The last place goes; who is too late waits, and gets the place that is given up. */
const fillAndGiveUp = async (visit: string): Promise<void> => {
  const two = await openResident(world, second, address)
  await holdSeat(two.page)
  await confirmSeat(two.page)
  two.expectCalm()
  await two.close()

  const late = await openResident(world, third, address)
  await late.page.getByText(say('portal.why_not.full')).waitFor()
  expect(await late.page.locator('.r-time').count(), 'nothing to tap').toBe(0)
  await late.page.getByRole('button', { name: say('portal.waiting.join', { name: third.name }) }).click()
  await late.page.getByText(say('portal.waiting.place', { name: third.name, number: 1 })).waitFor()
  await picture(late.page, 'activity-3-waiting')

  const one = await openResident(world, first, visit.slice('/m'.length))
  await one.page.getByRole('button', { name: say('portal.activity.button') }).click()
  await one.page
    .getByRole('dialog')
    .getByRole('button', { name: say('portal.cancel.yes') })
    .click()
  await one.page.getByText(say('portal.activity.cancelled')).waitFor()
  one.expectCalm()
  await one.close()

  const offered = late.page.getByRole('link', { name: say('portal.waiting.confirm') })
  await expect
    .poll(
      () =>
        late.page.goto(`/m${address}`).then(() =>
          offered.waitFor({ timeout: 1_500 }).then(
            () => 1,
            () => 0,
          ),
        ),
      {
        timeout: 80_000,
      },
    )
    .toBe(1)
  await offered.click()
  await confirmSeat(late.page)
  late.expectCalm()
  await late.close()
}

/** Posters, screen and desk know it; the door checks in who has booked, and finds no place for a walk-in but an extra one. */
const atTheDoor = async (): Promise<void> => {
  const reader = await world.open({ script: false })
  await reader.go(`/month/MH-HQ?month=${day.slice(0, 7)}`)
  const row = reader.page.getByRole('row').filter({ hasText: theme })
  expect(await row.innerText()).toContain(say('portal.kind.lecture'))
  await reader.close()
  await moveClock(world, { date: day, time: '17:40' })
  forgetSignIns(world)
  const lobby = await world.open({ size: sizes.wide })
  await lobby.go('/screen/?institution=MH-HQ')
  await lobby.page.getByText(theme).first().waitFor({ timeout: 40_000 })
  await picture(lobby.page, 'activity-4-lobby')
  lobby.expectCalm()
  await lobby.close()

  const desk = await openStaff(world, 'mh.desk', '/staff/desk')
  const { page } = desk
  for (const { name } of [second, third]) {
    const expected = page.getByRole('region', { name: say('booking.desk.expected') })
    await expected.locator('[data-row]').filter({ hasText: name }).filter({ hasText: theme }).click()
    await page.getByRole('button', { name: say('booking.desk.take_ticket') }).click()
    await page.getByText(like('booking.ticket.given_to', { name })).waitFor()
    await picture(page, 'activity-4-ticket')
    await page
      .getByRole('button', { name: say('booking.desk.next_person') })
      .first()
      .click()
  }
  await page.goto('/staff/queue')
  await page.locator('[data-row]').filter({ hasText: theme }).click()
  await page.getByText(say('booking.queue.came_count', { count: 2 })).waitFor()
  expect(await page.getByRole('button', { name: like('booking.queue.call_next') }).count(), 'nobody is called').toBe(0)
  await picture(page, 'activity-4-attendance')
  await expectAccessible(page, 'who came to a lecture')
  desk.expectCalm()
  await desk.close()
}

/** The closing sheet finds the count, and the centre's manager adds who came without a number. */
const count = async (): Promise<void> => {
  await moveClock(world, { date: day, time: '21:30' })
  const centre = await openStaff(world, 'mh.centre', '/staff/closing?state=missing')
  const { page } = centre
  await page.locator('[data-row]').filter({ hasText: theme }).click()
  const attended = page.getByLabel(say('deployment.sheet.attended'))
  await page.getByText(say('deployment.sheet.came', { count: 2 })).waitFor()
  expect(await attended.inputValue()).toBe('2')
  await attended.fill('5')
  await page.getByText(say('deployment.sheet.came_differs', { typed: 5, count: 2 })).waitFor()
  await picture(page, 'activity-5-sheet')
  await page.getByRole('button', { name: say('deployment.sheet.submit') }).click()
  await page.getByText(say('deployment.sheet.sent_done')).waitFor()
  centre.expectCalm()
  await centre.close()
}

test(`JOURNEY-60 a lecture is planned, published, booked by phone, given up, waited for, checked in and counted (${chineseDay(day)})`, async () => {
  await plan()
  const visit = await book()
  await fillAndGiveUp(visit)
  await atTheDoor()
  await count()
})
