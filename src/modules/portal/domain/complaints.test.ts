import fc from 'fast-check'
import { expect, test } from 'vitest'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import list from './complaints.json' with { type: 'json' }
import { complaints, complaintsVersion, isOneOf, plainWords, understandComplaint } from './complaints.ts'
import { specialities, specialityKey, specialityKeys } from './specialities.ts'

const keysOf = (words: string) => understandComplaint(words)?.specialities ?? []

test('PORT-31 what hurts leads to the departments it is sent to, the surest first, in both languages', () => {
  expect(keysOf('腰疼').slice(0, 3)).toEqual(['orthopaedics', 'rehab', 'bone_tcm'])
  expect(keysOf('腰痛')).toEqual(keysOf('腰疼'))
  expect(keysOf('我妈膝盖疼，上下楼难')).toContain('orthopaedics')
  expect(keysOf('Back  Pain')).toEqual(expect.arrayContaining(['orthopaedics', 'acupuncture']))
  expect(keysOf('孩子说话晚')[0]).toBe('child_growth')
  expect(isOneOf(understandComplaint('腰疼'), '中医骨伤科')).toBe(true)
  expect(isOneOf(understandComplaint('腰疼'), '眼科')).toBe(false)
  expect(isOneOf(null, '骨科')).toBe(false)
})

test('PORT-31 what cannot wait for a clinic is marked, what can is not', () => {
  for (const words of ['胸痛', '嘴歪了', '咯血', 'chest pain', '昏迷'])
    expect(understandComplaint(words)?.urgent).toBe(true)
  for (const words of ['腰疼', '白内障', '高血压', 'cough']) expect(understandComplaint(words)?.urgent).toBe(false)
})

test('PORT-31 words that are no complaint, half a word or nothing lead nowhere', () => {
  for (const words of ['', '  ', '头', '虹桥中心', '李主任', 'lws', 'ba'])
    expect(understandComplaint(words), words).toBeNull()
})

test('PORT-31 every term of the list is understood, and the list names its version, source and confidence', () => {
  expect(complaintsVersion).toMatch(/^20\d{2}\.\d+\.\d+$/)
  expect(list.source).toContain('诊疗科目名录')
  expect(new Set(complaints.map(complaint => complaint.key)).size).toBe(complaints.length)
  for (const complaint of complaints) {
    expect(complaint.specialities.map(way => way.confidence).every(one => one === 'high' || one === 'medium')).toBe(
      true,
    )
    for (const { key } of complaint.specialities) expect(specialityKeys).toContain(key)
    for (const term of [...complaint.zh, ...complaint.en]) {
      expect(plainWords(term), `${term} is written as it is compared`).toBe(term)
      expect(keysOf(term), term).toEqual(expect.arrayContaining(complaint.specialities.map(way => way.key)))
    }
  }
  fc.assert(fc.property(fc.string(), words => Array.isArray(keysOf(words))))
})

test('PORT-3 every speciality we know is named and explained in both languages', () => {
  for (const { key, code } of specialities) {
    expect(zh).toHaveProperty([`plain.${key}`])
    expect(en).toHaveProperty([`plain.${key}`])
    expect(zh).toHaveProperty([`speciality.${key}`])
    expect(en).toHaveProperty([`speciality.${key}`])
    expect(code).toMatch(/^(\d{2}(\.\d{2})?)?$/)
  }
  expect(specialityKey('中医儿科')).toBe('child')
  expect(specialityKey('神经外科')).toBe('nerve')
  expect(specialityKey('心血管内科')).toBe('heart')
  expect(specialityKey('呼吸内科')).toBe('lung')
  expect(specialityKey('中医内科')).toBe('tcm')
  expect(specialityKey(null)).toBeUndefined()
  expect(specialityKey('不认识的')).toBeUndefined()
})
