import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, jobActor, type TestApp } from '#src/platform/testing/app.ts'
import { lockMonthFacts } from '../contract-calendar.ts'
import {
  exportMonthFacts,
  markAbnormalMonth,
  monthGrid,
  recordMonthFacts,
  setFactReporter,
  unlockMonthFacts,
} from '../contract-month-facts.ts'
import { importWorkbook, rehearseWorkbook } from '../contract-workbook.ts'
import { addMonthFact } from '../public.ts'
import { enterStaff, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'
import { monthFactColumns } from './workbook/sheet-month-facts.ts'
import { writeWorkbookFile } from './workbook/write-file.ts'

let app: TestApp
let small: SmallConsortium
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
})
afterAll(() => app?.close())

type Entry = InputOf<typeof recordMonthFacts>['entries'][number]
const entry = (month: string, value: number | null, more: Partial<Entry> = {}): Entry => ({
  institutionId: small.centreId,
  month,
  measure: 'visits.daily',
  value,
  ...more,
})
const record = (entries: readonly Entry[], source: 'typed' | 'his' | 'excel' = 'typed', actor = small.manager) =>
  app.play(actor, recordMonthFacts, { source, entries: [...entries] })
const grid = (more: Partial<InputOf<typeof monthGrid>> = {}) =>
  app.play(small.manager, monthGrid, { from: '2026-08', to: '2026-11', measure: 'visits.daily', ...more })
const cellOf = async (month: string, institutionId = small.centreId) =>
  (await grid()).cells.find(cell => cell.month === month && cell.institutionId === institutionId)

