import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarFile, foldLine } from './calendar-file.ts'
import { dayWord, monthWord, weekdayWord } from './day-words.ts'
import { kilometresBetween, roundedDistance } from './distance.ts'
import { escapeHtml, html } from './html.ts'
import { periodOf } from './period.ts'
import { callKey, orderCalls, pagesOf, toSpeak } from './screen-pages.ts'
import { viewsOf } from './view.ts'

test('PORT-2 a month is asked for as a whole, else the days from today on', () => {
  expect(periodOf({ month: '2028-02' }, '2026-11-21')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(periodOf({}, '2026-11-21')).toEqual({ from: '2026-11-21', to: '2027-01-05' })
  expect(periodOf({ from: '2026-12-05', to: '2026-12-05' }, '2026-11-21')).toEqual({
    from: '2026-12-05',
    to: '2026-12-05',
  })
})

test('PORT-4 places and people are put back into a clinic, the lead first', () => {
  const clinic = {
    institutionId: 'i',
    staff: [
      { staffId: 'n', role: 'nurse' },
      { staffId: 'l', role: 'lead' },
      { staffId: 'x', role: 'follower' },
    ],
  }
  const people = [
    { staffId: 'l', name: '李' },
    { staffId: 'n', name: '倪' },
  ]
  const [view] = viewsOf([clinic] as never, { places: [{ institutionId: 'i', name: '中心' }], people } as never)
  expect(view?.experts.map(expert => expert.name)).toEqual(['李', '倪'])
  expect(view?.place?.name).toBe('中心')
})

test('PORT-5 a calendar entry is in UTC, escapes its text and reminds twice', () => {
  const file = calendarFile({
    id: '310100-1',
    startsAt: new Date('2026-12-01T06:00:00Z'),
    endsAt: new Date('2026-12-01T06:30:00Z'),
    writtenAt: new Date('2026-11-21T00:00:00Z'),
    title: '看病：李望舒, 骨科; 2楼',
    place: '虹桥中心',
    note: '第一行\n第二行',
  })
  expect(file).toContain('DTSTART:20261201T060000Z')
  expect(file).toContain('SUMMARY:看病：李望舒\\, 骨科\\; 2楼')
  expect(file).toContain('DESCRIPTION:第一行\\n第二行')
  expect(file.match(/BEGIN:VALARM/g)).toHaveLength(2)
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test('PORT-5 a folded line has at most 75 octets a piece and unfolds to the same text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }).filter(text => !/[\r\n]/.test(text)),
      text => {
        const pieces = foldLine(text).split('\r\n')
        expect(pieces.every(piece => new TextEncoder().encode(piece).length <= 75)).toBe(true)
        expect(pieces.map((piece, index) => (index === 0 ? piece : piece.slice(1))).join('')).toBe(text)
      },
    ),
    { numRuns: 300 },
  )
})

test('PORT-7 whatever is put into a page comes out as text', () => {
  expect(html`<p title="${'"><script>'}">${'<b>&'}</p>`.html).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;</p>',
  )
  expect(html`${[html`<i>${1}</i>`, null, undefined, '<']}`.html).toBe('<i>1</i>&lt;')
  fc.assert(fc.property(fc.string(), text => !/[<>"']/.test(escapeHtml(text))))
})

test('PORT-8 the newest call stands first and a second call counts as new', () => {
  const call = (sessionId: string, ticketNo: number, callCount = 1) => ({ sessionId, ticketNo, callCount })
  const before = [call('a', 1), call('b', 5)].map(callKey)
  expect(orderCalls(before, [call('a', 1), call('b', 5), call('c', 2)]).map(one => one.sessionId)).toEqual([
    'c',
    'a',
    'b',
  ])
  expect(orderCalls(before, [call('a', 1), call('b', 5, 2)]).map(one => one.sessionId)).toEqual(['b', 'a'])
})

test('PORT-8 pages hold every row once, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (rows, perPage) => {
      const pages = pagesOf(rows, perPage)
      expect(pages.flat()).toEqual(rows)
      expect(pages.every(page => page.length > 0 && page.length <= perPage)).toBe(true)
    }),
  )
})

test('PORT-9 a distance is right to a few per cent and said in round figures', () => {
  const hongqiao = { longitude: 121.37, latitude: 31.17 }
  expect(kilometresBetween(hongqiao, { longitude: 121.47, latitude: 31.23 })).toBeCloseTo(11.6, 0)
  expect(kilometresBetween(hongqiao, hongqiao)).toBe(0)
  expect(roundedDistance(0.02)).toEqual({ unit: 'm', value: 100 })
  expect(roundedDistance(0.44)).toEqual({ unit: 'm', value: 400 })
  expect(roundedDistance(0.98)).toEqual({ unit: 'km', value: 1 })
  expect(roundedDistance(11.6)).toEqual({ unit: 'km', value: 12 })
})

test('PORT-6 dates of the public page are written as people here write them', () => {
  expect(dayWord('2026-12-01', 'zh-CN')).toBe('12月1日')
  expect(weekdayWord('2026-12-01', 'zh-CN')).toBe('周二')
  expect(weekdayWord('2026-12-06', 'en')).toBe('Sun')
  expect(monthWord('2026-12', 'zh-CN')).toBe('2026年12月')
  expect(monthWord('2026-12', 'en')).toBe('Dec 2026')
})

test('PORT-41 a new call is read once, the second call of a number again, and nothing that was called before the screen began', () => {
  const call = (ticketNo: number, callCount = 1) => ({ sessionId: 'a', ticketNo, callCount })
  const begun = toSpeak(null, [call(1)])
  expect(begun.spoken).toEqual([])
  const next = toSpeak(begun.now, [call(1), call(2)])
  expect(next.spoken).toEqual([call(2)])
  expect(toSpeak(next.now, [call(1), call(2)]).spoken).toEqual([])
  expect(toSpeak(next.now, [call(2, 2)]).spoken).toEqual([call(2, 2)])
})
