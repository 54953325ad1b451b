import type { Page } from 'playwright-core'
import { findBarriers, overflowOf, picture, sizes, type Visitor } from './browser.ts'
import { type Language, textKeys } from './words.ts'

/**
 * Every page in both languages: nothing complains, runs out at the side, or is left untranslated. `npm test` looks at the
 * sizes that tell most; `npm run soak`, and whoever keeps the pictures, at all of them.
 */
export const isThorough = process.env['DOORSTEP_SOAK'] !== undefined || process.env['SCREENSHOTS'] !== undefined

export const languages: readonly Language[] = ['zh-CN', 'en']
const loading = '[aria-busy="true"], .r-bone, .ds-skeleton, .ant-spin-spinning'

export const settled = async (page: Page): Promise<void> => {
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

export type Findings = string[]

/** Looks at the page in all sizes; what is wrong goes into the findings, so that one run tells all. */
export const inspect = async (
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

export const sizesOf = {
  staff: isThorough ? (['wide', 'tablet', 'phone', 'desk'] as const) : (['tablet', 'phone', 'desk'] as const),
  resident: isThorough ? (['desk', 'small', 'phone'] as const) : (['small', 'phone'] as const),
  screen: ['upright', 'wide'] as const,
}
/** English words are longer: the narrow size tells; the wide ones were measured in Chinese. */
export const sizesIn = (language: Language) => (language === 'zh-CN' ? sizesOf.staff : (['phone', 'desk'] as const))
/** What axe looks at is mostly the same in both languages. */
export const asksAxe = (language: Language): boolean => isThorough || language === 'zh-CN'
