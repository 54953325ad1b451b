import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { excuseNoShow } from '../../contract-appeals.ts'
import { missedVisits } from '../../contract-hospitals.ts'

type Visit = OutputOf<typeof missedVisits>['visits'][number]

const ExcuseForm = ({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) => {
  const { message } = App.useApp()
  const excuse = useCommand(excuseNoShow)
  const [note, setNote] = useState('')
  const run = async () => {
    if ((await excuse.run({ appointmentId: visit.appointmentId, note: note.trim() })) === null) return
    void message.success(t('booking.missed.excused_now', { name: visit.residentName }))
    onClose()
  }
  return (
    <>
      <p>{t('booking.missed.excuse_why', { name: visit.residentName, day: formatDate(visit.localDate, 'day') })}</p>
      <FormField label={t('booking.missed.note')} hint={t('booking.missed.note_hint')}>
        {field => (
          <Input
            {...field}
            autoFocus
            maxLength={200}
            value={note}
            onChange={event => setNote(event.target.value)}
            onPressEnter={() => (note.trim() === '' ? undefined : void run())}
          />
        )}
      </FormField>
      <ProblemAlert problem={excuse.problem} />
      <p className="book-line">
        <Button type="primary" disabled={note.trim() === ''} loading={excuse.pending} onClick={() => void run()}>
          {t('booking.missed.excuse')}
        </Button>
        <Button onClick={onClose}>{t('booking.console.leave')}</Button>
      </p>
    </>
  )
}

/** 爽约记录: missed visits of this site, or of one session, and the site's own mistakes put right. */
export const MissedList = ({ sessionId }: { readonly sessionId?: string }) => {
  const answer = useQueryEndpoint(missedVisits, sessionId === undefined ? {} : { sessionId }, { keepPrevious: true })
  const [chosen, setChosen] = useState<Visit | null>(null)
  const visits = answer.data?.visits ?? []
  return (
    <>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
      {answer.data && sessionId === undefined ? (
        <p className="ds-quiet">
          {t('booking.missed.since', {
            since: formatDate(answer.data.since, 'bare'),
            count: visits.length,
            counted: visits.filter(visit => visit.excuse === null).length,
          })}
        </p>
      ) : null}
      {answer.data && visits.length === 0 ? (
        <EmptyState icon="inbox" title={t('booking.missed.none')}>
          {t('booking.missed.none_why')}
        </EmptyState>
      ) : null}
      <ul className="book-list">
        {visits.map(visit => (
          <li key={visit.appointmentId} className="book-session book-missed">
            <PersonName name={visit.residentName} />
            <span className="ds-figure">{formatDate(visit.localDate, 'day')}</span>
            <span className="book-missed-what">{visit.title}</span>
            {visit.excuse === null ? (
              <>
                <StatusBadge tone="warn">{t('booking.missed.counts')}</StatusBadge>
                <Button size="small" onClick={() => setChosen(visit)}>
                  {t('booking.missed.excuse')}
                </Button>
              </>
            ) : (
              <StatusBadge tone="neutral">{t(`booking.excuse.${visit.excuse}`)}</StatusBadge>
            )}
          </li>
        ))}
      </ul>
      <Modal
        open={chosen !== null}
        destroyOnHidden
        title={t('booking.missed.excuse')}
        footer={null}
        onCancel={() => setChosen(null)}
      >
        {chosen ? <ExcuseForm visit={chosen} onClose={() => setChosen(null)} /> : null}
      </Modal>
    </>
  )
}
