import { describe, expect, test } from 'vitest'
import { checkPerson, type PersonInput } from './check-person.ts'

const today = '2026-11-21'
const person: PersonInput = {
  name: '张明',
  identityType: 'id_card',
  identityNumber: '990101196001010015',
  phone: '13800000001',
}
const codes = (input: PersonInput, hasGuardian = false) => {
  const checked = checkPerson(input, { today, hasGuardian })
  return checked.ok ? [] : checked.fields.map(field => `${field.path} ${field.code}`)
}

describe('a registration form', () => {
  test('REC-4 sex and birth date come from the number when they are not typed', () => {
    expect(checkPerson(person, { today, hasGuardian: false })).toMatchObject({
      ok: true,
      person: {
        sex: 'male',
        birthDate: '1960-01-01',
        insuranceType: 'other',
        residenceKind: 'not_stated',
        phone: '13800000001',
      },
    })
  })

  test('REC-4 every wrong field is named at once, next to the field', () => {
    expect(
      codes({ ...person, name: '张3', phone: '12345', identityNumber: '990101196001010016', insuredPlace: '990000' }),
    ).toEqual([
      '/name records.name_wrong_format',
      '/identityNumber records.identity_number_wrong_check_digit',
      '/insuredPlace records.insured_place_unknown',
      '/phone records.phone_wrong_format',
    ])
  })

  test('REC-4 a typed birth date or sex that contradicts the number is refused', () => {
    expect(codes({ ...person, birthDate: '1960-01-02' })).toEqual(['/birthDate records.birth_date_differs'])
    expect(codes({ ...person, sex: 'female' })).toEqual(['/sex records.sex_differs'])
    expect(codes({ ...person, sex: 'not_stated', birthDate: '1960-01-01' })).toEqual([])
  })

  test('REC-4 a passport needs a birth date that is possible', () => {
    const foreigner: PersonInput = { name: 'Anna Weber', identityType: 'passport', identityNumber: 'C01X00T47' }
    expect(codes(foreigner)).toEqual(['/birthDate records.birth_date_missing'])
    expect(codes({ ...foreigner, birthDate: '2026-11-22' })).toEqual(['/birthDate records.birth_date_impossible'])
    expect(codes({ ...foreigner, birthDate: '1890-01-01' })).toEqual(['/birthDate records.birth_date_impossible'])
    expect(codes({ ...foreigner, birthDate: '1980-02-30' })).toEqual(['/birthDate records.birth_date_impossible'])
    expect(codes({ ...foreigner, birthDate: '1980-02-29' })).toEqual([])
  })

  test('REC-8 a child under 14 is not registered without a guardian; with one it is, even before it has a number', () => {
    const child: PersonInput = { name: '张小小', identityType: 'none', birthDate: '2024-03-01' }
    expect(codes(child)).toEqual(['/guardian records.child_without_guardian'])
    expect(codes(child, true)).toEqual([])
    expect(codes({ name: '张大', identityType: 'none', birthDate: '2000-03-01' })).toEqual([
      '/identityNumber records.identity_number_missing',
    ])
  })
})
