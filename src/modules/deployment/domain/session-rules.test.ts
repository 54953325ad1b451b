import { describe, expect, it } from 'vitest'
import type { Problem } from '../contract-shapes.ts'
import { changedParts } from './changed-parts.ts'
import { copiedDay } from './copy-month.ts'
import { leaveOut } from './leave-out.ts'
import { instantsOf, timesOf } from './part-of-day.ts'
import { may, whyNot } from './session-state.ts'

const now = new Date('2026-11-21T04:00:00Z')
const later = { startsAt: new Date('2026-11-25T00:00:00Z'), endsAt: new Date('2026-11-25T03:00:00Z') }
const over = { startsAt: new Date('2026-11-20T00:00:00Z'), endsAt: new Date('2026-11-20T03:00:00Z') }
const running = { startsAt: new Date('2026-11-21T03:00:00Z'), endsAt: new Date('2026-11-21T06:00:00Z') }

describe('DEP-1 the life of a session', () => {
  it('DEP-1 a draft is changed, removed and published, but not cancelled', () => {
    const draft = { ...later, status: 'draft' as const }
    expect([
      may('change', draft, now),
      may('remove', draft, now),
      may('publish', draft, now),
      may('cancel', draft, now),
    ]).toEqual([true, true, true, false])
  })
  it('DEP-1 a published session is cancelled while it runs, not when it is over, and never removed', () => {
    expect(whyNot('cancel', { ...running, status: 'published' }, now)).toBeUndefined()
    expect(whyNot('cancel', { ...over, status: 'published' }, now)).toBe('session_over')
    expect(whyNot('remove', { ...later, status: 'published' }, now)).toBe('only_drafts_are_removed')
  })
  it('DEP-1 what is cancelled or closed stays so', () => {
    for (const status of ['cancelled', 'closed'] as const)
      for (const act of ['change', 'remove', 'publish', 'cancel', 'close'] as const)
        expect(may(act, { ...later, status }, now)).toBe(false)
  })
  it('DEP-1 nothing in the past is published', () => {
    expect(whyNot('publish', { ...over, status: 'draft' }, now)).toBe('in_the_past')
  })
})

describe('DEP-6 times', () => {
  const morning = { startsAt: '08:30', endsAt: '11:30' }
  it('DEP-6 a session has the times of its part of the day unless it names its own, and ends after it starts', () => {
    expect(timesOf(morning, {})).toEqual(morning)
    expect(timesOf(morning, { startsAt: '09:00' })).toEqual({ startsAt: '09:00', endsAt: '11:30' })
    expect(timesOf(morning, { startsAt: '11:30' })).toBeUndefined()
  })
  it("DEP-6 its instants are those of the region's clock", () => {
    expect(instantsOf('2026-12-01', morning, 'Asia/Shanghai').startsAt.toISOString()).toBe('2026-12-01T00:30:00.000Z')
  })
})

describe('DEP-8 copying a month', () => {
  const rule = (by: 'nth_weekday' | 'day_of_month', onHoliday: 'skip' | 'keep' | 'make_up' = 'keep') => ({
    by,
    onHoliday,
  })
  it('DEP-8 the third Tuesday becomes the third Tuesday, the 17th the 17th', () => {
    expect(copiedDay('2026-11-17', '2026-12', rule('nth_weekday'), [])).toEqual({ date: '2026-12-15' })
    expect(copiedDay('2026-11-17', '2026-12', rule('day_of_month'), [])).toEqual({ date: '2026-12-17' })
  })
  it('DEP-8 a fifth Monday or a 31st that the month lacks is left out', () => {
    expect(copiedDay('2026-11-30', '2026-12', rule('nth_weekday'), [])).toEqual({ why: 'no_such_day' })
    expect(copiedDay('2026-10-31', '2026-11', rule('day_of_month'), [])).toEqual({ why: 'no_such_day' })
  })
  it('DEP-8 a holiday is skipped or moved as asked', () => {
    const calendar = [
      { date: '2026-10-01', kind: 'holiday' as const, name: '国庆节' },
      { date: '2026-10-10', kind: 'work_day' as const, name: '国庆节调休' },
    ]
    expect(copiedDay('2026-09-01', '2026-10', rule('day_of_month', 'skip'), calendar)).toEqual({ why: 'holiday' })
    expect(copiedDay('2026-09-01', '2026-10', rule('day_of_month', 'make_up'), calendar)).toEqual({
      date: '2026-10-10',
    })
  })
  it('DEP-8 of two sessions that clash with each other the first stays', () => {
    const clash = (sessionId: string, otherSessionId: string | null, level: 'stop' | 'warn' = 'stop'): Problem => ({
      code: 'person_busy',
      level,
      sessionId,
      otherSessionId,
      localDate: '2026-12-01',
      partOfDay: 'morning',
      institutionId: null,
      otherInstitutionId: null,
      staffId: null,
      roomId: null,
    })
    const sessions = ['a', 'b', 'c', 'd'].map(sessionId => ({ sessionId }))
    const { kept, problems } = leaveOut(sessions, [
      clash('a', 'b'),
      clash('b', 'a'),
      clash('b', 'c'),
      clash('c', 'b'),
      clash('d', 'elsewhere'),
      clash('a', null, 'warn'),
    ])
    expect(kept.map(session => session.sessionId)).toEqual(['a', 'c'])
    expect(problems.map(found => found.sessionId)).toEqual(['b', 'd'])
  })
})

describe('DEP-15 changes', () => {
  it('DEP-15 names exactly the parts that differ', () => {
    const before = {
      ...later,
      institutionId: 'a',
      roomId: null,
      staff: [{ staffId: 'li', role: 'lead' }],
      capacity: 20,
      bucketMinutes: 30,
      feeFen: null,
      kind: 'outpatient',
      speciality: null,
      theme: null,
      note: null,
      placeText: null,
      takingPart: null,
      filingNumber: null,
    }
    expect(changedParts(before, { ...before })).toEqual([])
    expect(changedParts(before, { ...before, roomId: 'r', capacity: 10 })).toEqual(['room', 'seats'])
    expect(changedParts(before, { ...before, endsAt: over.endsAt, staff: [] })).toEqual(['time', 'staff'])
  })
})
