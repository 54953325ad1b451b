import { hasText, t } from './i18n.ts'

/** A role in words; network declares the roles and their names. */
export const roleName = (role: string): string => {
  const key = `network.role.${role}`
  return hasText(key) ? t(key) : role
}
