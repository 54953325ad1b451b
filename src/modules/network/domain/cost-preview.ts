/**
 * What a visit will probably cost: always an estimate (估算), in whole fen, explained line by line. Pure arithmetic;
 * the prices and rules are data that somebody entered with their source.
 */

export type FeeKind = 'registration' | 'consultation' | 'examination' | 'treatment' | 'series'

export type PricedItem = {
  readonly code: string
  readonly name: string
  readonly kind: FeeKind
  /** of one unit; of a series, the whole of it */
  readonly priceFen: number
  readonly quantity: number
  /** The share that no insurance sees: 0 wholly insured, 1000 not at all. */
  readonly ownFirstPerMille: number
}

export type CostRule = {
  readonly code: string
  readonly name: string
  /** `share`: insurance pays a part · `exempt`: the fee is waived, up to `capFen` an item. */
  readonly effect: 'share' | 'exempt'
  readonly feeKinds: readonly FeeKind[]
  /** null holds for everyone, here and below. */
  readonly insuranceType: string | null
  readonly insuredPlace: 'local' | 'other' | null
  readonly level: string | null
  readonly fromAge: number | null
  readonly untilAge: number | null
  readonly contracted: boolean | null
  readonly sharePerMille: number | null
  /** Of one visit: what the person pays before insurance does. */
  readonly floorFen: number
  /** Of one visit: the most that insurance pays; of an exemption: the most that is waived of one unit. */
  readonly capFen: number | null
  /** Of a year: nobody here knows how much of it is used up, so it is told and not subtracted. */
  readonly yearFloorFen: number
  readonly source: string
  readonly confidence: 'verified' | 'reported' | 'assumed'
}

export type CostCase = {
  readonly items: readonly PricedItem[]
  /** null when nobody said; then nothing is paid by insurance. */
  readonly insuranceType: string | null
  readonly insuredPlace: 'local' | 'other' | null
  readonly age: number | null
  readonly isContracted: boolean
  /** of the institution: 3, 2, 1 or 0 */
  readonly level: string
  /** 定点; null when nobody entered it, which counts as yes and is told. */
  readonly designated: boolean | null
  readonly rules: readonly CostRule[]
}

export type CostLine = {
  readonly code: string
  readonly name: string
  readonly kind: FeeKind
  readonly quantity: number
  readonly totalFen: number
  readonly waivedFen: number
  /** What insurance doesn't look at. */
  readonly outsideFen: number
  readonly insuranceFen: number
  readonly ownFen: number
  readonly waivedBy: string | null
  readonly paidBy: string | null
}

export type CostNote = 'not_designated' | 'designation_unknown' | 'no_rule' | 'age_unknown' | 'year_floor' | 'assumed'

export type CostPreview = {
  readonly estimate: true
  readonly totalFen: number
  /** Registration and consultation, before waiver and insurance. */
  readonly visitFeeFen: number
  /** What the person pays of them. */
  readonly visitOwnFen: number
  readonly waivedFen: number
  readonly insuranceFen: number
  readonly ownFen: number
  readonly lines: readonly CostLine[]
  /** The rules that were used, each once. */
  readonly rules: readonly CostRule[]
  readonly notes: readonly CostNote[]
}

const isVisitFee = (kind: FeeKind): boolean => kind === 'registration' || kind === 'consultation'

/** Whoever pays for everything has no insurance to ask. */
const hasInsurance = (given: CostCase): boolean => given.insuranceType !== null && given.insuranceType !== 'self_pay'

const holds = (rule: CostRule, kind: FeeKind, given: CostCase): boolean =>
  rule.feeKinds.includes(kind) &&
  (rule.insuranceType === null || rule.insuranceType === given.insuranceType) &&
  (rule.insuredPlace === null || rule.insuredPlace === given.insuredPlace) &&
  (rule.level === null || rule.level === given.level) &&
  (rule.fromAge === null || (given.age !== null && given.age >= rule.fromAge)) &&
  (rule.untilAge === null || (given.age !== null && given.age <= rule.untilAge)) &&
  (rule.contracted === null || rule.contracted === given.isContracted)

const conditionsOf = (rule: CostRule): number =>
  [rule.insuranceType, rule.insuredPlace, rule.level, rule.fromAge ?? rule.untilAge, rule.contracted].filter(
    condition => condition !== null,
  ).length

const order = (one: CostRule, other: CostRule): number =>
  conditionsOf(other) - conditionsOf(one) ||
  (other.sharePerMille ?? 0) - (one.sharePerMille ?? 0) ||
  (one.code < other.code ? -1 : 1)

