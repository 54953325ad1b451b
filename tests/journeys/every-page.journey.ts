import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { findBarriers, overflowOf, picture, sizes, type Visitor } from './support/browser.ts'
import { confirmSeat, holdAnywhere, neighbours, openResident } from './support/resident.ts'
import { ensureOpenClinics, openStaff } from './support/staff.ts'
import { type Language, say, textKeys } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/**
 * Every page in both languages: nothing complains, runs out at the side, or is left untranslated. `npm test` looks at the
 * sizes that tell most; `npm run soak`, and whoever keeps the pictures, at all of them.
 */
const isThorough = process.env['DOORSTEP_SOAK'] !== undefined || process.env['SCREENSHOTS'] !== undefined

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const languages: readonly Language[] = ['zh-CN', 'en']
const loading = '[aria-busy="true"], .r-bone, .ds-skeleton, .ant-spin-spinning'

const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(selector => document.querySelector(selector) === null, loading)
  await page.evaluate(() => document.fonts.ready)
}

const modules = [...new Set(textKeys.map(key => key.split('.')[0]))].join('|')
const keyLike = new RegExp(`(?<![\\w@/.])(?:${modules})\\.[a-z_]+(?:\\.[a-z_0-9]+)*(?![\\w@])`, 'g')
const known = new Set(textKeys)

/** Keys that stand where a text should, and places that were never filled. */
const untranslated = async (page: Page): Promise<readonly string[]> => {
  const text = await page.evaluate(() => {
    const names = [...document.querySelectorAll('[aria-label],[placeholder],[title]')].flatMap(element =>
      ['aria-label', 'placeholder', 'title'].map(name => element.getAttribute(name) ?? ''),
    )
    return [document.title, document.body.innerText, ...names].join('\n')
  })
  const keys = (text.match(keyLike) ?? []).filter(word => known.has(word) || word.split('.').length > 2)
  return [...new Set([...keys, ...(text.match(/\{\{?\w+\}?\}|\bundefined\b|\bNaN\b|Invalid Date/g) ?? [])])]
}

/** Goes on without loading the app again, as a click on a link does. */
const walkTo = (page: Page, address: string): Promise<void> =>
  page.evaluate(to => {
    history.pushState(null, '', to)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }, address)

type Findings = string[]

/** Looks at the page in all sizes; what is wrong goes into the findings, so that one run tells all. */
const inspect = async (
  visitor: Visitor,
  name: string,
  all: readonly (keyof typeof sizes)[],
  findings: Findings,
  withAxe = true,
): Promise<void> => {
  const { page } = visitor
  for (const size of all) {
    await page.setViewportSize(sizes[size])
    const tooWide = await overflowOf(page)
    if (tooWide > 0) findings.push(`${name} ${size}: ${tooWide} px too wide`)
    await picture(page, `${name}-${size}`)
  }
  for (const word of await untranslated(page)) findings.push(`${name}: shows ${word}`)
  for (const barrier of withAxe ? await findBarriers(page) : []) findings.push(`${name}: ${barrier}`)
  for (const complaint of visitor.complaints()) findings.push(`${name}: ${complaint}`)
}

const sizesOf = {
  staff: isThorough ? (['wide', 'tablet', 'phone', 'desk'] as const) : (['tablet', 'phone', 'desk'] as const),
  resident: isThorough ? (['desk', 'small', 'phone'] as const) : (['small', 'phone'] as const),
  screen: ['upright', 'wide'] as const,
}
/** English words are longer: the narrow size tells; the wide ones were measured in Chinese. */
const sizesIn = (language: Language) => (language === 'zh-CN' ? sizesOf.staff : (['phone', 'desk'] as const))
/** What axe looks at is mostly the same in both languages. */
const asksAxe = (language: Language): boolean => isThorough || language === 'zh-CN'

const pagesOf = async (page: Page): Promise<readonly string[]> => {
  await page.goto('/staff/more')
  await page.locator('main:visible h1').waitFor()
  const addresses = await page
    .locator('main a[href^="/staff/"]')
    .evaluateAll(links => links.map(link => link.getAttribute('href') as string))
  return [...new Set([...addresses, '/staff/more'])]
}

