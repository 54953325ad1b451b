import { beforeAll, expect, test } from 'vitest'
import { expectAccessible, picture, type Visitor } from './support/browser.ts'
import { addDays, dayInShanghai } from './support/days.ts'
import { settled } from './support/every-page.ts'
import { confirmSeat, forgetSignIns, neighbours, openResident } from './support/resident.ts'
import { ensureOpenClinics, moveClock, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** 爽约 by browser alone: two people miss three visits and are suspended; one appeals and is let in, of the other one visit is excused. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const today = dayInShanghai()
const limit = 3
const lastDay = 7
const site = '虹桥社区卫生服务中心'
const grown = neighbours().residents.filter(({ age, contracted }) => age > 24 && age < 60 && !contracted)
type Resident = (typeof grown)[number]
const [appellant, excused] = grown.slice(-2) as [Resident, Resident]

/** A seat at the centre on so many days, as far as its clinics have some. */
const bookDays = async (visitor: Visitor): Promise<void> => {
  const { page } = visitor
  let booked = 0
  for (let ahead = 2; ahead < lastDay && booked < limit; ahead += 1) {
    await visitor.go(`/m/book?date=${addDays(today, ahead)}`)
    await page.locator('main:visible h1').waitFor()
    await settled(page)
    const here = page.locator('article').filter({ hasText: site })
    const open = here.getByRole('link').filter({ hasText: like('portal.seats.left') })
    if ((await open.count()) === 0) continue
    await open.first().click()
    await page.locator('.r-time:not(:disabled)').first().click()
    await page.waitForURL(/\/m\/confirm\//)
    await confirmSeat(page)
    booked += 1
  }
  expect(booked, 'days with a clinic').toBe(limit)
}

/** The first free time of the centre's clinics a few days on. */
const tapTime = async (visitor: Visitor, from: string): Promise<void> => {
  const { page } = visitor
  for (let ahead = 1; ; ahead += 1) {
    await visitor.go(`/m/book?date=${addDays(from, ahead)}`)
    await page.locator('main:visible h1').waitFor()
    await settled(page)
    const open = page
      .locator('article')
      .getByRole('link')
      .filter({ hasText: like('portal.seats.left') })
    if ((await open.count()) === 0) continue
    await open.first().click()
    await page.locator('.r-time:not(:disabled)').first().click()
    return
  }
}

test('BOOK-66 BOOK-67 BOOK-68 BOOK-102 three missed visits suspend; an appeal and an excused visit open booking at once', async () => {
  for (const person of [appellant, excused]) {
    const visitor = await openResident(world, person)
    await bookDays(visitor)
    visitor.expectCalm()
    await visitor.close()
  }
  const afterwards = addDays(today, lastDay)
  await moveClock(world, { date: afterwards, time: '09:00' })
  await world.runJob('booking.mark_no_shows')
  forgetSignIns(world)

  const phone = await openResident(world, appellant)
  phone.allow(/status: 4\d\d POST .*\/booking\/holds/)
  await tapTime(phone, afterwards)
  await phone.page.getByText(like('portal.refused.suspended', { name: appellant.name })).waitFor()
  await picture(phone.page, 'missed-1-refused')
  await phone.go('/m/')
  await phone.page.getByRole('button', { name: say('portal.suspended.appeal') }).click()
  const send = phone.page.getByRole('button', { name: say('portal.suspended.send') })
  expect(await send.isDisabled(), 'nothing to send without words').toBe(true)
  await phone.page.getByLabel(say('portal.suspended.why_not')).fill('那几天孩子住院，来不及取消。')
  await picture(phone.page, 'missed-3-appeal')
  await expectAccessible(phone.page, 'an appeal')
  await send.click()
  await phone.page.getByText(say('portal.suspended.asked')).waitFor()

  const manager = await openStaff(world, 'mh.centre', '/staff/appeals')
  const { page } = manager
  const card = page.getByRole('listitem').filter({ hasText: appellant.name }).first()
  expect(
    await card.getByRole('button', { name: say('booking.appeals.refuse') }).isDisabled(),
    'a refusal needs words',
  ).toBe(true)
  await card.getByLabel(say('booking.appeals.answer')).fill('情况属实，下次请提前一天告诉我们。')
  await picture(page, 'missed-4-decide')
  await expectAccessible(page, 'appeals')
  await card.getByRole('button', { name: say('booking.appeals.grant') }).click()
  await page.getByText(say('booking.appeals.done.granted', { name: appellant.name })).waitFor()

  await manager.go('/staff/appeals?tab=missed')
  const missed = page.getByRole('listitem').filter({ hasText: excused.name })
  await missed.first().waitFor()
  expect(await missed.count()).toBe(limit)
  await missed
    .first()
    .getByRole('button', { name: say('booking.missed.excuse') })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('booking.missed.note')).fill('取号机故障，本人到过现场')
  await picture(page, 'missed-5-excuse')
  await dialog.getByRole('button', { name: say('booking.missed.excuse') }).click()
  await page.getByText(say('booking.missed.excused_now', { name: excused.name })).waitFor()
  await missed.getByText(say('booking.excuse.staff_mistake')).waitFor()
  manager.expectCalm()
  await manager.close()

  for (const person of [appellant, excused]) {
    const visitor = person === appellant ? phone : await openResident(world, person)
    await visitor.go('/m/')
    await settled(visitor.page)
    expect(await visitor.page.getByText(say('portal.suspended.title')).count()).toBe(0)
    await tapTime(visitor, afterwards)
    await visitor.page.waitForURL(/\/m\/confirm\//)
    await confirmSeat(visitor.page)
    await visitor.page.getByText(say('portal.visit.done')).waitFor()
    visitor.expectCalm()
    await visitor.close()
  }
})
