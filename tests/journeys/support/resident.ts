import type { Locator, Page } from 'playwright-core'
import { planResidents } from '#scenarios/engine/residents.ts'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { sizes, type Visitor, type VisitorOptions } from './browser.ts'
import { like, say } from './words.ts'
import type { World } from './world.ts'

/** Everyone of the demo's neighbourhood at Hongqiao, as they were registered. */
export const neighbours = () => planResidents(minhang.residents, new Date().getFullYear())

/** The code that the demo shows instead of sending it. */
const shownCode = async (page: Page): Promise<string> => {
  const text = await page.getByText(like('portal.sign_in.demo_code')).textContent()
  const code = /\d{6}/.exec(text ?? '')?.[0]
  if (code === undefined) throw new Error(`no code in ${text}`)
  return code
}

/** Phone, code, in, on the sign-in form that is on the page. */
export const enterByPhone = async (page: Page, phone: string): Promise<void> => {
  await page.getByLabel(say('portal.sign_in.phone')).fill(phone)
  await page.getByRole('button', { name: say('portal.sign_in.send') }).click()
  await page.getByLabel(say('portal.sign_in.code'), { exact: true }).fill(await shownCode(page))
  await page.getByRole('button', { name: say('portal.sign_in.enter'), exact: true }).click()
}

type Person = { readonly name: string; readonly phone: string; readonly identityNumber: string }

/** Says once who the phone belongs to. */
export const tellWho = async (page: Page, person: Person): Promise<void> => {
  await page.getByLabel(say('portal.who.name'), { exact: true }).fill(person.name)
  await page.getByLabel(say('portal.document.id_card_number')).fill(person.identityNumber)
  await page.getByRole('button', { name: say('portal.who.link') }).click()
}

/** Phones that are signed in already: a second code within a minute would be refused, as it should be. */
const signedIn = new WeakMap<World, Map<string, Awaited<ReturnType<Visitor['context']['cookies']>>>>()

/** A resident with a phone of their own, signed in and known, on a page of the phone app. */
export const openResident = async (
  world: World,
  person: Person,
  path = '/',
  options: VisitorOptions = {},
): Promise<Visitor> => {
  const visitor = await world.open({ size: sizes.phone, ...options })
  const { page, context } = visitor
  const known = signedIn.get(world) ?? new Map()
  signedIn.set(world, known)
  const cookies = known.get(person.phone)
  if (cookies === undefined) {
    await page.goto(`/m/sign-in?next=${encodeURIComponent(path)}`)
    await enterByPhone(page, person.phone)
    await page.waitForURL(url => !url.pathname.endsWith('/sign-in'))
    if (new URL(page.url()).pathname.endsWith('/who')) await tellWho(page, person)
    await page.waitForURL(url => url.pathname === `/m${path}`)
    known.set(person.phone, await context.cookies())
  } else {
    await context.addCookies(cookies)
    await page.goto(`/m${path}`)
  }
  await page.locator('main:visible h1').first().waitFor()
  return visitor
}

/** The session ended with the jump of the clock: the next visit signs in anew. */
export const forgetSignIns = (world: World): void => {
  signedIn.delete(world)
}

/** Clinics on the booking page that have a seat and are not today's, which can no longer be cancelled. */
export const openClinics = (page: Page): Locator =>
  page
    .locator('main:visible a[href^="/m/clinic/"]')
    .filter({ hasText: like('portal.seats.left') })
    .filter({ hasNotText: say('portal.day.today_short') })

/** Looks at the n-th open clinic, and gives its address. */
export const lookAtClinic = async (page: Page, nth = 0): Promise<string> => {
  await page.goto('/m/book')
  await openClinics(page).nth(nth).click()
  await page.locator('.r-time').first().waitFor()
  return new URL(page.url()).pathname
}

/** Taps the first free time of the clinic that is shown; the seat is kept. */
export const holdSeat = async (page: Page): Promise<void> => {
  await page.locator('.r-time:not(:disabled)').first().click()
  await page.waitForURL(/\/m\/confirm\//)
}

export const confirmSeat = async (page: Page): Promise<string> => {
  // Who comes elsewhere at the same time is warned, and may book all the same.
  const yes = page.getByRole('button', { name: say('portal.confirm.yes'), exact: true })
  const anyway = page.getByRole('button', { name: say('portal.confirm.yes_anyway'), exact: true })
  await yes
    .or(anyway)
    .or(page.getByRole('button', { name: say('portal.activity.yes'), exact: true }))
    .click()
  await page.waitForURL(/\/m\/visit\//)
  return new URL(page.url()).pathname
}

/** Keeps a seat in the first open clinic that takes this person, who may already have a visit in one of them. */
export const holdAnywhere = async (visitor: Visitor, forWhom?: string): Promise<void> => {
  const { page } = visitor
  visitor.allow(/status: 409 POST .*\/booking\//)
  for (let nth = 0; ; nth += 1) {
    await lookAtClinic(page, nth)
    if (forWhom !== undefined) await page.getByRole('radio', { name: forWhom }).click()
    await page.locator('.r-time:not(:disabled)').first().click()
    const held = page.waitForURL(/\/m\/confirm\//).then(() => true)
    const refused = page
      .getByRole('alert')
      .first()
      .waitFor()
      .then(() => false)
    held.catch(() => undefined)
    refused.catch(() => undefined)
    if (await Promise.any([held, refused])) return
  }
}
