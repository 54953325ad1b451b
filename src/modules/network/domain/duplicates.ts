/** What tells one person from another of the same name at the same institution. */
export type PersonKey = {
  readonly code: string
  readonly name: string
  readonly institutionId: string
  readonly licenceNumber: string | null
  readonly phoneTail: string | null
}
export type Likeness = 'same' | 'perhaps' | 'different'

/** Names are compared without spaces; 张 三 and 张三 are one. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/[\s·•]/g, '')

/**
 * Whether two entries mean one person (NET-6): the same licence is the same person anywhere; the same name at the same
 * institution is when the phone's last four agree; when nothing tells them apart it is perhaps.
 */
export const likenessOf = (one: PersonKey, other: PersonKey): Likeness => {
  if (one.licenceNumber !== null && one.licenceNumber === other.licenceNumber) return 'same'
  if (one.institutionId !== other.institutionId || nameKey(one.name) !== nameKey(other.name)) return 'different'
  if (one.phoneTail !== null && one.phoneTail === other.phoneTail) return 'same'
  const licencesDiffer = one.licenceNumber !== null && other.licenceNumber !== null
  const phonesDiffer = one.phoneTail !== null && other.phoneTail !== null
  return licencesDiffer || phonesDiffer ? 'different' : 'perhaps'
}
