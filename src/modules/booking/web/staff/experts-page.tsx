import { Button, Input, Segmented } from 'antd'
import { useDeferredValue } from 'react'
import { InstitutionPicker } from '#src/modules/network/public-web.ts'
import { contractedResidents, PersonCard, residentSummary } from '#src/modules/records/public-web.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import { formatTimeRange, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { Money, PersonName } from '#src/ui/text.tsx'
import { findOpenSessions } from '../../contract.ts'
import { dayWords, expertsWord, seatsWord, sessionWord, stateTone } from '../words.ts'
import '../booking.css'
import { BookedByUs } from './booked-by-us.tsx'
import { ComingList } from './coming-list.tsx'
import { ExpertSlots } from './expert-slots.tsx'
import { PageTurn, useTrail } from './page-turn.tsx'

const spanDays = 31

type PickProps = { readonly onPick: (residentId: string) => void }

/** The residents under contract here; a few letters are enough. */
const PickResident = ({ onPick }: PickProps) => {
  const [params, setParams] = usePageParams()
  const text = params.person ?? ''
  const asked = useDeferredValue(text.trim())
  const answer = useQueryEndpoint(
    contractedResidents,
    { limit: 60, ...(asked === '' ? {} : { text: asked }) },
    { keepPrevious: true },
  )
  const rows = answer.data?.residents ?? []
  return (
    <section aria-label={t('booking.experts.for_whom')}>
      <h2 className="book-heading">{t('booking.experts.for_whom')}</h2>
      <Input
        size="large"
        autoFocus
        allowClear
        value={text}
        aria-label={t('booking.experts.find')}
        placeholder={t('booking.experts.find')}
        onChange={event => setParams({ person: event.target.value })}
        onPressEnter={event => {
          const [only] = rows
          if (event.nativeEvent.isComposing || answer.isFetching || asked !== text.trim()) return
          event.preventDefault()
          if (only && rows.length === 1) onPick(only.residentId)
        }}
      />
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
      {answer.data && rows.length === 0 ? (
        <EmptyState title={t('booking.experts.nobody')}>{t('booking.experts.nobody_why')}</EmptyState>
      ) : null}
      <ul className="book-list book-people" onKeyDown={listKeys({ onClose: () => setParams({ person: undefined }) })}>
        {rows.map(person => (
          <li key={person.residentId}>
            <button type="button" data-row className="book-row" onClick={() => onPick(person.residentId)}>
              <PersonName name={person.name} note={person.birthDate.slice(0, 4)} />
              <span className="ds-quiet ds-figure">
                {person.maskedNumber} {person.maskedPhone}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 约专家: a contracted resident → an expert by speciality, day and site → a seat, five days before the public. */
export const ExpertsPage = () => {
  const [params, setParams] = usePageParams()
  const summary = useQueryEndpoint(
    residentSummary,
    { residentId: params.resident ?? '' },
    { enabled: params.resident !== undefined },
  )
  const text = useDeferredValue((params.text ?? '').trim())
  const trail = useTrail(`${text} ${params.site} ${params.all}`)
  const answer = useQueryEndpoint(
    findOpenSessions,
    {
      channel: 'family_doctor',
      from: today(),
      to: addDays(today(), spanDays),
      ...(text === '' ? {} : { text }),
      ...(params.site === undefined ? {} : { institutionId: params.site }),
      ...(params.all === '1' ? {} : { onlyFree: true }),
      ...(trail.after === undefined ? {} : { after: trail.after }),
    },
    { keepPrevious: true },
  )
  const sessions = answer.data?.sessions ?? []

  return (
    <>
      <PageHeader
        title={t('booking.nav.experts')}
        purpose={t('booking.experts.purpose')}
        actions={
          params.resident ? (
            <Button onClick={() => setParams({ resident: undefined }, { push: true })}>
              {t('booking.experts.another')}
            </Button>
          ) : null
        }
      >
        <Input
          style={{ width: 240 }}
          allowClear
          value={params.text ?? ''}
          aria-label={t('booking.experts.which')}
          placeholder={t('booking.experts.which')}
          onChange={event => setParams({ text: event.target.value })}
        />
        <InstitutionPicker label={t('booking.slots.site')} value={params.site} onChange={site => setParams({ site })} />
        <Segmented<string>
          value={params.all === '1' ? 'all' : 'free'}
          onChange={value => setParams({ all: value === 'all' ? '1' : undefined })}
          options={[
            { value: 'free', label: t('booking.experts.only_free') },
            { value: 'all', label: t('booking.experts.all') },
          ]}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <SplitView
          detailLabel={t('booking.experts.for_whom')}
          detailWidth={480}
          list={
            <>
              {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
              {answer.data && sessions.length === 0 ? (
                <EmptyState icon="calendar" title={t('booking.experts.none')}>
                  {t('booking.experts.none_why')}
                </EmptyState>
              ) : null}
              <ul className="book-list" onKeyDown={listKeys({ onClose: () => setParams({ session: undefined }) })}>
                {sessions.map(one => (
                  <li key={one.sessionId}>
                    <button
                      type="button"
                      data-row
                      className="book-row"
                      aria-current={one.sessionId === params.session}
                      onClick={() => setParams({ session: one.sessionId }, { push: true })}
                    >
                      <b>{sessionWord(one)}</b>
                      <span>{expertsWord(one.experts)}</span>
                      <span className="ds-quiet">{one.institutionName}</span>
                      <span className="ds-figure">
                        {dayWords(one)} {formatTimeRange(one.startsAt, one.endsAt)}
                      </span>
                      {one.feeFen === null ? null : <Money fen={one.feeFen} />}
                      <StatusBadge tone={stateTone(one.state)}>{seatsWord(one, 'family_doctor')}</StatusBadge>
                    </button>
                  </li>
                ))}
              </ul>
              <PageTurn trail={trail} next={answer.data?.next} />
            </>
          }
          detail={
            params.resident === undefined ? (
              <>
                <PickResident onPick={resident => setParams({ resident, person: undefined }, { push: true })} />
                <BookedByUs text={params.person} />
              </>
            ) : (
              <>
                <ProblemAlert problem={summary.error} />
                {summary.data ? (
                  <PersonCard resident={summary.data.resident} relationships={summary.data.relationships} />
                ) : null}
                <ComingList residentId={params.resident} onChanged={() => void answer.refetch()} />
                {params.session && summary.data ? (
                  <ExpertSlots
                    key={`${params.session} ${params.resident}`}
                    sessionId={params.session}
                    residentId={params.resident}
                    residentName={summary.data.resident.name}
                    onBooked={() => void answer.refetch()}
                  />
                ) : (
                  <p className="ds-quiet">{t('booking.experts.choose_session')}</p>
                )}
              </>
            )
          }
        />
      </div>
    </>
  )
}
