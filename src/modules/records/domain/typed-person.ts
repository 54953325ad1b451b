import type { IdentityType } from '../contract-parts.ts'
import { likelyTypeOf, normaliseIdentityNumber } from './identity.ts'
import { isPhone, normalisePhone } from './phone.ts'

type TypedPerson = {
  readonly identityType?: IdentityType
  readonly identityNumber?: string
  readonly phone?: string
  readonly name?: string
}

/** What was looked for in vain stands in the registration form already: the number, the phone, the name. */
export const readTyped = (text: string): TypedPerson => {
  let person: TypedPerson = {}
  for (const word of text.split(/[\s,，、]+/u)) {
    const number = normaliseIdentityNumber(word)
    if (/^\d{17}[\dX]$/.test(number)) person = { ...person, identityType: likelyTypeOf(number), identityNumber: number }
    else if (isPhone(normalisePhone(word))) person = { ...person, phone: normalisePhone(word) }
    else if (/^[\p{Script=Han}·]{2,}$/u.test(word)) person = { ...person, name: word }
  }
  return person
}
