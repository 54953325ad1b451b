import { expect } from 'vitest'
import { picture } from './browser.ts'
import { openStaff } from './staff.ts'
import { say } from './words.ts'
import type { World } from './world.ts'

const channels = ['family_doctor', 'public', 'referral', 'on_site'] as const

/** The manager changes the shares of a clinic by hand: whatever nobody has taken is this channel's, and nobody else's. */
export const giveFreeSeatsTo = async (
  world: World,
  clinic: string,
  day: string,
  winner: (typeof channels)[number],
): Promise<void> => {
  const manager = await openStaff(world, 'mh.manager', `/staff/slots?session=${clinic.split('/').at(-1)}&from=${day}`)
  const { page } = manager
  await page.getByRole('button', { name: say('booking.console.change_shares') }).click()
  const table = page.getByRole('region', { name: say('booking.console.shares') })
  const columns = (await table.getByRole('columnheader').count()) - 1
  for (let column = 0; column < columns; column += 1) {
    const fieldOf = (channel: string) =>
      table.getByRole('spinbutton', { name: new RegExp(`^${say(`booking.channel.${channel}`)} `) }).nth(column)
    let free = Number(await fieldOf(winner).getAttribute('aria-valuemax'))
    for (const channel of channels.filter(one => one !== winner)) {
      const taken = Number(await fieldOf(channel).getAttribute('aria-valuemin'))
      await fieldOf(channel).fill(String(taken))
      free -= taken
    }
    await fieldOf(winner).fill(String(free))
  }
  const save = page.getByRole('button', { name: say('booking.console.save_shares') })
  expect(await save.isDisabled(), 'not without a reason').toBe(true)
  await page.getByLabel(say('booking.console.reason')).fill('试点：余号改给这个渠道')
  await picture(page, `shares-${winner}`)
  await save.click()
  await page.getByRole('button', { name: say('booking.console.change_shares') }).waitFor()
  manager.expectCalm()
  await manager.close()
}
