import { expect, test } from 'vitest'
import type { Clinic, Person, Place } from '../contract.ts'
import { type Known, meaningOf } from './find.ts'

const place = { institutionId: 'i1', name: '虹桥社区卫生服务中心', shortName: '虹桥中心' } as Place
const person = (staffId: string, name: string, more: Partial<Person> = {}): Person => ({
  staffId,
  name,
  titleCode: '231',
  specialities: [],
  introduction: null,
  homeName: null,
  photoId: null,
  ...more,
})
const clinic = (sessionId: string, speciality: string, staffId: string, more: Partial<Clinic> = {}): Clinic =>
  ({
    sessionId,
    institutionId: 'i1',
    speciality,
    title: speciality,
    kind: 'outpatient',
    localDate: '2026-12-01',
    state: 'open',
    staff: [{ staffId, role: 'lead' }],
    ...more,
  }) as Clinic

const clinics = [clinic('a', '骨科', 's1'), clinic('b', '儿童康复', 's2'), clinic('c', '心血管内科', 's3')]
const known: Known = {
  places: [place],
  spellings: [],
  themes: [],
  specialities: clinics.map(one => one.speciality ?? ''),
  people: [
    person('s1', '李望舒', { introduction: '擅长膝关节手术后康复' }),
    person('s2', '欧阳明月'),
    person('s3', '王一'),
  ],
}
/** What the database does with a meaning. */
const found = (words: string, more: Partial<Known> = {}) => {
  const meaning = meaningOf(words, { ...known, ...more })
  return clinics
    .filter(
      ({ speciality, institutionId, staff }) =>
        meaning.specialities.includes(speciality ?? '') ||
        meaning.institutionIds.includes(institutionId) ||
        staff.some(one => meaning.staffIds.includes(one.staffId)) ||
        (staff.some(one => meaning.staffIdsUnless.includes(one.staffId)) && !meaning.notFor.includes(speciality ?? '')),
    )
    .map(one => one.sessionId)
}

test('PORT-3 a clinic is found by name, by speciality, by what people say and by what the expert writes', () => {
  expect(found('望舒')).toEqual(['a'])
  expect(found('康复')).toEqual(['a', 'b'])
  expect(found('膝盖')).toEqual(['a'])
  expect(found('血压高')).toEqual(['c'])
  expect(found('孩子说话晚')).toEqual(['b'])
  expect(found('虹桥')).toEqual(['a', 'b', 'c'])
  expect(found('没有这种病')).toEqual([])
})

test('PORT-3 a surname with a polite word finds everybody of that surname', () => {
  expect(found('李主任')).toEqual(['a'])
  expect(found('欧阳医生')).toEqual(['b'])
})

test('PORT-3 a name is found by its letters, whole, begun or only the initials', () => {
  const spellings = [
    { staffId: 's1', pinyin: 'liwangshu', initials: 'lws' },
    { staffId: 's2', pinyin: 'ouyangmingyue', initials: 'oymy' },
  ]
  const spelled = (words: string) => found(words, { spellings })
  for (const words of ['lws', 'LiWangshu', 'li wang', 'lw']) expect(spelled(words), words).toEqual(['a'])
  expect(spelled('ouyang')).toEqual(['b'])
  expect(spelled('wangshu')).toEqual([])
})

test('PORT-3 who has a fitting field fits as well, but not in a clinic for children', () => {
  const backs = (staffId: string) => [person(staffId, '单明月', { specialities: ['骨科'] })]
  expect(found('腰痛', { people: backs('s3') })).toEqual(['a', 'c'])
  expect(found('腰痛', { people: backs('s2') })).toEqual(['a'])
})
