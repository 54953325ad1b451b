import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SheetRow, WorkbookLookups } from '#src/modules/network/public.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { contract } from '../contract.ts'
import { findSessions } from '../public.ts'
import { createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'
import { sessionSheet } from './session-sheet.ts'
import type { SessionRow } from './session-sheet-columns.ts'

let test: TestApp
let world: World
let manager: StaffActor
let lookups: WorkbookLookups

const rowOf = (number: number, values: Partial<SessionRow> = {}): SheetRow<SessionRow> => ({
  number,
  wrong: new Set(),
  values: {
    institution: 'A',
    date: '2026-12-01',
    part: 'morning',
    startsAt: null,
    endsAt: null,
    kind: 'outpatient',
    department: null,
    room: null,
    speciality: '骨科',
    theme: null,
    lead: 'D1',
    joint: null,
    followers: null,
    nurses: null,
    team: null,
    capacity: 20,
    bucketMinutes: null,
    feeYuan: 25.5,
    note: null,
    ...values,
  },
})

/** What the workbook's engine knows of this little network. */
const lookupsOf = (known: World): WorkbookLookups => {
  const sites: Record<string, string> = { A: known.siteA, B: known.siteB, S: known.stranger }
  const staff: Record<string, string> = {
    D1: known.experts[0] as string,
    D2: known.experts[1] as string,
    X1: known.outsider,
  }
  const site = (code: string) => ({
    institutionId: sites[code] as string,
    code,
    name: code,
    regionId: testRegion,
    inReach: code !== 'S',
  })
  return {
    consortium: () => undefined,
    institution: code => (code in sites ? site(code) : undefined),
    department: () => undefined,
    room: (institutionId, code) =>
      institutionId === known.siteA && code === 'A1' ? { roomId: known.roomA1, code, name: '一诊室' } : undefined,
    staff: code =>
      code in staff ? { staffId: staff[code] as string, code, name: code, institutionId: known.head } : undefined,
    team: code => (code === 'T1' ? { teamId: known.team, code, institutionId: known.siteA } : undefined),
    mayWorkAt: staffId => staffId !== known.outsider,
  }
}

const rehearse = (rows: readonly SheetRow<SessionRow>[]) =>
  test.within(manager, ctx => sessionSheet.rehearse(ctx, rows, lookups))
const importRows = (rows: readonly SheetRow<SessionRow>[]) =>
  test.within(manager, async ctx => {
    const rehearsed = await sessionSheet.rehearse(ctx, rows, lookups)
    await rehearsed.apply(ctx)
    return rehearsed
  })
const told = (findings: readonly { row: number; column: string; severity: string; code: string }[]) =>
  findings.map(found => `${found.row} ${found.column} ${found.severity} ${found.code}`).sort()

beforeAll(async () => {
  test = await createTestApp({ modules: [deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
  lookups = lookupsOf(world)
})
afterAll(() => test.close())
beforeEach(() => test.admin.query('truncate deployment.session, deployment.session_staff cascade'))

describe('sheet 排班', () => {
  it('DEP-16 every unknown thing is told by row and column, and a rehearsal writes nothing', async () => {
    const { findings, counts } = await rehearse([
      rowOf(3, { institution: 'Z' }),
      rowOf(4, { institution: 'S' }),
      rowOf(5, { department: '火星科' }),
      rowOf(6, { room: 'A9' }),
      rowOf(7, { lead: 'D9', nurses: 'D8、D1' }),
      rowOf(8, { team: 'T9' }),
      rowOf(9, { lead: 'X1' }),
      rowOf(10, { startsAt: '11:00', endsAt: '10:00' }),
      rowOf(11, { date: '2026-11-20' }),
    ])
    expect(told(findings)).toEqual(
      [
        '3 institution error deployment.sheet_unknown_institution',
        '4 institution error deployment.sheet_outside_reach',
        '5 department error deployment.sheet_unknown_department',
        '6 room error deployment.sheet_unknown_room',
        '7 lead error deployment.sheet_unknown_staff',
        '7 nurses error deployment.sheet_unknown_staff',
        '8 team error deployment.sheet_unknown_team',
        '9 lead error deployment.may_not_work_here',
        '10 endsAt error deployment.bad_times',
        '11 date error deployment.in_the_past',
      ].sort(),
    )
    expect(counts).toEqual({ created: 2, changed: 0, unchanged: 0 })
    const { rows } = await test.admin.query('select count(*)::int as n from deployment.session')
    expect(rows[0].n).toBe(0)
  })
  it('DEP-16 overlapping sessions are found inside the sheet and against the board; days off are warned of', async () => {
    await test.play(
      manager,
      contract.layOutSession,
      draftOf(world, { institutionId: world.siteB, localDate: '2026-12-03' }),
    )
    const { findings } = await rehearse([
      rowOf(3),
      rowOf(4, { institution: 'B', part: 'full_day' }),
      rowOf(5, { date: '2026-12-02', room: 'A1' }),
      rowOf(6, { date: '2026-12-02', room: 'A1', lead: 'D2' }),
      rowOf(7, { date: '2026-12-03', followers: 'D1', lead: 'D2' }),
      rowOf(8, { date: '2026-12-05', lead: 'D2' }),
      rowOf(9, { date: '2027-01-01', lead: 'D2' }),
    ])
    expect(told(findings)).toEqual(
      [
        '4 lead error deployment.sheet_person_busy',
        '6 room error deployment.sheet_room_busy',
        '7 followers error deployment.person_busy',
        '8 date warning deployment.sheet_weekend',
        '9 date warning deployment.holiday',
      ].sort(),
    )
    expect(findings.find(found => found.row === 4)?.details).toEqual({ row: 3 })
  })
  it('DEP-16 imported once it creates, imported again it changes nothing, and its own export is accepted unchanged', async () => {
    const rows = [
      rowOf(3, { room: 'A1', nurses: 'D2' }),
      rowOf(4, { date: '2026-12-02', startsAt: '09:00', endsAt: '10:00' }),
      rowOf(5, { date: '2026-12-02', startsAt: '10:00', endsAt: '11:00' }),
    ]
    expect((await importRows(rows)).counts).toEqual({ created: 3, changed: 0, unchanged: 0 })
    expect((await importRows(rows)).counts).toEqual({ created: 0, changed: 0, unchanged: 3 })
    const exported = await test.within(manager, ctx => sessionSheet.exportRows(ctx))
    expect(exported[0]).toMatchObject({
      institution: 'A',
      room: 'A1',
      lead: 'D1',
      nurses: 'D2',
      feeYuan: 25.5,
      startsAt: '08:00',
    })
    const again = await rehearse(exported.map((values, index) => rowOf(index + 3, values)))
    expect(again).toMatchObject({ findings: [], counts: { created: 0, changed: 0, unchanged: 3 } })
  })
  it('DEP-16 a changed row changes its draft; a published session is changed on the board only', async () => {
    await importRows([rowOf(3)])
    expect((await importRows([rowOf(3, { capacity: 15, endsAt: '11:00' })])).counts).toEqual({
      created: 0,
      changed: 1,
      unchanged: 0,
    })
    const [session] = await test.within(manager, ctx => findSessions(ctx, { from: '2026-12-01', to: '2026-12-01' }))
    expect(session).toMatchObject({ capacity: 15, version: 2, feeFen: 2550, bucketMinutes: 30 })
    await test.play(manager, contract.publishMonth, { month: '2026-12', institutionIds: [world.siteA] })
    expect(told((await rehearse([rowOf(3)])).findings)).toEqual(['3 date error deployment.sheet_published'])
  })
  it('DEP-16 what the sheet has no column for stays as it was', async () => {
    await importRows([rowOf(3, { kind: 'lecture', theme: '膝关节' })])
    await test.admin.query(
      `update deployment.session set filing_number = 'YZ-7', taking_part = '骨科、康复科', place_text = '居委会'`,
    )
    const [row] = await test.within(manager, ctx => sessionSheet.exportRows(ctx))
    const values = row as SessionRow
    expect((await importRows([rowOf(3, values)])).counts).toEqual({ created: 0, changed: 0, unchanged: 1 })
    expect((await importRows([rowOf(3, { ...values, capacity: 44 })])).counts.changed).toBe(1)
    const [session] = await test.within(manager, ctx => findSessions(ctx, { from: '2026-12-01', to: '2026-12-01' }))
    expect(session).toMatchObject({ capacity: 44, filingNumber: 'YZ-7', placeText: '居委会' })
  })
  it('DEP-9 a row that names a team and nobody takes the members of that day', async () => {
    await importRows([rowOf(3, { team: 'T1', lead: null })])
    const [session] = await test.within(manager, ctx => findSessions(ctx, { from: '2026-12-01', to: '2026-12-01' }))
    expect(session?.staff.map(person => person.role)).toEqual(['lead', 'follower'])
    const [written] = await test.within(manager, ctx => sessionSheet.exportRows(ctx))
    expect(written?.team).toBe('T1')
  })
  it('DEP-16 five thousand rows are rehearsed in seconds', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) =>
      rowOf(index + 3, {
        date: `2026-12-${String(1 + (index % 28)).padStart(2, '0')}`,
        lead: null,
        theme: `演示${index}`,
      }),
    )
    const started = performance.now()
    const { counts } = await importRows(rows)
    expect(counts.created).toBe(5000)
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})
