import { App, Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { cancelAppointment } from '../../contract.ts'
import { takeBackTicket } from '../../contract-desk.ts'
import type { Appointment } from '../../contract-shapes.ts'
import { expertsWord, sessionWord } from '../words.ts'

const reasons = {
  cancel: ['asked', 'other_time', 'wrong_person', 'wrong_session', 'expert', 'other'],
  take_back: ['wrong_person', 'wrong_session', 'leaves', 'other'],
} as const

type Cancelled = Pick<
  Appointment,
  | 'appointmentId'
  | 'residentName'
  | 'localDate'
  | 'startTime'
  | 'department'
  | 'title'
  | 'experts'
  | 'institutionName'
  | 'ticketNo'
>
type Props = {
  readonly appointment: Cancelled
  /** 取消预约 of somebody who has not come, or 退号 of a ticket that has not been called. */
  readonly kind?: keyof typeof reasons
  readonly size?: 'small' | 'middle' | 'large'
  readonly disabled?: boolean
  readonly onDone?: (() => void) | undefined
}

/** Asks once, naming person, clinic and time, with the reason; then says what happened. */
export const CancelButton = ({ appointment, kind = 'cancel', size = 'middle', disabled = false, onDone }: Props) => {
  const { message } = App.useApp()
  const cancel = useCommand(cancelAppointment)
  const back = useCommand(takeBackTicket)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<string>(reasons[kind][0])
  const { appointmentId, residentName, ticketNo } = appointment
  const moment = `${formatDate(appointment.localDate, 'day')} ${appointment.startTime}`
  const run = async () => {
    const input = { appointmentId, reason: t(`booking.cancel.reason.${reason}`) }
    const done = await (kind === 'cancel' ? cancel.run(input) : back.run(input))
    if (done === null) return
    setOpen(false)
    const words = { name: residentName, moment, title: sessionWord(appointment), number: ticketNo ?? 0 }
    void message.success(t(`booking.cancel.done.${kind}`, words))
    onDone?.()
  }
  const close = () => {
    cancel.reset()
    back.reset()
    setOpen(false)
  }
  return (
    <>
      <Button size={size} disabled={disabled} onClick={() => setOpen(true)}>
        {t(`booking.cancel.do.${kind}`)}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={t(`booking.cancel.ask.${kind}`, { name: residentName, number: ticketNo ?? 0 })}
        okText={t(`booking.cancel.yes.${kind}`)}
        cancelText={t('booking.cancel.no')}
        okButtonProps={{ danger: true, autoFocus: true, loading: cancel.pending || back.pending }}
        onOk={() => void run()}
        onCancel={close}
      >
        <p>
          <b>{residentName}</b> · <span className="ds-figure">{moment}</span>
          <br />
          {sessionWord(appointment)} {expertsWord(appointment.experts)} · {appointment.institutionName}
        </p>
        <Radio.Group
          className="book-reasons"
          aria-label={t('booking.cancel.reason')}
          value={reason}
          onChange={event => setReason(String(event.target.value))}
          options={reasons[kind].map(value => ({ value, label: t(`booking.cancel.reason.${value}`) }))}
        />
        <ProblemAlert problem={cancel.problem ?? back.problem} />
      </Modal>
    </>
  )
}