describe('figures of months', () => {
  it('NET-87 growth comes from the two figures, and NET-86 an abnormal base prints its note', async () => {
    await record([entry('2025-10', 24.6), entry('2026-09', 100), entry('2026-10', 98.3)])
    expect(await cellOf('2026-10')).toMatchObject({
      value: 98.3,
      year: { baseMonth: '2025-10', base: 24.6, text: '+299.6 %', baseAbnormal: null },
      month_before: { baseMonth: '2026-09', base: 100, text: '−1.7 %' },
      baseline: null,
    })
    const why = '当月门诊改造，只开半天'
    const mark = { institutionId: small.centreId, month: '2025-10', why }
    expect(await app.play(small.centreManager, markAbnormalMonth, mark)).toEqual({ marked: 1 })
    expect((await cellOf('2026-10'))?.year).toMatchObject({ text: '+299.6 %', baseAbnormal: why })
    await app.play(small.manager, markAbnormalMonth, { ...mark, why: null })
    expect((await cellOf('2026-10'))?.year).toMatchObject({ baseAbnormal: null })
    await expect(app.play(small.manager, markAbnormalMonth, { ...mark, month: '2024-01' })).rejects.toMatchObject({
      code: 'network.nothing_to_mark',
    })
  })

  it('NET-84 a figure counts by a known measure, with its decimals, in no month to come, and all are written or none', async () => {
    const good = entry('2026-08', 50)
    const refused = async (wrong: Entry, code: string) => {
      await expect(record([good, wrong])).rejects.toMatchObject({ code })
      expect(await cellOf('2026-08')).toBeUndefined()
    }
    await refused(entry('2026-08', 1, { measure: 'his.unknown' }), 'network.unknown_measure')
    await refused(entry('2026-08', 1.25), 'network.too_many_decimals')
    await refused(entry('2026-12', 1), 'network.month_to_come')
    await expect(
      record([good, entry('2026-08', 1, { institutionId: small.otherCentreId })], 'typed', small.centreManager),
    ).rejects.toMatchObject({ code: 'network.outside_reach' })
  })

  it('NET-84 where sources differ HIS counts before typed and the other is named; a wrong draft is taken out', async () => {
    await record([entry('2026-08', 50)])
    await record([entry('2026-08', 52)], 'his')
    expect(await cellOf('2026-08')).toMatchObject({
      value: 52,
      source: 'his',
      others: [{ source: 'typed', value: 50 }],
    })
    expect(await record([entry('2026-08', null)])).toEqual({ written: 0, removed: 1 })
    expect(await cellOf('2026-08')).toMatchObject({ value: 52, others: [] })
  })

  it('NET-99 what was taken out is read in the audit of its own house, with its value', async () => {
    const other = { institutionId: small.otherCentreId }
    const ward = { measure: 'visits.outpatient' }
    await record([entry('2026-04', 31.5), entry('2026-04', 7, { ...other, ...ward }), entry('2026-05', 8)])
    await record([entry('2026-04', 30)], 'his')
    const gone = [entry('2026-04', null), entry('2026-04', null, { ...other, ...ward }), entry('2026-03', null)]
    expect(await record([...gone, entry('2026-05', 9)])).toEqual({ written: 1, removed: 2 })
    const { rows } = await app.admin.query(
      `select institution_id, details::jsonb->'removed' as removed, details::jsonb->'written' as written from platform.audit
       where act = 'network.recordMonthFacts' and outcome = 'done' and jsonb_array_length(details::jsonb->'removed') > 0 order by at desc, audit_id limit 2`,
    )
    expect(new Map(rows.map(row => [row.institution_id, [row.removed, row.written]]))).toEqual(
      new Map([
        [small.centreId, [['2026-04 visits.daily = 31.5'], 1]],
        [small.otherCentreId, [['2026-04 visits.outpatient = 7'], 0]],
      ]),
    )
  })

  it('NET-85 a locked month takes nothing more until it is opened with a reason, and says who did what', async () => {
    const month = { institutionId: small.centreId, month: '2026-09' }
    expect(await app.play(small.centreManager, lockMonthFacts, month)).toEqual({ locked: 1 })
    await expect(app.play(small.manager, lockMonthFacts, month)).rejects.toMatchObject({
      code: 'network.month_locked_already',
    })
    const locked = { code: 'network.fact_locked' }
    await expect(record([entry('2026-09', 101)])).rejects.toMatchObject(locked)
    await expect(record([entry('2026-09', 5, { measure: 'referrals.up' })])).rejects.toMatchObject(locked)
    await expect(record([entry('2026-09', null)])).rejects.toMatchObject(locked)
    const counting = app.within(jobActor('booking.count'), ctx =>
      addMonthFact(ctx, { ...month, measure: 'visits.outpatient', value: 9, source: 'system' }),
    )
    await expect(counting).rejects.toMatchObject(locked)
    const asked = { ...month, reason: '漏报转诊' }
    await expect(app.play(small.centreManager, unlockMonthFacts, asked)).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await grid()).locks).toMatchObject([month])
    expect(await app.play(small.manager, unlockMonthFacts, asked)).toEqual({ unlocked: 1 })
    await record([entry('2026-09', 101)])
    const after = await grid()
    expect(after.locks).toEqual([])
    expect(after.unlocked).toMatchObject([{ ...month, reason: '漏报转诊' }])
    await expect(app.play(small.manager, unlockMonthFacts, asked)).rejects.toMatchObject({
      code: 'network.month_not_locked',
    })
  })

  it('NET-85 a figure written while the month is being locked is either before it and locked, or refused', async () => {
    const month = { institutionId: small.otherCentreId, month: '2026-07' }
    const writes = Array.from({ length: 6 }, (_, index) =>
      record([entry('2026-07', index, { institutionId: small.otherCentreId, measure: 'visits.outpatient' })]),
    )
    await Promise.allSettled([
      ...writes.slice(0, 3),
      app.play(small.manager, lockMonthFacts, month),
      ...writes.slice(3),
    ])
    const { rows } = await app.admin.query(
      `select status from network.month_fact where institution_id = $1 and month = '2026-07-01'`,
      [small.otherCentreId],
    )
    expect(rows.every(row => row.status === 'locked')).toBe(true)
  })

  it('NET-88 what is expected and not there is missing with whom to ring, and never nought', async () => {
    const staffId = await enterStaff(app, small.centreId, {}, small.manager)
    const reporter = { institutionId: small.centreId, staffId, phone: '021-00000002' }
    await app.play(small.centreManager, setFactReporter, reporter)
    await record([
      entry('2026-10', 0, { measure: 'visits.outpatient' }),
      entry('2026-10', 3, { measure: 'referrals.up' }),
    ])
    const answer = await app.play(small.manager, monthGrid, { from: '2026-10', to: '2026-11' })
    const gaps = answer.missing.filter(gap => gap.institutionId === small.centreId)
    // November has not ended; in October nought visits were reported, which is a report.
    expect(gaps).toEqual([{ institutionId: small.centreId, month: '2026-10', measures: ['referrals.down'] }])
    expect(answer.institutions.find(house => house.institutionId === small.centreId)?.reporter).toMatchObject({
      staffId,
      phone: '021-00000002',
    })
    const { rows } = await app.admin.query(
      'select r::text as row, phone_cipher from network.fact_reporter r where staff_id = $1',
      [staffId],
    )
    expect(rows[0].row).not.toContain('00000002')
    expect(rows[0].phone_cipher.toString('latin1')).not.toContain('00000002')
    await expect(app.play(small.manager, monthGrid, { from: '2020-01', to: '2026-01' })).rejects.toMatchObject({
      code: 'network.too_many_months',
    })
  })
})

