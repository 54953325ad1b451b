import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime, formatTime, formatTimeRange } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { bookAppointment, sessionSlots } from '../../contract.ts'
import type { Booked, Slot } from '../../contract-shapes.ts'
import { useMayOffer } from '../offer.ts'
import { dayWords, expertsWord, seatsWord, sessionWord } from '../words.ts'
import { CancelButton } from './cancel-button.tsx'
import { ReferralSlots } from './referral-slots.tsx'
import { WaitButton } from './wait-button.tsx'

type Props = {
  readonly sessionId: string
  readonly residentId: string
  readonly residentName: string
  readonly onBooked: () => void
}

/** The times of one session for one resident; a full one says where else there is a seat. */
export const ExpertSlots = ({ sessionId, residentId, residentName, onBooked }: Props) => {
  const [, setParams] = usePageParams()
  const answer = useQueryEndpoint(sessionSlots, { sessionId, channel: 'family_doctor' }, { keepPrevious: true })
  useLive([`slots:${sessionId}`], () => void answer.refetch())
  const book = useCommand(bookAppointment)
  const mayOffer = useMayOffer('family_doctor', false)
  const [booked, setBooked] = useState<Booked | null>(null)
  const [asked, setAsked] = useState<Slot | null>(null)
  const choose = async (slot: Slot) => {
    setAsked(null)
    const given = await book.run({
      poolId: slot.poolId,
      residentId,
      channel: 'family_doctor',
      agent: { relation: 'family_doctor' },
    })
    setBooked(given)
    await answer.refetch()
    if (given) onBooked()
  }
  const elsewhere = book.problem?.details.otherSessionIds
  if (!answer.data)
    return answer.error ? <ProblemAlert problem={answer.error} /> : <Skeleton label={t('booking.loading')} />
  const { session, slots } = answer.data
  return (
    <section aria-label={t('booking.experts.times')}>
      <h2 className="book-heading">
        {sessionWord(session)} {expertsWord(session.experts)}
      </h2>
      <p>
        {session.institutionName} · {dayWords(session)} {formatTimeRange(session.startsAt, session.endsAt)}
      </p>
      {booked ? (
        <Notice tone="good" role="status">
          <p className="ds-notice-lead">
            {t('booking.experts.booked', { moment: formatDateTime(booked.startsAt, 'day') })}
          </p>
          <p>{t('booking.experts.told')}</p>
          <p className="book-line">
            <CancelButton
              appointment={{
                ...session,
                appointmentId: booked.appointmentId,
                residentName,
                startTime: formatTime(booked.startsAt),
                ticketNo: null,
              }}
              onDone={() => {
                setBooked(null)
                onBooked()
              }}
            />
          </p>
        </Notice>
      ) : null}
      <ProblemAlert problem={book.problem} />
      {Array.isArray(elsewhere) && elsewhere.length > 0 ? (
        <p>
          <button
            type="button"
            className="ds-link-button"
            onClick={() => setParams({ session: String(elsewhere[0]) }, { push: true })}
          >
            {t('booking.experts.elsewhere')}
          </button>
        </p>
      ) : null}
      <div className="book-slots">
        {slots.map(slot => (
          <button
            key={slot.poolId}
            type="button"
            className="book-slot"
            disabled={!mayOffer || book.pending || booked !== null || slot.state !== 'open'}
            onClick={() => setAsked(slot)}
          >
            <b className="ds-figure">
              {slot.startTime}–{slot.endTime}
            </b>
            <span>{seatsWord(slot, 'family_doctor')}</span>
          </button>
        ))}
      </div>
      {booked === null ? (
        <ReferralSlots
          sessionId={sessionId}
          residentId={residentId}
          onBooked={given => {
            setBooked(given)
            onBooked()
          }}
        />
      ) : null}
      {session.state === 'full' && booked === null ? (
        <p>
          <WaitButton session={session} residentId={residentId} relation="family_doctor" onDone={onBooked} />
        </p>
      ) : null}
      <Modal
        open={asked !== null}
        destroyOnHidden
        title={t('booking.experts.ask', { name: residentName })}
        okText={t('booking.experts.book')}
        cancelText={t('booking.experts.not_yet')}
        okButtonProps={{ autoFocus: true }}
        onOk={() => asked && void choose(asked)}
        onCancel={() => setAsked(null)}
      >
        <p>
          <b>{sessionWord(session)}</b> {expertsWord(session.experts)} · {session.institutionName}
        </p>
        <p className="ds-figure">{asked ? formatDateTime(asked.startsAt, 'day') : ''}</p>
      </Modal>
    </section>
  )
}
