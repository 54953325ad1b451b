import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type GoalState, goalStates } from '../../contract-asset-codes.ts'
import { type GoalReportView, goalsOf, reportGoal } from '../../contract-goals.ts'
import { named, optionsOf, word } from '../words.ts'
import { EditableList } from './editable-list.tsx'
import { RecordForm } from './record-form.tsx'

const tones = { not_yet: 'neutral', under_way: 'info', reached: 'good' } as const

export const GoalBadge = ({ state }: { readonly state: GoalState }) => (
  <StatusBadge tone={tones[state]}>{word('goal_state', state)}</StatusBadge>
)

const reportText = (report: GoalReportView): string =>
  [
    report.on,
    report.evidence,
    report.fileReference,
    report.reportedByName ? t('network.goal.by', { name: report.reportedByName }) : null,
  ]
    .filter(Boolean)
    .join(' · ')

type FormProps = {
  readonly institutionId: string
  readonly goal: { readonly code: string; readonly name: string; readonly nameEn: string }
  readonly last: GoalReportView | undefined
  readonly onClose: () => void
}

/** What is said of a goal today; what was said before stays. */
export const GoalForm = ({ institutionId, goal, last, onClose }: FormProps) => (
  <RecordForm
    name={`network.goal.${institutionId}.${goal.code}`}
    title={t('network.goal.report_title', { name: named(goal) })}
    endpoint={reportGoal}
    initial={{
      state: last?.state ?? 'under_way',
      evidence: last?.evidence ?? '',
      fileReference: last?.fileReference ?? '',
      on: today(),
    }}
    fields={values => [
      {
        key: 'state',
        control: 'select',
        label: t('network.goal.state'),
        required: true,
        options: optionsOf('goal_state', goalStates),
      },
      { key: 'on', control: 'date', label: t('network.goal.on'), required: true, beside: true },
      {
        key: 'evidence',
        control: 'area',
        label: t('network.goal.evidence'),
        required: values.state === 'reached',
        hint: t('network.goal.evidence_hint'),
      },
      { key: 'fileReference', control: 'text', label: t('network.goal.file'), maxLength: 200 },
    ]}
    toInput={values => ({
      institutionId,
      goalCode: goal.code,
      state: values.state as GoalState,
      evidence: (values.evidence as string | null) ?? null,
      fileReference: (values.fileReference as string | null) ?? null,
      on: values.on as string,
    })}
    submit={t('network.goal.report')}
    onDone={onClose}
    onCancel={onClose}
  />
)

/** 全覆盖目标 of one centre, each with its evidence and what was said before. */
export const GoalsPart = ({ institutionId }: { readonly institutionId: string }) => {
  const answer = useQueryEndpoint(goalsOf, { institutionId })
  if (answer.error) return <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton label={t('platform.shell.loading')} lines={6} />
  const { goals, reports, mayManage } = answer.data
  const of = (code: string) => reports.filter(report => report.goalCode === code)
  const [first] = goals
  return (
    <EditableList
      title={t('network.goal.title')}
      empty={t('network.goal.none')}
      items={goals}
      idOf={goal => goal.code}
      nameOf={named}
      line={goal => {
        const [last, ...earlier] = of(goal.code)
        return (
          <>
            {named(goal)} <GoalBadge state={last?.state ?? 'not_yet'} />
            {last ? (
              <>
                <br />
                <span className="ds-quiet">{reportText(last)}</span>
              </>
            ) : null}
            {earlier.length > 0 ? (
              <details>
                <summary className="ds-quiet">
                  {t('network.goal.earlier')} {earlier.length}
                </summary>
                <ul className="net-history ds-quiet">
                  {earlier.map(report => (
                    <li key={report.goalReportId}>
                      {word('goal_state', report.state)} · {reportText(report)}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </>
        )
      }}
      may={mayManage}
      acts={() => [{ key: 'report', label: t('network.goal.report') }]}
      form={(_, goal, close) =>
        goal ? <GoalForm institutionId={institutionId} goal={goal} last={of(goal.code)[0]} onClose={close} /> : null
      }
    >
      {first ? (
        <p className="ds-quiet">
          {t('network.goal.source', { source: first.source })} · {word('confidence', first.confidence)}
        </p>
      ) : null}
    </EditableList>
  )
}
