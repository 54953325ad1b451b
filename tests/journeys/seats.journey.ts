import { beforeAll, test } from 'vitest'
import { expectAccessible, picture } from './support/browser.ts'
import { dayInShanghai } from './support/days.ts'
import { confirmSeat, holdAnywhere, neighbours, openResident } from './support/resident.ts'
import { ensureOpenClinics, moveClock } from './support/staff.ts'
import { like, say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** How seats move on the phone: another time in one act, and a place on a waiting list. */

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
    await page.getByText(like('portal.visit.done_move')).waitFor()
  }
  await expectAccessible(page, 'a moved visit')
  visitor.expectCalm()
  await visitor.close()
})

test('BOOK-33 who waits for a full clinic sees the place on the phone', async () => {
  // The demo's own people got a code while it was loaded, and a second one within a minute would be refused.
  await moveClock(world, { date: dayInShanghai(inMinutes(3)), time: timeInShanghai(inMinutes(3)) })
  const waiter = await openResident(world, family.mother, '/visits')
  await waiter.page.getByText(like('portal.waiting.place')).first().waitFor()
  await picture(waiter.page, 'phone-waiting')
  waiter.expectCalm()
  await waiter.close()
})