const residentPages = [
  '/',
  '/book',
  '/visits',
  '/health',
  '/access',
  '/me',
  '/messages',
  '/family',
  '/family/child',
  '/family/elder',
]
const nobodyPages = ['/', '/book', '/visits', '/health', '/me', '/sign-in']

/** Opens what the first link to it leads to, such as one clinic. */
const firstLink = async (page: Page, list: string, prefix: string): Promise<string | undefined> => {
  await page.goto(`/m${list}`)
  await settled(page)
  const links = page.locator(`main:visible a[href^="/m${prefix}"]`)
  return (await links.count()) === 0
    ? undefined
    : ((await links.first().getAttribute('href'))?.slice('/m'.length) as string)
}

const phonePages = async (
  visitor: Visitor,
  paths: readonly (string | undefined)[],
  name: string,
  findings: Findings,
  all: readonly (keyof typeof sizes)[] = sizesOf.resident,
): Promise<void> => {
  for (const path of paths.filter(one => one !== undefined)) {
    await visitor.page.goto(`/m${path}`)
    await visitor.page.locator('main:visible h1').first().waitFor()
    await settled(visitor.page)
    const short = path
      .replace(/\/\d{6}-.*/, '')
      .slice(1)
      .replaceAll('/', '-')
    await inspect(visitor, `resident-${short || 'home'}-${name}`, all, findings, !name.startsWith('large'))
  }
}

describe('phone', () => {
  test.each(languages)('JOURNEY-91 every page of the phone is whole in %s, also in large type', async language => {
    const findings: Findings = []
    const nobody = await world.open({ size: sizes.phone, language })
    await phonePages(nobody, nobodyPages, `nobody-${language}`, findings)
    await nobody.close()
    const resident = neighbours().residents[20] as ReturnType<typeof neighbours>['residents'][number]
    const visitor = await openResident(world, resident)
    const { page } = visitor
    if (language === 'zh-CN') {
      await holdAnywhere(visitor)
      await confirmSeat(page)
    }
    await page.goto('/m/me')
    if (language === 'en') {
      await page.getByRole('radio', { name: 'English' }).click()
      await page.getByRole('heading', { name: say('portal.tab.me', {}, language) }).waitFor()
    }
    const clinic = await firstLink(page, '/book', '/clinic/')
    const visit = await firstLink(page, '/visits', '/visit/')
    expect([clinic, visit], 'a clinic and a visit to look at').not.toContain(undefined)
    await phonePages(visitor, [...residentPages, clinic, visit], language, findings)
    await page.goto('/m/')
    await page.getByRole('button', { name: say('portal.look.large', {}, language) }).click()
    await phonePages(visitor, ['/', '/book', '/family', '/me', clinic, visit], `large-${language}`, findings, [
      'small',
      'phone',
    ])
    await visitor.close()
    expect(findings).toEqual([])
  })
})

describe('for everyone', () => {
  test.each(languages)('JOURNEY-92 lobby screen and month page are whole in %s', async language => {
    const findings: Findings = []
    const screen = await world.open({ size: sizes.wide, language })
    for (const [name, address] of [
      ['lobby', '/screen/?institution=MH-HQ'],
      ['choose', '/screen/'],
    ] as const) {
      await screen.go(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`)
      await screen.page.locator('h1').first().waitFor()
      await screen.page.waitForLoadState('networkidle').catch(() => undefined)
      await inspect(screen, `screen-${name}-${language}`, sizesOf.screen, findings)
    }
    await screen.close()
    const reader = await world.open({ script: true, language })
    for (const [name, address] of [
      ['regions', '/month'],
      ['month', '/month/MH-HQ'],
      ['unknown', '/month/NOBODY'],
    ] as const) {
      if (name === 'unknown') reader.allow(/status: 404/)
      await reader.go(`${address}?lang=${language}`)
      await inspect(reader, `public-${name}-${language}`, sizesOf.staff, findings)
    }
    await reader.close()
    expect(findings).toEqual([])
  })
})

describe('staff', () => {
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
})
