import { Button, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { sessionSlots } from '../../contract.ts'
import { bookReferred } from '../../contract-referral.ts'
import type { Booked, Slot } from '../../contract-shapes.ts'

type Props = {
  readonly sessionId: string
  readonly residentId: string
  readonly onBooked: (booked: Booked) => void
}

/** BOOK-94 转诊预留: shown where the session keeps seats for people who are referred; a note says why. */
export const ReferralSlots = ({ sessionId, residentId, onBooked }: Props) => {
  const mayRefer = useCan('booking.referral.book')
  const answer = useQueryEndpoint(sessionSlots, { sessionId, channel: 'referral' }, { enabled: mayRefer })
  const book = useCommand(bookReferred)
  const [slot, setSlot] = useState<Slot | null>(null)
  const [note, setNote] = useState('')
  const open = (answer.data?.slots ?? []).filter(one => one.state === 'open' && one.own > 0)
  if (!mayRefer || open.length === 0) return null
  const send = async () => {
    if (slot === null) return
    const booked = await book.run({ poolId: slot.poolId, residentId, note })
    await answer.refetch()
    if (booked === null) return
    setSlot(null)
    setNote('')
    onBooked(booked)
  }
  return (
    <section className="book-referral" aria-label={t('booking.referral.title')}>
      <h3 className="book-heading">{t('booking.referral.title')}</h3>
      <p className="ds-quiet">{t('booking.referral.purpose')}</p>
      <div className="book-slots">
        {open.map(one => (
          <button
            key={one.poolId}
            type="button"
            className="book-slot"
            aria-pressed={slot?.poolId === one.poolId}
            disabled={book.pending}
            onClick={() => setSlot(one)}
          >
            <b className="ds-figure">
              {one.startTime}–{one.endTime}
            </b>
            <span>{t('booking.referral.left', { seats: one.own })}</span>
          </button>
        ))}
      </div>
      {slot === null ? null : (
        <>
          <label className="book-field" htmlFor="referral-note">
            {t('booking.referral.why')}
            <Input.TextArea
              id="referral-note"
              autoFocus
              maxLength={300}
              autoSize={{ minRows: 2, maxRows: 5 }}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
          </label>
          <ProblemAlert problem={book.problem} />
          <p className="book-line">
            <Button type="primary" loading={book.pending} disabled={note.trim() === ''} onClick={() => void send()}>
              {t('booking.referral.book', { time: slot.startTime })}
            </Button>
            <Button onClick={() => setSlot(null)}>{t('booking.experts.not_yet')}</Button>
          </p>
        </>
      )}
    </section>
  )
}
