import { beforeAll, expect, test } from 'vitest'
import { createPeople } from '#scenarios/engine/people.ts'
import { expectAccessible, overflowOf, picture, sizes } from './support/browser.ts'
import {
  confirmSeat,
  enterByPhone,
  forgetSignIns,
  holdAnywhere,
  lookAtClinic,
  neighbours,
  openResident,
  tellWho,
} from './support/resident.ts'
import { ensureOpenClinics, moveClock } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** The phone page in the hands of residents: family, cancelling, large type, language, and what is none of their business. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const { residents } = neighbours()
type Resident = (typeof residents)[number]
const [newcomer, mother, elder, other, reader] = residents.slice(20) as [
  Resident,
  Resident,
  Resident,
  Resident,
  Resident,
]

test('JOURNEY-10 a phone that signs in for the first time is tied to its person by name and number, then books', async () => {
  const visitor = await world.open({ size: sizes.phone })
  const { page } = visitor
  const clinic = await lookAtClinic(page)
  await page.locator('.r-time:not(:disabled)').first().click()
  await enterByPhone(page, newcomer.phone)
  await page.waitForURL(/\/m\/who/)
  visitor.allow(/status: 4\d\d POST .*\/records/)
  await tellWho(page, {
    ...newcomer,
    identityNumber: `${newcomer.identityNumber.slice(0, 17)}${newcomer.identityNumber.endsWith('1') ? '2' : '1'}`,
  })
  await page.locator('.r-error, [role=alert]').first().waitFor()
  await picture(page, 'phone-wrong-number')
  await tellWho(page, newcomer)
  // The time that was tapped before anybody was known is kept at once: no second choosing.
  await page.waitForURL(/\/m\/confirm\//)
  await page.goBack()
  await page.waitForURL(url => url.pathname === clinic)
  await page.getByText(say('portal.held.title', { name: newcomer.name })).waitFor()
  await page.getByRole('link', { name: say('portal.visit.held_confirm') }).click()
  await confirmSeat(page)
  await page.getByText(say('portal.visit.done')).waitFor()
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-11 a mother adds a child and books for the child, not for herself', async () => {
  const child = createPeople(4_711, 9, new Date().getFullYear())(6, '2')
  const visitor = await openResident(world, mother, '/family')
  const { page } = visitor
  await page.getByRole('link', { name: say('portal.family.add_child') }).click()
  await page.getByLabel(say('portal.who.name'), { exact: true }).fill(child.name)
  await page.getByLabel(say('portal.document.id_card_number')).fill(child.identityNumber)
  await page.getByRole('button', { name: say('portal.family.add'), exact: true }).click()
  await page.waitForURL(/\/m\/family$/)
  await page.getByText(child.name).waitFor()
  await picture(page, 'phone-family')
  await holdAnywhere(visitor, child.name)
  await page.locator('dd').filter({ hasText: child.name }).waitFor()
  await confirmSeat(page)
  await page.getByRole('link', { name: say('portal.visit.to_home') }).click()
  await page.goto('/m/visits')
  await page
    .getByText(say('portal.trip.for', { name: child.name }))
    .first()
    .waitFor()
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-12 large type and language are kept by the phone', async () => {
  const visitor = await openResident(world, reader)
  const { page } = visitor
  const size = () =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('main p, main') as Element).fontSize))
  expect(await size()).toBeLessThan(20)
  await page
    .getByRole('button', { name: say('portal.look.large') })
    .first()
    .click()
  await page.reload()
  await page.getByRole('button', { name: say('portal.look.normal') }).waitFor()
  expect(await size()).toBeGreaterThanOrEqual(21)
  await page.goto('/m/me')
  await page.getByRole('radio', { name: 'English' }).click()
  await page.getByRole('heading', { name: say('portal.tab.me', {}, 'en') }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: say('portal.tab.me', {}, 'en') }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  visitor.expectCalm()
  await visitor.close()
})

test('PORT-35 the language picked before signing in stays after it, whatever the account said', async () => {
  const visitor = await world.open({ size: sizes.phone })
  const { page } = visitor
  await page.goto('/m/me')
  await page.getByRole('radio', { name: 'English' }).click()
  await page.goto('/m/sign-in')
  const { phone } = residents[26] as Resident
  await page.getByLabel(say('portal.sign_in.phone', {}, 'en')).fill(phone)
  await page.getByRole('button', { name: say('portal.sign_in.send', {}, 'en') }).click()
  const shown = await page.getByText(like('portal.sign_in.demo_code', {}, 'en')).textContent()
  const code = /\d{6}/.exec(shown ?? '')?.[0] as string
  visitor.allow(/status: 4\d\d POST .*\/platform\/phone\/sign-in/)
  const field = page.getByLabel(say('portal.sign_in.code', {}, 'en'), { exact: true })
  await field.fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: say('portal.sign_in.enter', {}, 'en'), exact: true }).click()
  await page.getByText(say('portal.sign_in.code_left', { left: 4 }, 'en')).waitFor()
  await field.fill(code)
  await page.getByRole('button', { name: say('portal.sign_in.enter', {}, 'en'), exact: true }).click()
  await page.waitForURL(url => !url.pathname.endsWith('/sign-in'))
  await page.goto('/m/me')
  await page.getByRole('heading', { name: say('portal.tab.me', {}, 'en') }).waitFor()
  visitor.expectCalm()
  await visitor.close()
})

