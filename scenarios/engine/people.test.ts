import { describe, expect, it } from 'vitest'
import { checkIdentity } from '#src/modules/records/domain/identity.ts'
import { scenarios } from '../load.ts'
import { createPeople } from './people.ts'
import { planResidents } from './residents.ts'

describe('fictional people', () => {
  it('have identity numbers that fit birth date and sex, of a place that no one is from', () => {
    const person = createPeople(7, 1, 2026)
    for (let age = 0; age < 100; age += 1) {
      const { identityNumber, birthDate, sex } = person(age)
      expect(identityNumber.startsWith('990101')).toBe(true)
      expect(checkIdentity('id_card', identityNumber, '2026-01-01')).toMatchObject({
        ok: true,
        birthDate,
        sex: sex === '1' ? 'male' : 'female',
      })
    }
  })

  it('share no identity number, phone or name within a scenario, and no number or phone between scenarios', () => {
    const all = scenarios.map(scenario => planResidents(scenario.residents, 2026))
    const residents = all.map(({ residents, family }) => [...residents, family.child])
    for (const people of residents) expect(new Set(people.map(person => person.name)).size).toBe(people.length)
    const everyone = residents.flat()
    expect(new Set(everyone.map(person => person.identityNumber)).size).toBe(everyone.length)
    const phones = [...everyone, ...scenarios.flatMap(scenario => scenario.network.staff)].map(person => person.phone)
    expect(new Set(phones).size).toBe(phones.length)
  })

  it('are the same on every machine', () => {
    expect(createPeople(3, 2, 2026)(40)).toEqual(createPeople(3, 2, 2026)(40))
  })
})
