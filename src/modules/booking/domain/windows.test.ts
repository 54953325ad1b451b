import { expect, test } from 'vitest'
import { planPools } from './plan-pools.ts'
import { cancelUntilOf, type WindowRules, windowsOf } from './windows.ts'

const rules: WindowRules = {
  publicDaysBefore: 7,
  releaseTime: '07:00',
  familyDoctorDaysEarlier: 5,
  reservedReturnHours: 48,
}
const iso = (instants: readonly (Date | null)[]) => instants.map(instant => instant?.toISOString() ?? null)

test('BOOK-3 family doctors open twelve days before, the public seven, at 07:00 of the region, the desk with the day', () => {
  const { opensAt, returnsAt } = windowsOf('2026-12-15', rules, 'Asia/Shanghai')
  expect(iso(opensAt)).toEqual([
    '2026-12-02T23:00:00.000Z',
    '2026-12-07T23:00:00.000Z',
    '2026-12-14T16:00:00.000Z',
    '2026-12-02T23:00:00.000Z',
  ])
  expect(iso(returnsAt)).toEqual([
    '2026-12-09T23:00:00.000Z',
    '2026-12-14T16:00:00.000Z',
    null,
    '2026-12-09T23:00:00.000Z',
  ])
})

test('BOOK-3 a release at midnight belongs to the new day, across the end of a month and of a year', () => {
  const midnight = { ...rules, releaseTime: '00:00', publicDaysBefore: 3 }
  expect(windowsOf('2027-01-02', midnight, 'Asia/Shanghai').opensAt[1]?.toISOString()).toBe('2026-12-29T16:00:00.000Z')
})

test('BOOK-3 reserved seats never return later than the day itself', () => {
  const late = { ...rules, publicDaysBefore: 1, reservedReturnHours: 240 }
  expect(windowsOf('2026-12-15', late, 'Asia/Shanghai').returnsAt[0]?.toISOString()).toBe('2026-12-14T16:00:00.000Z')
})

test('BOOK-3 where clocks change, 07:00 stays 07:00', () => {
  const winter = windowsOf('2026-11-05', rules, 'Europe/Berlin').opensAt
  expect(iso(winter)[1]).toBe('2026-10-29T06:00:00.000Z')
  expect(iso(winter)[0]).toBe('2026-10-24T05:00:00.000Z')
})

test('BOOK-9 the deadline is midnight of the day, or hours before it', () => {
  expect(cancelUntilOf('2026-12-15', 0, 'Asia/Shanghai').toISOString()).toBe('2026-12-14T16:00:00.000Z')
  expect(cancelUntilOf('2026-12-15', 7, 'Asia/Shanghai').toISOString()).toBe('2026-12-14T09:00:00.000Z')
})

test('BOOK-1 a session of 150 minutes has five half-hour pools; the last of 100 minutes is shorter', () => {
  const session = {
    localDate: '2026-12-15',
    startsAt: new Date('2026-12-15T01:00:00Z'),
    endsAt: new Date('2026-12-15T03:30:00Z'),
    capacity: 20,
    bucketMinutes: 30,
  }
  const poolRules = { ...rules, shares: [40, 40, 20, 0], keepBackMinutes: 120 }
  expect(planPools(session, poolRules, 'Asia/Shanghai')).toHaveLength(5)
  const short = planPools({ ...session, endsAt: new Date('2026-12-15T02:40:00Z') }, poolRules, 'Asia/Shanghai')
  expect(short.map(pool => pool.endsAt.toISOString()).at(-1)).toBe('2026-12-15T02:40:00.000Z')
  expect(short.map(pool => pool.closesAt)).toEqual(short.map(pool => pool.endsAt))
  expect(short[0]?.keepsBackUntil.toISOString()).toBe('2026-12-14T23:00:00.000Z')
  expect(short.reduce((total, pool) => total + pool.capacity, 0)).toBe(20)
})
