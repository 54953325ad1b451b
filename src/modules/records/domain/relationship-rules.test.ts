import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relationshipActs } from '../contract-parts.ts'
import { isLive, relationshipEnd, relationshipRules } from './relationship-rules.ts'

const zone = 'Asia/Shanghai'
const at = (instant: string) => new Date(instant)

describe('care relationships', () => {
  test('REC-6 a card, a code or a QR opens the record for the day and thirty days more', () => {
    const from = at('2026-11-21T01:00:00Z')
    for (const act of ['card_read', 'sms_code', 'resident_qr'] as const) {
      expect(relationshipRules[act].scope).toBe('record')
      expect(relationshipEnd(act, from, zone)).toEqual(at('2026-12-21T16:00:00Z'))
    }
    expect(relationshipEnd('arrival', from, zone)).toEqual(at('2026-12-21T16:00:00Z'))
    // Just before the region's midnight it is still the same day.
    expect(relationshipEnd('card_read', at('2026-11-21T15:59:59Z'), zone)).toEqual(at('2026-12-21T16:00:00Z'))
    expect(relationshipEnd('card_read', at('2026-11-21T16:00:00Z'), zone)).toEqual(at('2026-12-22T16:00:00Z'))
  })

  test('REC-6 a contract holds for its term, three years at most, and needs an end', () => {
    const from = at('2026-11-21T01:00:00Z')
    expect(relationshipEnd('contract', from, zone, at('2027-11-21T00:00:00Z'))).toEqual(at('2027-11-21T00:00:00Z'))
    expect(relationshipEnd('contract', from, zone, at('2036-11-21T00:00:00Z'))).toEqual(
      new Date(from.getTime() + 1098 * 86_400_000),
    )
    expect(relationshipEnd('contract', from, zone)).toBeNull()
    expect(relationshipEnd('contract', from, zone, from)).toBeNull()
  })

  test('REC-6 a typed number opens the identity only, an arrival what else was shown; every other act opens the record', () => {
    const others = { typed_number: 'identity', arrival: 'as_shown' } as Readonly<Record<string, string>>
    for (const act of relationshipActs) expect(relationshipRules[act].scope).toBe(others[act] ?? 'record')
  })

  test('REC-6 property: whatever is asked for, a relationship ends after it begins and within its limit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...relationshipActs),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.option(fc.integer({ min: -1e11, max: 1e12 }), { nil: undefined }),
        (act, start, length) => {
          const from = new Date(start)
          const end = relationshipEnd(act, from, zone, length === undefined ? undefined : new Date(start + length))
          if (end === null) return
          const rule = relationshipRules[act].end
          const days = rule.kind === 'visit' ? rule.days + 1 : rule.atMostDays
          expect(end.getTime()).toBeGreaterThan(start)
          expect(end.getTime()).toBeLessThanOrEqual(start + days * 86_400_000)
        },
      ),
    )
  })

  test('REC-6 a relationship lives from its first instant until just before its last', () => {
    const row = { validFrom: at('2026-11-21T00:00:00Z'), validUntil: at('2026-11-22T00:00:00Z'), endedAt: null }
    expect(isLive(row, at('2026-11-20T23:59:59Z'))).toBe(false)
    expect(isLive(row, row.validFrom)).toBe(true)
    expect(isLive(row, row.validUntil)).toBe(false)
    expect(isLive({ ...row, endedAt: row.validFrom }, row.validFrom)).toBe(false)
  })
})
