// What only the phone app's build does: its service worker with the list of what was built, and only the texts it can show.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const listPlace = '/* the build writes the list of files here */'
const versionPlace = '/* the build writes its hash here */'

/** @param source the worker as it is written, with a place for the list and one for the hash */
export const keeper = (source: string, base: string): Plugin => ({
  name: 'doorstep-keeper',
  generateBundle(_options, bundle) {
    const files = Object.keys(bundle)
      .filter(name => /\.(js|css)$/.test(name))
      .sort()
    const text = readFileSync(source, 'utf8')
    if (!text.includes(listPlace) || !text.includes(versionPlace))
      throw new Error(`${source} has no place for its list`)
    const hash = createHash('sha256').update(files.join(' ')).update(text).digest('hex').slice(0, 12)
    const list = files.map(name => JSON.stringify(base + name)).join(',')
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: text.replace(listPlace, list).replace(versionPlace, hash),
    })
  },
})

/** What a phone shows of each module's texts; the rest belongs to staff, the lobby screen, or pages the server writes. */
export const forPhones: Readonly<Record<string, RegExp>> = {
  platform: /^(ui\.moment\.|shell\.problem\.|error\.(network_lost|answer_unreadable|page_covered|server_failed)$)/,
  portal: /^(?!(screen|month|setting|price|certificate|print|error)\.)/,
  booking: /^cost\.(?!title$)/,
  network: /^(cost_note|title)\./,
  records: /^insurance\./,
}

/** Leaves out what a phone never shows: a third of its texts. */
export const phoneTexts = (): Plugin => ({
  name: 'doorstep-phone-texts',
  enforce: 'pre',
  transform(code, id) {
    const owner = /\/([\w-]+)\/locales\/[\w-]+\.json$/.exec(id)?.[1]
    const shown = owner ? forPhones[owner] : undefined
    if (shown === undefined) return null
    const texts = Object.entries(JSON.parse(code) as Record<string, string>)
    return { code: JSON.stringify(Object.fromEntries(texts.filter(([key]) => shown.test(key)))), map: null }
  },
})

/** An endpoint is a description: what no page asks for is left out, with the schemas that only it speaks of. */
export const pureEndpoints = (): Plugin => ({
  name: 'doorstep-pure-endpoints',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/contract[\w-]*(\/[\w-]+)?\.ts$/.test(id)) return null
    return { code: code.replace(/(\bconst \w+ = )(?=(query|command)\(|Type\.\w+\()/g, '$1/* @__PURE__ */ ') }
  },
})
