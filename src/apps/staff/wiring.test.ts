import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modulePages } from './wiring.tsx'

/** The texts of one module in one language. */
const textsOf = (module: string, language: string): Record<string, string> => {
  const folder = module === 'platform' ? '../../platform/locales' : `../../modules/${module}/locales`
  return JSON.parse(readFileSync(new URL(`${folder}/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >
}

test('no two pages of the staff app share an address', () => {
  const paths = modulePages.map(page => page.path)
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
})

test.each(['zh-CN', 'en'])('every page and group has its name in %s', language => {
  const keys = modulePages
    .flatMap(page => [page.title, page.nav?.key, page.nav?.group])
    .filter(key => key !== undefined)
  const missing = [...new Set(keys)].filter(key => {
    const [module = '', ...rest] = key.split('.')
    return textsOf(module, language)[rest.join('.')] === undefined
  })
  expect(missing).toEqual([])
})
