import { Button, Input, Segmented, Select } from 'antd'
import { useCallback, useMemo } from 'react'
import { addMonths, daysOfMonth } from '#src/platform/kernel/dates.ts'
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
import type { Problem } from '../../contract-shapes.ts'
import { type BoardView, boardRows, draftsBySite, matching, worstBySession } from '../../domain/board.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { reasonOf } from '../words.ts'
import { BoardGrid, type Trouble } from './board-grid.tsx'
import { BoardLegend, SelectionBar } from './board-notes.tsx'
import { BoardPanel, type PanelName } from './board-panel.tsx'
import { MonthField } from './day-fields.tsx'
import { useBoardActs } from './use-board-acts.ts'
import './board.css'
import './panel.css'

const nothing: ReadonlyMap<string, string> = new Map()
const noSeatWords = (): ReadonlyMap<string, string> => nothing
const noProblems: readonly Problem[] = []

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
  const refetch = useCallback(() => {
    void answer.refetch()
    if (mayLayOut) void checked.refetch()
  }, [answer.refetch, checked.refetch, mayLayOut])
  useLive([`deployment.month:${month}`], refetch)
  const board = answer.data
  const problems = checked.data?.problems ?? noProblems
  const find = params.find ?? ''
  const pinyin = usePinyin(/[a-z]/i.test(find))
  const sessions = useMemo(
    () => matching(board?.sessions ?? [], find, (typed, word) => matchesWords(typed, word, pinyin)),
    [board, find, pinyin],
  )
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
      setParams({ panel, session: undefined, day: undefined, part: undefined, at: undefined, ...more }, { push: true }),
    [setParams],
  )
  const openSession = useCallback((session: string) => openPanel('session', { session }), [openPanel])
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
  const troubles = useMemo(() => troublesOf(problems, names, hands.refused), [problems, names, hands.refused])
  const drafts = useMemo(() => draftsBySite(board?.sessions ?? []), [board])
  const draftCount = [...drafts.values()].reduce((sum, count) => sum + count, 0)
  const stops = problems.filter(found => found.level === 'stop').length
  const close = (): void =>
    setParams({ panel: undefined, session: undefined, day: undefined, part: undefined, at: undefined })
  return (
    <>
      <PageHeader
        title={t('deployment.board.title', { month: formatMonth(month) })}
        purpose={t('deployment.board.purpose')}
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
              <Button type="primary" disabled={draftCount === 0} onClick={() => openPanel('publish')}>
                {t('deployment.board.publish', { month: formatMonth(month), count: draftCount })}
              </Button>
            ) : null}
          </>
        }
      >
        <Button
          aria-label={t('deployment.board.previous')}
          onClick={() => setParams({ month: addMonths(month, -1), panel: undefined })}
        >
          ‹
        </Button>
        <MonthField
          label={t('deployment.board.month')}
          value={month}
          onChange={next => setParams({ month: next, panel: undefined })}
        />
        <Button
          aria-label={t('deployment.board.next')}
          onClick={() => setParams({ month: addMonths(month, 1), panel: undefined })}
        >
          ›
        </Button>
        <Segmented<BoardView>
          value={view}
          onChange={value => setParams({ view: value === 'people' ? 'people' : undefined })}
          options={[
            { value: 'sites', label: t('deployment.board.by_sites') },
            { value: 'people', label: t('deployment.board.by_people') },
          ]}
        />
        {board && (board.sites.length > 1 || params.site) ? (
          <Select
            allowClear
            className="dep-site-filter"
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('deployment.form.site')}
            placeholder={t('deployment.board.every_site')}
            value={params.site ?? null}
            onChange={site => setParams({ site: site ?? undefined })}
            options={board.sites.map(site => ({ value: site.institutionId, label: site.name }))}
          />
        ) : null}
        <Input.Search
          key={find}
          className="dep-find"
          allowClear
          aria-label={t('deployment.board.find')}
          placeholder={t('deployment.board.find')}
          defaultValue={params.find}
          onSearch={find => setParams({ find: find || undefined })}
        />
        {mayLayOut ? (
          <Button onClick={() => openPanel('problems')} danger={stops > 0}>
            {t('deployment.board.problems', { stops, warns: problems.length - stops })}
          </Button>
        ) : null}
        {board ? (
          <span className="ds-quiet" role="status">
            {t('deployment.board.counts', { sessions: sessions.length, drafts: draftCount })}
          </span>
        ) : null}
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
                      acts={hands.acts}
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

type Board = NonNullable<ReturnType<typeof useQueryEndpoint<typeof contract.monthBoard>>['data']>

/** Names of everything on the board, for sentences about clashes. */
const namesOf = (
  board: Board | undefined,
  more: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> => ({
  ...more,
  ...Object.fromEntries((board?.sites ?? []).map(site => [site.institutionId, site.shortName])),
  ...Object.fromEntries(
    (board?.sessions ?? []).flatMap(session => session.staff.map(person => [person.staffId, person.name])),
  ),
  ...Object.fromEntries(
    (board?.sessions ?? []).flatMap(session =>
      session.roomId && session.roomName ? [[session.roomId, session.roomName]] : [],
    ),
  ),
})

const troublesOf = (
  problems: readonly Problem[],
  names: Readonly<Record<string, string>>,
  refused: ReadonlyMap<string, Trouble>,
): ReadonlyMap<string, Trouble> => {
  const known = [...worstBySession(problems)].map(([id, found]): [string, Trouble] => [
    id,
    { level: found.level, words: reasonOf(found, names) },
  ])
  return new Map([...known, ...refused])
}
