import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { myLoops } from '#src/platform/contract/loops.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { formatMoment, formatTime } from '../format.ts'
import { t } from '../i18n.ts'
import { useLive } from '../live.ts'
import { usePageParams } from '../navigation.tsx'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import { useSession } from '../session.tsx'
import { FirstSteps } from './first-steps.tsx'
import { LoopClock } from './loop-clock.tsx'
import { LoopDetail } from './loop-detail.tsx'
import { loopTopics } from './loop-topics.ts'
import { kindName, type LoopRow, ownerOf, reasonOf } from './loop-words.ts'

const groups = ['overdue', 'today', 'later'] as const
const toneOf: Readonly<Record<(typeof groups)[number], Tone>> = { overdue: 'critical', today: 'warn', later: 'neutral' }
const limit = 200

const Row = ({
  loop,
  open,
  onOpen,
}: {
  readonly loop: LoopRow
  readonly open: boolean
  readonly onOpen: () => void
}) => {
  const session = useSession()
  return (
    <li>
      <button
        type="button"
        data-row
        className={open ? 'loop-row loop-row-open' : 'loop-row'}
        aria-expanded={open}
        onClick={onOpen}
      >
        <span className="loop-what">
          <b>{kindName(loop.kind)}</b>
          <span>{reasonOf(loop)}</span>
        </span>
        <span className="loop-owner ds-quiet">
          {ownerOf(loop, session.accountId)}
          {loop.level > 0 ? (
            <StatusBadge tone="warn">{t('platform.shell.loop.climbed', { level: loop.level })}</StatusBadge>
          ) : null}
        </span>
        <span className="loop-due">
          <LoopClock dueAt={loop.dueAt} openedAt={loop.openedAt} />
          <span className="ds-quiet ds-figure">{formatMoment(loop.dueAt)}</span>
        </span>
      </button>
    </li>
  )
}

const Nothing = ({ lastClosedAt }: { readonly lastClosedAt: string | null }) => (
  <EmptyState title={t('platform.shell.loop.none')} icon="good">
    {lastClosedAt
      ? t('platform.shell.loop.last_closed', { time: formatTime(lastClosedAt) })
      : t('platform.shell.loop.none_today')}
  </EmptyState>
)

/** 我的待办: what I must still do, most urgent first; it ends only by an outcome. */
export const LoopsPage = () => {
  const session = useSession()
  const [params, setParams] = usePageParams()
  const answer = useQueryEndpoint(
    myLoops,
    { limit, ...(params.kind ? { kind: params.kind } : {}) },
    { keepPrevious: true, refetchSeconds: 60 },
  )
  useLive(loopTopics(session), () => void answer.refetch())
  const data = answer.data
  const chosen = data?.loops.find(loop => loop.loopId === params.loop) ?? null
  const kinds = useMemo(
    () => [...new Set([...(params.kind ? [params.kind] : []), ...(data?.loops ?? []).map(loop => loop.kind)])].sort(),
    [data, params.kind],
  )
  const close = (): void => setParams({ loop: undefined })
  const total = data ? data.counts.overdue + data.counts.today + data.counts.later : 0
  return (
    <>
      <PageHeader title={t('platform.shell.nav.loops')} purpose={t('platform.shell.loop.purpose')}>
        {kinds.length > 1 || params.kind ? (
          <Select
            allowClear
            className="filter-kind"
            aria-label={t('platform.shell.loop.kind')}
            placeholder={t('platform.shell.loop.every_kind')}
            value={params.kind}
            onChange={kind => setParams({ kind, loop: undefined })}
            options={kinds.map(kind => ({ value: kind, label: kindName(kind) }))}
          />
        ) : null}
        {data && total > 0 ? (
          <span className="ds-quiet" role="status">
            {t('platform.shell.loop.counts', { total, overdue: data.counts.overdue, today: data.counts.today })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <FirstSteps />
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={6} /> : null}
        {data && data.loops.length === 0 ? <Nothing lastClosedAt={data.lastClosedAt} /> : null}
        {data && data.loops.length > 0 ? (
          <SplitView
            detailLabel={t('platform.shell.loop.detail')}
            detail={
              chosen || params.loop ? (
                <LoopDetail key={params.loop} loopId={params.loop as string} onClose={close} />
              ) : null
            }
            list={
              // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
              <div onKeyDown={listKeys({ onClose: close })} className="loop-list">
                {groups.map(group => {
                  const rows = data.loops.filter(loop => loop.group === group)
                  if (rows.length === 0) return null
                  return (
                    <section key={group} aria-label={t(`platform.shell.loop.group.${group}`)}>
                      <h2>
                        <StatusBadge tone={toneOf[group]}>{t(`platform.shell.loop.group.${group}`)}</StatusBadge>{' '}
                        <span className="ds-figure ds-quiet">{data.counts[group]}</span>
                      </h2>
                      <ul>
                        {rows.map(loop => (
                          <Row
                            key={loop.loopId}
                            loop={loop}
                            open={loop.loopId === params.loop}
                            onOpen={() => setParams({ loop: loop.loopId })}
                          />
                        ))}
                      </ul>
                    </section>
                  )
                })}
                {data.loops.length < total ? (
                  <p className="ds-quiet">
                    {t('platform.shell.loop.shown', { shown: data.loops.length, total })}{' '}
                    <Button type="link" size="small" onClick={() => void answer.refetch()}>
                      {t('platform.shell.refresh')}
                    </Button>
                  </p>
                ) : null}
              </div>
            }
          />
        ) : null}
      </div>
    </>
  )
}
