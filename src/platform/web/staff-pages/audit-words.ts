import type { searchAudit } from '#src/platform/contract/audit.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { hasText, t, textKeys } from '../i18n.ts'

export type AuditRow = OutputOf<typeof searchAudit>['rows'][number]

const signingIn = ['platform.signIn', 'platform.switchUser']

/** `booking.bookAppointment` in words where the module has them. */
export const actName = (act: string): string => {
  const [module, name] = act.split('.')
  const key = `${module}.act.${name}`
  return hasText(key) ? t(key) : act
}

/** Acts that are in words, for a filter; the words are searched, the act is what the server asks for. */
export const actsInWords = (): readonly { readonly act: string; readonly words: string }[] =>
  textKeys()
    .flatMap(key => {
      const match = /^([a-z]+)\.act\.([a-z]+[A-Z][A-Za-z]*)$/.exec(key)
      return match ? [{ act: `${match[1]}.${match[2]}`, words: t(key) }] : []
    })
    .sort((one, other) => one.words.localeCompare(other.words, 'zh-CN'))

/** Who it was: a name, someone not signed in, a resident's phone account, or a job of the system. */
export const actorWords = (row: AuditRow): string => {
  if (row.actorName) return row.actorName
  // Nobody is known before signing in; who did is the subject.
  if (row.accountName && signingIn.includes(row.act)) return row.accountName
  const [kind = '', id = ''] = row.actor.split(':')
  if (kind === 'public' || kind === 'resident') return t(`platform.shell.audit.actor.${kind}`)
  return kind === 'job' ? t('platform.shell.audit.actor.job', { name: id }) : row.actor
}
