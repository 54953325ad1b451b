import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { InstitutionPicker } from '#src/modules/network/public-web.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import { formatTimeRange, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { findOpenSessions } from '../../contract.ts'
import { dayWords, expertsWord, seatsWord, sessionWord, stateTone } from '../words.ts'
import '../booking.css'
import '../owners.css'
import { PageTurn, useTrail } from './page-turn.tsx'
import { SlotConsole } from './slot-console.tsx'

const spanDays = 31

/** The own site while it has seats, else the first that has: a hospital that sends experts has none of its own. */
const useSite = (chosen: string | undefined, own: string | undefined, from: string): string | undefined => {
  const span = { channel: 'public', from, to: addDays(from, spanDays), limit: 1 } as const
  const isOpen = chosen === undefined && own !== undefined
  const here = useQueryEndpoint(
    findOpenSessions,
    { ...span, ...(own ? { institutionId: own } : {}) },
    { enabled: isOpen },
  )
  const isEmpty = isOpen && here.data?.sessions.length === 0
  const anywhere = useQueryEndpoint(findOpenSessions, span, { enabled: isEmpty })
  return chosen ?? (isEmpty ? (anywhere.data?.sessions[0]?.institutionId ?? own) : own)
}

/** 号源: sessions with their seats; one of them opens beside the list. */
export const SlotsPage = () => {
  const session = useSession()
  const [params, setParams] = usePageParams()
  const from = params.from ?? today()
  const institutionId = useSite(params.site, session.institution?.institutionId, from)
  const trail = useTrail(`${from} ${institutionId}`)
  const answer = useQueryEndpoint(
    findOpenSessions,
    {
      channel: 'public',
      from,
      to: addDays(from, spanDays),
      ...(institutionId ? { institutionId } : {}),
      ...(trail.after === undefined ? {} : { after: trail.after }),
    },
    { keepPrevious: true },
  )
  const sessions = answer.data?.sessions ?? []
  const chosen = params.session

  return (
    <>
      <PageHeader title={t('booking.nav.slots')} purpose={t('booking.slots.purpose')}>
        <InstitutionPicker
          label={t('booking.slots.site')}
          value={institutionId}
          onChange={site => setParams({ site, session: undefined })}
        />
        <DatePicker
          aria-label={t('booking.slots.from')}
          allowClear={false}
          value={dayjs(from)}
          onChange={value => setParams({ from: value ? value.format('YYYY-MM-DD') : undefined })}
        />
        <span className="ds-quiet" role="status">
          {t('booking.slots.count', { count: sessions.length })}
        </span>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {answer.data && sessions.length === 0 && chosen === undefined ? (
          <EmptyState icon="calendar" title={t('booking.slots.none')}>
            {t('booking.slots.none_why')}
          </EmptyState>
        ) : null}
        <SplitView
          detailLabel={t('booking.slots.console')}
          detailWidth={780}
          list={
            <>
              <ul className="book-list" onKeyDown={listKeys({ onClose: () => setParams({ session: undefined }) })}>
                {sessions.map(one => (
                  <li key={one.sessionId}>
                    <button
                      type="button"
                      data-row
                      className="book-row"
                      aria-current={one.sessionId === chosen}
                      onClick={() => setParams({ session: one.sessionId }, { push: true })}
                    >
                      <span className="ds-figure">
                        {dayWords(one)} {formatTimeRange(one.startsAt, one.endsAt)}
                      </span>
                      <b>{sessionWord(one)}</b>
                      <span>{expertsWord(one.experts)}</span>
                      <span className="ds-figure">
                        {t('booking.slots.left', { left: one.left, capacity: one.capacity })}
                      </span>
                      <StatusBadge tone={stateTone(one.state)}>{seatsWord(one, 'public')}</StatusBadge>
                    </button>
                  </li>
                ))}
              </ul>
              <PageTurn trail={trail} next={answer.data?.next} />
            </>
          }
          detail={chosen ? <SlotConsole key={chosen} sessionId={chosen} /> : null}
        />
      </div>
    </>
  )
}
