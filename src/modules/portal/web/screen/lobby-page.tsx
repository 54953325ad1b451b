import { useEffect, useState } from 'react'
import { formatDate, formatTime, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { type Place, places } from '../../contract.ts'
import { pagesOf } from '../../domain/screen-pages.ts'
import { viewsOf } from '../../domain/view.ts'
import { Calls } from './calls.tsx'
import { useLobby, useTurn } from './use-lobby.ts'
import { Scan, type Zone, ZonePage } from './zones.tsx'

const turnSeconds = 12
const isPortrait = (): boolean => window.innerHeight > window.innerWidth

const Clock = () => {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 5000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="s-clock">
      {formatDate(today(), 'day')} {formatTime(now)}
    </p>
  )
}

/** A screen runs for months: in the small hours it loads itself anew, and with it what has been installed since. */
const useNightlyReload = (): void => {
  useEffect(() => {
    const started = Date.now()
    const timer = setInterval(() => {
      const hour = Number(formatTime(serverNow()).slice(0, 2))
      if (hour === 3 && Date.now() - started > 6 * 3_600_000) window.location.reload()
    }, 600_000)
    return () => clearInterval(timer)
  }, [])
}

type Rows = { readonly today: number; readonly month: number }

/** Longer lists are read on the phone: nobody stands through ten pages. */
const mostMonthPages = 3

/** While nobody is called, the lists take the width and stand in two columns; the scan code keeps its corner. */
const rowsThatFit = (portrait: boolean, calling: boolean): Rows => {
  if (portrait) return calling ? { today: 4, month: 4 } : { today: 7, month: 7 }
  return calling ? { today: 5, month: 5 } : { today: 8, month: 8 }
}

const zonesOf = (
  data: ReturnType<typeof useLobby>,
  rows: Rows,
): readonly { readonly zone: Zone; readonly page: number; readonly pages: number }[] => {
  const { lobby, month } = data
  const clinics = month ? viewsOf(month.clinics, month) : []
  const rest = clinics.filter(clinic => clinic.localDate > (lobby?.date ?? today()))
  const sets = [
    { kind: 'today' as const, pages: pagesOf(lobby?.sessions ?? [], rows.today) },
    {
      kind: 'month' as const,
      pages: pagesOf(
        rest.filter(clinic => clinic.kind === 'outpatient').slice(0, rows.month * mostMonthPages),
        rows.month,
      ),
    },
    {
      kind: 'activities' as const,
      pages: pagesOf(
        rest.filter(clinic => clinic.kind !== 'outpatient'),
        rows.month,
      ),
    },
  ]
  return sets.flatMap(({ kind, pages }) =>
    (pages.length === 0 && kind === 'month' ? [[]] : pages).map((shown, index) => ({
      zone: { kind, rows: shown } as Zone,
      page: index + 1,
      pages: Math.max(1, pages.length),
    })),
  )
}

const Lobby = ({ place }: { readonly place: Place }) => {
  const { demo } = useSessionControl()
  const data = useLobby(place)
  const portrait = isPortrait()
  const calling = (data.lobby?.sessions ?? []).some(session => session.now.length > 0 || session.passed.length > 0)
  const zones = zonesOf(data, rowsThatFit(portrait, calling))
  const turn = useTurn(zones.length, turnSeconds)
  const shown = zones[turn]
  useNightlyReload()
  const link = `${window.location.origin}/m/book?place=${place.institutionId}&region=${place.regionId}`
  return (
    <div className="s-screen">
      <header className="s-head">
        <h1>{place.name}</h1>
        <Clock />
      </header>
      <main className="s-body" data-calling={calling || undefined}>
        <Calls sessions={data.lobby?.sessions ?? null} speaks={data.lobby?.speaks ?? false} perPage={3}>
          {calling && !portrait ? <Scan link={link} /> : null}
        </Calls>
        {shown ? <ZonePage {...shown}>{calling && !portrait ? null : <Scan link={link} />}</ZonePage> : null}
      </main>
      <div>
        {data.lost && data.lobby ? (
          <p className="s-offline" role="alert">
            {t('portal.screen.offline', { time: formatTime(data.lobby.at) })}
          </p>
        ) : null}
        <footer className="s-foot">
          <span>{[place.phone, place.address].filter(Boolean).join(' · ')}</span>
          <span>{demo ? t('portal.screen.demo') : t('portal.name')}</span>
        </footer>
      </div>
    </div>
  )
}

type Link = { readonly key: string; readonly to: string; readonly name: string }

const Message = ({
  title,
  help,
  links = [],
}: {
  readonly title: string
  readonly help?: string
  readonly links?: readonly Link[]
}) => (
  <main className="s-message">
    <h1>{title}</h1>
    <div className="s-links">
      {links.map(link => (
        <a key={link.key} href={link.to}>
          {link.name}
        </a>
      ))}
    </div>
    {help ? <p>{help}</p> : null}
  </main>
)

/** `/screen/?institution=<code>`: the lobby of one institution; without a code it offers those that receive experts. */
export const LobbyPage = () => {
  const search = new URLSearchParams(window.location.search)
  const code = search.get('institution') ?? ''
  const region = Number(search.get('region')) || undefined
  const { regions } = useSessionControl()
  const asked = code === '' ? (region === undefined ? {} : { regionId: region }) : { code }
  const answer = useQueryEndpoint(places, asked, { refetchSeconds: 600 })
  const place = code === '' ? undefined : answer.data?.places[0]
  if (place) return <Lobby place={place} />
  if (answer.data === undefined) return <Message title={t('portal.screen.loading')} />
  if (code !== '') return <Message title={t('portal.screen.unknown')} help={t('portal.screen.unknown_how')} />
  const here = answer.data.places.map(one => ({
    key: one.institutionId,
    to: `/screen/?institution=${encodeURIComponent(one.code)}`,
    name: one.name,
  }))
  const there = regions.map(one => ({
    key: String(one.regionId),
    to: `/screen/?region=${one.regionId}`,
    name: `${one.name} ›`,
  }))
  return (
    <Message
      title={t('portal.screen.choose')}
      help={t('portal.screen.unknown_how')}
      links={regions.length > 1 ? [...here, ...there] : here}
    />
  )
}
