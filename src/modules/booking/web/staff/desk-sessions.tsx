import type { ReactNode } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatTimeRange } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { deskDay } from '../../contract-desk.ts'
import type { Channel, Slot } from '../../contract-shapes.ts'
import { isActivity } from '../../domain/activities.ts'
import type { Misfit } from '../../domain/age-fit.ts'
import { linkToQueue } from '../links.ts'
import { expertsWord, seatsWord, sessionWord, stateTone } from '../words.ts'
import { CostButton } from './cost-button.tsx'
import { ExtraButton, ExtraHint } from './extra-button.tsx'
import { WaitButton } from './wait-button.tsx'

export type DeskDay = OutputOf<typeof deskDay>
type DeskSession = DeskDay['sessions'][number]

const Head = ({ session, channel }: Pick<DeskSession, 'session'> & Pick<DeskDay, 'channel'>) => (
  <p className="book-session-head">
    <b>{sessionWord(session)}</b> <span>{expertsWord(session.experts)}</span>{' '}
    <span className="ds-quiet ds-figure">{formatTimeRange(session.startsAt, session.endsAt)}</span>{' '}
    <StatusBadge tone={stateTone(session.state)}>{seatsWord(session, channel)}</StatusBadge>
  </p>
)

type ChoiceProps = {
  readonly entry: DeskSession
  readonly channel: Channel
  readonly disabled: boolean
  readonly misfit: Misfit | null
  readonly onChoose: (slot: Slot) => void
  /** Whom to put on the waiting list when there is no seat. */
  readonly residentId?: string
  readonly name?: string | undefined
  readonly onExtra?: () => void
}

/** One session with its times; the first free one takes the focus first. */
export const SessionChoice = ({
  entry,
  channel,
  disabled,
  misfit,
  onChoose,
  residentId,
  name,
  onExtra,
}: ChoiceProps) => (
  <li className="book-session">
    <Head session={entry.session} channel={channel} />
    {residentId === undefined || isActivity(entry.session.kind) ? null : (
      <CostButton sessionId={entry.session.sessionId} residentId={residentId} />
    )}
    {misfit ? <StatusBadge tone="warn">{t(`booking.misfit.${misfit}`)}</StatusBadge> : null}
    <div className="book-slots">
      {entry.slots.map(slot => (
        <button
          key={slot.poolId}
          type="button"
          className="book-slot"
          data-row={slot.state === 'open' ? '' : undefined}
          data-misfit={misfit ?? undefined}
          disabled={disabled || slot.state !== 'open'}
          onClick={() => onChoose(slot)}
        >
          <b className="ds-figure">{slot.startTime}</b>
          <span>{seatsWord(slot, channel)}</span>
        </button>
      ))}
    </div>
    {residentId !== undefined && !disabled && entry.slots.some(slot => slot.state === 'full') ? (
      <div className="book-line">
        {entry.session.state === 'full' ? (
          <WaitButton size="small" session={entry.session} residentId={residentId} relation="desk" />
        ) : null}
        {name === undefined ? null : (
          <ExtraButton
            size="small"
            sessionId={entry.session.sessionId}
            person={{ residentId, name }}
            onDone={onExtra}
          />
        )}
        <ExtraHint />
      </div>
    ) : null}
  </li>
)

/** What is on today, when nobody stands at the desk. */
export const DeskSessions = ({ day, footer }: { readonly day: DeskDay; readonly footer?: ReactNode }) => (
  <section aria-label={t('booking.desk.sessions')}>
    <h2 className="book-heading">{t('booking.desk.sessions_count', { count: day.sessions.length })}</h2>
    {day.sessions.length === 0 ? (
      <EmptyState icon="calendar" title={t('booking.desk.no_session')}>
        {t('booking.desk.no_session_why')}
      </EmptyState>
    ) : null}
    <ul className="book-list">
      {day.sessions.map(({ session }) => (
        <li key={session.sessionId} className="book-session">
          <Head session={session} channel={day.channel} />
          <Go to={linkToQueue(session.sessionId)}>{t('booking.desk.to_queue')}</Go>
        </li>
      ))}
    </ul>
    {footer}
  </section>
)
