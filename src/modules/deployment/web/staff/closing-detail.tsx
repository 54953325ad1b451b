import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { formatDateTime, formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { closingContract, type Sheet, type SheetState } from '../../contract-closing.ts'
import { countFieldsOf, unitOf } from '../../domain/sheet-fields.ts'
import { dayWords, headOf, kindWord, partWord } from '../words.ts'
import { ClosingForm } from './closing-form.tsx'
import { Panel } from './panel.tsx'

type Detail = OutputOf<typeof closingContract.closingSheet>
export const sheetTone: Readonly<Record<SheetState, Tone>> = {
  missing: 'warn',
  sent: 'info',
  returned: 'warn',
  confirmed: 'good',
}

const texts = ['taughtWhat', 'operationNames', 'newTechnique', 'lacking', 'note'] as const

/** One version as it was written: what was counted, what was said. */
const SheetFacts = ({ sheet, kind }: { readonly sheet: Sheet; readonly kind: Detail['session']['kind'] }) => {
  const { first, rest } = countFieldsOf(kind)
  const shown = [...first, ...rest.filter(field => sheet[field] > 0)]
  return (
    <Facts
      items={[
        ...shown.map(field => ({
          name: t(`deployment.sheet.${field}`),
          value: `${sheet[field]} ${t(`deployment.sheet.unit.${unitOf(field)}`)}`,
        })),
        { name: t('deployment.sheet.stay'), value: `${sheet.arrivedAt}–${sheet.leftAt}` },
        ...texts.flatMap(field =>
          sheet[field] ? [{ name: t(`deployment.sheet.${field}`), value: sheet[field] }] : [],
        ),
      ]}
    />
  )
}

const History = ({ sheet }: { readonly sheet: Sheet }) => (
  <p className="ds-quiet">
    {t('deployment.sheet.version', { version: sheet.version })} ·{' '}
    {t('deployment.sheet.written_by', { name: sheet.writtenBy, time: formatDateTime(sheet.writtenAt) })}
    {sheet.decision && sheet.decidedAt
      ? ` · ${t(`deployment.sheet.${sheet.decision}_by`, {
          name: sheet.decidedBy ?? '',
          time: formatDateTime(sheet.decidedAt),
          reason: sheet.decisionReason ?? '',
        })}`
      : null}
  </p>
)

/** The receiving centre says whether it was so. */
const Decision = ({ detail, version }: { readonly detail: Detail; readonly version: number }) => {
  const { message } = App.useApp()
  const command = useCommand(closingContract.decideClosingSheet)
  const [returning, setReturning] = useState(false)
  const [reason, setReason] = useState('')
  const { sessionId } = detail.session
  const decide = async (decision: 'confirmed' | 'returned'): Promise<void> => {
    const typed = reason.trim() === '' ? {} : { reason: reason.trim() }
    const answer = await command.run({ sessionId, version, decision, ...(decision === 'returned' ? typed : {}) })
    if (answer !== null) void message.success(t(`deployment.sheet.${decision}_done`))
  }
  return (
    <>
      <ProblemAlert problem={command.problem} />
      <div className="dep-acts">
        <Button type="primary" loading={command.pending} onClick={() => void decide('confirmed')}>
          {t('deployment.sheet.confirm')}
        </Button>
        <Button aria-expanded={returning} onClick={() => setReturning(!returning)}>
          {t('deployment.sheet.return')}
        </Button>
      </div>
      {returning ? (
        <EntryForm className="dep-form" save={() => decide('returned')}>
          <FormField label={t('deployment.sheet.return_reason')} error={command.fieldProblems['/reason']}>
            {field => (
              <Input.TextArea
                {...field}
                maxLength={200}
                autoSize={{ minRows: 2, maxRows: 4 }}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </FormField>
          <Button htmlType="submit" loading={command.pending}>
            {t('deployment.sheet.return_submit')}
          </Button>
        </EntryForm>
      ) : null}
    </>
  )
}

/** Nobody has written it, and it is not the reader's to write: who does, until when, and what helps. */
const Unwritten = ({ detail, dueAt }: { readonly detail: Detail; readonly dueAt: string }) => {
  const isOverdue = serverNow() > new Date(dueAt)
  return (
    <Notice tone={isOverdue ? 'warn' : 'info'}>
      <p className="ds-notice-lead">{t('deployment.sheet.written_by_whom', { names: headOf(detail.session) })}</p>
      <p>
        {t(isOverdue ? 'deployment.sheet.overdue_since' : 'deployment.sheet.due_until', {
          moment: formatMoment(dueAt),
        })}
      </p>
      <p>{t('deployment.sheet.unwritten_what')}</p>
    </Notice>
  )
}

const Body = ({ detail }: { readonly detail: Detail }) => {
  const newest = detail.versions[0]
  const [writing, setWriting] = useState(newest === undefined || newest.decision === 'returned')
  const { session } = detail
  return (
    <>
      <div>
        <StatusBadge tone={sheetTone[detail.state]}>{t(`deployment.sheet.state.${detail.state}`)}</StatusBadge>{' '}
        <span>
          {dayWords(session.localDate, partWord([], session.partOfDay))} {session.startsAt}–{session.endsAt} ·{' '}
          {detail.institutionName} · {kindWord(session.kind)}
        </span>
      </div>
      {detail.dueAt !== null && !detail.mayWrite ? <Unwritten detail={detail} dueAt={detail.dueAt} /> : null}
      {newest?.decision === 'returned' ? (
        <Notice tone="warn">
          <p className="ds-notice-lead">{newest.decisionReason}</p>
        </Notice>
      ) : null}
      {newest && !(writing && detail.mayWrite) ? <SheetFacts sheet={newest} kind={session.kind} /> : null}
      {newest && detail.mayDecide ? <Decision detail={detail} version={newest.version} /> : null}
      {detail.mayWrite && writing ? (
        <ClosingForm key={newest?.version ?? 0} detail={detail} onDone={() => setWriting(false)} />
      ) : null}
      {detail.mayWrite && !writing ? (
        <div>
          <Button onClick={() => setWriting(true)}>
            {t(newest === undefined ? 'deployment.sheet.write' : 'deployment.sheet.correct')}
          </Button>
        </div>
      ) : null}
      {detail.versions.map(sheet => (
        <History key={sheet.version} sheet={sheet} />
      ))}
    </>
  )
}

/** One session's sheet: to be written, to be confirmed, or as it was. */
export const ClosingDetail = ({ sessionId, onClose }: { readonly sessionId: string; readonly onClose: () => void }) => {
  const answer = useQueryEndpoint(closingContract.closingSheet, { sessionId })
  const detail = answer.data
  return (
    <Panel title={detail ? headOf(detail.session) : t('deployment.sheet.title')} onClose={onClose}>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
      {detail ? <Body key={`${sessionId} ${detail.versions.length}`} detail={detail} /> : null}
    </Panel>
  )
}
