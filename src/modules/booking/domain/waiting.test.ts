import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceOf, isQuiet, offerUntil, rankOf } from './waiting.ts'

const zone = 'Asia/Shanghai'
const night = { from: '21:00', to: '08:00' }
const at = (time: string, day = '2026-11-25') => new Date(`${day}T${time}:00+08:00`)
const order = { urgent: 1, contracted: 2, elder: 3, other: 4 }

test('BOOK-35 an offer runs an hour by day, and only in waking hours over night', () => {
  expect(offerUntil(at('10:00'), 60, night, zone)).toEqual(at('11:00'))
  expect(offerUntil(at('20:00'), 60, night, zone)).toEqual(at('21:00'))
  expect(offerUntil(at('20:40'), 60, night, zone)).toEqual(at('08:40', '2026-11-26'))
  expect(offerUntil(at('23:00'), 60, night, zone)).toEqual(at('09:00', '2026-11-26'))
  expect(offerUntil(at('23:00'), 60, { from: '00:00', to: '00:00' }, zone)).toEqual(at('00:00', '2026-11-26'))
})

test('BOOK-35 whenever it is made, an offer has its minutes awake and never ends in quiet hours', () => {
  fc.assert(
    fc.property(fc.nat(144), fc.integer({ min: 1, max: 150 }), (start, tens) => {
      const minutes = tens * 10
      const now = new Date(at('00:00').getTime() + start * 600_000)
      const end = offerUntil(now, minutes, night, zone)
      let awake = 0
      for (let moment = now.getTime(); moment < end.getTime(); moment += 600_000)
        if (!isQuiet(new Date(moment), night, zone)) awake += 10
      expect(awake).toBe(minutes)
    }),
    { numRuns: 25 },
  )
})

test('BOOK-35 quiet hours begin and end on the minute, also within one day', () => {
  expect(isQuiet(at('20:59'), night, zone)).toBe(false)
  expect(isQuiet(at('21:00'), night, zone)).toBe(true)
  expect(isQuiet(at('07:59'), night, zone)).toBe(true)
  expect(isQuiet(at('08:00'), night, zone)).toBe(false)
  expect(isQuiet(at('13:00'), { from: '12:00', to: '14:00' }, zone)).toBe(true)
  expect(isQuiet(at('14:00'), { from: '12:00', to: '14:00' }, zone)).toBe(false)
})

test('BOOK-33 urgent and referred people come first, then contracted, then elders; the best reason counts', () => {
  const none = { urgent: false, contracted: false, elder: false }
  expect(rankOf(order, none)).toBe(4)
  expect(rankOf(order, { ...none, elder: true })).toBe(3)
  expect(rankOf(order, { ...none, elder: true, contracted: true })).toBe(2)
  expect(rankOf(order, { urgent: true, contracted: true, elder: true })).toBe(1)
  expect(rankOf({ urgent: 1, contracted: 4, elder: 2, other: 4 }, { ...none, contracted: true, elder: true })).toBe(2)
})

test('BOOK-33 the chance is told by how many are before one and how many seats usually come back', () => {
  expect(chanceOf(1, 20, 10)).toBe('good')
  expect(chanceOf(2, 20, 10)).toBe('fair')
  expect(chanceOf(4, 20, 10)).toBe('small')
  expect(chanceOf(0, 1, 10)).toBe('fair')
  expect(chanceOf(0, 20, 0)).toBe('small')
})
