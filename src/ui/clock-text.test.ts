import { expect, test } from 'vitest'
import { readClock } from './clock-text.ts'

const at = (time: string): Date => new Date(`2026-11-21T${time}Z`)

test('a deadline counts down in minutes and seconds, and says when it is near', () => {
  expect(readClock(at('08:03:48'), at('08:10:00'), at('08:00:00'))).toEqual({
    text: '06:12',
    over: false,
    near: false,
    minutesLeft: 6,
  })
  expect(readClock(at('08:08:00'), at('08:10:00'), at('08:00:00')).near).toBe(true)
})

test('a passed deadline counts up', () => {
  expect(readClock(at('09:15:09'), at('08:10:00'))).toMatchObject({ text: '1:05:09', over: true, near: false })
})
