import { describe, expect, it } from 'vitest'
import type { Problem, SessionChip } from '../contract-shapes.ts'
import { boardRows, draftsBySite, matching, targetsOf, worstBySession } from './board.ts'

const chip = (sessionId: string, more: Partial<SessionChip> = {}): SessionChip => ({
  sessionId,
  institutionId: 'a',
  departmentId: null,
  roomId: null,
  roomName: null,
  kind: 'outpatient',
  speciality: '骨科',
  theme: null,
  localDate: '2026-12-01',
  partOfDay: 'morning',
  startsAt: '08:00',
  endsAt: '11:30',
  capacity: 20,
  bucketMinutes: 30,
  feeFen: null,
  note: null,
  status: 'draft',
  teamId: null,
  seriesId: null,
  placeText: null,
  takingPart: null,
  filingNumber: null,
  contactName: null,
  contactPhone: null,
  carPlate: null,
  lateMinutes: null,
  namedByDepartmentId: null,
  namesPersonBy: null,
  awaited: null,
  substituteSessionId: null,
  version: 1,
  staff: [{ staffId: 'li', role: 'lead', name: '演示李', titleCode: null }],
  ...more,
})
const board = (sessions: readonly SessionChip[]) => ({
  sites: [
    { institutionId: 'a', name: '演示甲中心', shortName: '甲' },
    { institutionId: 'b', name: '演示乙中心', shortName: '乙' },
  ],
  parts: ['morning', 'noon', 'afternoon', 'evening', 'full_day'].map(key => ({ key })),
  sessions,
})

describe('DEP-17 the board', () => {
  it('DEP-17 shows morning and afternoon of every site, and other parts of the day where a session uses them', () => {
    const [first, second] = boardRows(board([chip('1'), chip('2', { partOfDay: 'evening' })]), 'sites', false)
    expect(first?.lanes.map(lane => lane.part)).toEqual(['morning', 'afternoon', 'evening'])
    expect(first?.lanes[0]?.cells.get('2026-12-01')?.map(session => session.sessionId)).toEqual(['1'])
    expect(second?.lanes.map(lane => lane.part)).toEqual(['morning', 'afternoon'])
    expect(boardRows(board([chip('1')]), 'sites', true).map(row => row.key)).toEqual(['a'])
  })
  it('DEP-17 puts sites without a session below the others', () => {
    const rows = boardRows(board([chip('1', { institutionId: 'b' })]), 'sites', false)
    expect(rows.map(row => [row.key, row.sessions])).toEqual([
      ['b', 1],
      ['a', 0],
    ])
  })
  it('DEP-17 shows a session under each of its people', () => {
    const nurse = { staffId: 'wang', role: 'nurse' as const, name: '演示王', titleCode: null }
    const sessions = [chip('1', { staff: [...chip('1').staff, nurse] }), chip('2', { localDate: '2026-12-02' })]
    expect(boardRows(board(sessions), 'people', false).map(row => [row.key, row.sessions, row.institutionId])).toEqual([
      ['li', 2, null],
      ['wang', 1, null],
    ])
  })
  it('DEP-17 several sessions moved together keep their distances and their parts of the day; one takes the lane it is put on', () => {
    const pair = [chip('2', { localDate: '2026-12-03', partOfDay: 'afternoon' }), chip('1')]
    const at = { localDate: '2026-12-08', partOfDay: 'evening', institutionId: 'b' }
    expect(
      targetsOf(pair, at).map(one => [one.session.sessionId, one.localDate, one.partOfDay, one.institutionId]),
    ).toEqual([
      ['2', '2026-12-10', 'afternoon', 'b'],
      ['1', '2026-12-08', 'morning', 'b'],
    ])
    expect(targetsOf([chip('1')], at)[0]).toMatchObject({ localDate: '2026-12-08', partOfDay: 'evening' })
    expect(targetsOf([], at)).toEqual([])
  })
  it('DEP-17 finds by speciality, words and name; counts drafts by site', () => {
    const sessions = [
      chip('1'),
      chip('2', { speciality: null, theme: '腰腿痛', institutionId: 'b' }),
      chip('3', { status: 'published' }),
    ]
    expect(matching(sessions, '骨').map(one => one.sessionId)).toEqual(['1', '3'])
    expect(matching(sessions, '腰').map(one => one.sessionId)).toEqual(['2'])
    expect(matching(sessions, '演示李')).toHaveLength(3)
    const spelled = (typed: string, word: string): boolean => word === '骨科' && typed === 'gk'
    expect(matching(sessions, 'gk', spelled).map(one => one.sessionId)).toEqual(['1', '3'])
    expect([...draftsBySite(sessions)]).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })
  it('DEP-17 a chip shows the worst of its problems', () => {
    const found = (level: 'stop' | 'warn', code: Problem['code']): Problem => ({
      code,
      level,
      sessionId: '1',
      localDate: '2026-12-01',
      partOfDay: 'morning',
      institutionId: 'a',
      staffId: null,
      roomId: null,
      otherSessionId: null,
      otherInstitutionId: null,
    })
    expect(
      worstBySession([found('warn', 'holiday'), found('stop', 'on_leave'), found('warn', 'no_lead')]).get('1')?.code,
    ).toBe('on_leave')
  })
})
