import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { FindPerson } from '#src/modules/records/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Notice } from '#src/ui/notice.tsx'
import type { Appointment, Ticket } from '../../contract-shapes.ts'
import { CancelButton } from './cancel-button.tsx'
import { orderWord, TicketBody, TicketSheet } from './ticket-sheet.tsx'

type Props = {
  readonly ticket: Ticket
  /** The appointment behind the ticket, once the day shows it. */
  readonly appointment: Appointment | undefined
  readonly onDone: () => void
  readonly onPick: (residentId: string) => void
}

const isLetter = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey

/** The ticket is out. Enter or Esc goes to the next person; whoever types is searching already. */
export const TicketDone = ({ ticket, appointment, onDone, onPick }: Props) => {
  const [printing, setPrinting] = useState(true)
  const mayFind = useCan('records.resident.find')
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.repeat || document.querySelector('.ant-modal-wrap:not([style*="none"])')) return
      // The focus moves before the letter is written, so that the first one is not lost.
      if (isLetter(event) && target.tagName !== 'INPUT') box.current?.querySelector('input')?.focus()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <section className="book-done" aria-label={t('booking.ticket.given')} ref={box}>
      <Notice tone="good" role="status">
        <p className="ds-notice-lead">
          {t('booking.ticket.given_to', { name: ticket.residentName, number: ticket.ticketNo })}
        </p>
        <p>{orderWord(ticket)}</p>
      </Notice>
      <p className="book-line">
        <Button type="primary" size="large" autoFocus onClick={onDone}>
          {t('booking.desk.next_person')}
        </Button>
        <Button size="large" onClick={() => setPrinting(true)}>
          {t('booking.ticket.print_again')}
        </Button>
        {appointment?.status === 'arrived' ? (
          <CancelButton kind="take_back" size="large" appointment={appointment} onDone={onDone} />
        ) : null}
      </p>
      {mayFind ? (
        <FindPerson autoFocus={false} registerBack="/desk" onPick={person => onPick(person.residentId)} />
      ) : null}
      <div className="book-preview">
        <TicketBody ticket={ticket} />
      </div>
      {printing ? <TicketSheet ticket={ticket} onPrinted={() => setPrinting(false)} /> : null}
    </section>
  )
}
