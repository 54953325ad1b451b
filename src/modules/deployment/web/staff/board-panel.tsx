import { formatMonth } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import type { PageParams } from '#src/platform/web/navigation.tsx'
import type { GapView } from '../../contract-needs.ts'
import type { Problem } from '../../contract-shapes.ts'
import { AbsencesPanel } from './absences-panel.tsx'
import { GapsPanel } from './board-gaps.tsx'
import type { BoardAnswer } from './board-words.ts'
import { CopyPanel } from './copy-panel.tsx'
import { HandoutsPanel } from './handouts-panel.tsx'
import { NeedsPanel } from './needs-panel.tsx'
import { Panel } from './panel.tsx'
import { ProblemsPanel } from './problems-panel.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { SeriesPanel } from './series-panel.tsx'
import { NewSessionForm } from './session-form.tsx'
import { SessionPanel } from './session-panel.tsx'

export type PanelName =
  | 'session'
  | 'new'
  | 'series'
  | 'copy'
  | 'absences'
  | 'problems'
  | 'publish'
  | 'gaps'
  | 'needs'
  | 'handouts'

type Props = {
  readonly panel: PanelName
  readonly params: PageParams
  readonly month: string
  readonly board: BoardAnswer
  readonly names: Readonly<Record<string, string>>
  readonly drafts: ReadonlyMap<string, number>
  readonly problems: readonly Problem[]
  readonly gaps: readonly GapView[]
  readonly needs: number
  readonly onGap: (gap: GapView) => void
  readonly onOpen: (sessionId: string) => void
  readonly onPanel: (panel: PanelName, more?: Record<string, string | undefined>) => void
  readonly onClose: () => void
}

/** What the address says is open beside the board. */
export const BoardPanel = ({
  panel,
  params,
  month,
  board,
  names,
  drafts,
  problems,
  gaps,
  needs,
  onGap,
  onOpen,
  onPanel,
  onClose,
}: Props) => {
  const days = board.days.map(day => day.date)
  const at = {
    institutionId: params.at ?? params.site ?? (board.sites.length === 1 ? (board.sites[0]?.institutionId ?? '') : ''),
    localDate: params.day ?? days[0] ?? `${month}-01`,
    partOfDay: params.part ?? board.parts[0]?.key ?? '',
    speciality: params.speciality ?? '',
  }
  const draftIds = new Set(
    board.sessions.filter(session => session.status === 'draft').map(session => session.sessionId),
  )
  const shared = { places: board, names, onClose }
  switch (panel) {
    case 'session':
      return params.session ? <SessionPanel key={params.session} sessionId={params.session} {...shared} /> : null
    case 'new':
      return (
        <Panel
          title={t('deployment.panel.new')}
          onClose={onClose}
          key={`${at.institutionId} ${at.localDate} ${at.partOfDay} ${at.speciality}`}
        >
          <NewSessionForm at={at} places={board} names={names} onDone={onOpen} needId={params.need} />
        </Panel>
      )
    case 'series':
      return <SeriesPanel at={at} until={days.at(-1) ?? `${month}-28`} {...shared} />
    case 'copy':
      return <CopyPanel key={month} month={month} {...shared} />
    case 'absences':
      return <AbsencesPanel key={month} month={month} places={board} onClose={onClose} />
    case 'problems':
      return <ProblemsPanel problems={problems} sessions={board.sessions} onOpen={onOpen} {...shared} />
    case 'gaps':
      return (
        <GapsPanel
          month={formatMonth(month)}
          gaps={gaps}
          names={names}
          needs={needs}
          onNeeds={() => onPanel('needs')}
          onGap={onGap}
          onClose={onClose}
        />
      )
    case 'needs':
      return <NeedsPanel board={board} onOpen={onOpen} onPanel={onPanel} onClose={onClose} />
    case 'handouts':
      return <HandoutsPanel key={month} month={month} onClose={onClose} />
    case 'publish':
      return (
        <PublishPanel
          key={month}
          month={month}
          places={board}
          drafts={drafts}
          problems={problems.filter(found => draftIds.has(found.sessionId ?? ''))}
          onProblems={() => onPanel('problems')}
          onClose={onClose}
        />
      )
    default:
      return null
  }
}
