/** GB 32100-2015: digits and letters without I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

export type CreditCodeFault = 'length' | 'character' | 'inner_check' | 'check'

/** The last character of a unified social credit code, from the first 17 (GB 32100-2015). */
export const creditCheckOf = (first17: string): string => {
  const sum = creditWeights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(first17[index] ?? '0'),
    0,
  )
  return alphabet[(31 - (sum % 31)) % 31] as string
}

/** The ninth character of an organisation code, from the first eight (GB 11714-1997; A is 10, Z is 35). */
export const organisationCheckOf = (first8: string): string => {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(first8[index] ?? '0', 36),
    0,
  )
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}

/**
 * What is wrong with a unified social credit code; undefined when nothing is (NET-1).
 * The inner organisation code (characters 9–17) has a check character of its own.
 */
export const creditCodeFault = (code: string): CreditCodeFault | undefined => {
  if (code.length !== 18) return 'length'
  if ([...code].some(letter => !alphabet.includes(letter))) return 'character'
  if (organisationCheckOf(code.slice(8, 16)) !== code[16]) return 'inner_check'
  if (creditCheckOf(code.slice(0, 17)) !== code[17]) return 'check'
  return undefined
}

/** Full-width letters and digits, lower case and spaces come from typing and are not faults. */
export const tidyCode = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
