import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { colour, tokensCss } from './tokens.ts'

const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string): number => {
  const [red, green, blue] = [1, 3, 5].map(at => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('tokens.css says what tokens.ts says', () => {
  expect(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')).toBe(tokensCss())
})

test.each([
  ['ink', 'ground'],
  ['quiet', 'ground'],
  ['quiet', 'neutralTint'],
  ['primary', 'paper'],
  ['primary', 'primaryTint'],
  ['accent', 'paper'],
  ['accent', 'accentTint'],
  ['info', 'infoTint'],
  ['good', 'goodTint'],
  ['warn', 'warnTint'],
  ['critical', 'criticalTint'],
  ['paper', 'primary'],
  ['paper', 'accent'],
] as const)('%s on %s can be read (contrast 4.5 or more)', (text, ground) => {
  expect(contrast(colour[text], colour[ground])).toBeGreaterThanOrEqual(4.5)
})

test('edges of controls stand out from paper (contrast 3 or more)', () => {
  expect(contrast(colour.edge, colour.paper)).toBeGreaterThanOrEqual(3)
})
