import '../network.css'
import '../plaque-wall.css'
import { Button, Checkbox } from 'antd'
import { useRef } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { listPlaques } from '../../contract-agreements.ts'
import { plaqueLink } from '../links.ts'
import { InstitutionPicker } from '../pickers.tsx'
import { word } from '../words.ts'
import { PlaqueStateBadge } from './agreement-panel.tsx'

type Plaque = OutputOf<typeof listPlaques>['items'][number]

/** One plaque as it hangs: bronze while something happens behind it, dull when it sleeps. */
const PlaqueCard = ({ plaque, withPlace }: { readonly plaque: Plaque; readonly withPlace: boolean }) => (
  <li className={plaque.state === 'active' ? 'net-plaque' : 'net-plaque net-plaque-dull'}>
    <div className="net-plaque-plate">
      <span className="net-plaque-giver">{plaque.giver}</span>
      <Go className="net-plaque-name" to={plaqueLink(plaque.plaqueId)}>
        {plaque.name}
      </Go>
      <span>{t('network.wall.given', { date: formatDate(plaque.givenOn, 'bare') })}</span>
    </div>
    <div className="net-plaque-facts">
      <span>
        <PlaqueStateBadge state={plaque.state} />{' '}
        {plaque.lastActivityOn
          ? t('network.wall.last', { date: formatDate(plaque.lastActivityOn, 'bare') })
          : t('network.wall.never')}
      </span>
      {plaque.state === 'dormant' ? <b>{t('network.wall.quiet', { days: plaque.quietDays })}</b> : null}
      <span className="ds-quiet">{plaque.services.map(service => word('service', service)).join('、')}</span>
      {plaque.teamName ? <span className="ds-quiet">{plaque.teamName}</span> : null}
      {withPlace ? <span className="ds-quiet">{plaque.institutionName}</span> : null}
      {plaque.photoFile ? (
        <span className="ds-quiet">{t('network.wall.photo', { file: plaque.photoFile })}</span>
      ) : null}
    </div>
  </li>
)

/** 铜牌墙: the plaques of a house side by side, readable from across the room. */
export const PlaqueWallPage = () => {
  const [params, setParams] = usePageParams()
  const wall = useRef<HTMLDivElement>(null)
  const answer = useQueryEndpoint(listPlaques, params.institution ? { institutionId: params.institution } : {}, {
    keepPrevious: true,
    refetchSeconds: 300,
  })
  const hanging = (answer.data?.items ?? []).filter(plaque => plaque.state !== 'removed')
  const dormant = hanging.filter(plaque => plaque.state === 'dormant')
  const onlyDormant = params.state === 'dormant'
  const shown = [...(onlyDormant ? dormant : hanging)].sort((one, other) => (one.givenOn < other.givenOn ? -1 : 1))
  const places = new Set(shown.map(plaque => plaque.institutionId))
  return (
    <>
      <PageHeader
        title={t('network.nav.plaque_wall')}
        purpose={t('network.purpose.plaque_wall')}
        actions={<Button onClick={() => void wall.current?.requestFullscreen()}>{t('network.wall.large')}</Button>}
      >
        <InstitutionPicker
          label={t('network.field.institution')}
          value={params.institution}
          onChange={institution => setParams({ institution })}
        />
        <Checkbox
          checked={onlyDormant}
          onChange={event => setParams({ state: event.target.checked ? 'dormant' : undefined })}
        >
          {t('network.wall.only_dormant')}
        </Checkbox>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={6} /> : null}
        {answer.data && shown.length === 0 ? (
          <EmptyState title={t('network.wall.none')}>{t('network.wall.none_how')}</EmptyState>
        ) : null}
        <div className="net-wall" ref={wall}>
          <p className="net-wall-count" role="status">
            {t('network.wall.count', {
              count: hanging.length,
              dormant: dormant.length,
              days: answer.data?.dormantAfterDays ?? 90,
            })}
          </p>
          <ul className="net-wall-grid">
            {shown.map(plaque => (
              <PlaqueCard key={plaque.plaqueId} plaque={plaque} withPlace={places.size > 1} />
            ))}
          </ul>
        </div>
      </div>
    </>
  )
}
