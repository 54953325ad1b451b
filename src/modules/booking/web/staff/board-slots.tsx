import { useEffect, useMemo } from 'react'
import type { SessionCounts } from '#src/modules/deployment/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { countedVisits, seatsOfSessions } from '../../contract-counts.ts'
import { channels } from '../../contract-shapes.ts'
import { linkToSlots } from '../links.ts'
import { channelWord } from '../words.ts'
import { StopFigures } from './stop-figures.tsx'

type Props = { readonly sessionId: string }

const useSeats = (sessionIds: readonly string[]) => {
  const maySee = useCan('booking.slots.see')
  return useQueryEndpoint(
    seatsOfSessions,
    { sessionIds: [...sessionIds].sort().slice(0, 600) },
    { enabled: maySee && sessionIds.length > 0, keepPrevious: true, staleSeconds: 30 },
  )
}

const SeatsLine = ({ sessionId }: Props) => {
  const seats = useSeats([sessionId]).data?.sessions[0]
  if (seats === undefined) return null
  const taken = channels
    .filter(channel => seats.takenByChannel[channel] > 0)
    .map(channel => `${channelWord(channel)} ${seats.takenByChannel[channel]}`)
  return (
    <p>
      {t('booking.board.seats', { taken: seats.taken, capacity: seats.capacity })}
      {taken.length > 0 ? <span className="ds-quiet">（{taken.join(' · ')}）</span> : null}{' '}
      <Go to={linkToSlots(sessionId)}>{t('booking.board.console')}</Go>
    </p>
  )
}

/** Under a published session: how many seats are taken, with the way to the slot console; under a stopped one, what follows. */
const SessionExtra = ({ sessionId, stopped = false }: Props & { readonly stopped?: boolean }) =>
  stopped ? (
    <>
      <StopFigures sessionId={sessionId} stopped />
      <p>
        <Go to={linkToSlots(sessionId)}>{t('booking.board.console')}</Go>
      </p>
    </>
  ) : (
    <SeatsLine sessionId={sessionId} />
  )

/** Before a session is stopped: who will be told, rung and given money back. */
const CancelExtra = ({ sessionId }: Props) => <StopFigures sessionId={sessionId} />

const useSeatWords = (sessionIds: readonly string[]): ReadonlyMap<string, string> => {
  const { data, refetch } = useSeats(sessionIds)
  // Seats are made just after a session is published: what is still missing is asked for again, a few times.
  const missing = sessionIds.length - (data?.sessions.length ?? sessionIds.length)
  const asked = sessionIds.length
  useEffect(() => {
    if (missing <= 0 || asked === 0) return
    const timers = [1, 3, 8].map(seconds => setTimeout(() => void refetch(), seconds * 1000))
    return () => timers.forEach(clearTimeout)
  }, [asked, missing, refetch])
  return useMemo(
    () => new Map((data?.sessions ?? []).map(seats => [seats.sessionId, `${seats.taken}/${seats.capacity}`])),
    [data],
  )
}

const useCounts = (sessionId: string) =>
  useQueryEndpoint(countedVisits, { sessionId }, { enabled: useCan('booking.visits.count'), staleSeconds: 30 }).data

/** For the closing sheet: what the door and the queue counted. */
const useCountedVisits = (sessionId: string): SessionCounts | null => {
  const counts = useCounts(sessionId)
  return useMemo(() => {
    if (counts === undefined) return null
    const { seen, came, first, repeat, extra, tcm } = counts
    const isCounted =
      seen !== null && came !== null && first !== null && repeat !== null && extra !== null && tcm !== null
    return isCounted ? { seen, came, first, repeat, extra, tcm } : null
  }, [counts])
}

/** For the expert: how many will come. */
const BookedCount = ({ sessionId }: Props) => {
  const counts = useCounts(sessionId)
  if (counts === undefined || counts.capacity === 0) return null
  return <p>{t('booking.board.booked', { booked: counts.booked, capacity: counts.capacity })}</p>
}

/** What the month board shows of booking; the staff app wires it. */
export const boardSlots = { CancelExtra, SessionExtra, BookedCount, useSeatWords, useCountedVisits } as const
