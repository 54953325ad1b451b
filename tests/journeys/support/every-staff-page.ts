import type { Page } from 'playwright-core'
import { asksAxe, type Findings, inspect, isThorough, languages, settled, sizesIn } from './every-page.ts'
import { openStaff } from './staff.ts'
import type { World } from './world.ts'

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

export type Account = { readonly role: string; readonly loginName: string }

/** Looks at every page of one account, in each language; pages that another role has shown already are only opened. */
export const lookAtEveryPage = async (
  world: World,
  { role, loginName }: Account,
  seen: Set<string>,
): Promise<Findings> => {
  const findings: Findings = []
  const visitor = await openStaff(world, loginName)
  const { page } = visitor
  const mine = await pagesOf(page)
  if (mine.length < 2) findings.push(`${role}: no pages`)
  const fresh = mine.filter(address => !seen.has(address))
  for (const language of languages) {
    if (language === 'en') {
      await page.locator('.top-user').click()
      await page.getByRole('menuitem', { name: 'Switch to English' }).click()
      await page.getByRole('link', { name: 'Doorstep' }).first().waitFor()
    }
    for (const address of language === 'zh-CN' ? mine : fresh) {
      const name = `staff-${role}-${address.slice('/staff/'.length).replaceAll('/', '-')}-${language}`
      await (language === 'zh-CN' && fresh.includes(address) ? page.goto(address) : walkTo(page, address))
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
  return findings
}
