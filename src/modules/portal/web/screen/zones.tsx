import { type ReactNode, useEffect, useState } from 'react'
import { dateOf, formatDate, formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { QrCode } from '#src/ui/resident/bits.tsx'
import type { ClinicView } from '../../domain/view.ts'
import { clinicTitle, titleText } from '../resident/words.ts'
import type { LobbySession } from './use-lobby.ts'

export type Zone =
  | { readonly kind: 'today'; readonly rows: readonly LobbySession[] }
  | { readonly kind: 'month' | 'activities'; readonly rows: readonly ClinicView[] }

const range = (from: string, to: string): string => `${from}–${to}`

const TodayRow = ({ session }: { readonly session: LobbySession }) => {
  const lead = session.experts[0]
  // Whoever still waits after the end is seen all the same.
  const isOver = session.waiting === 0 && session.endTime <= formatTime(serverNow())
  const isLate = session.lateMinutes !== null && !session.stopped && !isOver
  const side = session.stopped
    ? t('portal.screen.stopped')
    : session.waiting > 0
      ? t('portal.screen.waiting', { count: session.waiting })
      : isOver
        ? t('portal.seats.over')
        : session.left > 0
          ? t('portal.screen.left_here', { seats: session.left })
          : t('portal.screen.full')
  return (
    <li className="s-row" data-muted={session.stopped || isOver || undefined}>
      <div>
        <p className="s-row-main">{lead ? `${lead.name} ${titleText(lead.titleCode)}` : session.title}</p>
        <p className="s-row-sub">
          {/* The room before the title: when the line is too long, what is cut off is not the way there. */}
          {range(session.startTime, session.endTime)}
          {session.roomName ? ` · ${session.roomName}` : ''} · {session.title}
        </p>
      </div>
      <p className="s-row-side" data-tone={session.stopped || isLate ? 'warn' : isOver ? undefined : 'good'}>
        {isLate ? (
          <span className="s-row-late">{t('portal.screen.late', { minutes: session.lateMinutes ?? 0 })}</span>
        ) : null}
        {side}
      </p>
    </li>
  )
}

const MonthRow = ({ clinic }: { readonly clinic: ClinicView }) => {
  const lead = clinic.experts[0]
  const bookable = clinic.state === 'open' && clinic.seatsLeft > 0
  const side = bookable
    ? t('portal.screen.left', { seats: clinic.seatsLeft })
    : clinic.state === 'not_yet' && clinic.opensAt
      ? t('portal.screen.opens', { day: formatDate(dateOf(clinic.opensAt), 'short') })
      : t(`portal.seats.${clinic.state}`)
  return (
    <li className="s-row" data-muted={clinic.state === 'stopped' || undefined}>
      <div>
        <p className="s-row-main">
          {clinic.kind === 'outpatient' && lead ? `${lead.name} ${titleText(lead.titleCode)}` : clinicTitle(clinic)}
        </p>
        <p className="s-row-sub">
          {formatDate(clinic.localDate, 'day')} {range(clinic.startTime, clinic.endTime)} ·{' '}
          {clinic.kind === 'outpatient' ? clinicTitle(clinic) : (lead?.name ?? '')}
        </p>
      </div>
      <p className="s-row-side" data-tone={bookable ? 'good' : 'warn'}>
        {side}
      </p>
    </li>
  )
}

type Matrix = { readonly size: number; readonly data: ArrayLike<number | boolean> }

/** A phone can open what has a name or a number of its own; the screen's own computer (localhost) it cannot. */
const mayScan = (link: string): boolean => !/^https?:\/\/(localhost|127\.|\[::1\])/.test(link)

/** The code that opens the booking page of this place on a phone. */
export const Scan = ({ link }: { readonly link: string }) => {
  const [matrix, setMatrix] = useState<Matrix | null>(null)
  useEffect(() => {
    let wanted = true
    // Without network the code simply is not there.
    import('qrcode')
      .then(({ default: library }) => {
        const { size, data } = library.create(link, { errorCorrectionLevel: 'M' }).modules
        if (wanted) setMatrix({ size, data })
      })
      .catch(() => setMatrix(null))
    return () => {
      wanted = false
    }
  }, [link])
  if (matrix === null || !mayScan(link)) return null
  return (
    <div className="s-scan">
      <QrCode
        size={matrix.size}
        dark={(row, column) => Boolean(matrix.data[row * matrix.size + column])}
        label={t('portal.screen.scan')}
      />
      <span>
        {t('portal.screen.scan')}
        <small className="s-address">{new URL(link).host}/m</small>
      </span>
    </div>
  )
}

/** One page of what takes turns: today's clinics, this month's experts, activities. */
export const ZonePage = ({
  zone,
  page,
  pages,
  children,
}: {
  readonly zone: Zone
  readonly page: number
  readonly pages: number
  readonly children: ReactNode
}) => (
  <section className="s-zone">
    <h2>
      {t(`portal.screen.${zone.kind}`)}
      {pages > 1 ? <small>{t('portal.screen.page', { page, pages })}</small> : null}
    </h2>
    {zone.rows.length === 0 ? <p className="s-empty">{t('portal.screen.month_none')}</p> : null}
    <ul className="s-rows">
      {zone.kind === 'today'
        ? zone.rows.map(session => <TodayRow key={session.sessionId} session={session} />)
        : zone.rows.map(clinic => <MonthRow key={clinic.sessionId} clinic={clinic} />)}
    </ul>
    {children}
  </section>
)
