import { Button, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { PersonCard, PhoneFix, residentSummary } from '#src/modules/records/public-web.ts'
import { ageOn } from '#src/platform/kernel/dates.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, linkTo } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { Notice } from '#src/ui/notice.tsx'
import { bookAppointment } from '../../contract.ts'
import { checkIn } from '../../contract-desk.ts'
import {
  type Appointment,
  type PriorityReason,
  priorityReasons,
  type Slot,
  type Ticket,
} from '../../contract-shapes.ts'
import { hasQueue, isActivity } from '../../domain/activities.ts'
import { misfitOf } from '../../domain/age-fit.ts'
import { useMayOffer } from '../offer.ts'
import { appointmentWord, expertsWord, priorityWord, sessionWord } from '../words.ts'
import { type Agent, AgentChoice, agentInput, deskAgent } from './agent-choice.tsx'
import { CancelButton } from './cancel-button.tsx'
import { ComingList } from './coming-list.tsx'
import { type DeskDay, SessionChoice } from './desk-sessions.tsx'
import { FeeButton } from './fee-button.tsx'
import { MoveButton } from './move-button.tsx'
import { SlipButton } from './slip-button.tsx'
import { TicketDone } from './ticket-done.tsx'

type Props = {
  readonly residentId: string
  readonly day: DeskDay
  readonly onDone: () => void
  readonly onPick: (residentId: string) => void
  readonly onChanged: () => void
}

/** A ticket printed again from what the appointment says. */
const ticketOf = (appointment: Appointment): Ticket => ({
  visitId: appointment.appointmentId,
  ticketNo: appointment.ticketNo ?? 0,
  ahead: 0,
  residentName: appointment.residentName,
  institutionName: appointment.institutionName,
  department: appointment.department,
  title: appointment.title,
  roomName: null,
  experts: appointment.experts,
  localDate: appointment.localDate,
  startTime: appointment.startTime,
  isCalled: hasQueue(appointment.kind),
  printedAt: new Date().toISOString(),
})

/** The focus goes to what is done next, so that Enter is enough. */
const useFirstFocus = (ready: boolean) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ready) box.current?.querySelector<HTMLElement>('[data-row]:not(:disabled):not([data-misfit])')?.focus()
  }, [ready])
  return box
}

