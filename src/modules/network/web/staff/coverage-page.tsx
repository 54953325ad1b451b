import '../network.css'
import { Segmented } from 'antd'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { equipmentGaps } from '../../contract-assets.ts'
import { goalMatrix } from '../../contract-goals.ts'
import { institutionPartLink } from '../links.ts'
import { kindNamed, named, word } from '../words.ts'
import { GoalBadge } from './goals-part.tsx'

type Matrix = OutputOf<typeof goalMatrix>
type Centre = Matrix['centres'][number]

const Cell = ({ centre, goal }: { readonly centre: Centre; readonly goal: Matrix['goals'][number] }) => {
  const entry = centre.states.find(state => state.goalCode === goal.code)
  const state = entry?.state ?? 'not_yet'
  return (
    <td className={`net-goal net-goal-${state}`}>
      <GoalBadge state={state} />
      {entry?.on ? <div className="ds-quiet">{entry.on}</div> : null}
    </td>
  )
}

/** Centres down, goals across, with how many reached each. */
const MatrixTable = ({ matrix }: { readonly matrix: Matrix }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
  <section className="net-scroll net-matrix" tabIndex={0} aria-label={t('network.coverage.goals')}>
    <table className="net-table">
      <thead>
        <tr>
          <th scope="col">{t('network.goal.centre')}</th>
          {matrix.goals.map(goal => (
            <th scope="col" key={goal.code}>
              {named(goal)}
            </th>
          ))}
        </tr>
        <tr>
          <th scope="row">{t('network.goal.sum')}</th>
          {matrix.goals.map(goal => (
            <td key={goal.code}>
              <b>{t('network.goal.reached_of', { reached: goal.reached, all: goal.centres })}</b>
              {goal.underWay > 0 ? (
                <div className="ds-quiet">{t('network.goal.under_way_count', { count: goal.underWay })}</div>
              ) : null}
            </td>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.centres.map(centre => (
          <tr key={centre.institutionId}>
            <th scope="row">
              <Go to={institutionPartLink(centre.institutionId, 'goals')}>{centre.institutionName}</Go>
              <div className="ds-quiet ds-figure">
                {t('network.goal.reached_of', { reached: centre.reached, all: matrix.goals.length })}
              </div>
            </th>
            {matrix.goals.map(goal => (
              <Cell key={goal.code} centre={centre} goal={goal} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Goals = () => {
  const answer = useQueryEndpoint(goalMatrix, {})
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={8} />
  if (answer.data.goals.length === 0)
    return <EmptyState title={t('network.goal.no_list')}>{t('network.goal.no_list_how')}</EmptyState>
  if (answer.data.centres.length === 0)
    return <EmptyState title={t('network.goal.no_centres')}>{t('network.goal.no_centres_how')}</EmptyState>
  const [first] = answer.data.goals
  return (
    <>
      <MatrixTable matrix={answer.data} />
      {first ? (
        <p className="ds-quiet">
          {t('network.goal.source', { source: first.source })} · {word('confidence', first.confidence)}
        </p>
      ) : null}
    </>
  )
}

const Gaps = () => {
  const answer = useQueryEndpoint(equipmentGaps, {})
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={8} />
  if (answer.data.items.length === 0) return <EmptyState title={t('network.coverage.no_gaps')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className="net-scroll net-matrix" tabIndex={0} aria-label={t('network.coverage.gaps')}>
      <table className="net-table">
        <thead>
          <tr>
            <th scope="col">{t('network.goal.centre')}</th>
            <th scope="col">{t('network.asset.gaps')}</th>
            <th scope="col">{t('network.coverage.missing')}</th>
            <th scope="col">{t('network.coverage.broken')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.data.items.map(item => (
            <tr key={item.institutionId}>
              <th scope="row">
                <Go to={institutionPartLink(item.institutionId, 'assets')}>{item.institutionName}</Go>
              </th>
              {item.entered === 0 ? (
                <td colSpan={3} className="ds-quiet">
                  {t('network.coverage.nothing_entered')}
                </td>
              ) : (
                <>
                  <td>{t('network.coverage.gap_row', { have: item.have, listed: item.listed })}</td>
                  <td className="net-wrap">{item.missing.map(kindNamed).join('、') || '–'}</td>
                  <td className="net-wrap">{item.broken.map(kindNamed).join('、') || '–'}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** 目标与设备: what every centre in reach has come to, and what it lacks. */
export const CoveragePage = () => {
  const [params, setParams] = usePageParams()
  const view = params.view === 'gaps' ? 'gaps' : 'goals'
  return (
    <>
      <PageHeader title={t('network.nav.coverage')} purpose={t('network.purpose.coverage')}>
        <Segmented
          aria-label={t('network.coverage.view')}
          value={view}
          onChange={next => setParams({ view: next === 'goals' ? undefined : String(next) })}
          options={['goals', 'gaps'].map(value => ({ value, label: t(`network.coverage.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body">{view === 'goals' ? <Goals /> : <Gaps />}</div>
    </>
  )
}