test('PORT-33 without network the phone opens with what it kept, says since when, and goes on by itself', async () => {
  const visitor = await openResident(world, residents[27] as Resident)
  const { page, context } = visitor
  await page.locator('.r-date').first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  visitor.allow(/failed: |Failed to load resource|ERR_INTERNET_DISCONNECTED/)
  await context.setOffline(true)
  await page.reload()
  await page.getByText(like('portal.offline.from')).waitFor()
  expect(await page.locator('.r-date').count()).toBeGreaterThan(0)
  expect(await page.locator('.r-bone').count()).toBe(0)
  await expectAccessible(page, 'the first page without network')
  await picture(page, 'phone-offline')
  await page.getByRole('link', { name: say('portal.tab.me'), exact: true }).click()
  await page.getByRole('heading', { name: say('portal.tab.me') }).waitFor()
  await context.setOffline(false)
  await page.getByRole('link', { name: say('portal.tab.home') }).click()
  await page.getByText(like('portal.offline.from')).waitFor({ state: 'hidden' })
  await visitor.close()
})

test('PORT-31 who types what hurts reads where it is seen, and what cannot wait', async () => {
  const visitor = await world.open({ size: sizes.small })
  const { page } = visitor
  await page.goto('/m/book')
  const box = page.getByRole('searchbox')
  await box.fill('腰疼')
  await page.getByText(say('portal.find.understood', { words: '腰疼' })).waitFor()
  expect(await page.locator('article.r-card').count()).toBeGreaterThan(0)
  await box.fill('胸痛')
  await page.getByRole('link', { name: say('portal.find.call_120') }).waitFor()
  await expectAccessible(page, 'finding by complaint')
  await page.goto('/m/month')
  await page.locator('button.r-cell').last().click()
  await page.locator('.r-day').first().waitFor()
  expect(await page.locator('.r-day').count()).toBe(1)
  await expectAccessible(page, 'the month on the phone')
  // PORT-39: 360 px at 200 % zoom.
  await page.setViewportSize({ width: 180, height: 320 })
  for (const path of ['/m/month', '/m/book', '/m/']) {
    await page.goto(path)
    await page.locator('.r-date').first().waitFor()
    expect(await overflowOf(page), `${path} at 200 %`).toBe(0)
  }
  visitor.expectCalm()
  await visitor.close()
})

test('JOURNEY-13 who asks for the visit of another person by its address learns nothing', async () => {
  const owner = await openResident(world, other)
  await holdAnywhere(owner)
  const visit = await confirmSeat(owner.page)
  await owner.page.getByText(say('portal.visit.done')).waitFor()
  const whole = await owner.page.locator('main:visible').innerText()
  expect(whole).toContain(other.name)
  owner.expectCalm()
  await owner.close()
  const stranger = await openResident(world, mother, visit.slice('/m'.length))
  await stranger.page.getByText(say('portal.visit.unknown')).waitFor()
  expect(await stranger.page.locator('main:visible').innerText()).not.toContain(other.name)
  await stranger.go(visit.replace('/visit/', '/confirm/'))
  await stranger.page.getByText(say('portal.confirm.unknown')).waitFor()
  stranger.expectCalm()
  await stranger.close()
})

test('PORT-10 an unknown address of the phone page says so and leads home', async () => {
  const visitor = await world.open({ size: sizes.phone })
  await visitor.go('/m/nothing/here')
  await visitor.page.getByText(say('portal.no_page.title')).waitFor()
  await visitor.page.locator('main:visible').getByRole('link').first().click()
  await visitor.page.getByText(say('portal.home.experts')).waitFor()
  visitor.expectCalm()
  await visitor.close()
})

test('BOOK-9 PORT-38 a resident sees the slip, cancels with one question until the day begins, and afterwards reads whom to ring', async () => {
  const visitor = await openResident(world, elder)
  const { page } = visitor
  await holdAnywhere(visitor)
  await confirmSeat(page)
  await page.getByRole('link', { name: say('portal.slip.open') }).click()
  const slip = page.locator('.r-slip')
  for (const text of [elder.name, say('portal.clinic.bring'), say('portal.slip.ring')])
    await slip.getByText(text).waitFor()
  await expectAccessible(page, 'the slip of a visit')
  await picture(page, 'phone-slip')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.r-tabs').isVisible(), 'paper has no tabs').toBe(false)
  await page.emulateMedia({ media: 'screen' })
  await page.goBack()
  await page.getByRole('button', { name: say('portal.cancel.button') }).click()
  const sheet = page.getByRole('dialog')
  await expectAccessible(page, 'the question before cancelling')
  await sheet.getByRole('button', { name: say('portal.cancel.keep') }).click()
  await sheet.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: say('portal.cancel.button') }).click()
  await sheet.getByRole('button', { name: say('portal.cancel.yes') }).click()
  await page.getByText(say('portal.visit.cancelled')).waitFor()
  await picture(page, 'phone-cancelled')

  await holdAnywhere(visitor)
  const visit = await confirmSeat(page)
  const [, month, day] = /(\d+)月(\d+)日/.exec(await page.locator('.r-card .r-when').first().innerText()) ?? []
  const year = new Date().getFullYear() + (Number(month) < new Date().getMonth() + 1 ? 1 : 0)
  visitor.expectCalm()
  await visitor.close()
  await moveClock(world, {
    date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    time: '06:00',
  })
  forgetSignIns(world)
  const later = await openResident(world, elder, visit.slice('/m'.length))
  await later.page.getByText(like('portal.cancel.too_late')).waitFor()
  expect(await later.page.getByRole('button', { name: say('portal.cancel.button') }).count()).toBe(0)
  expect(await later.page.locator('a[href^="tel:"]').count(), 'a number to ring').toBeGreaterThan(0)
  await picture(later.page, 'phone-too-late')
  later.expectCalm()
  await later.close()
})
