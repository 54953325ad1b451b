import { App, Button, Radio, Select } from 'antd'
import { useState } from 'react'
import { StaffPicker } from '#src/modules/network/public-web.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { lifeContract } from '../../contract-life.ts'
import type { CancelReason, SessionChip } from '../../contract-shapes.ts'
import { roleWord, titleWord } from '../words.ts'
import { ReasonFields } from './reason-fields.tsx'
import { Refused } from './session-form.tsx'

type Candidate = OutputOf<typeof lifeContract.substitutesFor>['candidates'][number]
const offered = 6

const candidateWords = (one: Candidate): string =>
  [
    one.name,
    titleWord(one.titleCode),
    [one.institutionName, one.departmentName].filter(Boolean).join(' '),
    one.sameSpeciality ? t('deployment.substitute.same') : t('deployment.substitute.other'),
    one.sameDay > 0 ? t('deployment.substitute.same_day', { count: one.sameDay }) : '',
  ]
    .filter(Boolean)
    .join(' · ')

type ChoiceProps = {
  readonly candidates: readonly Candidate[]
  readonly value: string | undefined
  readonly onChange: (staffId: string | undefined) => void
  readonly institutionId: string
}
/** The likely ones to tap, everyone else by name. */
const Choice = ({ candidates, value, onChange, institutionId }: ChoiceProps) => (
  <>
    {candidates.length === 0 ? (
      <Notice tone="warn">
        <p>{t('deployment.substitute.nobody')}</p>
      </Notice>
    ) : (
      <FormField label={t('deployment.substitute.who')}>
        {field => (
          <Radio.Group
            id={field.id}
            className="dep-candidates"
            value={value}
            onChange={event => onChange(event.target.value as string)}
            options={candidates.slice(0, offered).map(one => ({ value: one.staffId, label: candidateWords(one) }))}
          />
        )}
      </FormField>
    )}
    <FormField label={t('deployment.substitute.by_name')}>
      {field => <StaffPicker id={field.id} value={value} onChange={onChange} worksAt={institutionId} />}
    </FormField>
  </>
)

type Props = {
  readonly session: SessionChip
  readonly names: Readonly<Record<string, string>>
  readonly onDone: () => void
}

/** 替诊: who can't come, who comes instead; everyone booked is told the new name. */
export const SubstituteForm = ({ session, names, onDone }: Props) => {
  const { message } = App.useApp()
  const command = useCommand(lifeContract.substituteExpert)
  const [staffId, setStaffId] = useState(session.staff[0]?.staffId ?? '')
  const [byStaffId, setBy] = useState<string>()
  const [why, setWhy] = useState<{ reason: CancelReason; note: string }>({ reason: 'illness', note: '' })
  const answer = useQueryEndpoint(
    lifeContract.substitutesFor,
    { sessionId: session.sessionId, staffId },
    { enabled: staffId !== '' },
  )
  const send = async (): Promise<void> => {
    if (byStaffId === undefined) return
    const done = await command.run({
      sessionId: session.sessionId,
      version: session.version,
      staffId,
      byStaffId,
      reason: why.reason,
      ...(why.note.trim() === '' ? {} : { note: why.note.trim() }),
    })
    if (done === null) return
    void message.success(t('deployment.substitute.done'))
    onDone()
  }
  return (
    <EntryForm className="dep-form" save={send}>
      {session.staff.length > 1 ? (
        <FormField label={t('deployment.substitute.instead_of')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={staffId}
              onChange={value => {
                setStaffId(value)
                setBy(undefined)
              }}
              options={session.staff.map(person => ({
                value: person.staffId,
                label: `${person.name}（${roleWord(person.role)}）`,
              }))}
            />
          )}
        </FormField>
      ) : null}
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
      {answer.data ? (
        <Choice
          candidates={answer.data.candidates}
          value={byStaffId}
          onChange={setBy}
          institutionId={session.institutionId}
        />
      ) : null}
      <ReasonFields {...why} set={patch => setWhy({ ...why, ...patch })} />
      <p className="ds-quiet">{t('deployment.substitute.what')}</p>
      <Refused problem={command.problem} names={names} />
      <Button type="primary" htmlType="submit" disabled={byStaffId === undefined} loading={command.pending}>
        {t('deployment.substitute.submit')}
      </Button>
    </EntryForm>
  )
}
