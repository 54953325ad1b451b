import { memo } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Icon } from '#src/ui/icons.tsx'
import type { SessionChip } from '../../contract-shapes.ts'
import { headOf, kindWord, roleWord, statusWord, tailOf } from '../words.ts'

type Props = {
  readonly session: SessionChip
  readonly selected: boolean
  readonly open: boolean
  /** A refused move or a problem of the plan, in words. */
  readonly trouble: { readonly level: 'stop' | 'warn'; readonly words: string } | undefined
  readonly seats: string | undefined
  readonly siteName: string | undefined
  readonly movable: boolean
}

const lateWord = (session: SessionChip): string =>
  session.lateMinutes === null ? '' : t('deployment.fact.late', { minutes: session.lateMinutes })

const spoken = ({ session, seats, siteName, trouble, selected }: Props): string =>
  [
    headOf(session),
    session.staff.map(person => `${roleWord(person.role)} ${person.name}`).join('、'),
    session.speciality,
    session.theme,
    kindWord(session.kind),
    siteName,
    `${session.startsAt}–${session.endsAt}`,
    seats ?? t('deployment.board.seats', { seats: session.capacity }),
    statusWord(session.status),
    lateWord(session),
    trouble?.words,
    selected ? t('deployment.board.is_selected') : '',
  ]
    .filter(Boolean)
    .join('，')

/** One session on the board; the grid hears its clicks, keys and drags. */
export const BoardChip = memo((props: Props) => {
  const { session, selected, open, trouble, seats, siteName, movable } = props
  const classes = [
    'dep-chip',
    `dep-chip-${session.status}`,
    selected ? 'dep-chip-selected' : '',
    open ? 'dep-chip-open' : '',
    trouble ? `dep-chip-${trouble.level}` : '',
  ]
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.filter(Boolean).join(' ')}
      data-session={session.sessionId}
      draggable={movable}
      aria-pressed={selected}
      aria-label={spoken(props)}
    >
      <span className="dep-chip-head">
        {trouble ? <Icon name={trouble.level === 'stop' ? 'critical' : 'warn'} size={12} /> : null}
        <b>{siteName ?? headOf(session)}</b>
        <span className="dep-chip-seats">{seats ?? (session.capacity > 0 ? session.capacity : '')}</span>
      </span>
      <span className="dep-chip-tail">{tailOf(session)}</span>
      {session.status === 'cancelled' ? <span className="dep-chip-word">{statusWord('cancelled')}</span> : null}
      {session.lateMinutes === null ? null : <span className="dep-chip-word">{lateWord(session)}</span>}
      {trouble ? <span className="dep-chip-word">{trouble.words}</span> : null}
    </button>
  )
})
BoardChip.displayName = 'BoardChip'
