import { formatDate, formatWeekday } from '#src/platform/web/format.ts'
import { hasText, t } from '#src/platform/web/i18n.ts'
import type { Problem, SessionChip, SessionKind, SessionStatus, StaffRole } from '../contract-shapes.ts'

/** Codes of this module in words. */
export const kindWord = (kind: SessionKind): string => t(`deployment.kind.${kind}`)
export const roleWord = (role: StaffRole): string => t(`deployment.role.${role}`)
export const statusWord = (status: SessionStatus): string => t(`deployment.status.${status}`)

/** `李主任（主任医师）`; the title's name belongs to network. */
export const titleWord = (titleCode: string | null): string => {
  const key = `network.title.${titleCode}`
  return titleCode !== null && hasText(key) ? t(key) : ''
}

export const partWord = (parts: readonly { readonly key: string; readonly name: string }[], key: string): string => {
  const known = `deployment.part.${key}`
  return hasText(known) ? t(known) : (parts.find(part => part.key === key)?.name ?? key)
}

/** What a chip says first: who comes, else what it is about. */
export const headOf = (session: SessionChip): string => {
  const lead = session.staff.find(person => person.role === 'lead') ?? session.staff[0]
  if (!lead?.name && session.awaited !== null) return t('deployment.fact.awaited_short')
  return lead?.name || session.theme || session.speciality || kindWord(session.kind)
}
/** And second. */
export const tailOf = (session: SessionChip): string => {
  const isActivity = session.kind === 'lecture' || session.kind === 'free_clinic'
  const hasPerson = session.staff.some(person => person.name)
  // What an activity is goes before whose department it is; its theme stands above when nobody is named.
  const about = isActivity
    ? [kindWord(session.kind), hasPerson ? session.theme : null].filter(Boolean).join(' · ')
    : (session.speciality ?? session.theme ?? kindWord(session.kind))
  const more = session.staff.length > 1 ? ` +${session.staff.length - 1}` : ''
  return about + more
}

export const dayWords = (date: string, part?: string): string => formatDate(date, 'day', part)
export const weekdayWord = (weekday: number): string => formatWeekday(`2024-01-0${weekday}`)

type Names = Readonly<Record<string, string>>

/** The reason with the names that the server's details leave out, so that no name travels in an error. */
export const reasonOf = (
  found: Pick<Problem, 'code' | 'staffId' | 'roomId' | 'institutionId' | 'otherInstitutionId'>,
  names: Names,
): string => {
  const person = found.staffId === null ? undefined : names[found.staffId]
  const room = found.roomId === null ? undefined : names[found.roomId]
  const site = found.otherInstitutionId === null ? undefined : names[found.otherInstitutionId]
  const here = found.institutionId === null ? undefined : names[found.institutionId]
  const words = {
    here: here ?? t('deployment.reason.this_site'),
    person: person ?? t('deployment.reason.somebody'),
    room: room ?? t('deployment.reason.some_room'),
    site: site ?? t('deployment.reason.some_site'),
  }
  return t(`deployment.reason.${found.code}`, words)
}

/** A refusal of one session, in the same words. */
export const refusalReason = (
  problem: { readonly code: string; readonly details: Readonly<Record<string, unknown>> },
  names: Names,
): string | null => {
  const code = problem.code.replace(/^deployment\./, '')
  if (!hasText(`deployment.reason.${code}`)) return null
  const detail = (name: string): string | null =>
    typeof problem.details[name] === 'string' ? (problem.details[name] as string) : null
  return reasonOf(
    {
      code: code as Problem['code'],
      staffId: detail('staffId'),
      roomId: detail('roomId'),
      institutionId: detail('institutionId'),
      otherInstitutionId: detail('otherInstitutionId'),
    },
    names,
  )
}
