import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  minhangWorkbook,
  newClinicDays,
  newClinicTheme,
  newExpert,
  spoiledMinhangWorkbook,
} from '#scenarios/minhang/workbook.ts'
import { expectAccessible, picture, sizes, type Visitor } from './support/browser.ts'
import { addDays, chineseDay, dayInShanghai } from './support/days.ts'
import { forgetSignIns, neighbours, openResident } from './support/resident.ts'
import { moveClock, openStaff } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/**
 * The main job on the Hongqiao demo, by browser alone: an Excel workbook comes in, a month is published, a family doctor
 * books while the public cannot yet, the window opens, a resident books by phone, a walk-in by card; they come, are
 * called on the screen and seen.
 */

let world: World
const files = mkdtempSync(join(tmpdir(), 'doorstep-workbooks-'))
const today = dayInShanghai()
/** A new clinic of next month whose windows are all still to come. */
const day = newClinicDays(today).find(date => date >= addDays(today, 13)) as string
const opening = { date: addDays(day, -7), time: '07:00' }

beforeAll(async () => {
  world = await startWorld()
  return world.close
})
afterAll(() => rmSync(files, { recursive: true, force: true }))

const monthAddress = `/month/MH-HQ?month=${day.slice(0, 7)}`

/** The clinic's line on the public page of the month. */
const publicRow = ({ page }: Visitor): Locator =>
  page
    .getByRole('row')
    .filter({ hasText: newClinicTheme })
    .filter({ has: page.getByRole('rowheader', { name: chineseDay(day) }) })

/** Gives a workbook to the import page and waits until it was checked. */
const rehearse = async (page: Page, name: string, file: Buffer): Promise<Locator> => {
  const path = join(files, name)
  writeFileSync(path, file)
  await page.locator('input[type=file]').setInputFiles(path)
  const checked = page.getByRole('region', { name: say('network.import.step_check') })
  await checked.getByText(name).waitFor()
  return checked
}

/** The exported workbook comes back unchanged, a spoiled one names every wrong cell and writes nothing, the right one comes in. */
const importNetwork = async (): Promise<void> => {
  const manager = await openStaff(world, 'mh.manager', '/staff/import')
  const { page } = manager
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: say('network.import.export') }).click()
  const exported = readFileSync(await (await download).path())
  const same = await rehearse(page, 'exported.xlsx', exported)
  await same.getByText(say('network.import.nothing_new')).waitFor()

  const spoiled = await spoiledMinhangWorkbook(today)
  const refused = await rehearse(page, 'spoiled.xlsx', spoiled.file)
  await refused.getByText(like('network.import.errors')).waitFor()
  const findings = page.getByRole('region', { name: say('network.import.findings') })
  for (const { cell } of spoiled.wrong) await findings.getByText(cell, { exact: true }).waitFor()
  expect(
    await page.getByRole('button', { name: like('network.import.do') }).count(),
    'nothing to press when a cell is wrong',
  ).toBe(0)
  await picture(page, 'main-1-spoiled')
  await expectAccessible(page, 'import with errors')

  await rehearse(page, 'december.xlsx', await minhangWorkbook(today))
  await page.getByRole('button', { name: like('network.import.do') }).click()
  await page.getByText(like('network.import.done')).waitFor({ timeout: 60_000 })
  await page.goto(`/staff/network/people?text=${encodeURIComponent(newExpert.name)}`)
  await page.getByText(newExpert.name).first().waitFor()
  await picture(page, 'main-1-imported')
  manager.expectCalm()
  await manager.close()
}

