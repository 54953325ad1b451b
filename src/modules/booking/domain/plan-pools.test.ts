import { expect, test } from 'vitest'
import { keepTaken, type PlannedPool, withoutGone } from './plan-pools.ts'

const at = new Date('2026-12-01T01:00:00Z')
const plan = (capacity: number, quota: readonly number[]): PlannedPool => ({
  bucketNo: 1,
  startsAt: at,
  endsAt: at,
  capacity,
  quota,
  opensAt: [],
  returnsAt: [],
  closesAt: at,
  keepsBackUntil: at,
})

test('BOOK-10 a share keeps what is taken of it at the cost of what others have to spare, and no seat appears from nowhere', () => {
  expect(keepTaken(plan(4, [2, 2, 0, 0]), [0, 3, 0, 0])).toEqual({ quota: [1, 3, 0, 0], capacity: 4 })
  expect(keepTaken(plan(2, [1, 1, 0, 0]), [1, 3, 0, 0])).toEqual({ quota: [1, 3, 0, 0], capacity: 4 })
  expect(keepTaken(plan(4, [2, 2, 0, 0]), [0, 1, 0, 0])).toEqual({ quota: [2, 2, 0, 0], capacity: 4 })
})

test('BOOK-63 a plan is less by the seats that the hospital has not got, whatever the new shares are', () => {
  expect(withoutGone(plan(5, [2, 3, 0, 0]), [0, 1, 0, 0])).toMatchObject({ quota: [2, 2, 0, 0], capacity: 4 })
  expect(withoutGone(plan(3, [3, 0, 0, 0]), [0, 2, 0, 0])).toMatchObject({ quota: [1, 0, 0, 0], capacity: 1 })
  expect(withoutGone(plan(1, [1, 0, 0, 0]), [0, 3, 0, 0])).toMatchObject({ quota: [0, 0, 0, 0], capacity: 0 })
})
