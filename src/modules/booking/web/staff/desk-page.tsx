import { Button, Input, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { FindPerson } from '#src/modules/records/public-web.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import { formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { appointmentDetail, deskDay } from '../../contract-desk.ts'
import type { Appointment } from '../../contract-shapes.ts'
import { appointmentWord, sessionWord } from '../words.ts'
import '../booking.css'
import { DeskPerson } from './desk-person.tsx'
import { DeskSessions } from './desk-sessions.tsx'

/** Days ahead that the desk books from here; further ones from the month table. */
const daysAhead = 7

const matches = (appointment: Appointment, text: string): boolean =>
  `${appointment.residentName} ${appointment.title} ${appointment.department}`.includes(text)

type ExpectedProps = { readonly appointments: readonly Appointment[]; readonly onPick: (residentId: string) => void }

/** Who is expected today: a click does what the card does. */
const Expected = ({ appointments, onPick }: ExpectedProps) => {
  const [text, setText] = useState('')
  const shown = appointments.filter(one => one.status !== 'held' && matches(one, text.trim()))
  const order = (one: Appointment) => (one.status === 'booked' ? 0 : 1)
  return (
    <section aria-label={t('booking.desk.expected')}>
      <h2 className="book-heading">
        {t('booking.desk.expected_count', { count: appointments.filter(one => one.status === 'booked').length })}
      </h2>
      <Input
        allowClear
        value={text}
        placeholder={t('booking.desk.filter')}
        aria-label={t('booking.desk.filter')}
        onChange={event => setText(event.target.value)}
      />
      {shown.length === 0 ? (
        <EmptyState title={t('booking.desk.nobody_expected')}>{t('booking.desk.nobody_expected_why')}</EmptyState>
      ) : null}
      <ul className="book-list" onKeyDown={listKeys({ onClose: () => setText('') })}>
        {[...shown]
          .sort((a, b) => order(a) - order(b) || a.startsAt.localeCompare(b.startsAt))
          .map(one => (
            <li key={one.appointmentId}>
              <button type="button" data-row className="book-row" onClick={() => onPick(one.residentId)}>
                <span className="ds-figure">{one.startTime}</span>
                <PersonName name={one.residentName} />
                <span className="ds-quiet">{sessionWord(one)}</span>
                <StatusBadge tone={one.status === 'booked' ? 'info' : one.status === 'arrived' ? 'good' : 'neutral'}>
                  {one.ticketNo === null
                    ? appointmentWord(one.status)
                    : t('booking.ticket.number', { number: one.ticketNo })}
                </StatusBadge>
              </button>
            </li>
          ))}
      </ul>
    </section>
  )
}

/** A link names only the appointment: the person and the day are looked up and take its place in the address. */
const useLinkedAppointment = () => {
  const [params, setParams] = usePageParams()
  const { appointment } = params
  const found = useQueryEndpoint(
    appointmentDetail,
    { appointmentId: appointment ?? '' },
    { enabled: appointment !== undefined },
  )
  const target = found.data
  useEffect(() => {
    if (target)
      setParams({
        appointment: undefined,
        resident: target.residentId,
        date: target.localDate === today() ? undefined : target.localDate,
      })
  }, [target, setParams])
  return found.error
}

/** 导诊台: card → person → slot → ticket, with keyboard and scanner alone. */
export const DeskPage = () => {
  const [params, setParams] = usePageParams()
  const mayFind = useCan('records.resident.find')
  const notFound = useLinkedAppointment()
  const date = params.date ?? today()
  const day = useQueryEndpoint(deskDay, { date }, { keepPrevious: true })
  const sessions = day.data?.sessions ?? []
  const topics = sessions.flatMap(({ session }) => [`slots:${session.sessionId}`, `queue:${session.sessionId}`])
  useLive(topics, () => void day.refetch())
  const pick = (residentId: string | undefined) => setParams({ resident: residentId }, { push: true })
  const days = Array.from({ length: daysAhead }, (_, index) => addDays(today(), index))

  return (
    <>
      <PageHeader
        title={t('booking.nav.desk')}
        purpose={t('booking.desk.purpose')}
        actions={
          params.resident ? <Button onClick={() => pick(undefined)}>{t('booking.desk.next_person')}</Button> : null
        }
      >
        <Segmented<string>
          value={date}
          onChange={next => setParams({ date: next === today() ? undefined : next })}
          options={days.map(value => ({
            value,
            label: value === today() ? t('booking.today') : formatDate(value, 'short'),
          }))}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={notFound ?? day.error} onRetry={() => void day.refetch()} />
        {day.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {day.data && params.resident ? (
          <DeskPerson
            key={params.resident}
            residentId={params.resident}
            day={day.data}
            onDone={() => pick(undefined)}
            onPick={pick}
            onChanged={() => void day.refetch()}
          />
        ) : null}
        {day.data && !params.resident ? (
          <SplitView
            detailLabel={t('booking.desk.sessions')}
            detailWidth={460}
            detailAfter
            list={
              <>
                {mayFind ? <FindPerson registerBack="/desk" onPick={person => pick(person.residentId)} /> : null}
                <Expected appointments={day.data.appointments} onPick={pick} />
              </>
            }
            detail={<DeskSessions day={day.data} />}
          />
        ) : null}
      </div>
    </>
  )
}
