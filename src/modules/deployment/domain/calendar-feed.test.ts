import { expect, it } from 'vitest'
import { calendarFeed } from './calendar-feed.ts'

const event = {
  id: '330683-a',
  version: 3,
  startsAt: new Date('2026-12-01T00:00:00Z'),
  endsAt: new Date('2026-12-01T03:30:00Z'),
  changedAt: new Date('2026-11-21T02:00:00Z'),
  title: '康德胜 神经内科（长乐分院）',
  place: '长乐分院 专家一诊室, 二楼; 东侧',
  note: '',
  isCancelled: false,
}

it('DEP-67 a feed names each session once, in UTC, with its version, and a stopped one as cancelled', () => {
  const text = calendarFeed({
    name: '长乐分院',
    madeAt: event.changedAt,
    events: [event, { ...event, isCancelled: true }],
  })
  expect(text).toContain('DTSTART:20261201T000000Z\r\nDTEND:20261201T033000Z')
  expect(text).toContain('SEQUENCE:3')
  expect(text.replace(/\r\n /g, '')).toContain('LOCATION:长乐分院 专家一诊室\\, 二楼\\; 东侧')
  expect(text).toContain('STATUS:CANCELLED')
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
})
it('DEP-67 no line is longer than 75 octets and no character is parted', () => {
  const text = calendarFeed({
    name: '演示'.repeat(60),
    madeAt: event.changedAt,
    events: [{ ...event, title: '长'.repeat(90) }],
  })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(text.replace(/\r\n /g, '')).toContain('长'.repeat(90))
})
