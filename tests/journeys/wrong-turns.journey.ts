import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { picture, type Visitor } from './support/browser.ts'
import { confirmSeat, holdSeat, lookAtClinic, neighbours, openClinics, openResident } from './support/resident.ts'
import { ensureOpenClinics, formField, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** Bad luck on the phone: the seat is gone, the finger is nervous, two tabs are open, the reply is lost. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const { residents } = neighbours()
type Resident = (typeof residents)[number]
const [first, second, nervous, unlucky] = residents.slice(20) as [Resident, Resident, Resident, Resident]

/** Free times of the clinic on the page, as they are called on their buttons. */
const freeTimes = (page: Page): Promise<readonly string[]> =>
  page.locator('.r-time:not(:disabled) .r-strong').allInnerTexts()
const timeButton = (page: Page, time: string) => page.locator('.r-time').filter({ hasText: time })

/** Visits and kept seats of this person that are to come, read from the list. */
const countVisits = async ({ page }: Visitor): Promise<number> => {
  await page.goto('/m/visits')
  await page.getByRole('heading', { name: say('portal.visits.coming') }).waitFor()
  return page.locator('main:visible a[href^="/m/visit/"]:not([data-muted])').count()
}

/** Opens a clinic that has a time with a single seat, and names that time. */
const findLastSeat = async (page: Page): Promise<{ readonly clinic: string; readonly time: string }> => {
  await page.goto('/m/book')
  await openClinics(page).first().waitFor()
  const clinics = await openClinics(page).count()
  for (let nth = 0; nth < clinics; nth += 1) {
    const clinic = await lookAtClinic(page, nth)
    const single = page.locator('.r-time:not(:disabled)').filter({ hasText: say('portal.seats.left', { seats: 1 }) })
    if ((await single.count()) > 0) return { clinic, time: await single.first().locator('.r-strong').innerText() }
  }
  throw new Error('no clinic has a time with one seat')
}

test('BOOK-17 who comes second for the last seat of a time reads why, and sees the times that are left', async () => {
  const quick = await openResident(world, first)
  const late = await openResident(world, second)
  const { clinic, time } = await findLastSeat(quick.page)
  await late.go(clinic)
  await timeButton(late.page, time).waitFor()
  await timeButton(quick.page, time).click()
  await quick.page.waitForURL(/\/m\/confirm\//)
  late.allow(/status: 409 POST .*\/booking\//)
  await timeButton(late.page, time).click()
  await late.page.getByText(say('booking.error.slot_full')).waitFor()
  await timeButton(late.page, time)
    .filter({ hasText: say('portal.seats.full_short') })
    .waitFor()
  expect(await timeButton(late.page, time).isDisabled()).toBe(true)
  expect(
    (await freeTimes(late.page)).length + (await late.page.getByText(say('portal.clinic.others')).count()),
    'somewhere else to go',
  ).toBeGreaterThan(0)
  await picture(late.page, 'wrong-full')
  await quick.page.getByRole('button', { name: say('portal.confirm.other') }).click()
  await quick.page.waitForURL(url => url.pathname === clinic)
  await late.page.reload()
  await timeButton(late.page, time)
    .filter({ hasText: say('portal.seats.left', { seats: 1 }) })
    .waitFor()
  for (const visitor of [quick, late]) {
    visitor.expectCalm()
    await visitor.close()
  }
})

test('BOOK-20 a double click on the time and on the confirmation books once', async () => {
  const visitor = await openResident(world, nervous)
  const { page } = visitor
  const before = await countVisits(visitor)
  await lookAtClinic(page, 1)
  await page.locator('.r-time:not(:disabled)').first().dblclick()
  await page.waitForURL(/\/m\/confirm\//)
  await page.getByRole('button', { name: say('portal.confirm.yes') }).dblclick()
  await page.waitForURL(/\/m\/visit\//)
  await page.getByText(say('portal.visit.done')).waitFor()
  expect(await countVisits(visitor)).toBe(before + 1)
  visitor.expectCalm()
  await visitor.close()
})

test('BOOK-20 a reply that is lost on the way is asked for again, and there is one visit', async () => {
  const visitor = await openResident(world, unlucky)
  const { page, context } = visitor
  visitor.allow(/failed: .*\/booking\/|console: Failed to load resource: net::ERR/)
  const before = await countVisits(visitor)
  await lookAtClinic(page, 3)
  await holdSeat(page)
  let lost = 0
  await context.route(/\/api\/booking\/.*confirm/, async route => {
    // The server has done it; the answer never arrives.
    if (lost++ > 0) return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await page.getByRole('button', { name: say('portal.confirm.yes') }).click()
  const done = page.getByText(say('portal.visit.done'))
  const broken = page.getByRole('alert')
  await done.or(broken).first().waitFor()
  // Nothing is booked twice by pressing again: the page says so, and the key of the request stays.
  if (await broken.isVisible()) await page.getByRole('button', { name: say('portal.confirm.yes') }).click()
  await done.waitFor()
  expect(lost).toBeGreaterThan(1)
  expect(await countVisits(visitor)).toBe(before + 1)
  visitor.expectCalm()
  await visitor.close()
})

test('BOOK-21 in a second tab the same session is refused with the reason', async () => {
  const visitor = await openResident(world, second)
  const other = await visitor.tab()
  visitor.allow(/status: 409 POST .*\/booking\//)
  const clinic = await lookAtClinic(visitor.page, 2)
  await other.goto(clinic)
  await other.locator('.r-time:not(:disabled)').first().waitFor()
  await holdSeat(visitor.page)
  await confirmSeat(visitor.page)
  await other.locator('.r-time:not(:disabled)').last().click()
  await other.getByText(say('portal.refused.already_booked', { name: second.name })).waitFor()
  await picture(other, 'wrong-two-tabs')
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-30 wrong numbers are named next to their fields: check digit, impossible birth date', async () => {
  const desk = await openStaff(world, 'mh.desk', '/staff/people?new=1')
  const { page } = desk
  await formField(page, 'records.person.name').fill('演示错号')
  const number = formField(page, 'records.person.identity_number')
  await number.fill('990101199001010013')
  await page.getByText(say('records.error.identity_number_wrong_check_digit')).first().waitFor()
  await number.fill('990101199013450011')
  await page.getByText(like('records.error.identity_number_impossible_date')).first().waitFor()
  await picture(page, 'wrong-number')
  desk.expectCalm()
  await desk.close()
})

test('JOURNEY-31 without network the phone keeps what it has shown, and goes on by itself afterwards', async () => {
  const visitor = await openResident(world, unlucky, '/visits')
  const { page, context } = visitor
  visitor.allow(/failed: |console: Failed to load resource: net::ERR/)
  await page.getByRole('heading', { name: say('portal.visits.coming') }).waitFor()
  await context.setOffline(true)
  await page.getByRole('link', { name: say('portal.tab.home') }).click()
  await page
    .getByRole('link', { name: say('portal.find.title') })
    .or(page.getByRole('navigation'))
    .first()
    .waitFor()
  await picture(page, 'wrong-offline')
  await context.setOffline(false)
  await page.goto('/m/visits')
  await page.getByRole('heading', { name: say('portal.visits.coming') }).waitFor()
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-32 a workbook that is no workbook is refused in words', async () => {
  const manager = await openStaff(world, 'mh.manager', '/staff/import')
  const { page } = manager
  manager.allow(/status: 4\d\d POST .*workbook/)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'letter.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('not a workbook') })
  await page.getByRole('alert').first().waitFor()
  await picture(page, 'wrong-workbook')
  manager.expectCalm()
  await manager.close()
})
