import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { needContract } from '../../contract-needs.ts'
import type { PanelName } from './board-panel.tsx'
import type { BoardAnswer } from './board-words.ts'
import { NeedCard } from './need-card.tsx'
import { Panel } from './panel.tsx'

type Props = {
  readonly board: BoardAnswer
  readonly onOpen: (sessionId: string) => void
  readonly onPanel: (panel: PanelName, more?: Record<string, string | undefined>) => void
  readonly onClose: () => void
}

/** What family doctors ask for, beside the board: each is answered by a session or by a reason. */
export const NeedsPanel = ({ board, onOpen, onPanel, onClose }: Props) => {
  const answer = useQueryEndpoint(needContract.needs, { status: 'open' })
  const needs = answer.data?.needs ?? []
  const nameOf = new Map(board.sites.map(site => [site.institutionId, site.shortName]))
  return (
    <Panel title={t('deployment.needs.panel', { count: needs.length })} onClose={onClose}>
      <ProblemAlert problem={answer.error} />
      {answer.data && needs.length === 0 ? <EmptyState icon="good" title={t('deployment.needs.none_open')} /> : null}
      {(answer.data?.counts.length ?? 0) > 1 ? (
        <ul className="dep-need-counts">
          {answer.data?.counts.map(count => (
            <li key={`${count.institutionId} ${count.speciality}`}>
              {nameOf.get(count.institutionId)} <b>{count.speciality}</b>{' '}
              {t('deployment.needs.count', { needs: count.needs, residents: count.residents })}
            </li>
          ))}
        </ul>
      ) : null}
      {needs.map(need => (
        <NeedCard
          key={need.needId}
          need={need}
          sessions={board.sessions}
          onOpen={onOpen}
          onLayOut={() =>
            onPanel('new', {
              need: need.needId,
              at: need.institutionId,
              speciality: need.speciality,
              day: need.wishedFrom ?? undefined,
            })
          }
        />
      ))}
    </Panel>
  )
}
