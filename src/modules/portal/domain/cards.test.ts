import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clinic } from '../contract.ts'
import { cardsOf } from './cards.ts'
import { shiftMonth, weeksOf } from './month-grid.ts'

const clinic = (sessionId: string, staffId: string, startsAt: string, more: Partial<Clinic> = {}): Clinic =>
  ({
    sessionId,
    institutionId: 'i1',
    speciality: '骨科',
    title: '骨科门诊',
    state: 'open',
    startsAt,
    staff: staffId === '' ? [] : [{ staffId, role: 'lead' }],
    ...more,
  }) as Clinic
const idsOf = (clinics: readonly Clinic[], most = 4) =>
  cardsOf(clinics, most).map(card => [card.clinics.map(one => one.sessionId).join(''), card.more])

test('PORT-32 one card for each expert and place, their dates in order', () => {
  const clinics = [
    clinic('b', 's1', '2026-12-02T01'),
    clinic('a', 's1', '2026-12-01T01'),
    clinic('c', 's2', '2026-12-01T05'),
    clinic('d', 's1', '2026-12-03T01', { institutionId: 'i2' }),
    clinic('e', '', '2026-12-04T01', { title: '义诊' }),
  ]
  expect(idsOf(clinics)).toEqual([
    ['ab', 0],
    ['c', 0],
    ['d', 0],
    ['e', 0],
  ])
})

test('PORT-32 what can be booked goes before what cannot, within a card and among cards', () => {
  const clinics = [
    clinic('x', 's2', '2026-12-01T01', { state: 'full' }),
    clinic('a', 's1', '2026-12-02T01', { state: 'full' }),
    clinic('b', 's1', '2026-12-03T01'),
    clinic('c', 's1', '2026-12-04T01', { state: 'not_yet' }),
  ]
  expect(idsOf(clinics, 2)).toEqual([
    ['bc', 1],
    ['x', 0],
  ])
})

test('PORT-32 no date is lost or shown twice, whatever the order', () => {
  const some = fc.array(
    fc.record({
      staffId: fc.constantFrom('', 's1', 's2'),
      institutionId: fc.constantFrom('i1', 'i2'),
      state: fc.constantFrom('open', 'full', 'not_yet', 'stopped'),
      day: fc.integer({ min: 10, max: 28 }),
    }),
  )
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 6 }), (rows, most) => {
      const clinics = rows.map(({ staffId, institutionId, state, day }, index) =>
        clinic(String(index), staffId, `2026-12-${day}`, { institutionId, state: state as Clinic['state'] }),
      )
      const cards = cardsOf(clinics, most)
      const shown = cards.flatMap(card => card.clinics.map(one => one.sessionId))
      expect(new Set(shown).size).toBe(shown.length)
      expect(shown.length + cards.reduce((sum, card) => sum + card.more, 0)).toBe(clinics.length)
      expect(cards.every(card => card.clinics.length >= 1 && card.clinics.length <= most)).toBe(true)
    }),
  )
})

test('PORT-34 a month is whole weeks from Monday on, each of its days once', () => {
  expect(weeksOf('2026-12')[0]).toEqual([
    null,
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
    '2026-12-05',
    '2026-12-06',
  ])
  expect(weeksOf('2026-02')).toHaveLength(5)
  expect([shiftMonth('2026-12', 1), shiftMonth('2027-01', -1), shiftMonth('2026-06', 0)]).toEqual([
    '2027-01',
    '2026-12',
    '2026-06',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
      const month = `${year}-${String(number).padStart(2, '0')}`
      const weeks = weeksOf(month)
      const days = weeks.flat().filter(Boolean)
      expect(weeks.every(week => week.length === 7)).toBe(true)
      expect(days).toHaveLength(new Date(Date.UTC(year, number, 0)).getUTCDate())
      expect(new Set(days).size).toBe(days.length)
    }),
  )
})
