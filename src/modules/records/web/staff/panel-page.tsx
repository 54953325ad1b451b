import { Button, Input, Segmented, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { linkTo, useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { contractedResidents } from '../../contract.ts'
import { insuranceWord, lastDay, sexAndAge } from '../words.ts'
import '../records.css'

type Row = OutputOf<typeof contractedResidents>['residents'][number]
const pageSize = 50

const columns = (): TableColumnsType<Row> => [
  {
    key: 'name',
    title: t('records.person.name'),
    render: (_, row) => <PersonName name={row.name} note={sexAndAge(row.sex, row.birthDate)} />,
  },
  {
    key: 'number',
    title: t('records.person.identity_number'),
    render: (_, row) => <span className="ds-figure">{row.maskedNumber ?? '–'}</span>,
  },
  {
    key: 'phone',
    title: t('records.person.phone'),
    render: (_, row) => <span className="ds-figure">{row.maskedPhone ?? t('records.person.no_phone')}</span>,
  },
  {
    key: 'insurance',
    title: t('records.person.insurance'),
    responsive: ['lg'],
    render: (_, row) => insuranceWord(row.insuranceType),
  },
  { key: 'until', title: t('records.panel.until'), render: (_, row) => lastDay(row.contractUntil) },
]

/** 签约居民: the family doctor's own list, by name. */
export const PanelPage = () => {
  const [params, setParams] = usePageParams()
  const go = useGo()
  const [trail, setTrail] = useState<readonly string[]>([])
  const after = trail.at(-1)
  // A manager sees no patients and starts with everybody's list.
  const hasOwn = useCan('records.resident.find')
  const mine = hasOwn ? params.all !== '1' : params.all === '0'
  const answer = useQueryEndpoint(
    contractedResidents,
    { mine, limit: pageSize, ...(params.text ? { text: params.text } : {}), ...(after ? { after } : {}) },
    { keepPrevious: true },
  )
  const filter = (patch: { readonly all?: string | undefined; readonly text?: string | undefined }) => {
    setTrail([])
    setParams(patch)
  }
  const open = (row: Row) => go(linkTo('/people', { resident: row.residentId }))
  const next = answer.data?.next
  return (
    <>
      <PageHeader title={t('records.nav.panel')} purpose={t('records.panel.purpose')}>
        <Segmented
          aria-label={t('records.panel.whose')}
          value={mine ? 'mine' : 'all'}
          options={[
            { value: 'mine', label: t('records.panel.mine') },
            { value: 'all', label: t('records.panel.all') },
          ]}
          onChange={value => filter({ all: value === 'all' ? '1' : '0' })}
        />
        <Input.Search
          allowClear
          className="filter-search"
          defaultValue={params.text}
          aria-label={t('records.panel.search')}
          placeholder={t('records.panel.search')}
          onSearch={text => filter({ text: text.trim() || undefined })}
        />
        {answer.data ? (
          <span className="ds-quiet" role="status">
            {t('records.panel.count', { count: answer.data.total })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <Table<Row>
          size="small"
          rowKey="relationshipId"
          loading={answer.isPending}
          columns={columns()}
          dataSource={answer.data?.residents ?? []}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          scroll={{ x: 640 }}
          locale={{
            emptyText: (
              <EmptyState title={t(mine ? 'records.panel.none_mine' : 'records.panel.none')}>
                {t('records.panel.none_what')}
              </EmptyState>
            ),
          }}
          onRow={row => ({
            tabIndex: 0,
            onClick: () => open(row),
            onKeyDown: event => event.key === 'Enter' && open(row),
          })}
        />
        <div className="rec-line">
          {trail.length > 0 ? (
            <Button onClick={() => setTrail(trail.slice(0, -1))}>{t('records.page_before')}</Button>
          ) : null}
          {next ? <Button onClick={() => setTrail([...trail, next])}>{t('records.page_after')}</Button> : null}
        </div>
      </div>
    </>
  )
}
