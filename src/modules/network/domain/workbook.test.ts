import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#src/platform/kernel/dates.ts'
import {
  choiceColumn,
  choicesColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  listColumn,
  readDate,
  readTime,
  textColumn,
  yesNoColumn,
} from './workbook-columns.ts'
import { columnLetters, type RawSheet, readSheet } from './workbook-read.ts'

const columns = [
  codeColumn({ key: 'code', title: '代码', required: true }),
  textColumn({ key: 'name', title: '名称', required: true, max: 4 }),
  dateColumn({ key: 'on', title: '日期' }),
]

const rawOf = (header: readonly string[], rows: readonly (readonly (string | null)[])[]): RawSheet => ({
  title: '表',
  header: new Map(header.map((title, index) => [index + 1, title])),
  lastRow: rows.length + 2,
  rows: rows.map((cells, index) => ({
    number: index + 3,
    cells: new Map(cells.map((content, at) => [at + 1, { content }])),
  })),
})

describe('NET-14 reading cells', () => {
  it('NET-14 reads dates as people write them, and nothing that is no day', () => {
    for (const text of [
      '2026-11-21',
      '2026/11/21',
      '2026.11.21',
      '2026年11月21日',
      '20261121',
      '２０２６-11-21',
      new Date('2026-11-21T00:00:00Z'),
      46347,
      '46347',
    ])
      expect(readDate(text)).toBe('2026-11-21')
    for (const text of ['2026-02-30', '2026-13-01', '26-11-21', '明天', '1026-11-21', 450, 99999, 46347.5])
      expect(readDate(text)).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(40_000), number => readDate(addDays('1990-01-01', number)) === addDays('1990-01-01', number)),
    )
  })
  it('NET-14 reads times as text and as the fraction of a day that Excel keeps', () => {
    expect(readTime('8:30')).toBe('08:30')
    expect(readTime('08:30:00')).toBe('08:30')
    expect(readTime(8.5 / 24)).toBe('08:30')
    expect(readTime('24:00')).toBeUndefined()
  })
  it('NET-14 a column reads what it wrote', () => {
    const list = listColumn({ key: 'k', title: 't', max: 20, maxItems: 8 })
    expect(list.parse(list.format(['关节', '脊柱']))).toEqual({ value: ['关节', '脊柱'] })
    const choices = choicesColumn({ key: 'k', title: 't', maxItems: 3, words: { a: '甲', b: '乙' } })
    expect(choices.parse(choices.format(['b', 'a']))).toEqual({ value: ['b', 'a'] })
    expect(yesNoColumn({ key: 'k', title: 't' }).parse('是')).toEqual({ value: true })
    expect(choiceColumn({ key: 'k', title: 't', words: { a: '甲' } }).parse('丙')).toEqual({
      finding: { code: 'network.word_unknown' },
    })
    expect(integerColumn({ key: 'k', title: 't', minimum: 1, maximum: 9 }).parse('12')).toMatchObject({
      finding: { code: 'network.number_out_of_range' },
    })
    expect(integerColumn({ key: 'k', title: 't', minimum: 1, maximum: 9 }).parse(1.5)).toMatchObject({
      finding: { code: 'network.number_unreadable' },
    })
  })
})

describe('NET-14 reading sheets', () => {
  it('NET-14 finds columns by title in any order and names each wrong cell by its own address', () => {
    const sheet = readSheet(
      rawOf(
        ['日期', '备注', '名称', '代码'],
        [
          ['2026-02-30', 'x', '太长的名称啊', 'A'],
          [null, null, null, 'B b'],
          [null, null, '甲', 'A'],
        ],
      ),
      columns,
      ['code'],
    )
    expect(sheet.findings.map(finding => [finding.cell, finding.code, finding.severity])).toEqual([
      ['表!B1', 'network.column_unknown', 'warning'],
      ['表!C3', 'network.text_too_long', 'error'],
      ['表!A3', 'network.date_unreadable', 'error'],
      ['表!C4', 'network.required', 'error'],
      ['表!D5', 'network.row_repeated', 'error'],
    ])
    expect(sheet.rows[1]?.values).toMatchObject({ code: 'Bb', name: null })
  })
  it('NET-14 a missing or doubled column stops the sheet', () => {
    const sheet = readSheet(rawOf(['代码', '代码', '名称'], [['A', 'A', '甲']]), columns, ['code'])
    expect(sheet.findings.map(finding => finding.code)).toEqual(['network.column_twice', 'network.column_missing'])
    expect(sheet.rows).toEqual([])
  })
  it('NET-14 columns are named as Excel names them', () => {
    expect([1, 26, 27, 52, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA'])
  })
})
