import { Button, Segmented, Table } from 'antd'
import { addMonths, monthOf } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate, formatMonth, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { type FaceResult, faceResults, faces } from '../../contract-faces.ts'
import { Complaints } from './complaints-list.tsx'
import '../booking.css'

type Results = OutputOf<typeof faceResults>
type Line = FaceResult & { readonly key: string; readonly what: string }

const rateOf = ({ seen, answered }: FaceResult): string =>
  seen === 0 ? '—' : `${Math.round((answered / seen) * 100)}%`

const FaceTable = ({ title, first, lines }: { title: string; first: string; lines: readonly Line[] }) => (
  <section>
    <h2 className="book-heading">{title}</h2>
    <Table<Line>
      size="small"
      pagination={false}
      dataSource={[...lines]}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: first, dataIndex: 'what' },
        { title: t('booking.faces.seen'), dataIndex: 'seen', align: 'right' },
        { title: t('booking.faces.answered'), dataIndex: 'answered', align: 'right' },
        { title: t('booking.faces.rate'), key: 'rate', align: 'right', render: (_, line) => rateOf(line) },
        ...faces.map(face => ({
          title: t(`booking.face.${face}`),
          key: face,
          align: 'right' as const,
          render: (_: unknown, line: Line) =>
            line.counts === null ? <span className="ds-quiet">{t('booking.faces.hidden')}</span> : line.counts[face],
        })),
      ]}
    />
  </section>
)

const ResultsOf = ({ results }: { readonly results: Results }) => {
  const me = useSession()
  if (results.site.seen === 0)
    return (
      <EmptyState icon="inbox" title={t('booking.faces.none')}>
        {t('booking.faces.none_why')}
      </EmptyState>
    )
  return (
    <>
      <p className="ds-quiet">{t('booking.faces.hidden_why', { minimum: results.minimum })}</p>
      <FaceTable
        title={t('booking.faces.site')}
        first=""
        lines={[{ key: 'site', what: me.institution?.name ?? '', ...results.site }]}
      />
      <p className="ds-quiet">{t('booking.faces.at_desk', { count: results.atDesk })}</p>
      <FaceTable
        title={t('booking.faces.by_expert')}
        first={t('booking.faces.who')}
        lines={results.experts.map(line => ({ ...line, key: line.staffId, what: line.name }))}
      />
      <FaceTable
        title={t('booking.faces.by_session')}
        first={t('booking.faces.session')}
        lines={results.sessions.map(line => ({
          ...line,
          key: line.sessionId,
          what: [formatDate(line.localDate, 'short'), line.title, ...line.experts].join(' '),
        }))}
      />
    </>
  )
}

/** 满意度: what people said after their visits, as numbers of a month; and who asked to be contacted. */
export const FacesPage = () => {
  const [params, setParams] = usePageParams()
  const me = useSession()
  const mayAnswer = me.permissions.has('booking.complaint.answer')
  const tab = params.tab === 'complaints' && mayAnswer ? 'complaints' : 'results'
  const thisMonth = monthOf(today())
  const month = /^\d{4}-\d{2}$/.test(params.month ?? '') ? (params.month as string) : thisMonth
  const answer = useQueryEndpoint(faceResults, { month }, { enabled: tab === 'results', keepPrevious: true })
  return (
    <>
      <PageHeader
        title={t('booking.nav.faces')}
        purpose={t(tab === 'results' ? 'booking.faces.purpose' : 'booking.complaints.purpose')}
      >
        {mayAnswer ? (
          <Segmented<string>
            value={tab}
            onChange={next => setParams({ tab: next })}
            options={['results', 'complaints'].map(value => ({ value, label: t(`booking.faces.tab.${value}`) }))}
          />
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        {tab === 'complaints' ? (
          <Complaints />
        ) : (
          <>
            <p className="book-line">
              <Button onClick={() => setParams({ month: addMonths(month, -1) })}>{t('booking.faces.before')}</Button>
              <b>{formatMonth(month)}</b>
              <Button disabled={month >= thisMonth} onClick={() => setParams({ month: addMonths(month, 1) })}>
                {t('booking.faces.after')}
              </Button>
            </p>
            <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
            {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
            {answer.data ? <ResultsOf results={answer.data} /> : null}
          </>
        )}
      </div>
    </>
  )
}