/** The rule with the most conditions counts; among equals the one that leaves the person less, then the first by code (NET-42). */
const ruleFor = (effect: CostRule['effect'], kind: FeeKind, given: CostCase): CostRule | undefined =>
  given.rules.filter(rule => rule.effect === effect && holds(rule, kind, given)).sort(order)[0]

/** What insurance pays of a visit's insured sum: nothing below the floor, the share above it, never more than the cap. */
const paidOf = (rule: CostRule, sumFen: number): number => {
  const above = Math.max(0, sumFen - rule.floorFen)
  const share = Math.floor((above * (rule.sharePerMille ?? 0)) / 1000)
  return rule.capFen === null ? share : Math.min(share, rule.capFen)
}

const waiverOf = (rule: CostRule | undefined, item: PricedItem): number =>
  rule === undefined ? 0 : Math.min(item.priceFen, rule.capFen ?? item.priceFen) * item.quantity

type Used = { readonly lines: CostLine[]; readonly rules: Map<string, CostRule>; missing: boolean }

/** Floors and caps hold for the visit, so each line gets what its rule pays of the sum so far less what it paid before. */
const reckon = (given: CostCase): Used => {
  const used: Used = { lines: [], rules: new Map(), missing: false }
  const sumByRule = new Map<string, number>()
  const insured = hasInsurance(given) && given.designated !== false
  for (const item of given.items) {
    const waiver = ruleFor('exempt', item.kind, given)
    const share = insured ? ruleFor('share', item.kind, given) : undefined
    const totalFen = item.priceFen * item.quantity
    const waivedFen = waiverOf(waiver, item)
    const left = totalFen - waivedFen
    const outsideFen = Math.ceil((left * item.ownFirstPerMille) / 1000)
    const before = share ? (sumByRule.get(share.code) ?? 0) : 0
    const insuranceFen = share ? paidOf(share, before + left - outsideFen) - paidOf(share, before) : 0
    if (share) sumByRule.set(share.code, before + left - outsideFen)
    else if (left > outsideFen) used.missing = true
    const waived = waivedFen > 0 && waiver !== undefined
    for (const rule of [waived ? waiver : undefined, share]) if (rule) used.rules.set(rule.code, rule)
    used.lines.push({
      code: item.code,
      name: item.name,
      kind: item.kind,
      quantity: item.quantity,
      totalFen,
      waivedFen,
      outsideFen,
      insuranceFen,
      ownFen: left - insuranceFen,
      waivedBy: waived ? waiver.code : null,
      paidBy: share?.code ?? null,
    })
  }
  return used
}

const notesOf = (given: CostCase, used: Used): readonly CostNote[] => {
  const rules = [...used.rules.values()]
  const agesMatter = given.age === null && given.rules.some(rule => rule.fromAge !== null || rule.untilAge !== null)
  const notes: readonly (readonly [CostNote, boolean])[] = [
    ['not_designated', given.designated === false && hasInsurance(given)],
    ['designation_unknown', given.designated === null && hasInsurance(given)],
    ['no_rule', used.missing && hasInsurance(given) && given.designated !== false],
    ['age_unknown', agesMatter],
    ['year_floor', rules.some(rule => rule.yearFloorFen > 0)],
    ['assumed', rules.some(rule => rule.confidence !== 'verified')],
  ]
  return notes.filter(([, applies]) => applies).map(([note]) => note)
}

const sum = (lines: readonly CostLine[], of: (line: CostLine) => number): number =>
  lines.reduce((total, line) => total + of(line), 0)

/**
 * Reckons what a person pays (NET-41, NET-42): first what is waived, then the share that no insurance sees, then the
 * insurance's part of the rest. Total = waived + insurance + own, to the fen, in each line and as a whole.
 */
export const costPreview = (given: CostCase): CostPreview => {
  const used = reckon(given)
  const visit = used.lines.filter(line => isVisitFee(line.kind))
  return {
    estimate: true,
    totalFen: sum(used.lines, line => line.totalFen),
    visitFeeFen: sum(visit, line => line.totalFen),
    visitOwnFen: sum(visit, line => line.ownFen),
    waivedFen: sum(used.lines, line => line.waivedFen),
    insuranceFen: sum(used.lines, line => line.insuranceFen),
    ownFen: sum(used.lines, line => line.ownFen),
    lines: used.lines,
    rules: [...used.rules.values()],
    notes: notesOf(given, used),
  }
}
