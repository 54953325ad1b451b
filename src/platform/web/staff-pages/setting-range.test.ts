import { expect, it } from 'vitest'
import { addTexts, setLanguage } from '../i18n.ts'
import { rangeWords, shapeOf, wrongIn } from './setting-words.ts'

const row = { key: 'booking.channel_shares' }
const minutes = shapeOf({ type: 'integer', minimum: 1, maximum: 480 })

it('PLAT-72 a value outside the range is refused in words and never bent into it', async () => {
  const locales = await import('#src/platform/locales/zh-CN.json', { with: { type: 'json' } })
  addTexts('zh-CN', 'platform', locales.default)
  await setLanguage('zh-CN')
  expect(rangeWords(row, minutes)).toBe('1–480 之间的整数')
  expect(wrongIn(row, minutes, 30)).toBeUndefined()
  expect(wrongIn(row, minutes, -5)).toBe('-5 不能保存：须为1–480 之间的整数。')
  for (const value of [0, 481, 1.5, null, undefined, '5']) expect(wrongIn(row, minutes, value)).toBeTruthy()
  const shares = shapeOf({
    type: 'object',
    properties: { public: { type: 'integer', minimum: 0, maximum: 100 } },
  })
  expect(wrongIn(row, shares, { public: 40 })).toBeUndefined()
  expect(wrongIn(row, shares, { public: 101 })).toContain('public：101')
})
