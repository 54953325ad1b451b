import { expect, test } from 'vitest'
import { bookableState, kindsForResidents } from './bookable.ts'

const at = (time: string) => new Date(`2026-12-01T${time}:00Z`)
const base = {
  status: 'published',
  endsAt: at('08:00'),
  now: at('05:00'),
  seats: { state: 'open' as const, opensAt: '2026-11-24T23:00:00Z' },
}

test('PORT-1 what booking says of the public channel is what the resident sees', () => {
  expect(bookableState(base)).toBe('open')
  expect(bookableState({ ...base, seats: { ...base.seats, state: 'full' } })).toBe('full')
  expect(bookableState({ ...base, seats: { ...base.seats, state: 'not_yet' } })).toBe('not_yet')
  expect(bookableState({ ...base, seats: { ...base.seats, state: 'past' } })).toBe('over')
})

test('PORT-1 a stopped clinic is stopped, even when it is full or over', () => {
  expect(bookableState({ ...base, status: 'cancelled' })).toBe('stopped')
  expect(bookableState({ ...base, status: 'cancelled', now: at('09:00') })).toBe('stopped')
  expect(bookableState({ ...base, seats: { ...base.seats, state: 'stopped' } })).toBe('stopped')
})

test('PORT-1 what the public can never book by phone is not called full', () => {
  expect(bookableState({ ...base, seats: null })).toBe('elsewhere')
  expect(bookableState({ ...base, seats: { state: 'full', opensAt: null } })).toBe('elsewhere')
})

test('PORT-1 a clinic is over at its end, not before', () => {
  expect(bookableState({ ...base, now: at('07:59') })).toBe('open')
  expect(bookableState({ ...base, now: at('08:00') })).toBe('over')
})

test('PORT-1 rounds, teaching and postings are not shown to residents', () => {
  expect(['outpatient', 'free_clinic', 'lecture'].every(kind => kindsForResidents.includes(kind))).toBe(true)
  expect(
    ['ward_round', 'teaching', 'posting_day', 'demonstration', 'joint_ward'].some(kind =>
      kindsForResidents.includes(kind),
    ),
  ).toBe(false)
})