describe('figures by Excel', () => {
  const sheet = async (rows: readonly Record<string, unknown>[]) =>
    writeWorkbookFile([{ title: '月度数据', columns: [...monthFactColumns], rows: [...rows] }])
  const codeOf = async (institutionId: string): Promise<string> =>
    (await app.admin.query('select code from network.institution where institution_id = $1', [institutionId])).rows[0]
      .code

  it('NET-84 a workbook is rehearsed cell by cell, imported whole, and what was exported changes nothing', async () => {
    const row = {
      institutionCode: await codeOf(small.centreId),
      department: null,
      month: '2026-06',
      measure: 'visits.outpatient',
      value: 1200,
      source: 'excel',
      abnormalWhy: null,
      note: null,
    }
    const wrong = await app.play(small.manager, rehearseWorkbook, {
      fileBase64: await sheet([row, { ...row, measure: 'visits.unknown' }, { ...row, month: '2026-05', value: 1.5 }]),
    })
    expect(wrong.findings.map(({ row: at, code }) => [at, code])).toEqual([
      [4, 'network.unknown_measure'],
      [5, 'network.too_many_decimals'],
    ])
    await app.play(small.manager, importWorkbook, { fileBase64: await sheet([row]) })
    const { fileBase64 } = await app.play(small.manager, exportMonthFacts, { from: '2026-06', to: '2026-06' })
    const again = await app.play(small.manager, rehearseWorkbook, { fileBase64 })
    expect(again).toMatchObject({ importable: true })
    expect(again.sheets.find(one => one.sheet === '月度数据')).toMatchObject({ changed: 0, unchanged: 1 })
    // Lines of what is missing come along empty; left empty they are named and written nowhere.
    expect(again.findings.every(finding => finding.code === 'network.figure_left_empty')).toBe(true)
  })

  it('NET-85 a workbook cannot change a locked month', async () => {
    await app.play(small.manager, lockMonthFacts, { institutionId: small.centreId, month: '2026-06' })
    const row = {
      institutionCode: await codeOf(small.centreId),
      department: null,
      month: '2026-06',
      measure: 'visits.outpatient',
      value: 1300,
      source: 'excel',
      abnormalWhy: null,
      note: null,
    }
    const rehearsal = await app.play(small.manager, rehearseWorkbook, { fileBase64: await sheet([row]) })
    expect(rehearsal.findings).toMatchObject([{ code: 'network.fact_locked', row: 3 }])
  })
})
