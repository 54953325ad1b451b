import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestVersion, sheetStateOf, whySheetIsWrong } from './closing-sheet.ts'
import { countedFields } from './sheet-fields.ts'

const nothing = {
  firstVisits: 0,
  returnVisits: 0,
  extraVisits: 0,
  taught: 0,
  rounds: 0,
  operations: 0,
  attended: 0,
  arrivedAt: '08:00',
  leftAt: '11:30',
  note: null,
}

describe('closing sheet', () => {
  it('DEP-30 a sheet whose extra visits are more than those seen, or whose departure comes first, is wrong', () => {
    expect(whySheetIsWrong({ ...nothing, firstVisits: 3, returnVisits: 2, extraVisits: 5 })).toBeUndefined()
    expect(whySheetIsWrong({ ...nothing, firstVisits: 3, returnVisits: 2, extraVisits: 6 })).toBe(
      'extra_more_than_seen',
    )
    expect(whySheetIsWrong({ ...nothing, firstVisits: 1, leftAt: '08:00' })).toBe('left_before_arriving')
  })
  it('DEP-30 a sheet without anything done says why in its note', () => {
    expect(whySheetIsWrong(nothing)).toBe('sheet_is_empty')
    expect(whySheetIsWrong({ ...nothing, note: '大雨，无人就诊' })).toBeUndefined()
  })
  it('DEP-31 the state is told by the newest version, the figures by the newest confirmed one', () => {
    expect(sheetStateOf([])).toBe('missing')
    expect(
      sheetStateOf([
        { version: 1, decision: 'confirmed' },
        { version: 2, decision: null },
      ]),
    ).toBe('sent')
    fc.assert(
      fc.property(fc.array(fc.constantFrom('confirmed', 'returned', null), { maxLength: 8 }), decisions => {
        const versions = decisions.map((decision, index) => ({ version: index + 1, decision }))
        const confirmed = versions.filter(one => one.decision === 'confirmed').at(-1)
        expect(bestVersion(versions)).toEqual(confirmed)
        expect(bestVersion([...versions].reverse())).toEqual(confirmed)
      }),
    )
  })
})

it('DEP-74 what was counted stands ready for what this kind of session is about', () => {
  const counted = { came: 31, first: 7, repeat: 5, extra: 1 }
  const visits = { firstVisits: 7, returnVisits: 5, extraVisits: 1 }
  expect(countedFields('outpatient', counted)).toEqual(visits)
  expect(countedFields('lecture', counted)).toEqual({ attended: 31 })
  expect(countedFields('free_clinic', counted)).toEqual({ attended: 31, ...visits })
  expect(countedFields('ward_round', counted)).toEqual({})
})
