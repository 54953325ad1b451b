import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { asksAxe, type Findings, inspect, isThorough, languages, settled, sizesIn } from './support/every-page.ts'
import { ensureOpenClinics, openStaff } from './support/staff.ts'
import { startWorld, type World } from './support/world.ts'

/** Every page of every role of the staff. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

/** Goes on without loading the app again, as a click on a link does. */
const walkTo = (page: Page, address: string): Promise<void> =>
  page.evaluate(to => {
    history.pushState(null, '', to)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }, address)

const pagesOf = async (page: Page): Promise<readonly string[]> => {
  await page.goto('/staff/more')
  await page.locator('main:visible h1').waitFor()
  const addresses = await page
    .locator('main a[href^="/staff/"]')
    .evaluateAll(links => links.map(link => link.getAttribute('href') as string))
  return [...new Set([...addresses, '/staff/more'])]
}

const seen = new Set<string>()
test.each(minhang.accounts.map(account => [account.role, account.loginName] as const))(
  'JOURNEY-90 every page of %s is whole in both languages',
  async (role, loginName) => {
    const findings: Findings = []
    const visitor = await openStaff(world, loginName)
    const { page } = visitor
    const mine = await pagesOf(page)
    expect(mine.length).toBeGreaterThan(1)
    const fresh = mine.filter(address => !seen.has(address))
    for (const language of languages) {
      if (language === 'en') {
        await page.locator('.top-user').click()
        await page.getByRole('menuitem', { name: 'Switch to English' }).click()
        await page.getByRole('link', { name: 'Doorstep' }).first().waitFor()
      }
      for (const address of language === 'zh-CN' ? mine : fresh) {
        const name = `staff-${role}-${address.slice('/staff/'.length).replaceAll('/', '-')}-${language}`
        await (fresh.includes(address) ? page.goto(address) : walkTo(page, address))
        await page.locator('main:visible h1').first().waitFor()
        await settled(page)
        if (seen.has(address)) {
          for (const complaint of visitor.complaints()) findings.push(`${name}: ${complaint}`)
          continue
        }
        await inspect(visitor, name, sizesIn(language), findings, asksAxe(language))
        if (language === 'en' && !isThorough) continue
        const row = page.locator('main [data-row]:visible').first()
        if ((await row.count()) === 0) continue
        await row.click()
        await settled(page)
        await inspect(visitor, `${name}-open`, sizesIn(language), findings, asksAxe(language))
      }
    }
    for (const address of mine) seen.add(address)
    await visitor.close()
    expect(findings).toEqual([])
  },
)
