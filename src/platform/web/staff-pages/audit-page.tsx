import { App, Button, DatePicker, Input, Select, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { exportAudit, searchAudit } from '#src/platform/contract/audit.ts'
import { instantAt } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { call } from '../client.ts'
import { downloadText } from '../download.ts'
import { formatDateTime } from '../format.ts'
import { t } from '../i18n.ts'
import { type PageParams, usePageParams } from '../navigation.tsx'
import { Pager, useTrail } from '../pager.tsx'
import { Problem, ProblemAlert, problemSentence } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import { currentTimeZone } from '../zone.ts'
import { AuditDetail } from './audit-detail.tsx'
import { type AuditRow, actName, actorWords, actsInWords } from './audit-words.ts'
import { dayOf, dayValue } from './picked-day.ts'
import { openableRow } from './table-rows.ts'

type Row = AuditRow
type Filters = InputOf<typeof exportAudit>
const outcomes = ['done', 'refused', 'failed'] as const
const toneOf: Readonly<Record<Row['outcome'], Tone>> = { done: 'good', refused: 'warn', failed: 'critical' }
const pageSize = 50

const filtersOf = (params: PageParams): Filters => ({
  ...(params.from ? { from: instantAt(params.from, '00:00', currentTimeZone()).toISOString() } : {}),
  ...(params.to
    ? { to: new Date(instantAt(params.to, '00:00', currentTimeZone()).getTime() + 86_400_000).toISOString() }
    : {}),
  ...(params.actor ? { actor: params.actor } : {}),
  ...(params.act ? { act: params.act } : {}),
  ...(params.outcome ? { outcome: params.outcome as Row['outcome'] } : {}),
  ...(params.residentId ? { residentId: params.residentId } : {}),
})

const columns = (narrow: boolean): TableColumnsType<Row> => [
  {
    key: 'at',
    title: t('platform.shell.audit.at'),
    width: 180,
    render: (_, row) => <span className="ds-figure">{formatDateTime(row.at, 'bare')}</span>,
  },
  {
    key: 'actor',
    title: t('platform.shell.audit.actor'),
    width: 160,
    ellipsis: true,
    render: (_, row) => actorWords(row),
  },
  {
    key: 'act',
    title: t('platform.shell.audit.act'),
    render: (_, row) => (
      <>
        {actName(row.act)}
        {actName(row.act) === row.act ? null : <div className="ds-quiet audit-raw">{row.act}</div>}
      </>
    ),
  },
  ...(narrow
    ? []
    : ([
        {
          key: 'institution',
          title: t('platform.shell.institution'),
          responsive: ['xl'],
          ellipsis: true,
          render: (_, row) => row.institutionName ?? '–',
        },
      ] satisfies TableColumnsType<Row>)),
  {
    key: 'outcome',
    title: t('platform.shell.audit.outcome'),
    width: 110,
    render: (_, row) => (
      <StatusBadge tone={toneOf[row.outcome]}>{t(`platform.shell.audit.outcome.${row.outcome}`)}</StatusBadge>
    ),
  },
  ...(narrow
    ? []
    : ([
        {
          key: 'sealed',
          title: t('platform.shell.audit.seal'),
          width: 90,
          responsive: ['lg'],
          render: (_, row) =>
            row.sealed ? (
              t('platform.shell.audit.sealed')
            ) : (
              <span className="ds-quiet">{t('platform.shell.audit.unsealed')}</span>
            ),
        },
      ] satisfies TableColumnsType<Row>)),
]

const ExportButton = ({ filters }: { readonly filters: Filters }) => {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    try {
      const file = await call(exportAudit, filters)
      downloadText(file.fileName, file.csv, 'text/csv;charset=utf-8')
      void message.success(
        t(file.complete ? 'platform.shell.audit.exported' : 'platform.shell.audit.exported_part', { rows: file.rows }),
      )
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      void message.error(problemSentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void run()}>
      {t('platform.shell.audit.export')}
    </Button>
  )
}

/** A text filter that searches when its field is left or Enter is pressed. */
const TextFilter = ({
  name,
  params,
  set,
}: {
  readonly name: 'actor'
  readonly params: PageParams
  readonly set: (patch: PageParams) => void
}) => (
  <Input
    key={params[name]}
    allowClear
    className="filter-text"
    defaultValue={params[name]}
    aria-label={t(`platform.shell.audit.${name}`)}
    placeholder={t(`platform.shell.audit.${name}_filter`)}
    onPressEnter={event => set({ [name]: event.currentTarget.value.trim() })}
    onBlur={event =>
      event.currentTarget.value.trim() !== (params[name] ?? '') && set({ [name]: event.currentTarget.value.trim() })
    }
    onClear={() => set({ [name]: undefined })}
  />
)

/** 审计: who did what to whom, newest first. Reading it is written down too. */
export const AuditPage = () => {
  const [params, setParams] = usePageParams()
  const filters = filtersOf(params)
  const trail = useTrail()
  const before = trail.cursor
  const answer = useQueryEndpoint(
    searchAudit,
    { ...filters, limit: pageSize, ...(before ? { before } : {}) },
    { keepPrevious: true },
  )
  const set = (patch: PageParams): void => {
    trail.restart()
    setParams({ row: undefined, ...patch })
  }
  const rows = answer.data?.rows ?? []
  const chosen = rows.find(row => row.auditId === params.row) ?? null
  const seal = answer.data?.newestSeal
  const filtered = Object.keys(filters).length > 0
  return (
    <>
      <PageHeader
        title={t('platform.shell.nav.audit')}
        purpose={t('platform.shell.audit.purpose')}
        actions={<ExportButton filters={filters} />}
      >
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          value={[dayValue(params.from), dayValue(params.to)]}
          onChange={range => set({ from: dayOf(range?.[0]), to: dayOf(range?.[1]) })}
        />
        <TextFilter name="actor" params={params} set={set} />
        <Select
          allowClear
          className="filter-act"
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          aria-label={t('platform.shell.audit.act')}
          placeholder={t('platform.shell.audit.act_filter')}
          value={params.act}
          onChange={act => set({ act })}
          options={actsInWords().map(one => ({ value: one.act, label: one.words }))}
        />
        <Select
          allowClear
          className="filter-outcome"
          aria-label={t('platform.shell.audit.outcome')}
          placeholder={t('platform.shell.audit.outcome')}
          value={params.outcome}
          onChange={outcome => set({ outcome })}
          options={outcomes.map(value => ({ value, label: t(`platform.shell.audit.outcome.${value}`) }))}
        />
        {seal ? (
          <span className="ds-quiet">
            {t('platform.shell.audit.newest_seal', {
              number: seal.sealNo,
              time: formatDateTime(seal.sealedAt, 'bare'),
              rows: seal.totalCount,
            })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <SplitView
          detailLabel={t('platform.shell.audit.detail')}
          detail={chosen ? <AuditDetail row={chosen} onClose={() => setParams({ row: undefined })} /> : null}
          list={
            // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside
            <div onKeyDown={listKeys({ onClose: () => setParams({ row: undefined }) })}>
              <Table<Row>
                size="small"
                rowKey="auditId"
                loading={answer.isFetching}
                columns={columns(chosen !== null)}
                dataSource={[...rows]}
                pagination={false}
                sticky={{ offsetHeader: 48 }}
                scroll={{ x: 560 }}
                rowClassName={row => (row.auditId === params.row ? 'row-open' : '')}
                onRow={row => openableRow(() => setParams({ row: row.auditId }))}
                locale={{
                  emptyText: (
                    <EmptyState
                      title={t(filtered ? 'platform.shell.audit.none_found' : 'platform.shell.audit.none')}
                      icon="search"
                    />
                  ),
                }}
                footer={() => (
                  <Pager
                    trail={trail}
                    next={answer.data?.next}
                    words={[t('platform.shell.newer'), t('platform.shell.older')]}
                  >
                    <span className="ds-quiet">{t('platform.shell.audit.shown', { rows: rows.length })}</span>
                  </Pager>
                )}
              />
            </div>
          }
        />
      </div>
    </>
  )
}
