import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./page.css', import.meta.url), 'utf8')
const tokens = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8')

const valuesIn = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(match => [match[1] as string, match[2] as string]))
const blockOf = (selector: string): string => css.slice(css.indexOf(selector), css.indexOf('}', css.indexOf(selector)))

const base = new Map([...valuesIn(tokens), ...valuesIn(blockOf(':root {'))])
const high = new Map([...base, ...valuesIn(blockOf('html[data-contrast="high"] {'))])

/** `var(--x)` followed to its colour. */
const colour = (names: ReadonlyMap<string, string>, name: string): string => {
  const value = names.get(name) ?? name
  const pointed = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
  return pointed ? colour(names, pointed) : value
}

const light = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
/** WCAG 2.2 contrast ratio. */
const ratio = (a: string, b: string): number => {
  const [brighter = 0, darker = 0] = [light(a), light(b)].sort((one, two) => two - one)
  return (brighter + 0.05) / (darker + 0.05)
}

const pairs: readonly (readonly [string, string])[] = [
  ...['--r-ink', '--r-quiet', '--r-primary', '--r-good', '--r-warn', '--r-info', '--r-critical'].flatMap(name =>
    ['--r-paper', '--r-ground'].map(ground => [name, ground] as const),
  ),
  ['#ffffff', '--r-primary'],
  ['#ffffff', '--r-primary-strong'],
  ['#ffffff', '--r-accent'],
  ['--r-primary-strong', '--r-tint'],
  ['--r-good', '--r-good-tint'],
  ['--r-warn', '--r-warn-tint'],
  ['--r-info', '--r-info-tint'],
  ['--r-critical', '--r-critical-tint'],
  ['--r-quiet', '--r-ground'],
]

test('PORT-39 every text of the phone page is AA, and 7 to 1 with high contrast', () => {
  for (const [text, ground] of pairs) {
    const of = (names: ReadonlyMap<string, string>) => ratio(colour(names, text), colour(names, ground))
    expect(of(base), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    expect(of(high), `${text} on ${ground}, high contrast`).toBeGreaterThanOrEqual(7)
  }
})
