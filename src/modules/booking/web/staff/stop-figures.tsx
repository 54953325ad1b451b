import { formatMoney } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { Go, linkTo } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { stopFigures } from '../../contract-counts.ts'
import { linkToCalls } from '../links.ts'

type Props = { readonly sessionId: string; readonly stopped?: boolean }

/** What a stop means, or meant, in figures, and who carries it out: the desk of the site. */
export const StopFigures = ({ sessionId, stopped = false }: Props) => {
  const mayAsk = useCan('booking.slots.change')
  const mayOpen = useCan('booking.desk.use')
  const { institution } = useSession()
  const answer = useQueryEndpoint(stopFigures, { sessionId }, { enabled: mayAsk })
  useLive(mayAsk ? [`slots:${sessionId}`] : [], () => void answer.refetch())
  const figures = answer.data
  if (figures === undefined) return null
  if (figures.people === 0)
    return <p className="ds-quiet">{t(stopped ? 'booking.stop.nobody_was' : 'booking.stop.nobody_is')}</p>
  const isOurs = institution?.institutionId === figures.institutionId
  const words = { ...figures, reached: figures.people - figures.withoutPhone, money: formatMoney(figures.paidFen) }
  const when = stopped ? 'after' : 'before'
  return (
    <Notice tone="warn">
      <p className="ds-notice-lead">{t(`booking.stop.people.${when}`, words)}</p>
      <ul>
        <li>{t(`booking.stop.told.${when}`, words)}</li>
        <li>{t(`booking.stop.rung.${when}`, words)}</li>
        <li>{t(figures.paid === 0 ? 'booking.stop.paid_none' : `booking.stop.paid.${when}`, words)}</li>
      </ul>
      {isOurs && mayOpen ? (
        <p>
          <Go to={linkToCalls()}>{t('booking.stop.to_calls')}</Go>
          {figures.paid > 0 ? (
            <>
              {' · '}
              <Go to={linkTo('/calls', { view: 'refunds' })}>{t('booking.stop.to_refunds')}</Go>
            </>
          ) : null}
        </p>
      ) : (
        <p>{t('booking.stop.desk_does_it', { site: figures.institutionName })}</p>
      )}
    </Notice>
  )
}
