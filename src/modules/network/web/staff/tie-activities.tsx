import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { listMeasures } from '../../contract-measures.ts'
import { listTieActivities, noteTieActivity, withdrawTieActivity } from '../../contract-pairings.ts'
import { type TieActivityKind, tieActivityKinds } from '../../contract-tie-codes.ts'
import { optionsOf, word } from '../words.ts'
import type { FieldSpec } from './field-control.tsx'
import { CountList, measureTitle } from './measure-figure.tsx'
import { Section } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

type Activity = OutputOf<typeof listTieActivities>['items'][number]
/** The pairing or the alliance behind which something happens. */
export type TieId = { readonly pairingId: string } | { readonly consortiumId: string }

const idOf = (tie: TieId): string => ('pairingId' in tie ? tie.pairingId : tie.consortiumId)

const NoteForm = ({
  tie,
  place,
  onDone,
}: {
  readonly tie: TieId
  readonly place: string | undefined
  readonly onDone: () => void
}) => {
  const measures = useQueryEndpoint(listMeasures, {}, { staleSeconds: 300 }).data?.items ?? []
  const counted = measures.filter(measure => measure.activity)
  const counts = counted.map(
    (measure): FieldSpec => ({
      key: `count:${measure.measure}`,
      control: 'number',
      label: measureTitle(measure),
      beside: true,
    }),
  )
  return (
    <RecordForm
      name={`network.tie.note.${idOf(tie)}`}
      title={t('network.activity.note')}
      endpoint={noteTieActivity}
      initial={{ on: today(), kind: 'ward_round', staffIds: [], placeInstitutionId: place ?? '' }}
      fields={[
        { key: 'on', control: 'date', label: t('network.field.date'), required: true },
        {
          key: 'kind',
          control: 'select',
          label: t('network.field.activity_kind'),
          required: true,
          beside: true,
          options: optionsOf('activity_kind', tieActivityKinds),
        },
        { key: 'what', control: 'area', label: t('network.field.activity_what'), required: true, maxLength: 300 },
        { key: 'placeInstitutionId', control: 'institution', label: t('network.field.activity_place'), required: true },
        { key: 'staffIds', control: 'people', label: t('network.field.activity_people') },
        { key: 'others', control: 'text', label: t('network.field.activity_others'), maxLength: 120 },
        ...counts.map((field, index) => (index === 0 ? { ...field, beside: false } : field)),
      ]}
      toInput={values => ({
        ...tie,
        placeInstitutionId: values.placeInstitutionId as string,
        on: values.on as string,
        kind: values.kind as TieActivityKind,
        what: values.what as string,
        staffIds: values.staffIds as string[],
        others: (values.others as string | null) ?? null,
        counts: counted.flatMap(measure => {
          const value = values[`count:${measure.measure}`]
          return typeof value === 'number' ? [{ measure: measure.measure, value }] : []
        }),
      })}
      submit={t('network.activity.note_do')}
      onDone={onDone}
      onCancel={onDone}
    />
  )
}

const ActivityRow = ({ activity, may }: { readonly activity: Activity; readonly may: boolean }) => {
  const [open, setOpen] = useState(false)
  const people = [...activity.people.map(person => person.name), ...(activity.others ? [activity.others] : [])]
  return (
    <li>
      <div className="net-activity">
        <div>
          <span className="ds-figure">{formatDate(activity.on, 'bare')}</span>{' '}
          <b>{word('activity_kind', activity.kind)}</b> <span className="ds-quiet">{activity.institutionName}</span>
        </div>
        <div className={activity.withdrawnReason ? 'net-withdrawn' : undefined}>{activity.what}</div>
        {people.length > 0 ? <div className="ds-quiet">{people.join('、')}</div> : null}
        <CountList counts={activity.counts} />
        {activity.withdrawnReason ? (
          <div>{t('network.activity.withdrawn', { reason: activity.withdrawnReason })}</div>
        ) : null}
      </div>
      {may && !activity.withdrawnReason && !open ? (
        <Button
          size="small"
          type="link"
          aria-label={`${t('network.activity.withdraw')} ${activity.on}`}
          onClick={() => setOpen(true)}
        >
          {t('network.activity.withdraw')}
        </Button>
      ) : null}
      {open ? (
        <RecordForm
          name={`network.tie.withdraw.${activity.activityId}`}
          title={t('network.activity.withdraw')}
          endpoint={withdrawTieActivity}
          initial={{}}
          fields={[
            { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
          ]}
          toInput={values => ({ activityId: activity.activityId, reason: values.reason as string })}
          submit={t('network.activity.withdraw')}
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        />
      ) : null}
    </li>
  )
}

/** What happened behind a tie, the newest first, and the form that notes the next. */
export const TieActivities = ({
  tie,
  place,
  may,
}: {
  readonly tie: TieId
  readonly place?: string | undefined
  readonly may: boolean
}) => {
  const [noting, setNoting] = useState(false)
  const answer = useQueryEndpoint(listTieActivities, tie)
  const items = answer.data?.items ?? []
  return (
    <>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {noting ? <NoteForm tie={tie} place={place} onDone={() => setNoting(false)} /> : null}
      <Section
        title={t('network.activity.title')}
        count={answer.data?.total ?? 0}
        empty={t('network.activity.none')}
        action={
          may && !noting ? (
            <Button size="small" type="primary" onClick={() => setNoting(true)}>
              {t('network.activity.note')}
            </Button>
          ) : null
        }
      >
        <ul className="net-lines">
          {items.map(activity => (
            <ActivityRow key={activity.activityId} activity={activity} may={may} />
          ))}
        </ul>
      </Section>
    </>
  )
}
