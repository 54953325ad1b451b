import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { contract } from '../../contract.ts'
import { type AbsenceKind, absenceKinds } from '../../contract-shapes.ts'
import { type LeaveState, swapContract } from '../../contract-swaps.ts'
import { useDeploymentSlots } from '../slots.tsx'
import { dayWords, partWord } from '../words.ts'
import { DayField } from './day-fields.tsx'

type Request = OutputOf<typeof swapContract.leaveRequests>['requests'][number]
const toneOf: Readonly<Record<LeaveState, Tone>> = {
  asked: 'info',
  approved: 'good',
  refused: 'neutral',
  withdrawn: 'neutral',
}

const Acts = ({ request }: { readonly request: Request }) => {
  const { message } = App.useApp()
  const decide = useCommand(swapContract.decideLeave)
  const withdraw = useCommand(swapContract.withdrawLeave)
  const [note, setNote] = useState('')
  const { requestId } = request
  const rule = async (approve: boolean): Promise<void> => {
    const typed = note.trim() === '' ? {} : { note: note.trim() }
    const answer = await decide.run({ requestId, approve, ...typed })
    if (answer === null) return
    void message.success(
      answer.clashes > 0
        ? t('deployment.absence.done_clashes', { count: answer.clashes })
        : t(`deployment.leave.state.${answer.status}`),
    )
  }
  return (
    <>
      <ProblemAlert problem={decide.problem ?? withdraw.problem} />
      <div className="dep-acts">
        {request.mayDecide ? (
          <>
            <Input
              className="dep-note"
              aria-label={t('deployment.duties.note')}
              placeholder={t('deployment.duties.note')}
              maxLength={200}
              value={note}
              onChange={event => setNote(event.target.value)}
            />
            <Button type="primary" loading={decide.pending} onClick={() => void rule(true)}>
              {t('deployment.leave.approve')}
            </Button>
            <Button loading={decide.pending} onClick={() => void rule(false)}>
              {t('deployment.leave.refuse')}
            </Button>
          </>
        ) : null}
        {request.mayWithdraw ? (
          <Button loading={withdraw.pending} onClick={() => void withdraw.run({ requestId })}>
            {t('deployment.duties.withdraw')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

type Asked = { readonly kind: AbsenceKind; readonly from: string; readonly to: string; readonly note: string }

/** Which promises the leave would meet, and how many people rely on them: said before it is filed. */
const SessionsMet = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const { BookedCount } = useDeploymentSlots()
  const answer = useQueryEndpoint(contract.mySessions, { from, to }, { keepPrevious: true })
  if (answer.data === undefined) return <ProblemAlert problem={answer.error} />
  const met = answer.data.sessions.filter(({ session }) => session.status === 'published')
  if (met.length === 0) return <p className="ds-quiet">{t('deployment.leave.meets_none')}</p>
  return (
    <Notice tone="warn" role="status">
      <p className="ds-notice-lead">{t('deployment.leave.meets_these', { count: met.length })}</p>
      <ul className="dep-lines">
        {met.map(({ session, institutionName }) => (
          <li key={session.sessionId}>
            {dayWords(session.localDate)}{' '}
            <span className="ds-figure">
              {session.startsAt}–{session.endsAt}
            </span>{' '}
            · {institutionName}
            {BookedCount ? <BookedCount sessionId={session.sessionId} /> : null}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const AskForm = () => {
  const { message } = App.useApp()
  const command = useCommand(swapContract.requestLeave)
  const draft = useDraft<Asked>('deployment.leave', { kind: 'leave', from: '', to: '', note: '' })
  const [tried, setTried] = useState(false)
  const { kind, from, to, note } = draft.value
  const missing = (value: string): string | undefined =>
    tried && value.trim() === '' ? t('deployment.leave.missing') : undefined
  const send = async (): Promise<void> => {
    setTried(true)
    if ([from, to, note].some(value => value.trim() === '')) return
    const answer = await command.run({ kind, from, to, note: note.trim() })
    if (answer === null) return
    draft.clear()
    setTried(false)
    void message.success(t('deployment.leave.asked', { count: answer.sessions }))
  }
  return (
    <EntryForm className="dep-form" save={send}>
      <div className="dep-pair">
        <FormField label={t('deployment.absence.from')} error={command.fieldProblems['/from'] ?? missing(from)}>
          {field => (
            <DayField
              {...field}
              value={from}
              onChange={value => draft.set({ from: value, ...(to < value ? { to: value } : {}) })}
            />
          )}
        </FormField>
        <FormField label={t('deployment.absence.to')} error={command.fieldProblems['/to'] ?? missing(to)}>
          {field => <DayField {...field} value={to} onChange={value => draft.set({ to: value })} />}
        </FormField>
        <FormField label={t('deployment.absence.kind_label')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={kind}
              onChange={value => draft.set({ kind: value })}
              options={absenceKinds.map(value => ({ value, label: t(`deployment.absence.kind.${value}`) }))}
            />
          )}
        </FormField>
        <FormField
          label={t('deployment.leave.why')}
          required={t('platform.ui.required')}
          error={command.fieldProblems['/note'] ?? missing(note)}
        >
          {field => (
            <Input
              {...field}
              maxLength={200}
              value={note}
              onChange={event => draft.set({ note: event.target.value })}
            />
          )}
        </FormField>
      </div>
      {from !== '' && to >= from ? <SessionsMet from={from} to={to} /> : null}
      <ProblemAlert problem={command.problem} />
      <Button type="primary" htmlType="submit" loading={command.pending}>
        {t('deployment.leave.submit')}
      </Button>
    </EntryForm>
  )
}

/** Leave I asked for or may decide, and asking for it. */
export const LeaveList = () => {
  const session = useSession()
  const answer = useQueryEndpoint(swapContract.leaveRequests, {})
  const requests = answer.data?.requests ?? []
  return (
    <>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.data && requests.length === 0 ? <p className="ds-quiet">{t('deployment.leave.none')}</p> : null}
      <ul className="dep-lines">
        {requests.map(request => (
          <li key={request.requestId}>
            <b>{request.name}</b> {t(`deployment.absence.kind.${request.kind}`)}{' '}
            <StatusBadge tone={toneOf[request.status]}>{t(`deployment.leave.state.${request.status}`)}</StatusBadge>
            <div>
              {dayWords(request.from)}
              {request.to === request.from ? '' : ` – ${dayWords(request.to)}`}{' '}
              {request.partOfDay ? partWord([], request.partOfDay) : ''}
              {request.status === 'asked' && request.sessions > 0
                ? ` · ${t('deployment.leave.meets', { count: request.sessions })}`
                : ''}
            </div>
            {request.note || request.decisionNote ? (
              <div className="ds-quiet">{[request.note, request.decisionNote].filter(Boolean).join(' · ')}</div>
            ) : null}
            <Acts request={request} />
          </li>
        ))}
      </ul>
      {session.staffId === null ? null : <AskForm />}
    </>
  )
}
