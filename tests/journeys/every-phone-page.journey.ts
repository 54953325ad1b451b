import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { sizes, type Visitor } from './support/browser.ts'
import { type Findings, inspect, languages, settled, sizesOf } from './support/every-page.ts'
import { confirmSeat, holdAnywhere, neighbours, openResident } from './support/resident.ts'
import { ensureOpenClinics } from './support/staff.ts'
import { say } from './support/words.ts'
import { startWorld, type World } from './support/world.ts'

/** Every page of the phone, the lobby screen and the public month. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

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
    await page
      .getByRole('button', { name: say('portal.look.large', {}, language) })
      .first()
      .click()
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
