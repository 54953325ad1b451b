import { Button } from 'antd'
import { InstitutionPicker } from '#src/modules/network/public-web.ts'
import { formatMoment, formatTimeRange } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { type OwnedSession, ownedSessions } from '../../contract-hospitals.ts'
import { isToReport } from '../../domain/owned-order.ts'
import { dayWords, expertsWord, sessionWord } from '../words.ts'
import '../booking.css'
import '../owners.css'
import { DeclareMany } from './declare-many.tsx'
import { SlotConsole } from './slot-console.tsx'

/** Where a session of a hospital stands, and what the manager does next. */
const stateOf = (one: OwnedSession): { readonly tone: Tone; readonly words: string } => {
  const { source } = one
  if (source.kind === 'live') {
    const counts = { asking: one.asking, confirmed: one.confirmed, lost: one.lost }
    const tone = one.asking > 0 ? 'info' : one.lost > 0 ? 'warn' : 'good'
    return one.asking + one.confirmed + one.lost === 0
      ? { tone: 'neutral', words: t('booking.owner.row.live_none') }
      : { tone, words: t('booking.owner.row.live', counts) }
  }
  if (isToReport(one)) return { tone: 'warn', words: t('booking.owner.to_report') }
  if (source.reportedAt !== null)
    return {
      tone: 'neutral',
      words: t('booking.owner.row.reported', { used: source.reportedUsed ?? 0, unused: source.reportedUnused ?? 0 }),
    }
  return {
    tone: 'good',
    words: t('booking.owner.row.open', { until: source.cutOffAt ? formatMoment(source.cutOffAt) : '' }),
  }
}

type RowProps = { readonly one: OwnedSession; readonly isChosen: boolean; readonly onOpen: () => void }
const Row = ({ one, isChosen, onOpen }: RowProps) => {
  const { session, source } = one
  const state = stateOf(one)
  return (
    <li>
      <button type="button" data-row className="book-row" aria-current={isChosen} onClick={onOpen}>
        <span className="ds-figure">
          {dayWords(session)} {formatTimeRange(session.startsAt, session.endsAt)}
        </span>
        <b>{sessionWord(session)}</b>
        <span>{expertsWord(session.experts)}</span>
        <StatusBadge tone="info">{t(`booking.owner.short.${source.kind}`)}</StatusBadge>
        <span className="ds-figure">{t('booking.owner.row.taken', { taken: one.taken, capacity: one.capacity })}</span>
        <StatusBadge tone={state.tone}>{state.words}</StatusBadge>
        {source.externalRef ? <span className="ds-quiet">{source.externalRef}</span> : null}
      </button>
    </li>
  )
}

/** 医院号源: the sessions of a site whose seats belong to a hospital, and what must go back to it. */
export const OwnersPage = () => {
  const session = useSession()
  const mayChange = useCan('booking.slots.change')
  const [params, setParams] = usePageParams()
  const institutionId = params.site ?? session.institution?.institutionId
  const answer = useQueryEndpoint(ownedSessions, institutionId ? { institutionId } : {}, { keepPrevious: true })
  const rows = answer.data?.sessions ?? []
  const due = rows.filter(isToReport).length
  const close = () => setParams({ session: undefined, new: undefined })
  const detail =
    params.new && institutionId ? (
      <DeclareMany key={institutionId} institutionId={institutionId} onClose={close} />
    ) : params.session ? (
      <SlotConsole key={params.session} sessionId={params.session} />
    ) : null
  const begin = mayChange ? (
    <Button type="primary" onClick={() => setParams({ session: undefined, new: '1' }, { push: true })}>
      {t('booking.owner.new')}
    </Button>
  ) : null
  return (
    <>
      <PageHeader title={t('booking.nav.owners')} purpose={t('booking.owner.purpose')} actions={begin}>
        <InstitutionPicker
          label={t('booking.slots.site')}
          value={institutionId}
          onChange={site => setParams({ site, session: undefined, new: undefined })}
        />
        <span className="ds-quiet" role="status">
          {answer.data ? t('booking.owner.count', { count: rows.length, due }) : ''}
        </span>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        <SplitView
          detailLabel={params.new ? t('booking.owner.new') : t('booking.slots.console')}
          detailWidth={720}
          list={
            answer.data && rows.length === 0 ? (
              <EmptyState icon="calendar" title={t('booking.owner.none')}>
                {t('booking.owner.none_why')}
              </EmptyState>
            ) : (
              <ul className="book-list" onKeyDown={listKeys({ onClose: close })}>
                {rows.map(one => (
                  <Row
                    key={one.session.sessionId}
                    one={one}
                    isChosen={one.session.sessionId === params.session}
                    onOpen={() => setParams({ session: one.session.sessionId, new: undefined }, { push: true })}
                  />
                ))}
              </ul>
            )
          }
          detail={detail}
        />
      </div>
    </>
  )
}
