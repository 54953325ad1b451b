import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CostCase, type CostRule, costPreview, type FeeKind, type PricedItem } from './cost-preview.ts'

const kinds: readonly FeeKind[] = ['registration', 'consultation', 'examination', 'treatment', 'series']

const rule = (given: Partial<CostRule>): CostRule => ({
  code: 'R',
  name: '规则',
  effect: 'share',
  feeKinds: kinds,
  insuranceType: null,
  insuredPlace: null,
  level: null,
  fromAge: null,
  untilAge: null,
  contracted: null,
  sharePerMille: given.effect === 'exempt' ? null : 500,
  floorFen: 0,
  capFen: null,
  yearFloorFen: 0,
  source: '演示',
  confidence: 'verified',
  ...given,
})
const item = (given: Partial<PricedItem> = {}): PricedItem => ({
  code: 'I',
  name: '项目',
  kind: 'treatment',
  priceFen: 10_000,
  quantity: 1,
  ownFirstPerMille: 0,
  ...given,
})
const given = (more: Partial<CostCase>): CostCase => ({
  items: [item()],
  insuranceType: 'employee',
  insuredPlace: 'local',
  age: 40,
  isContracted: false,
  level: '1',
  designated: true,
  rules: [rule({})],
  ...more,
})

const anyItem: fc.Arbitrary<PricedItem> = fc.record({
  code: fc.string({ minLength: 1, maxLength: 3 }),
  name: fc.constant('项目'),
  kind: fc.constantFrom(...kinds),
  priceFen: fc.integer({ min: 0, max: 5_000_000 }),
  quantity: fc.integer({ min: 1, max: 40 }),
  ownFirstPerMille: fc.integer({ min: 0, max: 1000 }),
})
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const anyRule: fc.Arbitrary<CostRule> = fc
  .record({
    code: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    effect: fc.constantFrom('share' as const, 'exempt' as const),
    feeKinds: fc.subarray([...kinds], { minLength: 1 }),
    insuranceType: maybe(fc.constantFrom('employee', 'residents')),
    insuredPlace: maybe(fc.constantFrom('local' as const, 'other' as const)),
    level: maybe(fc.constantFrom('1', '3')),
    fromAge: maybe(fc.integer({ min: 1, max: 90 })),
    contracted: maybe(fc.boolean()),
    sharePerMille: fc.integer({ min: 0, max: 1000 }),
    floorFen: fc.integer({ min: 0, max: 200_000 }),
    capFen: maybe(fc.integer({ min: 0, max: 300_000 })),
  })
  .map(drawn => rule({ ...drawn, sharePerMille: drawn.effect === 'share' ? drawn.sharePerMille : null }))
const anyCase: fc.Arbitrary<CostCase> = fc.record({
  items: fc.array(anyItem, { maxLength: 8 }),
  insuranceType: maybe(fc.constantFrom('employee', 'residents', 'self_pay')),
  insuredPlace: maybe(fc.constantFrom('local' as const, 'other' as const)),
  age: maybe(fc.integer({ min: 0, max: 100 })),
  isContracted: fc.boolean(),
  level: fc.constantFrom('0', '1', '3'),
  designated: maybe(fc.boolean()),
  rules: fc.uniqueArray(anyRule, { maxLength: 6, selector: drawn => drawn.code }),
})

