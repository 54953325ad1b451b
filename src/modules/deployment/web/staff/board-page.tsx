import { Button } from 'antd'
import { useCallback, useMemo } from 'react'
import { daysOfMonth } from '#src/platform/kernel/dates.ts'
import { formatMonth, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { usePinyin } from '#src/platform/web/pinyin.ts'
import { matchesWords } from '#src/platform/web/pinyin-match.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { usePaper } from '#src/ui/print.tsx'
import { contract } from '../../contract.ts'
import { type GapView, needContract } from '../../contract-needs.ts'
import type { Problem } from '../../contract-shapes.ts'
import { type BoardView, boardRows, draftsBySite, matching } from '../../domain/board.ts'
import { chipsOfBoard } from '../../domain/board-chips.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { BoardFilters } from './board-filters.tsx'
import { BoardGrid } from './board-grid.tsx'
import { BoardLegend, SelectionBar } from './board-notes.tsx'
import { BoardPanel, type PanelName } from './board-panel.tsx'
import { gapsBySite, namesOf, troublesOf } from './board-words.ts'
import { useBoardActs } from './use-board-acts.ts'
import './board.css'
import './board-plan.css'
import './panel.css'

const nothing: ReadonlyMap<string, string> = new Map()
const noSeatWords = (): ReadonlyMap<string, string> => nothing
const noProblems: readonly Problem[] = []
const noGaps: readonly GapView[] = []
const closed = {
  panel: undefined,
  session: undefined,
  day: undefined,
  part: undefined,
  at: undefined,
  speciality: undefined,
  need: undefined,
}

/** A whole region is too long to show where nobody comes. */
const manySites = 40

/** 月排班: who comes where and when; laid out, moved, checked and published here. */
export const BoardPage = () => {
  const [params, setParams] = usePageParams()
  usePaper('a3', false)
  const month = params.month ?? today().slice(0, 7)
  const view: BoardView = params.view === 'people' ? 'people' : 'sites'
  const panel = params.panel ?? (params.session ? 'session' : undefined)
  const mayLayOut = useCan('deployment.session.lay_out')
  const mayPublish = useCan('deployment.month.publish')
  const answer = useQueryEndpoint(
    contract.monthBoard,
    { month, ...(params.site ? { institutionId: params.site } : {}) },
    { keepPrevious: true },
  )
  const checked = useQueryEndpoint(
    contract.monthProblems,
    { month, ...(params.site ? { institutionId: params.site } : {}) },
    { enabled: mayLayOut },
  )
  const missing = useQueryEndpoint(
    needContract.monthGaps,
    { month, ...(params.site ? { institutionId: params.site } : {}) },
    { enabled: mayLayOut, keepPrevious: true },
  )
  const asked = useQueryEndpoint(needContract.needs, { status: 'open' }, { enabled: mayLayOut })
  const refetch = useCallback(() => {
    void answer.refetch()
    if (!mayLayOut) return
    void checked.refetch()
    void missing.refetch()
    void asked.refetch()
  }, [answer.refetch, checked.refetch, missing.refetch, asked.refetch, mayLayOut])
  useLive([`deployment.month:${month}`, 'deployment.needs'], refetch)
  const sent = answer.data
  const board = useMemo(() => sent && { ...sent, sessions: chipsOfBoard(sent) }, [sent])
  const problems = checked.data?.problems ?? noProblems
  const find = params.find ?? ''
  const pinyin = usePinyin(/[a-z]/i.test(find))
  const sessions = useMemo(
    () => matching(board?.sessions ?? [], find, (typed, word) => matchesWords(typed, word, pinyin)),
    [board, find, pinyin],
  )
  const gaps = missing.data?.gaps ?? noGaps
  const rowGaps = useMemo(() => gapsBySite(view === 'sites' ? gaps : noGaps), [gaps, view])
  const names = useMemo(() => namesOf(board, checked.data?.names), [board, checked.data])
  const siteNames = useMemo(
    () => new Map((board?.sites ?? []).map(site => [site.institutionId, site.shortName])),
    [board],
  )
  const rows = useMemo(
    () =>
      board
        ? boardRows(
            { ...board, sessions },
            view,
            view === 'sites' && (board.sites.length > manySites || Boolean(params.find)),
          )
        : [],
    [board, sessions, view, params.find],
  )
  const { useSeatWords = noSeatWords } = useDeploymentSlots()
  const seats = useSeatWords(
    useMemo(
      () => (board?.sessions ?? []).filter(session => session.status === 'published').map(session => session.sessionId),
      [board],
    ),
  )
  const openPanel = useCallback(
    (panel: PanelName, more: Record<string, string | undefined> = {}) =>
      setParams({ ...closed, panel, ...more }, { push: true }),
    [setParams],
  )
  const openSession = useCallback((session: string) => openPanel('session', { session }), [openPanel])
  const openGap = useCallback(
    (gap: GapView) => openPanel('new', { day: gap.firstDay, at: gap.institutionId, speciality: gap.speciality }),
    [openPanel],
  )
  const hands = useBoardActs({
    sessions: board?.sessions ?? [],
    names,
    onOpen: openSession,
    onLayOut: useCallback(
      target =>
        openPanel('new', { day: target.localDate, part: target.partOfDay, at: target.institutionId ?? undefined }),
      [openPanel],
    ),
  })
  const acts = useMemo(() => ({ ...hands.acts, openGap }), [hands.acts, openGap])
  const troubles = useMemo(() => troublesOf(problems, names, hands.refused), [problems, names, hands.refused])
  const drafts = useMemo(() => draftsBySite(board?.sessions ?? []), [board])
  const draftCount = [...drafts.values()].reduce((sum, count) => sum + count, 0)
  const stops = problems.filter(found => found.level === 'stop').length
  const close = (): void => setParams(closed)
  return (
    <>
      <PageHeader
        title={t('deployment.board.title', { month: formatMonth(month) })}
        purpose={
          board ? (
            <span role="status">{t('deployment.board.counts', { sessions: sessions.length, drafts: draftCount })}</span>
          ) : (
            t('deployment.board.purpose')
          )
        }
        actions={
          <>
            {mayLayOut ? (
              <Button
                onClick={() => openPanel('new', { day: month === today().slice(0, 7) ? today() : `${month}-01` })}
              >
                {t('deployment.board.new')}
              </Button>
            ) : null}
            {mayLayOut ? <Button onClick={() => openPanel('series')}>{t('deployment.board.series')}</Button> : null}
            {mayLayOut ? <Button onClick={() => openPanel('copy')}>{t('deployment.board.copy_month')}</Button> : null}
            <Button onClick={() => openPanel('absences')}>{t('deployment.board.absences')}</Button>
            {mayPublish ? (
              <Button onClick={() => openPanel('handouts')}>{t('deployment.board.handouts')}</Button>
            ) : null}
            {mayPublish ? (
              <Button type="primary" disabled={draftCount === 0} onClick={() => openPanel('publish')}>
                {t('deployment.board.publish', { month: formatMonth(month), count: draftCount })}
              </Button>
            ) : null}
          </>
        }
      >
        <BoardFilters
          month={month}
          view={view}
          params={params}
          setParams={setParams}
          board={board}
          mayLayOut={mayLayOut}
          counts={{
            stops,
            warns: problems.length - stops,
            gaps: gaps.length,
            needs: asked.data?.needs.length ?? 0,
          }}
          onPanel={openPanel}
        />
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={refetch} />
        {answer.isPending ? <Skeleton label={t('deployment.loading')} lines={8} /> : null}
        {board ? (
          <SplitView
            detailLabel={t('deployment.panel.label')}
            detail={
              panel ? (
                <BoardPanel
                  panel={panel as PanelName}
                  params={params}
                  month={month}
                  board={board}
                  names={names}
                  drafts={drafts}
                  problems={problems}
                  onOpen={openSession}
                  gaps={gaps}
                  needs={asked.data?.needs.length ?? 0}
                  onGap={openGap}
                  onPanel={openPanel}
                  onClose={close}
                />
              ) : null
            }
            list={
              <>
                <SelectionBar hands={hands} />
                {rows.length === 0 ? (
                  <EmptyState
                    icon={find === '' ? 'calendar' : 'search'}
                    title={find === '' ? t('deployment.board.empty') : t('deployment.board.none_found', { find })}
                  >
                    {find !== '' ? (
                      <Button onClick={() => setParams({ find: undefined })}>{t('deployment.board.show_all')}</Button>
                    ) : mayLayOut ? (
                      t('deployment.board.empty_next')
                    ) : (
                      t('deployment.board.empty_wait')
                    )}
                  </EmptyState>
                ) : (
                  <div className="dep-scroll">
                    <BoardGrid
                      rows={rows}
                      label={t('deployment.board.title', { month: formatMonth(month) })}
                      days={
                        board.days.length > 0
                          ? board.days
                          : daysOfMonth(month).map(date => ({ date, kind: 'work' as const, name: null }))
                      }
                      parts={board.parts}
                      troubles={troubles}
                      seats={seats}
                      siteNames={siteNames}
                      movable={mayLayOut}
                      today={today()}
                      selected={hands.selected}
                      openId={params.session}
                      gaps={rowGaps}
                      carrying={hands.carrying}
                      dense={params.dense === '1'}
                      acts={acts}
                    />
                  </div>
                )}
                <BoardLegend movable={mayLayOut} />
              </>
            }
          />
        ) : null}
      </div>
    </>
  )
}
