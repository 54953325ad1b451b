import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, daysOfMonth, monthOf, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { Recurrence } from '../contract-shapes.ts'
import type { CalendarDay } from './calendar.ts'
import { calendarRange, makeUpDayFor, makeUpReachDays, occurrencesIn } from './recurrence.ts'

const every = (pattern: Recurrence['pattern'], more: Partial<Recurrence> = {}): Recurrence => ({
  pattern,
  from: '2026-01-01',
  until: '2026-12-31',
  onHoliday: 'keep',
  ...more,
})
const datesOf = (recurrence: Recurrence, calendar: readonly CalendarDay[] = []) =>
  occurrencesIn(recurrence, { from: recurrence.from, to: recurrence.until }, calendar).days.map(day => day.date)

const nationalDay: readonly CalendarDay[] = [
  { date: '2026-09-20', kind: 'work_day', name: '国庆节调休' },
  ...['01', '02', '03', '04', '05', '06', '07'].map(day => ({
    date: `2026-10-${day}`,
    kind: 'holiday' as const,
    name: '国庆节',
  })),
  { date: '2026-10-10', kind: 'work_day', name: '国庆节调休' },
]

describe('DEP-3 weekly patterns', () => {
  it('DEP-3 every second Tuesday is told from the week of the anchor, also when the series starts later', () => {
    const recurrence = every(
      { kind: 'weekly', everyWeeks: 2, weekdays: [2], anchor: '2026-12-04' },
      { from: '2026-12-05', until: '2026-12-31' },
    )
    expect(datesOf(recurrence)).toEqual(['2026-12-15', '2026-12-29'])
  })
  it('DEP-3 the anchor may lie after the days it counts', () => {
    const recurrence = every(
      { kind: 'weekly', everyWeeks: 3, weekdays: [1], anchor: '2026-12-28' },
      { from: '2026-11-30', until: '2026-12-31' },
    )
    expect(datesOf(recurrence)).toEqual(['2026-12-07', '2026-12-28'])
  })
})

describe('DEP-4 monthly patterns', () => {
  it('DEP-4 the first Monday and the last Friday of each month', () => {
    expect(
      datesOf(
        every({ kind: 'monthly_weekday', ordinals: [1], weekdays: [1] }, { from: '2026-11-01', until: '2027-01-31' }),
      ),
    ).toEqual(['2026-11-02', '2026-12-07', '2027-01-04'])
    expect(
      datesOf(
        every({ kind: 'monthly_weekday', ordinals: [-1], weekdays: [5] }, { from: '2026-10-01', until: '2026-12-31' }),
      ),
    ).toEqual(['2026-10-30', '2026-11-27', '2026-12-25'])
  })
  it('DEP-4 a 31st is left out where the month has none', () => {
    expect(datesOf(every({ kind: 'monthly_day', days: [31] }, { from: '2026-09-01', until: '2026-12-31' }))).toEqual([
      '2026-10-31',
      '2026-12-31',
    ])
  })
  it('DEP-4 market days 逢三六九 go by the last digit of the day', () => {
    expect(
      datesOf(every({ kind: 'market_day', digits: [3, 6, 9] }, { from: '2026-12-01', until: '2026-12-31' })),
    ).toEqual(['03', '06', '09', '13', '16', '19', '23', '26', '29'].map(day => `2026-12-${day}`))
  })
})

describe('DEP-5 holidays', () => {
  const thursdays = (onHoliday: Recurrence['onHoliday'], more: Partial<Recurrence> = {}) =>
    every(
      { kind: 'weekly', everyWeeks: 1, weekdays: [4] },
      { from: '2026-09-24', until: '2026-10-15', onHoliday, ...more },
    )

  it('DEP-5 skips, keeps or moves to the nearest make-up work-day', () => {
    expect(datesOf(thursdays('keep'), nationalDay)).toEqual(['2026-09-24', '2026-10-01', '2026-10-08', '2026-10-15'])
    expect(datesOf(thursdays('skip'), nationalDay)).toEqual(['2026-09-24', '2026-10-08', '2026-10-15'])
    expect(datesOf(thursdays('make_up'), nationalDay)).toEqual(['2026-09-24', '2026-10-08', '2026-10-10', '2026-10-15'])
  })
  it('DEP-5 says why a day was left out', () => {
    const { left } = occurrencesIn(
      thursdays('make_up', { exceptions: ['2026-10-10'] }),
      { from: '2026-09-24', to: '2026-10-15' },
      nationalDay,
    )
    expect(left).toEqual([{ date: '2026-10-01', why: 'no_make_up_day' }])
    const { left: excepted } = occurrencesIn(
      thursdays('keep', { exceptions: ['2026-10-08'] }),
      { from: '2026-09-24', to: '2026-10-15' },
      nationalDay,
    )
    expect(excepted).toEqual([{ date: '2026-10-08', why: 'exception' }])
  })
  it('DEP-5 of two equally near make-up days the later is taken', () => {
    expect(makeUpDayFor('2026-10-05', ['2026-10-01', '2026-10-09'])).toBe('2026-10-09')
    expect(makeUpDayFor('2026-10-05', [addDays('2026-10-05', makeUpReachDays + 1)])).toBeUndefined()
  })
})

