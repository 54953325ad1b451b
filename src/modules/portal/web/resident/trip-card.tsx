import { useState } from 'react'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Tag } from '#src/ui/resident/notice.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { isActivity } from '../../domain/bookable.ts'
import type { Appointment } from './endpoints.ts'
import { copyText, shareText } from './share.ts'
import { arriveText, dayText, timesText, titleText } from './words.ts'

export const tripWho = (trip: Appointment): string => {
  const lead = trip.experts[0]
  return lead ? [lead.name, titleText(lead.titleCode)].filter(Boolean).join(' ') : trip.title
}

/** 李明 主任医师 · 腰腿痛门诊; a clinic without a named doctor once only. */
export const whoAndWhat = (trip: Appointment): string =>
  trip.experts[0] ? `${tripWho(trip)} · ${trip.title || trip.department}` : trip.title || trip.department

/** What the daughter should know, as one plain paragraph. */
export const tripText = (trip: Appointment): string =>
  t(isActivity(trip.kind) ? 'portal.activity.tell' : 'portal.trip.tell', {
    title: trip.title,
    name: trip.residentName,
    when: `${dayText(trip.localDate)} ${trip.startTime}`,
    who: tripWho(trip),
    department: trip.title,
    arrive: arriveText(trip.startTime),
    place: trip.institutionName,
    address: trip.institutionAddress ?? '',
    phone: trip.institutionPhone ?? '',
  })

export const statusTone = {
  booked: 'good',
  arrived: 'info',
  held: 'warn',
  cancelled: 'quiet',
  expired: 'quiet',
  no_show: 'quiet',
} as const

export const statusText = (trip: Appointment): string =>
  trip.moved
    ? t('portal.status.moved')
    : t(isActivity(trip.kind) && trip.status === 'booked' ? 'portal.activity.booked' : `portal.status.${trip.status}`)

const forText = (trip: Appointment): string =>
  isActivity(trip.kind) ? trip.residentName : t('portal.trip.for', { name: trip.residentName })

/** Tells the family: the phone's own sheet where it has one, else the text to copy or send. */
export const TellFamily = ({ trip }: { readonly trip: Appointment }) => {
  const [open, setOpen] = useState(false)
  const [copied, setCopied] = useState(false)
  const text = tripText(trip)
  const title = isActivity(trip.kind) ? trip.title : t('portal.trip.tell_title')
  const tell = async () => {
    if (!(await shareText(title, text))) setOpen(true)
  }
  return (
    <>
      <button type="button" className="r-button" data-look="plain" onClick={() => void tell()}>
        <Icon name="share" />
        {t('portal.trip.tell_family')}
      </button>
      {open ? (
        <Sheet title={title} onClose={() => setOpen(false)}>
          <p className="r-card">{text}</p>
          <a className="r-button" data-look="main" data-wide href={`sms:?body=${encodeURIComponent(text)}`}>
            {t('portal.trip.by_sms')}
          </a>
          <button type="button" className="r-button" data-wide onClick={() => void copyText(text).then(setCopied)}>
            {t(copied ? 'portal.copied' : 'portal.trip.copy_text')}
          </button>
          <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setOpen(false)}>
            {t('portal.close')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

type Target = { readonly name: string; readonly address: string | null; readonly phone: string | null }

/** How to get there: the address large enough to show a driver; the phone's own map where it has one, no outside address. */
export const WayThere = ({ target }: { readonly target: Target }) => {
  const [open, setOpen] = useState(false)
  const [copied, setCopied] = useState(false)
  const address = target.address ?? target.name
  return (
    <>
      <button type="button" className="r-button" data-look="plain" onClick={() => setOpen(true)}>
        <Icon name="place" />
        {t('portal.way.button')}
      </button>
      {open ? (
        <Sheet title={target.name} onClose={() => setOpen(false)}>
          <p className="r-when">{address}</p>
          <p className="r-quiet">{t('portal.way.show')}</p>
          <a
            className="r-button"
            data-look="main"
            data-wide
            href={`geo:0,0?q=${encodeURIComponent(`${target.name} ${address}`)}`}
          >
            {t('portal.way.map')}
          </a>
          <button type="button" className="r-button" data-wide onClick={() => void copyText(address).then(setCopied)}>
            {t(copied ? 'portal.copied' : 'portal.way.copy')}
          </button>
          <CallPlace phone={target.phone} wide />
          <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setOpen(false)}>
            {t('portal.close')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

/** The number to ring; nothing when the site has none. */
export const CallPlace = ({ phone, wide = false }: { readonly phone: string | null; readonly wide?: boolean }) =>
  phone === null ? null : (
    <a className="r-button" data-look="plain" data-wide={wide || undefined} href={`tel:${phone}`}>
      <Icon name="phone" />
      {t('portal.call', { phone })}
    </a>
  )

/** The one card of the first page: when, who, where, what to bring, and what can be done. */
export const NextTrip = ({ trip }: { readonly trip: Appointment }) => (
  <section className="r-card r-stack" data-next aria-label={t('portal.home.next')}>
    <Go to={`/visit/${trip.appointmentId}`} className="r-plain-link r-stack-tight">
      <p>
        <Tag tone="info">{forText(trip)}</Tag>
      </p>
      <p className="r-when">
        {dayText(trip.localDate)} {trip.startTime}
      </p>
      <p className="r-who">{whoAndWhat(trip)}</p>
      <p>
        {trip.institutionName}
        {trip.roomName ? ` · ${trip.roomName}` : ''}
      </p>
      {trip.ticketNo === null ? (
        <p className="r-quiet">{t('portal.trip.bring', { arrive: arriveText(trip.startTime) })}</p>
      ) : (
        <>
          <p className="r-number">{t('portal.trip.ticket', { number: trip.ticketNo })}</p>
          <p>{t('portal.arrived.where', { place: trip.roomName ?? trip.department })}</p>
        </>
      )}
    </Go>
    <div className="r-actions">
      <WayThere
        target={{ name: trip.institutionName, address: trip.institutionAddress, phone: trip.institutionPhone }}
      />
      <TellFamily trip={trip} />
      <CallPlace phone={trip.institutionPhone} />
      <Go to={`/visit/${trip.appointmentId}`} className="r-button" data-look="plain">
        {t(trip.ticketNo === null ? 'portal.trip.details_cancel' : 'portal.trip.details')}
      </Go>
    </div>
  </section>
)

/** One line of "my bookings". */
export const TripCard = ({ trip }: { readonly trip: Appointment }) => (
  <Go
    to={`/visit/${trip.appointmentId}`}
    className="r-card r-stack-tight"
    data-muted={trip.status === 'booked' || trip.status === 'arrived' || trip.status === 'held' ? undefined : true}
  >
    <p>
      <Tag tone="info">{forText(trip)}</Tag>
    </p>
    <div className="r-section-title">
      <p className="r-who">
        {dayText(trip.localDate)} {timesText(trip.startTime, trip.endTime)}
      </p>
      <Tag tone={statusTone[trip.status]}>{statusText(trip)}</Tag>
    </div>
    <p>{whoAndWhat(trip)}</p>
    <p className="r-quiet">{trip.institutionName}</p>
    {trip.status === 'cancelled' && !trip.moved && trip.cancelledAt ? (
      <p className="r-quiet r-small">
        {t('portal.trip.cancelled_at', {
          when: formatDateTime(trip.cancelledAt, 'day'),
        })}
      </p>
    ) : null}
  </Go>
)
