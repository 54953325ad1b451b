import { useEffect, useState } from 'react'
import { lobbyScreen } from '#src/modules/booking/public-web.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useLive, useOfflineSince } from '#src/platform/web/live.ts'
import { useQueryEndpoint, useRefresh } from '#src/platform/web/query.ts'
import { clinicList, type Place } from '../../contract.ts'

export type Lobby = OutputOf<typeof lobbyScreen>
export type LobbySession = Lobby['sessions'][number]

const pollSeconds = 20
const monthSeconds = 60

/**
 * What the screen shows: told at once when something changes, asked every 20 seconds besides; when the server cannot be
 * reached the last answer stays, with the time since when.
 */
export const useLobby = (place: Place) => {
  const { institutionId, regionId } = place
  const refresh = useRefresh()
  // The region is read from the query string before the contract: a screen has no login that would tell it.
  const input = { institutionId, regionId }
  const lobby = useQueryEndpoint(lobbyScreen, input, { refetchSeconds: pollSeconds })
  const month = useQueryEndpoint(clinicList, { ...input, limit: 80 }, { refetchSeconds: monthSeconds })
  useLive([`screen:${institutionId}`], () => void refresh(lobbyScreen))
  const deaf = useOfflineSince()
  const lost = lobby.isError || lobby.failureCount > 0
  return {
    lobby: lobby.data ?? null,
    month: month.data ?? null,
    problem: lobby.error,
    lost: lost || (deaf !== null && lobby.isError),
  }
}

/** Goes round through `count` pages, one every `seconds`; begins again when what there is to show has changed in number. */
export const useTurn = (count: number, seconds: number): number => {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    setTurn(0)
    if (count < 2) return undefined
    const timer = setInterval(() => setTurn(current => (current + 1) % count), seconds * 1000)
    return () => clearInterval(timer)
  }, [count, seconds])
  return count === 0 ? 0 : turn % count
}