describe('the estimate of a visit', () => {
  it('NET-41 total = waived + insurance + own to the fen, in each line and as a whole, and nothing is negative', () => {
    fc.assert(
      fc.property(anyCase, drawn => {
        const preview = costPreview(drawn)
        expect(preview.estimate).toBe(true)
        for (const line of preview.lines) {
          expect(line.totalFen).toBe(line.waivedFen + line.insuranceFen + line.ownFen)
          for (const fen of [line.waivedFen, line.outsideFen, line.insuranceFen, line.ownFen]) {
            expect(Number.isInteger(fen)).toBe(true)
            expect(fen).toBeGreaterThanOrEqual(0)
          }
          expect(line.ownFen).toBeGreaterThanOrEqual(line.outsideFen)
        }
        expect(preview.totalFen).toBe(preview.waivedFen + preview.insuranceFen + preview.ownFen)
        expect(preview.totalFen).toBe(drawn.items.reduce((sum, one) => sum + one.priceFen * one.quantity, 0))
        expect(preview.ownFen).toBe(preview.lines.reduce((sum, line) => sum + line.ownFen, 0))
        expect(preview.visitOwnFen).toBeLessThanOrEqual(preview.visitFeeFen)
      }),
    )
  })

  it('NET-41 the order in which items are named changes no total', () => {
    fc.assert(
      fc.property(anyCase, drawn => {
        const [one, other] = [costPreview(drawn), costPreview({ ...drawn, items: [...drawn.items].reverse() })]
        expect([other.totalFen, other.waivedFen, other.insuranceFen, other.ownFen]).toEqual([
          one.totalFen,
          one.waivedFen,
          one.insuranceFen,
          one.ownFen,
        ])
      }),
    )
  })

  it('NET-41 without insurance, and where it does not pay, the person pays everything that is not waived', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('nobody', 'self', 'elsewhere'), (drawn, why) => {
        const preview = costPreview({
          ...drawn,
          ...(why === 'nobody' ? { insuranceType: null } : {}),
          ...(why === 'self' ? { insuranceType: 'self_pay' } : {}),
          ...(why === 'elsewhere' ? { designated: false } : {}),
        })
        expect(preview.insuranceFen).toBe(0)
        expect(preview.ownFen).toBe(preview.totalFen - preview.waivedFen)
      }),
    )
  })

  it('NET-41 the floor and the cap hold for the visit, not for each item', () => {
    const rules = [rule({ sharePerMille: 700, floorFen: 6_000, capFen: 8_000 })]
    const preview = costPreview(given({ rules, items: [item({ code: 'A' }), item({ code: 'B' })] }))
    // 200 yuan, 60 below the floor: 70 % of 140 are 98, the cap leaves 80.
    expect(preview).toMatchObject({ totalFen: 20_000, insuranceFen: 8_000, ownFen: 12_000 })
    expect(preview.lines.map(line => line.insuranceFen)).toEqual([2_800, 5_200])
  })

  it('NET-41 the share that no insurance sees comes off first', () => {
    const preview = costPreview(given({ items: [item({ ownFirstPerMille: 100 })] }))
    expect(preview.lines[0]).toMatchObject({ outsideFen: 1_000, insuranceFen: 4_500, ownFen: 5_500, paidBy: 'R' })
  })

  it('NET-42 the rule with the most conditions counts, and the line names it', () => {
    const rules = [
      rule({ code: 'ALL', sharePerMille: 900 }),
      rule({ code: 'EMPLOYEE', insuranceType: 'employee', level: '1', sharePerMille: 700 }),
      rule({ code: 'SENIOR', insuranceType: 'employee', level: '1', fromAge: 65, sharePerMille: 800 }),
    ]
    const paidBy = (age: number | null) => costPreview(given({ rules, age })).lines[0]?.paidBy
    expect([paidBy(64), paidBy(65), paidBy(null)]).toEqual(['EMPLOYEE', 'SENIOR', 'EMPLOYEE'])
    expect(costPreview(given({ rules, age: null })).notes).toEqual(['age_unknown'])
  })

  it('NET-42 who is 65 or has a family doctor is spared the fee, up to the limit of the rule', () => {
    const rules = [
      rule({ code: 'OLD', effect: 'exempt', feeKinds: ['consultation'], fromAge: 65 }),
      rule({ code: 'SIGNED', effect: 'exempt', feeKinds: ['registration'], contracted: true, capFen: 1_000 }),
    ]
    const items = [
      item({ kind: 'registration', code: 'G', priceFen: 2_500 }),
      item({ kind: 'consultation', code: 'Z', priceFen: 1_500 }),
    ]
    const preview = costPreview(given({ rules, items, age: 70, isContracted: true }))
    expect(preview).toMatchObject({ visitFeeFen: 4_000, waivedFen: 2_500, visitOwnFen: 1_500 })
    expect(preview.lines.map(line => line.waivedBy)).toEqual(['SIGNED', 'OLD'])
    expect(preview.rules.map(used => used.code)).toEqual(['SIGNED', 'OLD'])
  })

  it('NET-42 what is not known is said: no rule, a yearly floor, a rule nobody checked, designation not entered', () => {
    const notes = (more: Partial<CostCase>) => costPreview(given(more)).notes
    expect(notes({ rules: [] })).toEqual(['no_rule'])
    expect(notes({ insuranceType: 'self_pay', rules: [] })).toEqual([])
    expect(notes({ rules: [rule({ yearFloorFen: 30_000, confidence: 'reported' })] })).toEqual([
      'year_floor',
      'assumed',
    ])
    expect(notes({ designated: null })).toEqual(['designation_unknown'])
    expect(notes({ designated: false })).toEqual(['not_designated'])
  })
})
