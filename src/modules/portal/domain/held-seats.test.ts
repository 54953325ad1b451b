import { expect, test } from 'vitest'
import { isAtTheSameTime, isHeldAt } from './held-seats.ts'

const hold = {
  appointmentId: 'a',
  residentId: 'grandmother',
  startsAt: '2026-11-27T01:00:00.000Z',
  endsAt: '2026-11-27T01:30:00.000Z',
}
const other = { ...hold, appointmentId: 'b', status: 'booked' }

test('PORT-12 a held seat is held until its last instant, and a booked one never is', () => {
  const seat = { status: 'held', holdExpiresAt: '2026-11-26T02:10:00.000Z' }
  expect(isHeldAt(seat, '2026-11-26T02:09:59.999Z')).toBe(true)
  expect(isHeldAt(seat, '2026-11-26T02:10:00.000Z')).toBe(false)
  expect(isHeldAt({ ...seat, status: 'booked' }, '2026-11-26T02:00:00.000Z')).toBe(false)
})

test('PORT-12 two visits of one person overlap when each begins before the other ends', () => {
  expect(isAtTheSameTime(other, hold)).toBe(true)
  expect(isAtTheSameTime({ ...other, startsAt: hold.endsAt, endsAt: '2026-11-27T02:00:00.000Z' }, hold)).toBe(false)
  expect(isAtTheSameTime({ ...other, residentId: 'grandfather' }, hold)).toBe(false)
  expect(isAtTheSameTime({ ...other, status: 'cancelled' }, hold)).toBe(false)
  expect(isAtTheSameTime({ ...other, appointmentId: 'a' }, hold)).toBe(false)
})
