import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forPhones } from '../tools/vite-phone.ts'

/** The phone app as it is built, read as an old webview reads it. */

const root = fileURLToPath(new URL('..', import.meta.url))
let folder = ''
type File = { readonly name: string; readonly text: string }
let scripts: readonly File[] = []
let styles: readonly File[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-phone-'))
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', join(root, 'tools/vite.config.ts'), '--logLevel', 'error']
  const env = { ...process.env, NODE_ENV: 'production', DOORSTEP_APP: 'resident', DOORSTEP_OUT: folder }
  execFileSync(process.execPath, args, { cwd: root, env })
  const all = (readdirSync(folder, { recursive: true }) as string[]).map(name => ({ name, path: join(folder, name) }))
  const ending = (end: RegExp) =>
    all.filter(({ name }) => end.test(name)).map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8') }))
  scripts = ending(/\.js$/)
  styles = ending(/\.css$/)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Missing in Chromium 86; `typeof x === 'function'` before it is a question, not a use. `polyfills.ts` brings what is left out here. */
const missing = [
  /(?<!typeof )\b(structuredClone|reportError)\(/,
  /\bcrypto\.randomUUID\(/,
  /\.(findLastIndex|toReversed|toSpliced|isWellFormed|showPopover|replaceSync)\(/,
  /\bObject\.groupBy\(|\bMap\.groupBy\(|\bArray\.fromAsync\(|\bPromise\.(withResolvers|try)\(/,
  /\bAbortSignal\.(timeout|any)\(|\bURL\.(canParse|parse)\(|\bIntl\.(Segmenter|DurationFormat)\b/,
]
/** What the style sheet may not rest on. */
const missingStyle = [
  /:has\(|:is\(|:where\(/,
  /@container|@layer|@property|@scope/,
  /(^|[;{\s])(inset|aspect-ratio|accent-color|translate|scale|rotate)\s*:/,
  /\d(dvh|svh|lvh|cqw|cqi)\b|color-mix\(|oklch\(/,
  /\{[^{}]*&[\s.:[>]/,
]
const findingsIn = (files: readonly File[], patterns: readonly RegExp[]): readonly string[] =>
  files.flatMap(({ name, text }) =>
    patterns.flatMap(pattern => {
      const match = pattern.exec(text)
      return match ? [`${name}: ${text.slice(Math.max(0, match.index - 30), match.index + 40)}`] : []
    }),
  )

describe('the built phone app', () => {
  test('PORT-36 is written in what Chromium 86 reads: lowering it further changes nothing', async () => {
    const options = { charset: 'utf8', legalComments: 'none' } as const
    for (const { name, text } of scripts) {
      const today = await transform(text, { ...options, target: 'esnext' })
      const then = await transform(text, { ...options, target: 'chrome86' })
      expect(then.code === today.code, `${name} needs no newer syntax than Chromium 86`).toBe(true)
    }
  })

  test('PORT-36 uses no function that Chromium 86 does not have, unless it asks first', () => {
    expect(findingsIn(scripts, missing)).toEqual([])
  })

  test('PORT-36 has no style that Chromium 86 passes over', () => {
    expect(findingsIn(styles, missingStyle)).toEqual([])
  })

  test('PORT-36 brings every text it asks for, in both languages', () => {
    const modules = ['platform', ...readdirSync(join(root, 'src/modules')).filter(name => !name.includes('.'))]
    const textsOf = (language: string) =>
      modules.flatMap(module => {
        const folder = module === 'platform' ? 'platform' : `modules/${module}`
        const file = JSON.parse(readFileSync(join(root, `src/${folder}/locales/${language}.json`), 'utf8'))
        return Object.entries(file as Record<string, string>).map(([key, text]) => [`${module}.${key}`, text] as const)
      })
    const script = scripts.map(({ text }) => text).join('\n')
    // Asked for by its whole name, or by the part before a place: `network.cost_note.` and then the note's own key.
    const asked = textsOf('zh-CN').filter(([key]) => {
      const parts = key.split('.')
      const group = `\`${parts.slice(0, -1).join('.')}.\${`
      return script.includes(`\`${key}\``) || (parts.length > 2 && script.includes(group))
    })
    expect(asked.length).toBeGreaterThan(300)
    const brought = ([key]: readonly [string, string]): boolean => {
      const [module = '', ...rest] = key.split('.')
      return forPhones[module]?.test(rest.join('.')) === true
    }
    expect(asked.filter(text => !brought(text)).map(([key]) => key)).toEqual([])
    // What may be brought is there: as a text of the first page, or of the other language's own file.
    const main = readFileSync(join(root, 'src/apps/resident/main.tsx'), 'utf8')
    for (const module of Object.keys(forPhones)) expect(main).toContain(module)
    for (const language of ['zh-CN', 'en']) {
      const texts = new Map(textsOf(language))
      const lost = asked.filter(([key]) => {
        const text = texts.get(key) ?? ''
        return !script.includes(text) && !script.includes(JSON.stringify(text).slice(1, -1))
      })
      expect(
        lost.map(([key]) => key),
        language,
      ).toEqual([])
    }
  })

  test('PORT-36 stays small: all script below 200 kB compressed, what the first page loads below 150 kB', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    const kilobytes = (files: readonly File[]) => files.reduce((sum, { text }) => sum + gzipSync(text).length, 0) / 1000
    const first = scripts.filter(({ name }) => page.includes(name.split('/').at(-1) as string))
    expect(first.length).toBeGreaterThan(1)
    expect(kilobytes(first)).toBeLessThan(150)
    expect(kilobytes(scripts)).toBeLessThan(200)
  })

  test('PORT-36 keeps itself for the next time: the worker lists every script and style that was built', () => {
    const worker = scripts.find(({ name }) => name === 'sw.js')
    for (const { name } of [...scripts, ...styles].filter(file => file.name.startsWith('assets/')))
      expect(worker?.text).toContain(`"/m/${name}"`)
    expect(worker?.text).not.toMatch(/the build writes/)
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8'))
    for (const { src } of manifest.icons) expect(readdirSync(folder)).toContain(src.slice('/m/'.length))
  })
})
