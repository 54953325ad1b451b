import { fieldRefused, type Refusal } from '#src/platform/kernel/errors.ts'

/** Settings `platform.password_*`; the numbers are practice, not a standard (domain rules §10). */
export type PasswordRules = { readonly minimumLength: number; readonly classes: number }

const classTests = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]

/** How many of the four classes occur: small letters, capitals, figures, everything else. */
export const characterClasses = (password: string): number => classTests.filter(test => test.test(password)).length

/** Why a new password is not good enough (PLAT-45); undefined when it is. `previous` is the one being replaced, where known. */
export const passwordRefusal = (
  rules: PasswordRules,
  password: string,
  loginName: string,
  previous?: string,
): Refusal | undefined => {
  if ([...password].length < rules.minimumLength)
    return fieldRefused('/next', 'platform.password_too_short', { minimum: rules.minimumLength })
  if (characterClasses(password) < rules.classes)
    return fieldRefused('/next', 'platform.password_too_simple', { classes: rules.classes })
  if (loginName !== '' && password.toLowerCase().includes(loginName.toLowerCase()))
    return fieldRefused('/next', 'platform.password_contains_name')
  if (password === previous) return fieldRefused('/next', 'platform.password_same')
  return undefined
}
