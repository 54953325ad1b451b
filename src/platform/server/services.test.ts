import fc from 'fast-check'
import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import { auditColumns, encodeFields } from './audit-encoding.ts'
import { readDevice, withEntry, writeDevice } from './device-cookie.ts'
import { csvField } from './endpoints/audit.ts'
import { rolesAbove } from './loop-escalation.ts'
import { groupOf } from './loop-list.query.ts'
import { afterQuietHours } from './notify.ts'
import { passwordRefusal } from './password-rules.ts'
import { generatePassword } from './passwords.ts'
import { totp } from './second-factor.ts'

const zone = 'Asia/Shanghai'
const times = fc
  .integer({ min: 0, max: 1439 })
  .map(minutes => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })

describe('quiet hours', () => {
  it('PLAT-51 no message leaves in quiet hours, and none waits longer than until they end', () => {
    fc.assert(
      fc.property(moments, times, times, (at, from, to) => {
        const free = afterQuietHours(at, { from, to }, zone)
        const time = localTimeAt(free, zone)
        const isQuiet = from < to ? time >= from && time < to : from > to && (time >= from || time < to)
        expect(isQuiet).toBe(false)
        expect(free.getTime()).toBeGreaterThanOrEqual(at.getTime())
        expect(free.getTime() - at.getTime()).toBeLessThan(24 * 3_600_000)
        if (free.getTime() !== at.getTime()) expect(time).toBe(to)
      }),
    )
  })

  it('PLAT-51 what is written at 22:15 leaves at 08:00 the next day, what is written at 07:59 a minute later', () => {
    const quiet = { from: '21:00', to: '08:00' }
    expect(afterQuietHours(new Date('2026-11-23T14:15:00Z'), quiet, zone).toISOString()).toBe(
      '2026-11-24T00:00:00.000Z',
    )
    expect(afterQuietHours(new Date('2026-11-23T23:59:00Z'), quiet, zone).toISOString()).toBe(
      '2026-11-24T00:00:00.000Z',
    )
    expect(afterQuietHours(new Date('2026-11-24T00:00:00Z'), quiet, zone).toISOString()).toBe(
      '2026-11-24T00:00:00.000Z',
    )
  })
})

describe('passwords', () => {
  const rules = { minimumLength: 8, classes: 3 }
  const code = (password: string, loginName = 'zhang.min', previous?: string) =>
    passwordRefusal(rules, password, loginName, previous)?.fields[0]?.code

  it('PLAT-45 a password has its length and classes, does not hold the login name and is not the last one', () => {
    expect(code('Ab3')).toBe('platform.password_too_short')
    expect(code('abcdefgh1')).toBe('platform.password_too_simple')
    expect(code('Zhang.Min1')).toBe('platform.password_contains_name')
    expect(code('Correct-9', 'x', 'Correct-9')).toBe('platform.password_same')
    expect(code('门口Ab1门口门口')).toBeUndefined()
    expect(code('Correct-9')).toBeUndefined()
  })

  it('PLAT-45 a generated password always obeys the rules', () => {
    for (let round = 0; round < 200; round += 1) expect(code(generatePassword(8))).toBeUndefined()
  })
})

describe('second factor', () => {
  it('PLAT-47 a code belongs to one step of half a minute, one step of difference is tolerated, no used step is taken again', () => {
    const { secret } = totp.begin('zhang')
    const now = new Date('2026-11-23T01:00:10Z')
    const step = Math.floor(now.getTime() / 30_000)
    const codeOf = (steps: number) => new TOTP({ secret }).generate({ timestamp: now.getTime() + steps * 30_000 })
    expect(totp.stepOf(secret, codeOf(0), now, null)).toBe(step)
    expect(totp.stepOf(secret, codeOf(-1), now, null)).toBe(step - 1)
    expect(totp.stepOf(secret, codeOf(0), now, step)).toBeNull()
    expect(totp.stepOf(secret, codeOf(-1), now, step)).toBeNull()
    expect(totp.stepOf(secret, codeOf(3), now, null)).toBeNull()
  })
})

describe('loops', () => {
  it('PLAT-48 a loop is overdue at its minute, due today until midnight of the region, else later', () => {
    const now = new Date('2026-11-23T15:00:00Z') // 23:00 in Shanghai
    expect(groupOf(new Date('2026-11-23T15:00:00Z'), now, zone)).toBe('overdue')
    expect(groupOf(new Date('2026-11-23T15:59:59Z'), now, zone)).toBe('today')
    expect(groupOf(new Date('2026-11-23T16:00:00Z'), now, zone)).toBe('later')
  })

  it('PLAT-49 a person climbs to the first role, a role to the one after it', () => {
    const kind = { kind: 'x.y', dueMinutes: 1, escalateMinutes: 1, escalation: ['a', 'b', 'c'] }
    expect(rolesAbove(kind, { accountId: 'one', role: null })).toEqual(['a', 'b', 'c'])
    expect(rolesAbove(kind, { accountId: null, role: 'b' })).toEqual(['c'])
    expect(rolesAbove(kind, { accountId: null, role: 'c' })).toEqual([])
    expect(rolesAbove(kind, { accountId: null, role: 'elsewhere' })).toEqual(['a', 'b', 'c'])
  })
})

describe('audit', () => {
  it('PLAT-54 two different rows never have the same encoding, wherever their columns are cut', () => {
    const field = fc.option(fc.string({ maxLength: 6 }), { nil: null })
    const row = fc.array(field, { minLength: auditColumns.length, maxLength: auditColumns.length })
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(encodeFields(a).equals(encodeFields(b))).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
    expect(encodeFields(['ab', 'c']).equals(encodeFields(['a', 'bc']))).toBe(false)
    expect(encodeFields([null]).equals(encodeFields(['']))).toBe(false)
  })

  it('PLAT-55 an exported field can not become a formula or break its line', () => {
    expect(csvField('=1+1')).toBe("'=1+1")
    expect(csvField('a,"b"\nc')).toBe('"a,""b""\nc"')
    expect(csvField(null)).toBe('')
  })
})

describe('a shared computer', () => {
  it('PLAT-57 the signed list is read back, and one changed letter makes it worthless', () => {
    const keys = { encryption: Buffer.alloc(32, 1), blindIndex: Buffer.alloc(32, 2), seal: Buffer.alloc(32, 3) }
    const now = new Date('2026-11-23T01:00:00Z')
    const entries = withEntry(withEntry([], { accountId: 'one', at: now.getTime() }), {
      accountId: 'two',
      at: now.getTime(),
    })
    const cookie = writeDevice(keys, entries)
    expect(readDevice(keys, cookie, now, 12)).toEqual(entries)
    expect(readDevice(keys, `x${cookie}`, now, 12)).toEqual([])
    expect(readDevice(keys, undefined, now, 12)).toEqual([])
  })
})