/** The manager publishes next month, and the public page says when booking opens. */
const publishMonth = async (): Promise<void> => {
  const manager = await openStaff(world, 'mh.manager', `/staff/roster?month=${day.slice(0, 7)}`)
  const { page } = manager
  await page.getByRole('button', { name: newClinicTheme }).first().waitFor()
  await page.getByRole('button', { name: like('deployment.board.publish') }).click()
  await picture(page, 'main-2-publish')
  await page.getByRole('button', { name: like('deployment.publish.submit') }).click()
  await page.getByText(like('deployment.publish.done')).waitFor()
  manager.expectCalm()
  await manager.close()

  const reader = await world.open({ script: false })
  const row = publicRow(reader)
  const read = async (): Promise<string> => {
    await reader.page.reload()
    return row.innerText()
  }
  await reader.go(monthAddress)
  // The seats follow the publication within a moment; the page may be kept a minute, a reload asks again.
  await expect.poll(read, { timeout: 20_000 }).toContain(`${chineseDay(opening.date)} ${opening.time}`)
  expect(await row.innerText()).toContain(newExpert.name)
  await picture(reader.page, 'main-2-public')
  reader.expectCalm()
  await reader.close()
}

/** The address of the clinic on the phone, found by its day and theme. */
const clinicAddress = async (): Promise<string> => {
  const phone = await world.open({ size: sizes.phone })
  await phone.go(`/m/book?date=${day}`)
  const card = phone.page.locator('article').filter({ hasText: newClinicTheme })
  await card.locator('a[href^="/m/clinic/"]').first().click()
  await phone.page.waitForURL(/\/m\/clinic\//)
  const { pathname } = new URL(phone.page.url())
  await phone.close()
  return pathname
}

let clinic: string
let contracted: string

/** Ten days before, the family doctor books a contracted resident; the phone page still says when it opens. */
const doctorBooks = async (): Promise<void> => {
  clinic = await clinicAddress()
  await moveClock(world, { date: addDays(day, -10), time: '09:00' })
  const doctor = await openStaff(world, 'mh.gp', '/staff/experts')
  const { page } = doctor
  await page.getByLabel(say('booking.experts.which')).fill(newExpert.name)
  const sessions = page.getByRole('button', { name: newClinicTheme })
  await sessions.filter({ hasText: chineseDay(day) }).click()
  const people = page.getByRole('region', { name: say('booking.experts.for_whom') })
  const first = people.locator('[data-row]').first()
  contracted = (await first.locator('bdi').first().innerText()).trim()
  await first.click()
  const times = page.getByRole('region', { name: say('booking.experts.times') })
  await times.locator('.book-slot:not(:disabled)').first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('booking.experts.book'), exact: true })
    .click()
  await times.getByText(like('booking.experts.booked')).waitFor()
  await picture(page, 'main-3-doctor')
  await expectAccessible(page, 'experts for contracted residents')
  doctor.expectCalm()
  await doctor.close()

  const phone = await world.open({ size: sizes.phone })
  await phone.go(clinic)
  await phone.page.getByText(like('portal.why_not.not_yet')).first().waitFor()
  expect(await phone.page.locator('main').innerText()).toContain(opening.time)
  expect(await phone.page.locator('.r-time').count(), 'no time to tap before the opening').toBe(0)
  await picture(phone.page, 'main-3-not-yet')
  phone.expectCalm()
  await phone.close()
}

type Elder = ReturnType<typeof neighbours>['residents'][number]
const elder = neighbours().residents.find(resident => resident.age === 72) as Elder
let visit: string

