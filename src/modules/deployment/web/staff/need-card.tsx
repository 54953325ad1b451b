import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { type DeclineReason, declineReasons, type Need, type NeedStatus, needContract } from '../../contract-needs.ts'
import type { SessionChip } from '../../contract-shapes.ts'
import { dayWords, headOf, partWord } from '../words.ts'
import { boardQueries } from './board-commands.ts'

const toneOf: Readonly<Record<NeedStatus, Tone>> = {
  open: 'warn',
  planned: 'good',
  declined: 'neutral',
  withdrawn: 'neutral',
}

/** When the residents would like the expert to come. */
export const wishWords = (need: Need): string =>
  need.wishedFrom === null && need.wishedUntil === null
    ? t('deployment.needs.any_time')
    : `${need.wishedFrom ? dayWords(need.wishedFrom) : ''} – ${need.wishedUntil ? dayWords(need.wishedUntil) : ''}`

type AnswerProps = { readonly need: Need; readonly sessions: readonly SessionChip[]; readonly onLayOut: () => void }

/** Three ways: lay something out for it, name a session that is there, or say why not now. */
const AnswerForm = ({ need, sessions, onLayOut }: AnswerProps) => {
  const { message } = App.useApp()
  const plan = useCommand(needContract.planNeed, { refresh: boardQueries })
  const decline = useCommand(needContract.declineNeed, { refresh: boardQueries })
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState<DeclineReason>('nobody_free')
  const [note, setNote] = useState('')
  const fitting = sessions.filter(
    session =>
      session.institutionId === need.institutionId &&
      session.speciality === need.speciality &&
      (session.status === 'draft' || session.status === 'published'),
  )
  const body = { needId: need.needId, version: need.version }
  const send = async (): Promise<void> => {
    const text = note.trim()
    if (await decline.run({ ...body, reason, ...(text === '' ? {} : { note: text }) }))
      void message.success(t('deployment.needs.declined_done'))
  }
  return (
    <>
      <ProblemAlert problem={plan.problem ?? decline.problem} />
      <div className="dep-acts">
        <Button type="primary" size="small" onClick={onLayOut}>
          {t('deployment.needs.lay_out')}
        </Button>
        {fitting.length > 0 ? (
          <Select
            size="small"
            className="dep-need-sessions"
            aria-label={t('deployment.needs.choose_session')}
            placeholder={t('deployment.needs.choose_session')}
            loading={plan.pending}
            value={null}
            onChange={(sessionId: string | null) =>
              sessionId !== null &&
              void plan
                .run({ ...body, sessionId })
                .then(answer => answer && void message.success(t('deployment.needs.planned_done')))
            }
            options={fitting.map(session => ({
              value: session.sessionId,
              label: `${dayWords(session.localDate, partWord([], session.partOfDay))} ${headOf(session)}`,
            }))}
          />
        ) : null}
        <Button size="small" aria-expanded={declining} onClick={() => setDeclining(!declining)}>
          {t('deployment.needs.decline')}
        </Button>
      </div>
      {declining ? (
        <div className="dep-form">
          <FormField label={t('deployment.needs.why_not')}>
            {field => (
              <Select
                {...field}
                className="dep-wide"
                value={reason}
                onChange={setReason}
                options={declineReasons.map(value => ({ value, label: t(`deployment.needs.decline_reason.${value}`) }))}
              />
            )}
          </FormField>
          <FormField label={t('deployment.needs.answer_note')} error={decline.fieldProblems['/note']}>
            {field => <Input {...field} maxLength={400} value={note} onChange={event => setNote(event.target.value)} />}
          </FormField>
          <Button size="small" loading={decline.pending} onClick={() => void send()}>
            {t('deployment.needs.decline_submit')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

type Props = {
  readonly need: Need
  readonly sessions: readonly SessionChip[]
  readonly onOpen: (sessionId: string) => void
  readonly onLayOut: () => void
}

/** One request: what, for how many, why, by when; and its answer, or the ways to answer. */
export const NeedCard = ({ need, sessions, onOpen, onLayOut }: Props) => {
  const mayAnswer = useCan('deployment.need.answer')
  const { session } = need
  return (
    <article className="dep-need">
      <header>
        <b>
          {need.institutionName} · {need.speciality}
        </b>{' '}
        <span>{t('deployment.needs.residents', { count: need.residents })}</span>{' '}
        <StatusBadge tone={need.urgency === 'urgent' ? 'critical' : need.urgency === 'soon' ? 'warn' : 'info'}>
          {t(`deployment.needs.urgency.${need.urgency}`)}
        </StatusBadge>{' '}
        <StatusBadge tone={toneOf[need.status]}>{t(`deployment.needs.status.${need.status}`)}</StatusBadge>
      </header>
      <p>
        {need.reasons.map(reason => t(`deployment.needs.reason.${reason}`)).join('、')}
        {need.note ? `：${need.note}` : ''}
      </p>
      <p className="ds-quiet">
        {t('deployment.needs.wished')} {wishWords(need)} · {need.filedByName ?? ''} {formatMoment(need.filedAt)}
      </p>
      {session ? (
        <p>
          <button type="button" className="ds-link-button" onClick={() => onOpen(session.sessionId)}>
            {t('deployment.needs.planned_on', {
              day: dayWords(session.localDate, partWord([], session.partOfDay)),
            })}
          </button>
        </p>
      ) : null}
      {need.declineReason ? <p>{t(`deployment.needs.decline_reason.${need.declineReason}`)}</p> : null}
      {need.answerNote ? <p>{need.answerNote}</p> : null}
      {need.status === 'open' && mayAnswer ? <AnswerForm need={need} sessions={sessions} onLayOut={onLayOut} /> : null}
    </article>
  )
}
