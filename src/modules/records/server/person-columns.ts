import { maskIdentityNumber, maskName, maskPhone } from '#src/platform/kernel/masking.ts'
import { blindIndex, encryptText, type Keys } from '#src/platform/server/crypto.ts'
import type { IdentityStatus } from '../contract-parts.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import { tailOf } from '../domain/identity.ts'
import { spellName } from './spell-name.ts'

/** The same number has one index whatever document it stands on, so that nobody is registered twice. */
export const identityIndexOf = (keys: Keys, number: string): Buffer => blindIndex(keys, 'identity', number)
export const phoneIndexOf = (keys: Keys, phone: string): Buffer => blindIndex(keys, 'phone', phone)
export const tailIndexOf = (keys: Keys, kind: 'identity_tail' | 'phone_tail', tail: string): Buffer =>
  blindIndex(keys, kind, tail)

const indexed = <T>(value: string | null, make: (text: string) => T): T | null => (value === null ? null : make(value))

/** A person as the tables hold it: sealed, masked, and indexed for finding. */
export const personColumns = async (keys: Keys, person: CheckedPerson, identityStatus: IdentityStatus) => {
  const { pinyin, initials } = await spellName(person.name)
  const number = person.identityNumber
  return {
    name: person.name,
    maskedName: maskName(person.name),
    pinyin,
    initials,
    sex: person.sex,
    birthDate: person.birthDate,
    identityType: person.identityType,
    identityCipher: indexed(number, text => encryptText(keys, text)),
    maskedNumber: indexed(number, maskIdentityNumber),
    identityStatus,
    identityIndex: indexed(number, text => identityIndexOf(keys, text)),
    identityTailIndex: indexed(number === null ? null : tailOf(number), tail =>
      tailIndexOf(keys, 'identity_tail', tail),
    ),
    phoneCipher: indexed(person.phone, text => encryptText(keys, text)),
    maskedPhone: indexed(person.phone, maskPhone),
    phoneIndex: indexed(person.phone, text => phoneIndexOf(keys, text)),
    phoneTailIndex: indexed(person.phone === null ? null : tailOf(person.phone), tail =>
      tailIndexOf(keys, 'phone_tail', tail),
    ),
    addressCipher: indexed(person.address, text => encryptText(keys, text)),
    insuranceType: person.insuranceType,
    insuredPlace: person.insuredPlace,
    residenceKind: person.residenceKind,
    householdPlace: person.householdPlace,
  }
}
