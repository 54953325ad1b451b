import { expect, test } from 'vitest'
import { type SessionChip, seldomOnChip } from '../contract-shapes.ts'
import { chipsOfBoard, sentBoard } from './board-chips.ts'

const nothing = Object.fromEntries(seldomOnChip.map(key => [key, null]))
const chip = (sessionId: string, more: Partial<SessionChip> = {}): SessionChip =>
  ({
    ...nothing,
    sessionId,
    institutionId: 'i1',
    roomName: null,
    kind: 'outpatient',
    localDate: '2026-12-01',
    partOfDay: 'morning',
    startsAt: '09:00',
    endsAt: '11:00',
    capacity: 10,
    bucketMinutes: 30,
    status: 'draft',
    version: 1,
    staff: [{ staffId: 's1', role: 'lead', name: '李望舒', titleCode: '231' }],
    ...more,
  }) as SessionChip

test('DEP-17 a month says each person and room once, leaves out what a session does not have, and loses nothing', () => {
  const chips = [
    chip('a', { roomId: 'r1', roomName: '101', feeFen: 0, note: '' }),
    chip('b', { roomId: 'r1', roomName: '101', speciality: '骨科', lateMinutes: 15 }),
    chip('c', { staff: [] }),
  ]
  const sent = sentBoard(chips)
  expect([sent.people.length, sent.rooms.length]).toEqual([1, 1])
  expect(sent.sessions[2]).not.toHaveProperty('theme')
  expect(sent.sessions[0]).toMatchObject({ feeFen: 0, note: '' })
  expect(chipsOfBoard(JSON.parse(JSON.stringify(sent)))).toEqual(chips)
})
