import { Button, Input, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { PageHeader, SplitView } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { openingsToReview, reviewOpening } from '../../contract-review.ts'
import '../records.css'

type Opening = OutputOf<typeof openingsToReview>['openings'][number]

const columns = (): TableColumnsType<Opening> => [
  {
    key: 'kind',
    title: t('records.review.kind'),
    render: (_, row) => (
      <StatusBadge tone={row.kind === 'break_glass' ? 'warn' : 'neutral'}>
        {t(`records.review.kind.${row.kind}`)}
      </StatusBadge>
    ),
  },
  {
    key: 'name',
    title: t('records.person.name'),
    render: (_, row) => <PersonName name={row.name} note={row.maskedNumber ?? undefined} />,
  },
  { key: 'who', title: t('records.review.who'), render: (_, row) => row.who || t('records.access.nameless') },
  { key: 'at', title: t('records.review.at'), render: (_, row) => formatMoment(row.at) },
  { key: 'reason', title: t('records.review.reason'), responsive: ['lg'], render: (_, row) => row.reason ?? '–' },
]

const Decide = ({ opening, onDone }: { readonly opening: Opening; readonly onDone: () => void }) => {
  const [note, setNote] = useState('')
  const review = useCommand(reviewOpening)
  const say = async (outcome: 'in_order' | 'not_in_order') => {
    const answer = await review.run({
      id: opening.id,
      kind: opening.kind,
      outcome,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
    if (answer) onDone()
  }
  return (
    <div className="detail rec-stack">
      <div className="detail-head">
        <h2>{t(`records.review.kind.${opening.kind}`)}</h2>
        <Button type="text" size="small" onClick={onDone} aria-label={t('records.close')}>
          ✕
        </Button>
      </div>
      <p>
        {t('records.review.story', {
          who: opening.who || t('records.access.nameless'),
          time: formatMoment(opening.at),
          name: opening.name,
        })}
      </p>
      {opening.reason ? <p>{t('records.review.given_reason', { reason: opening.reason })}</p> : null}
      <ProblemAlert problem={review.problem} />
      <FormField
        label={t('records.review.note')}
        hint={t('records.review.note_hint')}
        error={review.fieldProblems['/note']}
      >
        {field => (
          <Input.TextArea
            {...field}
            rows={2}
            maxLength={300}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        )}
      </FormField>
      <div className="rec-line">
        <Button type="primary" loading={review.pending} onClick={() => void say('in_order')}>
          {t('records.review.in_order')}
        </Button>
        <Button disabled={review.pending} onClick={() => void say('not_in_order')}>
          {t('records.review.not_in_order')}
        </Button>
      </div>
    </div>
  )
}

/** 复核: typed numbers and emergencies, looked at by somebody who did not do them. */
export const ReviewPage = () => {
  const answer = useQueryEndpoint(openingsToReview, {})
  const [chosen, setChosen] = useState<string | null>(null)
  const openings = answer.data?.openings ?? []
  const opening = openings.find(row => row.id === chosen)
  return (
    <>
      <PageHeader title={t('records.nav.review')} purpose={t('records.review.purpose')}>
        {answer.data ? (
          <span className="ds-quiet" role="status">
            {t('records.review.count', { count: openings.length })}
          </span>
        ) : null}
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        <SplitView
          detailLabel={t('records.review.decide')}
          detail={opening ? <Decide key={opening.id} opening={opening} onDone={() => setChosen(null)} /> : null}
          list={
            <Table<Opening>
              size="small"
              rowKey="id"
              loading={answer.isPending}
              columns={columns()}
              dataSource={openings}
              pagination={false}
              scroll={{ x: 600 }}
              locale={{
                emptyText: <EmptyState title={t('records.review.none')}>{t('records.review.none_what')}</EmptyState>,
              }}
              rowClassName={row => (row.id === chosen ? 'row-open' : '')}
              onRow={row => ({
                tabIndex: 0,
                onClick: () => setChosen(row.id),
                onKeyDown: event => event.key === 'Enter' && setChosen(row.id),
              })}
            />
          }
        />
      </div>
    </>
  )
}
