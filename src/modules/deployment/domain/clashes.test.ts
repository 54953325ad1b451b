import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Booked, clashesAmong, clashesOf } from './clashes.ts'

const at = (time: string): Date => new Date(`2026-12-01T${time}:00Z`)
const session = (sessionId: string, from: string, to: string, more: Partial<Booked> = {}): Booked => ({
  sessionId,
  institutionId: 'site-a',
  roomId: null,
  startsAt: at(from),
  endsAt: at(to),
  staffIds: ['li'],
  ...more,
})
const half = () => 30

describe('DEP-2 clashes', () => {
  it('DEP-2 the same person twice at once is a clash, one after the other at the same site is none', () => {
    expect(
      clashesOf(session('1', '08:00', '11:30'), [session('2', '11:00', '12:00')], half).map(found => found.code),
    ).toEqual(['person_busy'])
    expect(clashesOf(session('1', '08:00', '11:30'), [session('2', '11:30', '12:00')], half)).toEqual([])
  })
  it('DEP-2 another site right afterwards leaves no time to travel, an hour later does', () => {
    const elsewhere = { institutionId: 'site-b' }
    expect(clashesOf(session('1', '08:00', '11:30'), [session('2', '11:50', '12:00', elsewhere)], half)[0]?.code).toBe(
      'short_travel',
    )
    expect(clashesOf(session('1', '08:00', '11:30'), [session('2', '12:00', '13:00', elsewhere)], half)).toEqual([])
  })
  it('DEP-2 a room is taken by whoever is in it, an unnamed room by nobody', () => {
    const room = { roomId: 'r1', staffIds: ['wang'] }
    expect(
      clashesOf(session('1', '08:00', '11:30', { roomId: 'r1' }), [session('2', '09:00', '10:00', room)], half)[0]
        ?.code,
    ).toBe('room_busy')
    expect(
      clashesOf(session('1', '08:00', '11:30'), [session('2', '09:00', '10:00', { staffIds: ['wang'] })], half),
    ).toEqual([])
  })
  it('DEP-2 looking at a month at once finds what comparing every pair finds, both sides of it', () => {
    const sessions = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 999 }),
        start: fc.integer({ min: 0, max: 3000 }),
        length: fc.integer({ min: 1, max: 600 }),
        site: fc.constantFrom('a', 'b', 'c'),
        room: fc.constantFrom(null, 'r1', 'r2'),
        staff: fc.uniqueArray(fc.constantFrom('li', 'wang', 'zhao'), { maxLength: 2 }),
      }),
      { maxLength: 25, selector: one => one.id },
    )
    fc.assert(
      fc.property(sessions, fc.integer({ min: 0, max: 120 }), (drawn, travel) => {
        const all = drawn.map(
          (one): Booked => ({
            sessionId: String(one.id),
            institutionId: one.site,
            roomId: one.room,
            startsAt: new Date(one.start * 60_000),
            endsAt: new Date((one.start + one.length) * 60_000),
            staffIds: one.staff,
          }),
        )
        const among = clashesAmong(all, () => travel, travel)
        const key = (found: { readonly code: string; readonly other: string; readonly staffId: string | null }) =>
          `${found.code} ${found.other} ${found.staffId}`
        for (const one of all)
          expect((among.get(one.sessionId) ?? []).map(key).sort()).toEqual(
            clashesOf(one, all, () => travel)
              .map(key)
              .sort(),
          )
      }),
      { numRuns: 300 },
    )
  })
})
