import { QRCode } from 'antd'
import { formatDate, formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { PrintSheet } from '#src/ui/print.tsx'
import type { Ticket } from '../../contract-shapes.ts'
import { expertsWord } from '../words.ts'
import '../faces.css'

type Props = { readonly ticket: Ticket; readonly onPrinted: () => void }

/** 80 mm: the number large, whom to see and where, when it will be about. The name stands whole, for the holder alone. */
export const TicketSheet = ({ ticket, onPrinted }: Props) => (
  <PrintSheet paper="ticket" onPrinted={onPrinted}>
    <TicketBody ticket={ticket} />
  </PrintSheet>
)

/** How it goes on: by the time booked, or simply in. */
export const orderWord = (ticket: Ticket): string =>
  ticket.isCalled ? t('booking.ticket.order', { time: ticket.startTime ?? '' }) : t('booking.ticket.go_in')

export const TicketBody = ({ ticket }: { readonly ticket: Ticket }) => (
  <div className="book-ticket">
    <p>{ticket.institutionName}</p>
    <p className="sheet-number">{t('booking.ticket.number', { number: ticket.ticketNo })}</p>
    <p className="sheet-name">{ticket.residentName}</p>
    <hr />
    <p>{[ticket.department, ticket.title].filter((word, index, words) => words.indexOf(word) === index).join(' · ')}</p>
    <p>{expertsWord(ticket.experts)}</p>
    {ticket.roomName ? <p>{ticket.roomName}</p> : null}
    <p>
      {formatDate(ticket.localDate, 'day')}{' '}
      {ticket.startTime ? t('booking.ticket.time', { time: ticket.startTime }) : ''}
    </p>
    <hr />
    <p>{orderWord(ticket)}</p>
    {ticket.isCalled ? <p className="ds-quiet">{t('booking.ticket.passed_hint')}</p> : null}
    {/* For the camera of the tablet alone: the words beside it say what it is for. */}
    <span aria-hidden="true">
      <QRCode value={ticket.visitId} type="svg" size={96} bordered={false} className="book-ticket-code" />
    </span>
    <p className="ds-quiet">{t('booking.ticket.face')}</p>
    <p className="ds-quiet">{formatDateTime(ticket.printedAt, 'bare')}</p>
  </div>
)
