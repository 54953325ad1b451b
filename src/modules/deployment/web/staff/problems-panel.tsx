import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Problem, SessionChip } from '../../contract-shapes.ts'
import { dayWords, headOf, partWord, reasonOf, tailOf } from '../words.ts'
import { Panel } from './panel.tsx'
import type { BoardPlaces } from './session-fields.tsx'

type Props = {
  readonly problems: readonly Problem[]
  readonly sessions: readonly SessionChip[]
  readonly places: BoardPlaces
  readonly names: Readonly<Record<string, string>>
  readonly onOpen: (sessionId: string) => void
  readonly onClose: () => void
}

const keyOf = (found: Problem): string => `${found.sessionId} ${found.code} ${found.staffId} ${found.otherSessionId}`
const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort(
    (one, other) => one.level.localeCompare(other.level) || one.localDate.localeCompare(other.localDate),
  )

/** Whose visit it is: a reason alone would have to be opened to be understood. */
const whoOf = (session: SessionChip | undefined): string => (session ? ` · ${headOf(session)} ${tailOf(session)}` : '')

/** A clinic for residents to which nobody is assigned yet, whether or not a house has promised a name. */
const isUnnamed = ({ kind, status, staff, localDate }: SessionChip): boolean =>
  kind === 'outpatient' &&
  (status === 'draft' || status === 'published') &&
  localDate >= today() &&
  !staff.some(person => person.name !== '')

/** What stands in the way of publishing, the stopping ones first; each opens its session. */
export const ProblemsPanel = ({ problems, sessions, places, names, onOpen, onClose }: Props) => {
  const unnamed = sessions.filter(isUnnamed)
  return (
    <Panel title={t('deployment.panel.problems', { count: problems.length })} onClose={onClose}>
      {problems.length === 0 ? (
        <EmptyState
          icon="good"
          title={t(unnamed.length > 0 ? 'deployment.problems.none_but' : 'deployment.problems.none')}
        />
      ) : null}
      {unnamed.length > 0 ? (
        <Notice tone="info">
          <p>{t('deployment.problems.unnamed', { count: unnamed.length })}</p>
          <ul className="dep-list">
            {unnamed.map(session => (
              <li key={session.sessionId}>
                <button type="button" onClick={() => onOpen(session.sessionId)}>
                  {dayWords(session.localDate, partWord(places.parts, session.partOfDay))}{' '}
                  {names[session.institutionId]}
                  {whoOf(session)}
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <ul className="dep-list">
        {inOrder(problems).map(found => (
          <li key={keyOf(found)}>
            <button
              type="button"
              disabled={found.sessionId === null}
              onClick={() => found.sessionId !== null && onOpen(found.sessionId)}
            >
              <span className="ds-quiet">
                {dayWords(found.localDate, partWord(places.parts, found.partOfDay))}{' '}
                {found.institutionId === null ? '' : names[found.institutionId]}
                {whoOf(sessions.find(session => session.sessionId === found.sessionId))}
              </span>
              <br />
              <StatusBadge tone={found.level === 'stop' ? 'critical' : 'warn'}>
                {t(`deployment.level.${found.level}`)}
              </StatusBadge>{' '}
              {reasonOf(found, names)}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
