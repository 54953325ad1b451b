import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, onTestFailed } from 'vitest'
import { findBrowser } from '../../../tools/setup/browser.mjs'
import type { Language } from './words.ts'

export type Size = { readonly width: number; readonly height: number }
export const sizes = {
  desk: { width: 1366, height: 768 },
  wide: { width: 1920, height: 1080 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  small: { width: 360, height: 640 },
  upright: { width: 1080, height: 1920 },
} as const

/** What a browser reported although nothing should have gone wrong. */
export type Watch = {
  /** Replies that the journey provokes on purpose: the next ones with this status and address are forgiven. */
  readonly allow: (pattern: RegExp) => void
  /** Fails when anything unexpected was reported since the last look. */
  readonly expectCalm: () => void
  /** What was reported since the last look. */
  readonly complaints: () => readonly string[]
}

export type Visitor = Watch & {
  readonly page: Page
  readonly context: BrowserContext
  /** Opens an address of the server, such as `/m/`. */
  readonly go: (path: string) => Promise<void>
  /** Another tab of the same person. */
  readonly tab: () => Promise<Page>
  readonly close: () => Promise<void>
}

export type VisitorOptions = {
  readonly size?: Size
  readonly language?: Language
  readonly script?: boolean
}

export type Browser = {
  readonly open: (options?: VisitorOptions) => Promise<Visitor>
  readonly close: () => Promise<void>
}

const folder = process.env['SCREENSHOTS']
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A refusal is an answer of the server; the browser writes a line for it that says nothing more. */
const echo = /^Failed to load resource: the server responded with a status of 4\d\d/

const watch = (reports: string[], allowed: RegExp[], page: Page): void => {
  const report = (line: string): void => {
    if (!allowed.some(pattern => pattern.test(line))) reports.push(line)
  }
  page.on('console', message => {
    if (message.type() === 'error' && !echo.test(message.text())) report(`console: ${message.text()}`)
  })
  page.on('pageerror', error => report(`error: ${error.message}`))
  page.on('requestfailed', request => {
    // A page that is left drops what it was still loading.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      report(`failed: ${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('response', response => {
    if (response.status() >= 400)
      report(`status: ${response.status()} ${response.request().method()} ${response.url()}`)
  })
}

let failures = 0
const failurePath = (name: string): string => {
  const failed = join(folder ?? tmpdir(), 'doorstep-failed')
  mkdirSync(failed, { recursive: true })
  failures += 1
  const path = join(failed, `${name.replace(/[^\w-]+/g, '-').slice(0, 60)}-${failures}.png`)
  console.error(`picture of the failure: ${path}`)
  return path
}

/** Chromium with an empty profile; each visitor has cookies and storage of their own. */
export const openBrowser = async (url: string): Promise<Browser> => {
  const executablePath = process.env['CHROMIUM'] ?? findBrowser()
  if (executablePath === undefined) throw new Error('no Chromium is installed: npm test says how')
  const browser = await chromium.launch({ executablePath, args: flags, timeout: 60_000 })
  const open = async ({
    size = sizes.desk,
    language = 'zh-CN',
    script = true,
  }: VisitorOptions = {}): Promise<Visitor> => {
    const context = await browser.newContext({
      baseURL: url,
      viewport: size,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      javaScriptEnabled: script,
      acceptDownloads: true,
    })
    context.setDefaultTimeout(15_000)
    const reports: string[] = []
    const allowed: RegExp[] = []
    // No journey prints: the browser has no printer, and its dialog would wait for somebody.
    await context.addInitScript(() => {
      window.print = () => window.dispatchEvent(new Event('afterprint'))
    })
    // As somebody left it who chose this language before; a choice made later is kept.
    await context.addInitScript(chosen => {
      if (localStorage.getItem('doorstep.language') === null) localStorage.setItem('doorstep.language', chosen)
    }, language)
    const page = await context.newPage()
    watch(reports, allowed, page)
    onTestFailed(async ({ task }) => {
      if (page.isClosed()) return
      await page.screenshot({ path: failurePath(task.name), timeout: 5_000 }).catch(() => undefined)
      console.error(`at ${page.url()}\n${reports.join('\n')}`)
    })
    return {
      page,
      context,
      go: async path => {
        await page.goto(path)
      },
      tab: async () => {
        const another = await context.newPage()
        watch(reports, allowed, another)
        return another
      },
      allow: pattern => {
        allowed.push(pattern)
      },
      expectCalm: () => {
        expect(reports.splice(0), 'what the browser complained about').toEqual([])
      },
      complaints: () => reports.splice(0),
      close: () => context.close(),
    }
  }
  return { open, close: () => browser.close() }
}

/** What axe calls serious or critical on this page; nothing may be. */
export const expectAccessible = async (page: Page, where: string): Promise<void> => {
  expect(await findBarriers(page), `barriers on ${where}`).toEqual([])
}

export const findBarriers = async (page: Page): Promise<readonly string[]> => {
  // The builder's types name the full playwright package; its page is the same.
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
    )
}

/** Nothing runs out at the side. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Keeps a picture for people to look at, where `SCREENSHOTS` names a folder. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
