import { Button, InputNumber, Select, Table, type TableColumnsType } from 'antd'
import { call } from '#src/platform/web/client.ts'
import { downloadBase64 } from '#src/platform/web/download.ts'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type Posting, type PostingDuty, postingContract, postingDuties } from '../../contract-postings.ts'
import { titleWord } from '../words.ts'
import { PostingForm } from './posting-form.tsx'
import { PostingPanel } from './posting-panel.tsx'
import './panel.css'

const column = (key: string): string => t(`deployment.postings.column.${key}`)

const columns = (onOpen: (id: string) => void): TableColumnsType<Posting> => [
  {
    key: 'person',
    title: column('person'),
    render: (_, row) => (
      <>
        <button type="button" className="ds-link-button" onClick={() => onOpen(row.postingId)}>
          {row.name}
        </button>
        <div className="ds-quiet">{titleWord(row.titleCode)}</div>
      </>
    ),
  },
  {
    key: 'place',
    title: column('place'),
    render: (_, row) => (
      <>
        {row.placeName}
        {row.isOutside ? `（${t('deployment.postings.outside')}）` : ''}
        <div className="ds-quiet">
          {column('home')} {row.homeInstitutionName}
        </div>
      </>
    ),
  },
  {
    key: 'post',
    title: column('post'),
    render: (_, row) => (
      <>
        {row.postHeld}
        <div className="ds-quiet">
          {t(`deployment.postings.duty.${row.duty}`)} ·{' '}
          {t(`deployment.postings.${row.isFullTime ? 'full_time' : 'part_time'}`)}
        </div>
      </>
    ),
  },
  {
    key: 'from',
    title: `${column('from')}–${column('to')}`,
    render: (_, row) => (
      <span className="ds-figure">
        {row.firstDay} – {row.lastDay}
      </span>
    ),
  },
  { key: 'days', title: column('days'), align: 'right', render: (_, row) => row.confirmedDays },
  {
    key: 'national',
    title: column('national'),
    render: (_, row) => (
      <StatusBadge tone={row.national === 'counts' ? 'good' : row.national === 'no_title' ? 'warn' : 'neutral'}>
        {t(`deployment.postings.national.${row.national}`)}
      </StatusBadge>
    ),
  },
]

/** 派驻: the list of a year, one posting beside it. */
export const PostingsPage = () => {
  const [params, setParams] = usePageParams()
  const mayManage = useCan('deployment.posting.manage')
  const year = Number(params.year ?? today().slice(0, 4))
  const duty = postingDuties.find(one => one === params.duty)
  const input = { year, ...(duty ? { duty } : {}), ...(params.person ? { staffId: params.person } : {}) }
  const answer = useQueryEndpoint(postingContract.postings, input, { keepPrevious: true })
  const rows = answer.data?.postings ?? []
  const open = (posting: string): void => setParams({ posting, panel: undefined }, { push: true })
  const close = (): void => setParams({ posting: undefined, panel: undefined })
  const save = async (): Promise<void> => {
    const file = await call(postingContract.exportPostings, input)
    downloadBase64(file.fileName, file.fileBase64, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  }
  return (
    <>
      <PageHeader
        title={t('deployment.postings.title')}
        purpose={t('deployment.postings.purpose')}
        actions={
          <>
            <Button disabled={rows.length === 0} onClick={() => void save()}>
              {t('deployment.postings.export')}
            </Button>
            {mayManage ? (
              <Button type="primary" onClick={() => setParams({ panel: 'new', posting: undefined }, { push: true })}>
                {t('deployment.postings.new')}
              </Button>
            ) : null}
          </>
        }
      >
        <InputNumber
          aria-label={t('deployment.postings.year')}
          min={2000}
          max={2100}
          value={year}
          onChange={value => value !== null && setParams({ year: String(value) })}
        />
        <Select<PostingDuty>
          allowClear
          className="dep-site-filter"
          aria-label={column('duty')}
          placeholder={column('duty')}
          value={duty ?? null}
          onChange={value => setParams({ duty: value ?? undefined })}
          options={postingDuties.map(value => ({ value, label: t(`deployment.postings.duty.${value}`) }))}
        />
        {answer.data ? (
          <span role="status" className="ds-quiet">
            {t('deployment.postings.sum', {
              people: answer.data.people,
              counting: answer.data.counting,
              unknown: answer.data.withoutTitle,
            })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
        <SplitView
          detailLabel={t('deployment.postings.title')}
          detail={
            params.posting ? (
              <PostingPanel key={params.posting} postingId={params.posting} onClose={close} />
            ) : params.panel === 'new' && mayManage ? (
              <PostingForm onClose={close} onDone={open} />
            ) : null
          }
          list={
            answer.data && rows.length === 0 ? (
              <EmptyState icon="calendar" title={t('deployment.postings.empty')}>
                {mayManage ? t('deployment.postings.empty_next') : null}
              </EmptyState>
            ) : (
              <Table<Posting>
                size="small"
                rowKey="postingId"
                pagination={false}
                scroll={{ x: 'max-content' }}
                columns={columns(open)}
                dataSource={[...rows]}
              />
            )
          }
        />
      </div>
    </>
  )
}