const dayNumber = fc.integer({ min: 0, max: 500 })
const patterns: fc.Arbitrary<Recurrence['pattern']> = fc.oneof(
  fc.record({
    kind: fc.constant('weekly' as const),
    everyWeeks: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
    anchor: dayNumber.map(number => addDays('2025-12-01', number)),
  }),
  fc.record({
    kind: fc.constant('monthly_weekday' as const),
    ordinals: fc.uniqueArray(fc.constantFrom(-1, 1, 2, 3, 4, 5), { minLength: 1, maxLength: 3 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('monthly_day' as const),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('market_day' as const),
    digits: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
  }),
)
const recurrences: fc.Arbitrary<Recurrence> = fc
  .record({
    pattern: patterns,
    start: dayNumber,
    length: fc.integer({ min: 0, max: 200 }),
    exceptions: fc.array(
      dayNumber.map(number => addDays('2026-01-01', number)),
      { maxLength: 6 },
    ),
    onHoliday: fc.constantFrom('skip' as const, 'keep' as const, 'make_up' as const),
  })
  .map(({ pattern, start, length, exceptions, onHoliday }) => {
    const from = addDays('2026-01-01', start)
    return { pattern, from, until: addDays(from, length), exceptions, onHoliday }
  })
const calendars: fc.Arbitrary<readonly CalendarDay[]> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -30, max: 760 }), fc.constantFrom('holiday' as const, 'work_day' as const)), {
    maxLength: 60,
    selector: ([number]) => number,
  })
  .map(days => days.map(([number, kind]) => ({ date: addDays('2026-01-01', number), kind, name: null })))

describe('properties of every pattern', () => {
  it('DEP-5 a month laid out by itself equals that month of the whole', () => {
    fc.assert(
      fc.property(recurrences, calendars, fc.integer({ min: 0, max: 200 }), (recurrence, calendar, cut) => {
        const whole = { from: recurrence.from, to: recurrence.until }
        const middle = addDays(recurrence.from, Math.min(cut, daysBetween(whole.from, whole.to)))
        // Each part sees no more of the calendar than it asks for.
        const partly = (from: string, to: string) => {
          const seen = calendarRange({ from, to })
          return occurrencesIn(
            recurrence,
            { from, to },
            calendar.filter(day => day.date >= seen.from && day.date <= seen.to),
          ).days
        }
        expect([...partly(whole.from, middle), ...partly(addDays(middle, 1), whole.to)]).toEqual(
          occurrencesIn(recurrence, whole, calendar).days,
        )
      }),
      { numRuns: 400 },
    )
  }, 30_000)
  it('DEP-5 days come once, in order, inside the period, never on an exception, and on a holiday only when it is kept', () => {
    fc.assert(
      fc.property(recurrences, calendars, (recurrence, calendar) => {
        const holidays = new Set(calendar.filter(day => day.kind === 'holiday').map(day => day.date))
        const dates = datesOf(recurrence, calendar)
        expect(dates).toEqual([...new Set(dates)].sort())
        for (const date of dates) {
          expect(date >= recurrence.from && date <= recurrence.until).toBe(true)
          expect(recurrence.exceptions).not.toContain(date)
          if (recurrence.onHoliday !== 'keep') expect(holidays.has(date)).toBe(false)
        }
      }),
      { numRuns: 400 },
    )
  })
  it('DEP-3 every n-th week means whole weeks between any two occurrences of a weekday', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 7 }),
        dayNumber,
        (everyWeeks, weekday, start) => {
          const from = addDays('2026-01-01', start)
          const dates = datesOf({
            pattern: { kind: 'weekly', everyWeeks, weekdays: [weekday] },
            from,
            until: addDays(from, 200),
            onHoliday: 'keep',
          })
          for (const [index, date] of dates.entries()) {
            expect(weekdayOf(date)).toBe(weekday)
            if (index > 0) expect(daysBetween(dates[index - 1] as string, date)).toBe(7 * everyWeeks)
          }
        },
      ),
    )
  })
  it('DEP-4 the n-th weekday has n-1 such weekdays before it in its month, and none after it when it is the last', () => {
    fc.assert(
      fc.property(fc.constantFrom(-1, 1, 2, 3, 4, 5), fc.integer({ min: 1, max: 7 }), (ordinal, weekday) => {
        for (const date of datesOf(every({ kind: 'monthly_weekday', ordinals: [ordinal], weekdays: [weekday] }))) {
          const same = daysOfMonth(monthOf(date)).filter(day => weekdayOf(day) === weekday)
          expect(ordinal > 0 ? same.indexOf(date) : same.indexOf(date) - same.length).toBe(
            ordinal > 0 ? ordinal - 1 : -1,
          )
        }
      }),
    )
  })
})
