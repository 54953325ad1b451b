import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatMoment,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTimeRange,
} from './format.ts'
import { registerTexts, setLanguage } from './i18n.ts'
import { setServerNow } from './zone.ts'

const textsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../locales/${language}.json`, import.meta.url), 'utf8')) as Record<string, string>

beforeAll(async () => {
  for (const language of ['zh-CN', 'en'] as const) registerTexts(language, 'platform', async () => textsOf(language))
  await setLanguage('zh-CN')
})
afterAll(() => setLanguage('zh-CN'))

test.each([
  ['full', '2026年11月21日 周六 下午', 'Sat 21 Nov 2026 下午'],
  ['day', '11月21日 周六 下午', 'Sat 21 Nov 下午'],
  ['bare', '2026年11月21日 下午', '21 Nov 2026 下午'],
] as const)('a date as %s', (style, chinese, english) => {
  expect(formatDate('2026-11-21', style, '下午', 'zh-CN')).toBe(chinese)
  expect(formatDate('2026-11-21', style, '下午', 'en')).toBe(english)
})

test('an instant is shown on the clock of the region, not of the computer', () => {
  expect(formatDateTime('2026-11-20T16:05:00.000Z', 'full', 'Asia/Shanghai', 'zh-CN')).toBe('2026年11月21日 周六 00:05')
  expect(formatDateTime('2026-11-20T16:05:00.000Z', 'full', 'Asia/Urumqi', 'zh-CN')).toBe('2026年11月20日 周五 22:05')
  expect(formatTimeRange('2026-11-21T00:00:00Z', '2026-11-21T03:30:00Z', 'Asia/Shanghai')).toBe('08:00–11:30')
})

test('a month, money and large figures by the habits of the place', () => {
  expect(formatMonth('2026-11', 'zh-CN')).toBe('2026年11月')
  expect(formatMonth('2026-11', 'en')).toBe('Nov 2026')
  expect([formatMoney(600), formatMoney(1250), formatMoney(1205)]).toEqual(['¥6', '¥12.50', '¥12.05'])
  expect([formatNumber(12_345, 'zh-CN'), formatNumber(1_234_567, 'zh-CN'), formatNumber(1_234_567, 'en')]).toEqual([
    '12,345',
    '123.5万',
    '1,234,567',
  ])
})

test('durations are said as people say them', async () => {
  expect([45, 60, 125, 4320].map(formatDuration)).toEqual(['45 分钟', '1 小时', '2 小时 5 分', '3 天'])
  await setLanguage('en')
  expect(formatDuration(125)).toBe('2 h 5 min')
  await setLanguage('zh-CN')
})

test('a moment near today says so, by the server’s clock', () => {
  setServerNow('2026-11-21T04:00:00.000Z')
  expect(formatMoment('2026-11-21T06:05:00Z')).toBe('今天 14:05')
  expect(formatMoment('2026-11-20T06:05:00Z')).toBe('昨天 14:05')
  expect(formatMoment('2026-11-22T01:00:00Z')).toBe('明天 09:00')
  expect(formatMoment('2026-12-01T01:00:00Z')).toBe('12月1日 周二 09:00')
  expect(formatMoment('2027-01-01T01:00:00Z')).toBe('2027年1月1日 09:00')
})
