import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { addDays, addMinutes, instantAt } from '#src/platform/kernel/dates.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, formatDateTime, formatMoment, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { currentTimeZone, serverNow } from '#src/platform/web/zone.ts'
import { Facts } from '#src/ui/layout.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { type CallOutcome, type Contact, recordCall, showContactPhone, standing } from '../../contract-contacts.ts'
import { linkToDesk } from '../links.ts'
import { expertsWord, sessionWord } from '../words.ts'
import { OfferChoice } from './offer-choice.tsx'

/** The number is shown when somebody is about to ring, and the audit says so. */
const PhoneToRing = ({ contact }: { readonly contact: Contact }) => {
  const show = useCommand(showContactPhone, { refresh: [] })
  const [phone, setPhone] = useState<{ readonly phone: string | null; readonly own: boolean } | null>(null)
  // No message could be sent and no number stands here: there is none to show.
  if (contact.maskedPhone === null && contact.toldAt === null) return <span>{t('booking.calls.no_number')}</span>
  if (phone !== null)
    return phone.phone === null ? (
      <span>{t('booking.calls.no_number')}</span>
    ) : (
      <span>
        <b className="ds-figure book-phone">{phone.phone}</b>{' '}
        <span className="ds-quiet">{t(phone.own ? 'booking.calls.own_phone' : 'booking.calls.family_phone')}</span>
      </span>
    )
  return (
    <>
      <span className="ds-figure">{contact.maskedPhone ?? ''}</span>{' '}
      <Button
        size="small"
        loading={show.pending}
        onClick={() => void show.run({ contactId: contact.contactId }).then(setPhone)}
      >
        {t('booking.calls.show_phone')}
      </Button>
      <ProblemAlert problem={show.problem} />
    </>
  )
}

const outcomesOf = (contact: Contact): readonly CallOutcome[] =>
  standing.includes(contact.cause)
    ? ['will_come', 'wants_other', 'gives_up', 'not_reached']
    : ['reached', 'wants_other', 'gives_up', 'not_reached']

/** Giving up a visit that still stands cancels it, and the button says so. */
const wordOf = (contact: Contact, outcome: CallOutcome): string =>
  outcome === 'gives_up' && standing.includes(contact.cause) ? 'cancels' : outcome

const agains = ['hour', 'three_hours', 'tomorrow'] as const
type Again = (typeof agains)[number]
const momentOf = (again: Again): Date =>
  again === 'tomorrow'
    ? instantAt(addDays(today(), 1), '09:00', currentTimeZone())
    : addMinutes(serverNow(), again === 'hour' ? 60 : 180)

/** What the call ended with: one button each; who was not reached gets a time to be rung again. */
const CallOutcomes = ({ contact }: { readonly contact: Contact }) => {
  const { message } = App.useApp()
  const call = useCommand(recordCall)
  const [note, setNote] = useState('')
  const [again, setAgain] = useState<Again>('hour')
  const record = async (outcome: CallOutcome) => {
    const done = await call.run({
      contactId: contact.contactId,
      outcome,
      ...(outcome === 'not_reached' ? { tryAgainAt: momentOf(again).toISOString() } : {}),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
    if (done === null) return
    setNote('')
    void message.success(
      t(`booking.calls.said.${wordOf(contact, outcome)}`, {
        name: contact.appointment.residentName,
        at: formatMoment(momentOf(again)),
      }),
    )
  }
  return (
    <section aria-label={t('booking.calls.outcome')}>
      <h3 className="book-heading">{t('booking.calls.outcome')}</h3>
      <Input
        maxLength={200}
        value={note}
        aria-label={t('booking.calls.note')}
        placeholder={t('booking.calls.note')}
        onChange={event => setNote(event.target.value)}
      />
      <p className="book-line">
        {outcomesOf(contact)
          .filter(outcome => outcome !== 'not_reached')
          .map(outcome => (
            <Button key={outcome} disabled={call.pending} onClick={() => void record(outcome)}>
              {t(`booking.calls.do.${wordOf(contact, outcome)}`)}
            </Button>
          ))}
      </p>
      <p className="book-line">
        <Button disabled={call.pending} onClick={() => void record('not_reached')}>
          {t('booking.calls.do.not_reached')}
        </Button>
        <span>{t('booking.calls.try_again')}</span>
        <Select<Again>
          aria-label={t('booking.calls.try_again')}
          value={again}
          onChange={setAgain}
          options={agains.map(value => ({ value, label: t(`booking.calls.again.${value}`) }))}
        />
      </p>
      <ProblemAlert problem={call.problem} />
    </section>
  )
}

/** One person to ring: what happened, the number, what else there is, and what the call ended with. */
export const CallPanel = ({ contact }: { readonly contact: Contact }) => {
  const { appointment } = contact
  const isOpen = contact.answer === null || contact.answer === 'wants_other'
  return (
    <div className="book-call">
      <h2 className="book-heading">
        <PersonName name={appointment.residentName} />
      </h2>
      <Facts
        items={[
          { name: t('booking.calls.what'), value: t(`booking.calls.cause_long.${contact.cause}`) },
          {
            name: t('booking.calls.was'),
            value: `${formatDate(appointment.localDate, 'day')} ${appointment.startTime} ${sessionWord(appointment)} ${expertsWord(appointment.experts)}`,
          },
          {
            name: t('booking.calls.message'),
            value: contact.toldAt ? formatDateTime(contact.toldAt) : t('booking.calls.no_message'),
          },
          { name: t('booking.calls.phone'), value: <PhoneToRing contact={contact} /> },
          ...(contact.note === null ? [] : [{ name: t('booking.calls.note'), value: contact.note }]),
          ...(contact.answer === null
            ? []
            : [{ name: t('booking.calls.answered'), value: t(`booking.calls.answer.${contact.answer}`) }]),
        ]}
      />
      {isOpen ? <CallOutcomes contact={contact} /> : null}
      {isOpen && !standing.includes(contact.cause) ? <OfferChoice contact={contact} /> : null}
      <p className="book-line">
        <Go to={linkToDesk(appointment.residentId, appointment.localDate)}>{t('booking.calls.to_desk')}</Go>
      </p>
    </div>
  )
}
