import { beforeAll, expect, test } from 'vitest'
import { picture, type Visitor } from './support/browser.ts'
import { addDays, dayInShanghai } from './support/days.ts'
import { settled } from './support/every-page.ts'
import { confirmSeat, neighbours, openResident } from './support/resident.ts'
import { giveFreeSeatsTo } from './support/shares.ts'
import { moveClock, openStaff, publishNextMonth } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** Unused seats of the family doctors by browser alone: nobody else's until their hour, to the minute, and then the public's. */

const today = dayInShanghai()
/** The first of these days with a clinic at the centre: its windows of the public are open and those seats have not gone on. */
const days = [6, 7, 8].map(ahead => addDays(today, ahead))

let world: World
beforeAll(async () => {
  world = await startWorld()
  const last = days.at(-1) as string
  if (last.slice(0, 7) !== today.slice(0, 7)) await publishNextMonth(world, last.slice(0, 7))
  return world.close
})

const [person] = neighbours()
  .residents.filter(({ age, contracted }) => age > 24 && age < 60 && !contracted)
  .slice(-1) as [ReturnType<typeof neighbours>['residents'][number]]

const findClinic = async (phone: Visitor): Promise<{ readonly clinic: string; readonly day: string }> => {
  for (const day of days) {
    await phone.go(`/m/book?date=${day}`)
    await phone.page.locator('main:visible h1').waitFor()
    await settled(phone.page)
    const here = phone.page.locator('article').filter({ hasText: '虹桥社区卫生服务中心' })
    const link = here.locator('a[href^="/m/clinic/"]')
    if ((await link.count()) > 0) return { day, clinic: (await link.first().getAttribute('href')) as string }
  }
  throw new Error('no clinic at the centre')
}

test('BOOK-5 BOOK-44 what family doctors leave is the public’s from its hour on, to the minute, and stands in the log', async () => {
  const phone = await openResident(world, person)
  const { page } = phone
  const { clinic, day } = await findClinic(phone)
  const times = page.locator('.r-time:not(:disabled)')
  const look = async (): Promise<number> => {
    await phone.go(clinic)
    await page.locator('main:visible h1').waitFor()
    await settled(page)
    return times.count()
  }
  // Public booking opens seven days before at 07:00; two days later the unused shares go on.
  await moveClock(world, { date: addDays(day, -6), time: '12:00' })
  await giveFreeSeatsTo(world, clinic, day, 'family_doctor')
  expect(await look(), 'all that is left is the family doctors’').toBe(0)
  await page.getByText(say('portal.seats.full')).first().waitFor()
  await picture(page, 'returned-1-full')
  await moveClock(world, { date: addDays(day, -5), time: '06:58' })
  expect(await look(), 'a minute too early').toBe(0)
  await moveClock(world, { date: addDays(day, -5), time: '07:00' })
  expect(await look(), 'at its hour').toBeGreaterThan(0)
  await times.first().click()
  await page.waitForURL(/\/m\/confirm\//)
  await confirmSeat(page)
  await page.getByText(say('portal.visit.done')).waitFor()
  phone.expectCalm()
  await phone.close()

  await world.runJob('booking.log_share_returns')
  // Who booked is the site's to know.
  const manager = await openStaff(world, 'mh.centre', `/staff/slots?session=${clinic.split('/').at(-1)}&from=${day}`)
  const log = manager.page.getByRole('region', { name: say('booking.log.title') })
  await log
    .getByText(like('booking.log.returned', { channel: say('booking.channel.family_doctor') }))
    .first()
    .waitFor()
  const paid = say('booking.console.paid_by', {
    channel: say('booking.channel.public'),
    quota: say('booking.channel.family_doctor'),
  })
  await manager.page.getByRole('row').filter({ hasText: person.name }).filter({ hasText: paid }).waitFor()
  await picture(manager.page, 'returned-2-log')
  manager.expectCalm()
  await manager.close()
})
