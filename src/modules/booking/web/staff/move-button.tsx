import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { rescheduleAppointment, rescheduleOptions } from '../../contract-seats.ts'
import type { Appointment, OpenSession, Slot } from '../../contract-shapes.ts'
import { dayWords, expertsWord, seatsWord, sessionWord } from '../words.ts'

type Moved = Pick<Appointment, 'appointmentId' | 'residentName' | 'localDate' | 'startTime'>
type Props = {
  readonly appointment: Moved
  readonly size?: 'small' | 'middle'
  readonly disabled?: boolean
  readonly onDone?: (() => void) | undefined
}

const Options = ({
  appointmentId,
  busy,
  onChoose,
}: {
  readonly appointmentId: string
  readonly busy: boolean
  readonly onChoose: (session: OpenSession, slot: Slot) => void
}) => {
  const answer = useQueryEndpoint(rescheduleOptions, { appointmentId })
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('booking.loading')} />
  if (answer.data.sessions.length === 0)
    return (
      <EmptyState icon="calendar" title={t('booking.move.none')}>
        {t('booking.move.none_why')}
      </EmptyState>
    )
  const { channel, sessions } = answer.data
  return (
    <ul className="book-list book-scroll">
      {sessions.map(({ session, slots }) => (
        <li key={session.sessionId} className="book-session">
          <p className="book-session-head">
            <b>{dayWords(session)}</b> <span>{sessionWord(session)}</span> <span>{expertsWord(session.experts)}</span>{' '}
            <span className="ds-quiet">{session.institutionName}</span>
          </p>
          <div className="book-slots">
            {slots.map(slot => (
              <button
                key={slot.poolId}
                type="button"
                data-row
                className="book-slot"
                disabled={busy}
                onClick={() => onChoose(session, slot)}
              >
                <b className="ds-figure">{slot.startTime}</b>
                <span>{seatsWord(slot, channel)}</span>
              </button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** 改约: one tap on another time of the same expert or department moves the appointment; until then nothing is given back. */
export const MoveButton = ({ appointment, size = 'middle', disabled = false, onDone }: Props) => {
  const { message } = App.useApp()
  const move = useCommand(rescheduleAppointment)
  const [open, setOpen] = useState(false)
  const choose = async (session: OpenSession, slot: Slot) => {
    const moved = await move.run({ appointmentId: appointment.appointmentId, poolId: slot.poolId })
    if (moved === null) return
    setOpen(false)
    const moment = `${formatDate(session.localDate, 'day')} ${slot.startTime}`
    void message.success(t('booking.move.done', { name: appointment.residentName, moment }))
    onDone?.()
  }
  const close = () => {
    move.reset()
    setOpen(false)
  }
  return (
    <>
      <Button size={size} disabled={disabled} onClick={() => setOpen(true)}>
        {t('booking.move.do')}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        width={640}
        title={t('booking.move.ask', {
          name: appointment.residentName,
          moment: `${formatDate(appointment.localDate, 'day')} ${appointment.startTime}`,
        })}
        footer={<Button onClick={close}>{t('booking.move.keep')}</Button>}
        onCancel={close}
      >
        <p className="ds-quiet">{t('booking.move.kept')}</p>
        <ProblemAlert problem={move.problem} />
        {open ? (
          <Options
            appointmentId={appointment.appointmentId}
            busy={move.pending}
            onChoose={(session, slot) => void choose(session, slot)}
          />
        ) : null}
      </Modal>
    </>
  )
}