/** Esc goes back to the search from wherever the focus is, unless a dialog or a list is open above. */
const useLeave = (onLeave: () => void) => {
  const latest = useRef(onLeave)
  latest.current = onLeave
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const open = '.ant-modal-wrap:not([style*="none"]), .ant-select-open'
      if (event.key === 'Escape' && !event.repeat && document.querySelector(open) === null) latest.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

type OwnProps = {
  readonly appointments: readonly Appointment[]
  readonly isToday: boolean
  readonly busy: boolean
  readonly onCheckIn: (appointmentId: string) => void
  readonly onPrint: (ticket: Ticket) => void
  readonly onChanged: () => void
}
const Own = ({ appointments, isToday, busy, onCheckIn, onPrint, onChanged }: OwnProps) => (
  <ul className="book-list">
    {appointments.map(one => (
      <li key={one.appointmentId} className="book-session">
        <p className="book-session-head">
          <b className="ds-figure">{one.startTime}</b> <b>{sessionWord(one)}</b> <span>{expertsWord(one.experts)}</span>{' '}
          <span className="ds-quiet">
            {one.ticketNo === null ? appointmentWord(one.status) : t('booking.ticket.number', { number: one.ticketNo })}
          </span>
        </p>
        {one.referralNote ? <p>{t('booking.referral.note', { note: one.referralNote })}</p> : null}
        <p className="book-line">
          {isToday && (one.status === 'booked' || one.status === 'no_show') ? (
            <button
              type="button"
              data-row
              className="book-main"
              disabled={busy}
              onClick={() => onCheckIn(one.appointmentId)}
            >
              {t('booking.desk.take_ticket')}
            </button>
          ) : null}
          {one.status === 'arrived' && one.ticketNo !== null ? (
            <>
              <Button onClick={() => onPrint(ticketOf(one))}>{t('booking.ticket.print_again')}</Button>
              <CancelButton kind="take_back" appointment={one} disabled={busy} onDone={onChanged} />
            </>
          ) : null}
          {one.status === 'booked' && !isToday ? <SlipButton appointment={one} /> : null}
          {one.status === 'booked' ? <MoveButton appointment={one} disabled={busy} onDone={onChanged} /> : null}
          {one.status === 'booked' ? <CancelButton appointment={one} disabled={busy} onDone={onChanged} /> : null}
          {(one.status === 'booked' || one.status === 'arrived') && (one.feeFen || !isActivity(one.kind)) ? (
            <FeeButton appointment={one} disabled={busy} />
          ) : null}
        </p>
      </li>
    ))}
  </ul>
)

/** One person at the desk: what is booked, what can be had, and the ticket. */
export const DeskPerson = ({ residentId, day, onDone, onPick, onChanged }: Props) => {
  const summary = useQueryEndpoint(residentSummary, { residentId })
  const book = useCommand(bookAppointment)
  const arrive = useCommand(checkIn)
  const [chosenPriority, setPriority] = useState<PriorityReason | null>(null)
  const [ticket, setTicket] = useState<Ticket | null>(null)
  const [agent, setAgent] = useState<Agent>(deskAgent)
  const [bookedFor, setBookedFor] = useState<Slot | null>(null)
  const box = useFirstFocus(summary.data !== undefined && ticket === null)
  const own = day.appointments.filter(one => one.residentId === residentId && one.status !== 'held')
  // A stopped session has nothing to choose.
  const running = day.sessions.filter(entry => entry.session.state !== 'stopped')
  const isToday = day.channel === 'on_site'
  const mayOffer = useMayOffer(day.channel, true)
  const busy = book.pending || arrive.pending
  const isElder = summary.data !== undefined && ageOn(summary.data.resident.birthDate, day.date) >= day.elderAge
  const misfit = (words: string) =>
    summary.data ? misfitOf(words, ageOn(summary.data.resident.birthDate, day.date), summary.data.resident.sex) : null
  const priority = chosenPriority ?? (isElder ? 'elder' : 'none')

  const giveTicket = async (appointmentId: string) => {
    book.reset()
    const given = await arrive.run({ appointmentId, priority })
    if (given) setTicket(given)
    onChanged()
  }
  const choose = async (slot: Slot) => {
    arrive.reset()
    const booked = await book.run({
      poolId: slot.poolId,
      residentId,
      channel: day.channel,
      agent: isToday ? { relation: 'desk' } : agentInput(agent),
    })
    onChanged()
    if (booked === null) return
    if (isToday) await giveTicket(booked.appointmentId)
    else setBookedFor(slot)
  }
  useLeave(onDone)

  if (ticket)
    return (
      <TicketDone
        ticket={ticket}
        appointment={own.find(one => one.ticketNo === ticket.ticketNo && one.startTime === ticket.startTime)}
        onDone={onDone}
        onPick={next => {
          setTicket(null)
          onPick(next)
        }}
      />
    )
  return (
    <div ref={box}>
      <SplitView
        detailLabel={t('booking.desk.person')}
        detailWidth={380}
        list={
          <>
            <ProblemAlert problem={book.problem ?? arrive.problem} />
            {bookedFor ? (
              <Notice tone="good" role="status">
                <p>{t('booking.desk.booked_for', { moment: formatDateTime(bookedFor.startsAt, 'day') })}</p>
              </Notice>
            ) : null}
            {own.length > 0 ? (
              <>
                <h2 className="book-heading">{t('booking.desk.own')}</h2>
                <Own
                  appointments={own}
                  isToday={isToday}
                  busy={busy}
                  onCheckIn={id => void giveTicket(id)}
                  onPrint={setTicket}
                  onChanged={onChanged}
                />
              </>
            ) : null}
            {isToday ? null : <AgentChoice agent={agent} onChange={setAgent} />}
            <h2 className="book-heading">{t(isToday ? 'booking.desk.choose_today' : 'booking.desk.choose_later')}</h2>
            {running.length === 0 ? (
              <EmptyState icon="calendar" title={t('booking.desk.no_session')}>
                {t('booking.desk.no_session_why')}
              </EmptyState>
            ) : null}
            <ul className="book-list" onKeyDown={listKeys({ onClose: () => undefined })}>
              {running.map(entry => (
                <SessionChoice
                  key={entry.session.sessionId}
                  entry={entry}
                  channel={day.channel}
                  disabled={busy || summary.data === undefined || !mayOffer}
                  misfit={misfit(`${entry.session.department} ${entry.session.title}`)}
                  onChoose={slot => void choose(slot)}
                  residentId={residentId}
                  name={summary.data?.resident.name}
                  onExtra={onChanged}
                />
              ))}
            </ul>
          </>
        }
        detail={
          <>
            {summary.isPending ? <Skeleton label={t('booking.loading')} /> : null}
            {summary.error ? (
              <>
                <ProblemAlert problem={summary.error} />
                <p>
                  <Go to={linkTo('/people', { resident: residentId })}>{t('booking.desk.identify_first')}</Go>
                </p>
              </>
            ) : null}
            {summary.data ? (
              <PersonCard resident={summary.data.resident} relationships={summary.data.relationships}>
                {summary.data.resident.maskedPhone === null ? (
                  <Notice tone="warn">{t('booking.desk.no_phone')}</Notice>
                ) : null}
                {summary.data.mayOpen ? (
                  <PhoneFix
                    residentId={residentId}
                    name={summary.data.resident.name}
                    hasPhone={summary.data.resident.maskedPhone !== null}
                  />
                ) : null}
                <p>
                  <Go to={linkTo('/people', { resident: residentId, back: '/desk' })}>{t('booking.desk.correct')}</Go>
                </p>
                {isToday ? (
                  <label className="book-field" htmlFor="desk-priority">
                    {t('booking.desk.priority')}
                    <Select<PriorityReason>
                      id="desk-priority"
                      value={priority}
                      onChange={setPriority}
                      options={priorityReasons.map(value => ({ value, label: priorityWord(value) }))}
                    />
                  </label>
                ) : null}
              </PersonCard>
            ) : null}
            {summary.data ? <ComingList residentId={residentId} exceptDate={day.date} onChanged={onChanged} /> : null}
          </>
        }
      />
    </div>
  )
}
