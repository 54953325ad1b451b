import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Ctx } from './context.ts'
import type { PasswordRules } from './password-rules.ts'
import { settingOf } from './settings.ts'

/** Argon2id with 19 MiB and one lane (OWASP's first choice); passes are the setting `platform.argon2_passes`. */
const options = (passes: number) => ({ algorithm: 2, memoryCost: 19_456, parallelism: 1, timeCost: passes }) as const

export const hashPassword = (password: string, passes = 2): Promise<string> => hash(password, options(passes))

let strangersHash: Promise<string> | undefined

/**
 * Whether the password fits. For an account that does not exist the same work is done, so that the time of the
 * answer tells nobody which login names exist.
 */
export const verifyPassword = async (stored: string | null | undefined, password: string): Promise<boolean> => {
  strangersHash ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await strangersHash), password)
  return fits && stored !== null && stored !== undefined
}

export const passwordRules = async (ctx: Ctx): Promise<PasswordRules> => ({
  minimumLength: await settingOf<number>(ctx, 'platform.password_min_length'),
  classes: await settingOf<number>(ctx, 'platform.password_classes'),
})

// Without letters and figures that look alike when read from paper.
const alphabets = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const

/** An initial password with all of three classes, for reading out once. */
export const generatePassword = (length: number): string => {
  const pick = (alphabet: string): string => alphabet[randomInt(alphabet.length)] as string
  const letters = Array.from({ length: Math.max(length, 12) - 3 }, () => pick(alphabets.join('')))
  // The three classes are certain, and stand at random places.
  for (const alphabet of alphabets) letters.splice(randomInt(letters.length + 1), 0, pick(alphabet))
  return letters.join('')
}
