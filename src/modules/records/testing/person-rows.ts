import type { Keys } from '#src/platform/server/crypto.ts'
import type { IdentityStatus } from '../contract-parts.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import { checkDigitOf } from '../domain/identity.ts'
import { personColumns as columnsOf } from '../server/person-columns.ts'
import { spellName as spelling } from '../server/spell-name.ts'

/** For those who write many residents at once: the columns as the product itself computes them. */
export const personColumns = (keys: Keys, person: CheckedPerson, identityStatus: IdentityStatus) =>
  columnsOf(keys, person, identityStatus)

/** The eighteenth character of an identity number. */
export const checkDigit = (first17: string): string => checkDigitOf(first17)

/** Pinyin and initials of a name, as the search knows it. */
export const spellName = (name: string) => spelling(name)
