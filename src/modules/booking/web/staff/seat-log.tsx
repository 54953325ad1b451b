import { formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { Go, linkTo } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { seatLog } from '../../contract-extra.ts'
import { channels } from '../../contract-shapes.ts'
import { channelWord } from '../words.ts'
import { ExtraButton, ExtraHint } from './extra-button.tsx'
import { ExtraLimit } from './extra-limit.tsx'

/** 号的去向: who lost what to everybody, who waits, what rests, what was given beyond the seats. */
export const SeatLog = ({ sessionId, onChanged }: { readonly sessionId: string; readonly onChanged: () => void }) => {
  const answer = useQueryEndpoint(seatLog, { sessionId }, { keepPrevious: true })
  const mayWait = useCan('booking.desk.use')
  useLive([`slots:${sessionId}`], () => void answer.refetch())
  if (!answer.data) return answer.error ? <ProblemAlert problem={answer.error} /> : null
  const { returns, resting, extra, extraLimit, hasOwnLimit, waiting } = answer.data
  const totals = channels
    .map(channel => ({
      channel,
      seats: returns.filter(one => one.channel === channel).reduce((sum, one) => sum + one.seats, 0),
    }))
    .filter(total => total.seats > 0)
  return (
    <section aria-label={t('booking.log.title')}>
      <h3 className="book-heading">{t('booking.log.title')}</h3>
      <p className="book-line">
        <span className="ds-figure">{t('booking.log.counts', { waiting, resting, extra, limit: extraLimit })}</span>
        {mayWait && waiting > 0 ? (
          <Go to={linkTo('/waiting', { session: sessionId })}>{t('booking.log.to_waiting')}</Go>
        ) : null}
        <ExtraButton
          sessionId={sessionId}
          size="small"
          onDone={() => {
            void answer.refetch()
            onChanged()
          }}
        />
      </p>
      <ExtraHint />
      <ExtraLimit sessionId={sessionId} limit={extraLimit} isOwn={hasOwnLimit} onDone={() => void answer.refetch()} />
      {returns.length === 0 ? (
        <p className="ds-quiet">{t('booking.log.none')}</p>
      ) : (
        <>
          <ul>
            {returns.map(one => (
              <li key={`${one.startTime}-${one.channel}`}>
                {t('booking.log.returned', {
                  time: one.startTime,
                  channel: channelWord(one.channel),
                  seats: one.seats,
                  moment: formatMoment(one.at),
                })}
              </li>
            ))}
          </ul>
          <p className="ds-figure">
            {t('booking.log.total', {
              list: totals
                .map(total => t('booking.log.total_one', { channel: channelWord(total.channel), seats: total.seats }))
                .join('，'),
            })}
          </p>
        </>
      )}
    </section>
  )
}
