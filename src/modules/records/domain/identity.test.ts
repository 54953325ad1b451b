import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigitOf, checkIdentity, identityFormats, normaliseIdentityNumber, tailOf } from './identity.ts'

const today = '2026-11-21'
const check = (type: Parameters<typeof checkIdentity>[0], number: string) => checkIdentity(type, number, today)

describe('identity numbers', () => {
  test('REC-1 a number with the right check digit and a real birth date is taken, with sex and birth date from it', () => {
    expect(check('id_card', '11010519491231002X')).toEqual({
      ok: true,
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
    })
    expect(check('id_card', '440524188001010014')).toEqual({
      ok: false,
      problem: 'records.identity_number_impossible_date',
    })
    expect(checkIdentity('id_card', '440524188001010014', '1950-01-01')).toMatchObject({
      ok: true,
      sex: 'male',
      birthDate: '1880-01-01',
    })
    expect(check('id_card', '990101196001010015')).toMatchObject({ ok: true, birthDate: '1960-01-01' })
  })

  test('REC-1 a wrong check digit, 30 February, a day to come, a wrong length and letters are told apart', () => {
    expect(check('id_card', '110105194912310021')).toEqual({
      ok: false,
      problem: 'records.identity_number_wrong_check_digit',
    })
    expect(check('id_card', '990101199002300018')).toEqual({
      ok: false,
      problem: 'records.identity_number_impossible_date',
    })
    const tomorrow = '99010120261122001'
    expect(check('id_card', tomorrow + checkDigitOf(tomorrow))).toEqual({
      ok: false,
      problem: 'records.identity_number_future_date',
    })
    const born = '99010120261121001'
    expect(check('id_card', born + checkDigitOf(born))).toMatchObject({ ok: true, birthDate: today })
    expect(check('id_card', '1101051949123100')).toEqual({ ok: false, problem: 'records.identity_number_wrong_length' })
    expect(check('id_card', 'X10105194912310020')).toEqual({
      ok: false,
      problem: 'records.identity_number_wrong_format',
    })
    expect(check('id_card', '  ')).toEqual({ ok: false, problem: 'records.identity_number_missing' })
  })

  test('REC-1 small x, full-width digits, blanks and hyphens are read as people write them', () => {
    expect(normaliseIdentityNumber(' １10105 1949-1231 002x ')).toBe('11010519491231002X')
    expect(check('id_card', '110105 19491231 002x')).toMatchObject({ ok: true })
  })

  test('REC-1 residence permits of Hong Kong, Macau and Taiwan residents have their own prefixes', () => {
    const body = '81000019900101001'
    const number = body + checkDigitOf(body)
    expect(check('hmt_residence_permit', number)).toMatchObject({ ok: true, birthDate: '1990-01-01' })
    expect(check('id_card', number)).toEqual({ ok: false, problem: 'records.identity_number_wrong_format' })
    expect(check('hmt_residence_permit', '11010519491231002X')).toEqual({
      ok: false,
      problem: 'records.identity_number_wrong_format',
    })
  })

  test('REC-1 the permanent-residence card of 2023 has 18 digits and starts with 9; the older one is taken too', () => {
    const body = '91115619850505002'
    expect(check('foreign_permanent_card', body + checkDigitOf(body))).toMatchObject({
      ok: true,
      sex: 'female',
      birthDate: '1985-05-05',
    })
    expect(check('foreign_permanent_card', 'USA110085050512')).toMatchObject({ ok: true, birthDate: null })
    expect(check('foreign_permanent_card', '11010519491231002X')).toMatchObject({ ok: false })
  })

  test('REC-1 other documents are checked by their format', () => {
    expect(check('passport', 'e12345678')).toMatchObject({ ok: true, number: 'E12345678' })
    expect(check('hk_macau_permit', 'H12345678')).toMatchObject({ ok: true })
    expect(check('hk_macau_permit', 'A12345678')).toMatchObject({ ok: false })
    expect(check('taiwan_permit', '12345678')).toMatchObject({ ok: true })
    expect(check('taiwan_permit', '1234567')).toMatchObject({ ok: false })
    expect(check('officer_card', '军字第1234567')).toMatchObject({ ok: true })
    expect(checkIdentity('none', undefined, today)).toMatchObject({ ok: true, birthDate: null })
  })

  test('REC-1 each document has its CV02.01.101 code', () => {
    expect(Object.values(identityFormats).map(({ code }) => code)).toEqual([
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '99',
      '99',
      '99',
      null,
    ])
  })

  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map(list => list.join(''))
  const birth = fc
    .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-11-21T00:00:00Z'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10).replaceAll('-', ''))
  const number = fc.tuple(digits(4), birth, digits(3)).map(([area, born, sequence]) => {
    const body = `11${area}${born}${sequence}`
    return body + checkDigitOf(body)
  })

  test('REC-1 property: every number made with its check digit is taken, and birth date and sex come back', () => {
    fc.assert(
      fc.property(number, made => {
        const checked = check('id_card', made)
        expect(checked).toMatchObject({
          ok: true,
          birthDate: `${made.slice(6, 10)}-${made.slice(10, 12)}-${made.slice(12, 14)}`,
        })
        if (checked.ok) expect(checked.sex).toBe('13579'.includes(made[16] as string) ? 'male' : 'female')
      }),
    )
  })

  test('REC-1 property: one wrong digit, or two neighbours exchanged, is always noticed', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (made, at, more) => {
        const wrong = made.slice(0, at) + ((Number(made[at]) + more) % 10) + made.slice(at + 1)
        expect(check('id_card', wrong).ok).toBe(false)
        const [left, right] = [made[at] as string, made[at + 1] as string]
        fc.pre(left !== right && right !== 'X')
        expect(check('id_card', made.slice(0, at) + right + left + made.slice(at + 2)).ok).toBe(false)
      }),
    )
  })

  test('REC-1 the tail is the last four characters of a long enough number', () => {
    expect(tailOf('11010519491231002X')).toBe('002X')
    expect(tailOf('1234')).toBeNull()
  })
})
