import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '#src/platform/web/api-problem.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { contract } from '../../contract.ts'
import type { SessionChip, Problem as SessionProblem } from '../../contract-shapes.ts'
import { reasonOf, refusalReason } from '../words.ts'
import { type BoardPlaces, SessionFields } from './session-fields.tsx'
import { draftInput, emptyValues, missingIn, type SessionValues, valuesOf } from './session-values.ts'
import { useAnswerNeed } from './use-answer-need.ts'
import { boardQueries } from './use-board-acts.ts'

type Names = Readonly<Record<string, string>>
type Shared = { readonly places: BoardPlaces; readonly names: Names; readonly onDone: (sessionId: string) => void }

/** The refusal with names, above the general one; it takes the focus, so that it comes into view. */
export const Refused = ({ problem, names }: { readonly problem: Problem | null; readonly names: Names }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus({ preventScroll: false })
  }, [problem])
  const words = problem && refusalReason(problem, names)
  if (words)
    return (
      <Notice tone="warn" role="alert" innerRef={box}>
        <p className="ds-notice-lead">{words}</p>
      </Notice>
    )
  return <ProblemAlert problem={problem} />
}

const Warnings = ({ warnings, names }: { readonly warnings: readonly SessionProblem[]; readonly names: Names }) =>
  warnings.length === 0 ? null : (
    <Notice tone="warn" role="status">
      <ul>
        {warnings.map(found => (
          <li key={`${found.code} ${found.staffId}`}>{reasonOf(found, names)}</li>
        ))}
      </ul>
    </Notice>
  )

const byField = (problems: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(problems).map(([path, sentence]) => [path.split('/')[1] ?? path, sentence]))

type FormProps = Shared & {
  readonly draftKey: string
  readonly initial: SessionValues
  readonly submit: string
  readonly save: (
    values: SessionValues,
  ) => Promise<{ readonly sessionId: string; readonly warnings: readonly SessionProblem[] } | null>
  readonly problem: Problem | null
  readonly fieldProblems: Readonly<Record<string, string>>
  readonly pending: boolean
}

const Form = ({
  places,
  names,
  onDone,
  draftKey,
  initial,
  submit,
  save,
  problem,
  fieldProblems,
  pending,
}: FormProps) => {
  const draft = useDraft<SessionValues>(draftKey, initial)
  const [tried, setTried] = useState(false)
  const [warnings, setWarnings] = useState<readonly SessionProblem[]>([])
  const missing = missingIn(draft.value, true)
  const send = async (): Promise<void> => {
    setTried(true)
    if (Object.keys(missing).length > 0) return
    const answer = await save(draft.value)
    if (answer === null) return
    draft.clear()
    setWarnings(answer.warnings)
    onDone(answer.sessionId)
  }
  return (
    <EntryForm className="dep-form" save={send}>
      {draft.restored ? <p className="ds-quiet">{t('deployment.form.restored')}</p> : null}
      <SessionFields
        places={places}
        values={draft.value}
        set={draft.set}
        withDate
        errors={{ ...byField(fieldProblems), ...(tried ? missing : {}) }}
      />
      <Refused problem={problem} names={names} />
      <Warnings warnings={warnings} names={names} />
      {tried && Object.keys(missing).length > 0 ? (
        <Notice tone="warn" role="alert">
          <ul>
            {Object.values(missing).map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <div className="dep-acts">
        <Button type="primary" htmlType="submit" loading={pending}>
          {submit}
        </Button>
      </div>
    </EntryForm>
  )
}

/** A new draft at a place of the board. */
export const NewSessionForm = ({
  at,
  needId,
  ...shared
}: Shared & {
  readonly at: Parameters<typeof emptyValues>[0]
  /** The request that this session is to answer. */
  readonly needId?: string | undefined
}) => {
  const command = useCommand(contract.layOutSession, { refresh: boardQueries })
  const answerNeed = useAnswerNeed(needId)
  return (
    <Form
      {...shared}
      key={`${at.institutionId} ${at.localDate} ${at.partOfDay}`}
      draftKey={`deployment.new.${at.institutionId}.${at.localDate}.${at.partOfDay}.${at.speciality ?? ''}`}
      initial={emptyValues(at)}
      submit={t('deployment.form.lay_out')}
      save={async values => {
        const laidOut = await command.run(draftInput(values))
        if (laidOut) await answerNeed(laidOut.sessionId)
        return laidOut
      }}
      problem={command.problem}
      fieldProblems={command.fieldProblems}
      pending={command.pending}
    />
  )
}

/** A change; of a published session the button says who will hear of it. */
export const ChangeSessionForm = ({ session, ...shared }: Shared & { readonly session: SessionChip }) => {
  const command = useCommand(contract.changeSession, { refresh: boardQueries })
  return (
    <Form
      {...shared}
      draftKey={`deployment.change.${session.sessionId}.${session.version}`}
      initial={valuesOf(session)}
      submit={session.status === 'published' ? t('deployment.form.change_published') : t('deployment.form.change')}
      save={values => command.run({ ...draftInput(values), sessionId: session.sessionId, version: session.version })}
      problem={command.problem}
      fieldProblems={command.fieldProblems}
      pending={command.pending}
    />
  )
}
