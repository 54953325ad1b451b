import { addDays, ageOn, type LocalDate } from '#src/platform/kernel/dates.ts'
import type { ProxyProof, ProxyRelation } from '../contract-parts.ts'
import { adultAge, birthdayAt, guardianUntilAge, isAdult } from './ages.ts'

/** Who may act for whom, on what proof, until when (PIPL and its practice: 父母 / 监护人 / 家属授权; confirmed again at 14 and at 18). */

type ProxyRule = {
  readonly relation: ProxyRelation
  readonly proofs: readonly ProxyProof[]
  /** Of the person acted for. */
  readonly forMinors: boolean
  readonly forAdults: boolean
  /** For an adult: at most so many days, then asked again. */
  readonly adultDays: number | null
}

export const proxyRules: readonly ProxyRule[] = [
  // A parent's own word is enough only for a child that the parent's phone registers (see addChild).
  {
    relation: 'parent',
    proofs: ['household_book', 'birth_certificate', 'own_declaration'],
    forMinors: true,
    forAdults: false,
    adultDays: null,
  },
  {
    relation: 'guardian',
    proofs: ['household_book', 'court_paper', 'own_declaration'],
    forMinors: true,
    forAdults: false,
    adultDays: null,
  },
  { relation: 'guardian', proofs: ['court_paper'], forMinors: false, forAdults: true, adultDays: null },
  {
    relation: 'family',
    proofs: ['written_authorisation', 'code_to_elder'],
    forMinors: false,
    forAdults: true,
    adultDays: 365,
  },
]

export type ProxyTerm =
  | { readonly ok: true; readonly until: LocalDate | null; readonly reconfirmOn: LocalDate | null }
  | { readonly ok: false; readonly problem: 'proof_does_not_fit' }
  | { readonly ok: false; readonly problem: 'until_too_far'; readonly latest: LocalDate }

/** The next birthday at which a proxy for a minor must be confirmed again. */
const nextConfirmation = (birthDate: LocalDate, today: LocalDate): LocalDate =>
  birthdayAt(birthDate, ageOn(birthDate, today) < guardianUntilAge ? guardianUntilAge : adultAge)

/**
 * REC-9: whether relation and proof fit the person's age, and until when the proxy holds (the first day on which it does not).
 * @param wished last day wished for, if any.
 */
export const proxyTermOf = (input: {
  readonly relation: ProxyRelation
  readonly proof: ProxyProof
  readonly birthDate: LocalDate
  readonly today: LocalDate
  readonly wished?: LocalDate | undefined
}): ProxyTerm => {
  const adult = isAdult(input.birthDate, input.today)
  const rule = proxyRules.find(
    candidate =>
      candidate.relation === input.relation &&
      candidate.proofs.includes(input.proof) &&
      (adult ? candidate.forAdults : candidate.forMinors),
  )
  if (!rule) return { ok: false, problem: 'proof_does_not_fit' }
  const reconfirmOn = adult ? null : nextConfirmation(input.birthDate, input.today)
  const latest = reconfirmOn ?? (rule.adultDays === null ? null : addDays(input.today, rule.adultDays))
  if (input.wished === undefined) return { ok: true, until: latest, reconfirmOn }
  const wishedEnd = addDays(input.wished, 1)
  if (input.wished < input.today || (latest !== null && wishedEnd > latest))
    return { ok: false, problem: 'until_too_far', latest: latest === null ? input.today : addDays(latest, -1) }
  return { ok: true, until: wishedEnd, reconfirmOn }
}

/** From thirty days before the birthday the desk and the phone remind that the proxy must be confirmed. */
export const needsConfirmation = (reconfirmOn: LocalDate | null, today: LocalDate): boolean =>
  reconfirmOn !== null && addDays(reconfirmOn, -30) <= today
