import { Button } from 'antd'
import { useState } from 'react'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { PrintSheet } from '#src/ui/print.tsx'
import type { Appointment } from '../../contract-shapes.ts'
import { expertsWord, sessionWord } from '../words.ts'

/** What everyone leaves with: when, where, who, what to bring, a number to ring; large enough without glasses. */
export const SlipBody = ({ appointment }: { readonly appointment: Appointment }) => (
  <div className="book-slip">
    <h1>{t('booking.slip.title')}</h1>
    <dl>
      <dt>{t('booking.slip.who')}</dt>
      <dd>{appointment.residentName}</dd>
      <dt>{t('booking.slip.when')}</dt>
      <dd>
        {formatDate(appointment.localDate, 'day')} {appointment.startTime}
      </dd>
      <dt>{t('booking.slip.where')}</dt>
      <dd>
        {appointment.institutionName}
        {appointment.roomName ? ` ${appointment.roomName}` : ''}
        {appointment.institutionAddress ? <small>{appointment.institutionAddress}</small> : null}
      </dd>
      <dt>{t('booking.slip.doctor')}</dt>
      <dd>
        {expertsWord(appointment.experts)} <small>{sessionWord(appointment)}</small>
      </dd>
      <dt>{t('booking.slip.bring')}</dt>
      <dd>{t('booking.slip.bring_what')}</dd>
      {appointment.institutionPhone ? (
        <>
          <dt>{t('booking.slip.phone')}</dt>
          <dd>{appointment.institutionPhone}</dd>
        </>
      ) : null}
    </dl>
    <p>{t('booking.slip.cancel')}</p>
    {appointment.agentRelation === 'self' ? null : (
      <p>
        {t('booking.slip.agent', {
          agent: [t(`booking.agent.${appointment.agentRelation}`), appointment.agentName].filter(Boolean).join(' '),
        })}
      </p>
    )}
  </div>
)

type Props = { readonly appointment: Appointment; readonly size?: 'small' | 'middle' }

/** 打印预约单, A5. */
export const SlipButton = ({ appointment, size = 'middle' }: Props) => {
  const [printing, setPrinting] = useState(false)
  return (
    <>
      <Button size={size} onClick={() => setPrinting(true)}>
        {t('booking.slip.do')}
      </Button>
      {printing ? (
        <PrintSheet paper="a5" onPrinted={() => setPrinting(false)}>
          <SlipBody appointment={appointment} />
        </PrintSheet>
      ) : null}
    </>
  )
}