/** The window opens, and a resident books by phone: hold, confirm, done. */
const residentBooks = async (): Promise<void> => {
  await moveClock(world, opening)
  const phone = await openResident(world, elder, clinic.slice('/m'.length))
  const { page } = phone
  await page.locator('.r-time:not(:disabled)').first().click()
  await page.waitForURL(/\/m\/confirm\//)
  await page.getByRole('timer').waitFor()
  await picture(page, 'main-4-confirm')
  await page.getByRole('button', { name: say('portal.confirm.yes') }).click()
  await page.waitForURL(/\/m\/visit\//)
  await page.getByText(say('portal.visit.done')).waitFor()
  visit = new URL(page.url()).pathname
  await picture(page, 'main-4-booked')
  await expectAccessible(page, 'booked visit')
  phone.expectCalm()
  await phone.close()
}

/** The queue of the new clinic. */
const openQueue = async (visitor: Visitor): Promise<void> => {
  await visitor.go('/staff/queue')
  await visitor.page.locator('[data-row]').filter({ hasText: newClinicTheme }).click()
  await visitor.page.getByText(like('booking.queue.waiting_count')).waitFor()
}

/** On the day the desk takes a walk-in by card in four interactions, checks in who has booked, and they are called and seen. */
const dayOfVisit = async (): Promise<void> => {
  await moveClock(world, { date: day, time: '13:20' })
  forgetSignIns(world)
  const lobby = await world.open({ size: sizes.wide })
  await lobby.go('/screen/?institution=MH-HQ')
  await lobby.page.getByText(newExpert.name).first().waitFor()

  const desk = await openStaff(world, 'mh.desk', '/staff/desk')
  const { page } = desk
  let interactions = 0
  const click = async (target: Locator): Promise<void> => {
    interactions += 1
    await target.click()
  }
  await click(page.getByRole('button', { name: say('records.card.read') }))
  const card = page
    .getByRole('region', { name: say('records.card.demo') })
    .getByRole('button', { name: say('records.card.new') })
    .first()
  const walkIn = (await card.innerText()).split(/\s/)[0] as string
  await click(card)
  const here = page.locator('.book-session').filter({ hasText: newClinicTheme })
  await picture(page, 'main-5-walk-in')
  await click(here.locator('.book-slot:not(:disabled)').first())
  await page.getByText(like('booking.ticket.given_to', { name: walkIn })).waitFor()
  expect(interactions, 'card, person, time: the ticket prints itself').toBeLessThanOrEqual(4)
  await picture(page, 'main-5-ticket')
  await expectAccessible(page, 'ticket given')

  for (const name of [elder.name, contracted]) {
    await page
      .getByRole('button', { name: say('booking.desk.next_person') })
      .first()
      .click()
    const expected = page.getByRole('region', { name: say('booking.desk.expected') })
    await expected.locator('[data-row]').filter({ hasText: name }).filter({ hasText: newClinicTheme }).click()
    await page.getByRole('button', { name: say('booking.desk.take_ticket') }).click()
    await page.getByText(like('booking.ticket.given_to', { name })).waitFor()
  }

  await openQueue(desk)
  const called = page.getByRole('region', { name: say('booking.queue.now') })
  await page.keyboard.press('n')
  await called.locator('.book-now-name').waitFor()
  const name = await called.locator('.book-now-name').innerText()
  const masked = name.length === 2 ? `${name[0]}*` : `${name[0]}*${name.at(-1)}`
  await lobby.page.locator('.s-call').filter({ hasText: masked }).waitFor()
  expect(await lobby.page.locator('body').innerText(), 'the screen never shows a whole name').not.toContain(name)
  await picture(lobby.page, 'main-5-lobby')
  // A key that comes while the call is still being written would be dropped, as its button is.
  const ready = (step: string) =>
    called
      .locator('button:enabled')
      .filter({ hasText: say(`booking.step.${step}`) })
      .waitFor()
  await ready('start')
  await page.keyboard.press('i')
  await called.getByText(say('booking.visit.in_room')).waitFor()
  await ready('finish')
  await page.keyboard.press('f')
  await page
    .getByRole('region', { name: say('booking.queue.seen') })
    .getByText(name)
    .waitFor()
  await picture(page, 'main-5-seen')
  await expectAccessible(page, 'queue')
  desk.expectCalm()
  await desk.close()
  lobby.expectCalm()
  await lobby.close()

  const phone = await openResident(world, elder, visit.slice('/m'.length))
  await phone.page.getByText(like('portal.trip.ticket')).waitFor()
  phone.expectCalm()
  await phone.close()
}

test('JOURNEY-1 from the workbook to the patient who was seen, by browser alone', async () => {
  for (const step of [importNetwork, publishMonth, doctorBooks, residentBooks, dayOfVisit]) await step()
})
