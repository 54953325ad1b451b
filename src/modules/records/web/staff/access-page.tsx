import { Button, Checkbox, DatePicker, Table, type TableColumnsType } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDateTime, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { institutionAccess } from '../../contract-review.ts'
import { groundWord, purposeWord } from '../words.ts'
import '../records.css'

type Row = OutputOf<typeof institutionAccess>['entries'][number]

const columns = (): TableColumnsType<Row> => [
  {
    key: 'at',
    title: t('records.access.at'),
    render: (_, row) => <span className="ds-figure">{formatDateTime(row.at, 'bare')}</span>,
  },
  { key: 'who', title: t('records.access.who'), render: (_, row) => row.who || t('records.access.nameless') },
  {
    key: 'resident',
    title: t('records.access.whose'),
    render: (_, row) => row.residentName || t('records.access.unrelated'),
  },
  { key: 'purpose', title: t('records.access.purpose'), render: (_, row) => purposeWord(row.purpose) },
  { key: 'ground', title: t('records.access.ground'), render: (_, row) => groundWord(row.ground) },
  { key: 'reason', title: t('records.access.reason'), responsive: ['lg'], render: (_, row) => row.reason ?? '–' },
]

/** 调阅记录 of this institution, for the auditor and the centre's manager. */
export const AccessPage = () => {
  const [params, setParams] = usePageParams()
  const [trail, setTrail] = useState<readonly string[]>([])
  const before = trail.at(-1)
  const answer = useQueryEndpoint(
    institutionAccess,
    {
      ...(params.from ? { from: params.from } : {}),
      ...(params.to ? { to: params.to } : {}),
      ...(params.emergency ? { breakGlassOnly: true } : {}),
      ...(before ? { before } : {}),
    },
    { keepPrevious: true },
  )
  const entries = answer.data?.entries ?? []
  const last = entries.at(-1)
  const filter = (patch: Readonly<Record<string, string | undefined>>) => {
    setTrail([])
    setParams(patch)
  }
  return (
    <>
      <PageHeader title={t('records.nav.access')} purpose={t('records.access.what')}>
        <DatePicker.RangePicker
          aria-label={t('records.access.days')}
          allowEmpty={[true, true]}
          disabledDate={day => day.isAfter(dayjs(today()), 'day')}
          placeholder={[t('records.access.from'), t('records.access.to')]}
          value={[params.from ? dayjs(params.from) : null, params.to ? dayjs(params.to) : null]}
          onChange={days => filter({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
        <Checkbox
          checked={params.emergency === '1'}
          onChange={event => filter({ emergency: event.target.checked ? '1' : undefined })}
        >
          {t('records.access.emergencies')}
        </Checkbox>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <Table<Row>
          size="small"
          rowKey="accessEntryId"
          loading={answer.isPending}
          columns={columns()}
          dataSource={entries}
          pagination={false}
          sticky={{ offsetHeader: 48 }}
          scroll={{ x: 700 }}
          locale={{
            emptyText: <EmptyState title={t('records.access.none')}>{t('records.access.none_what')}</EmptyState>,
          }}
        />
        <div className="rec-line">
          {trail.length > 0 ? (
            <Button onClick={() => setTrail(trail.slice(0, -1))}>{t('records.page_before')}</Button>
          ) : null}
          {answer.data?.more && last ? (
            <Button onClick={() => setTrail([...trail, last.at])}>{t('records.page_after')}</Button>
          ) : null}
        </div>
      </div>
    </>
  )
}
