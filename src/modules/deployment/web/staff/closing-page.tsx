import { Select } from 'antd'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { closingContract, type SheetState, sheetStates } from '../../contract-closing.ts'
import { dayWords, headOf, kindWord, partWord } from '../words.ts'
import { ClosingDetail, sheetTone } from './closing-detail.tsx'
import './life.css'

type Item = OutputOf<typeof closingContract.closingList>['items'][number]
const spans = [14, 31, 92, 366] as const

const Row = ({ item, open, onOpen }: { readonly item: Item; readonly open: boolean; readonly onOpen: () => void }) => {
  const { session, newest } = item
  const seen = newest ? Math.max(newest.attended, newest.firstVisits + newest.returnVisits) : null
  return (
    <li>
      <button
        type="button"
        data-row
        className={open ? 'dep-row dep-row-open' : 'dep-row'}
        aria-expanded={open}
        onClick={onOpen}
      >
        <span className="dep-row-what">
          <b>{headOf(session)}</b>
          <span>
            {dayWords(session.localDate, partWord([], session.partOfDay))} · {item.institutionName} ·{' '}
            {session.kind === 'lecture' || session.kind === 'free_clinic'
              ? `${kindWord(session.kind)} · ${session.theme ?? session.speciality ?? ''}`
              : (session.speciality ?? session.theme ?? kindWord(session.kind))}
          </span>
        </span>
        <span className="dep-row-end">
          <StatusBadge tone={sheetTone[item.state]}>{t(`deployment.sheet.state.${item.state}`)}</StatusBadge>
          {seen === null ? null : (
            <span className="ds-quiet ds-figure">
              {seen} {t('deployment.sheet.unit.people')}
            </span>
          )}
        </span>
      </button>
    </li>
  )
}

/** 下沉工作日志: mine to write, the site's to confirm. */
export const ClosingPage = () => {
  const [params, setParams] = usePageParams()
  const days = spans.find(span => String(span) === params.days) ?? 31
  const state = sheetStates.find(one => one === params.state)
  const answer = useQueryEndpoint(
    closingContract.closingList,
    { from: addDays(today(), -days), to: today(), ...(state ? { state } : {}) },
    { keepPrevious: true },
  )
  const items = answer.data?.items ?? []
  const close = (): void => setParams({ session: undefined })
  const list = (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
    <div onKeyDown={listKeys({ onClose: close })}>
      <ul className="dep-rows">
        {items.map(item => (
          <Row
            key={item.session.sessionId}
            item={item}
            open={params.session === item.session.sessionId}
            onOpen={() => setParams({ session: item.session.sessionId })}
          />
        ))}
      </ul>
    </div>
  )
  return (
    <>
      <PageHeader title={t('deployment.nav.closing')} purpose={t('deployment.sheet.purpose')}>
        <Select<SheetState | 'all'>
          className="dep-find"
          aria-label={t('deployment.sheet.filter')}
          value={state ?? 'all'}
          onChange={value => setParams({ state: value === 'all' ? undefined : value, session: undefined })}
          options={[
            { value: 'all', label: t('deployment.sheet.all') },
            ...sheetStates.map(value => ({ value, label: t(`deployment.sheet.state.${value}`) })),
          ]}
        />
        <Select<number>
          className="dep-find"
          aria-label={t('deployment.sheet.span')}
          value={days}
          onChange={value => setParams({ days: String(value) })}
          options={spans.map(value => ({ value, label: t('deployment.sheet.last_days', { days: value }) }))}
        />
        {answer.data ? (
          <span className="ds-quiet" role="status">
            {t('deployment.sheet.count', { count: items.length })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
        {params.session || items.length > 0 ? (
          <SplitView
            detailLabel={t('deployment.sheet.title')}
            detail={
              params.session ? <ClosingDetail key={params.session} sessionId={params.session} onClose={close} /> : null
            }
            list={list}
          />
        ) : answer.data ? (
          <EmptyState icon="calendar" title={state ? t('deployment.sheet.none_filtered') : t('deployment.sheet.none')}>
            {state ? null : t('deployment.sheet.none_why')}
          </EmptyState>
        ) : null}
      </div>
    </>
  )
}
