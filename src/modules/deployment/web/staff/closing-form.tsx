import { App, Button, Input, InputNumber } from 'antd'
import { useEffect, useState } from 'react'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { closingContract } from '../../contract-closing.ts'
import type { SessionKind } from '../../contract-shapes.ts'
import { type CountField, countedFields, countFieldsOf, isCountedField, unitOf } from '../../domain/sheet-fields.ts'
import { type SessionCounts, useDeploymentSlots } from '../slots.tsx'
import { TimeField } from './day-fields.tsx'

type Detail = OutputOf<typeof closingContract.closingSheet>
const texts = ['taughtWhat', 'operationNames', 'newTechnique', 'lacking', 'note'] as const
type TextField = (typeof texts)[number]
type Values = Record<CountField, number | null> & Record<TextField, string> & { arrivedAt: string; leftAt: string }
const counts: readonly CountField[] = [
  'firstVisits',
  'returnVisits',
  'extraVisits',
  'attended',
  'taught',
  'rounds',
  'operations',
]

/** From the version before, else from the check-in and the planned times; the queue's count fills the first visits. */
const initialOf = (detail: Detail): Values => {
  const before = detail.versions[0]
  const numbers = Object.fromEntries(counts.map(field => [field, before?.[field] ?? 0])) as Record<CountField, number>
  const words = Object.fromEntries(texts.map(field => [field, before?.[field] ?? ''])) as Record<TextField, string>
  return {
    ...numbers,
    ...words,
    arrivedAt: before?.arrivedAt ?? detail.arrivedAt ?? detail.session.startsAt,
    leftAt: before?.leftAt ?? detail.session.endsAt,
  }
}

const nobodyCounts = (): SessionCounts | null => null
/** The place is filled once, when the app is wired, or never. */
const useCounted = (sessionId: string): SessionCounts | null => {
  const { useCountedVisits = nobodyCounts } = useDeploymentSlots()
  return useCountedVisits(sessionId)
}

const wordOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const inputOf = (
  detail: Detail,
  values: Values,
  counted: SessionCounts | null,
): InputOf<typeof closingContract.writeClosingSheet> => ({
  sessionId: detail.session.sessionId,
  basedOn: detail.versions[0]?.version ?? 0,
  ...(Object.fromEntries(counts.map(field => [field, values[field] ?? 0])) as Record<CountField, number>),
  ...(Object.fromEntries(texts.map(field => [field, wordOrNull(values[field])])) as Record<TextField, string | null>),
  arrivedAt: values.arrivedAt,
  leftAt: values.leftAt,
  countedVisits:
    counted === null ? null : isCountedField(detail.session.kind, 'firstVisits') ? counted.seen : counted.came,
})

type FieldsProps = {
  readonly fields: readonly CountField[]
  readonly values: Values
  readonly set: (patch: Partial<Values>) => void
  readonly errorOf: (field: string) => string | undefined
}
const Counts = ({ fields, values, set, errorOf }: FieldsProps) => (
  <div className="dep-counts">
    {fields.map(field => (
      <FormField key={field} label={t(`deployment.sheet.${field}`)} error={errorOf(field)}>
        {props => (
          <InputNumber
            {...props}
            className="dep-wide"
            size="large"
            min={0}
            precision={0}
            inputMode="numeric"
            suffix={t(`deployment.sheet.unit.${unitOf(field)}`)}
            value={values[field]}
            onChange={value => set({ [field]: value } as Partial<Values>)}
          />
        )}
      </FormField>
    ))}
  </div>
)

const Words = ({
  fields,
  values,
  set,
  errorOf,
}: Omit<FieldsProps, 'fields'> & { readonly fields: readonly TextField[] }) =>
  fields.map(field => (
    <FormField
      key={field}
      label={t(`deployment.sheet.${field}`)}
      error={errorOf(field)}
      hint={field === 'newTechnique' || field === 'lacking' ? t(`deployment.sheet.${field}_hint`) : undefined}
    >
      {props => (
        <Input.TextArea
          {...props}
          maxLength={field === 'note' ? 500 : 200}
          autoSize={{ minRows: 1, maxRows: 5 }}
          value={values[field]}
          onChange={event => set({ [field]: event.target.value } as Partial<Values>)}
        />
      )}
    </FormField>
  ))

const Times = ({ values, set, errorOf }: Omit<FieldsProps, 'fields'>) => (
  <div className="dep-pair">
    {(['arrivedAt', 'leftAt'] as const).map(field => (
      <FormField key={field} label={t(`deployment.sheet.${field}`)} error={errorOf(field)}>
        {props => <TimeField {...props} value={values[field]} onChange={time => set({ [field]: time })} />}
      </FormField>
    ))}
  </div>
)

/** What was counted stands ready, first visits to be split by the expert. It never writes over what was typed. */
const usePrefill = (detail: Detail, values: Values, set: (patch: Partial<Values>) => void, restored: boolean) => {
  const counted = useCounted(detail.session.sessionId)
  const [offered, setOffered] = useState(false)
  useEffect(() => {
    if (offered || counted === null || restored || detail.versions.length > 0) return
    setOffered(true)
    const untouched = counts.every(field => !values[field])
    if (untouched) set(countedFields(detail.session.kind, counted))
  }, [counted, detail.session.kind, detail.versions.length, offered, restored, set, values])
  return counted
}

type CountedProps = { readonly kind: SessionKind; readonly counted: SessionCounts | null; readonly values: Values }

type ComparedProps = {
  readonly what: string
  readonly typed: number
  readonly count: number
  readonly more?: SessionCounts
}
const Compared = ({ what, typed, count, more }: ComparedProps) => (
  <Notice tone={typed === count ? 'info' : 'warn'} role="status">
    <p>
      {t(typed === count ? `deployment.sheet.${what}` : `deployment.sheet.${what}_differs`, { typed, count, ...more })}
    </p>
  </Notice>
)

/** Beside what is typed, what the queue and the door counted. */
const Counted = ({ kind, counted, values }: CountedProps) => {
  if (counted === null) return null
  return (
    <>
      {isCountedField(kind, 'attended') ? (
        <Compared what="came" typed={values.attended ?? 0} count={counted.came} />
      ) : null}
      {isCountedField(kind, 'firstVisits') ? (
        <Compared
          what="counted"
          typed={(values.firstVisits ?? 0) + (values.returnVisits ?? 0)}
          count={counted.seen}
          more={counted}
        />
      ) : null}
    </>
  )
}

/** Of a session that is there to see or to be heard: did nobody come? */
const sawNobody = (kind: SessionKind, values: Values): boolean =>
  (isCountedField(kind, 'firstVisits') || isCountedField(kind, 'attended')) &&
  (['firstVisits', 'returnVisits', 'attended'] as const).every(field => !values[field])

/** Nought is rarely meant: asked once, with what was counted beside it. */
const Nobody = ({ counted }: { readonly counted: SessionCounts | null }) => (
  <Notice tone="warn" role="alert">
    <p className="ds-notice-lead">{t('deployment.sheet.nobody')}</p>
    {counted !== null && counted.came > 0 ? (
      <p>{t('deployment.sheet.nobody_counted', { came: counted.came, seen: counted.seen })}</p>
    ) : null}
  </Notice>
)

/** 一分钟写完: what this kind of session is about first, the rest below. */
export const ClosingForm = ({ detail, onDone }: { readonly detail: Detail; readonly onDone: () => void }) => {
  const { message } = App.useApp()
  const command = useCommand(closingContract.writeClosingSheet)
  const version = detail.versions[0]?.version ?? 0
  const draft = useDraft<Values>(`deployment.sheet.${detail.session.sessionId}.${version}`, initialOf(detail))
  const counted = usePrefill(detail, draft.value, draft.set, draft.restored)
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState(false)
  const { first, rest } = countFieldsOf(detail.session.kind)
  const errorOf = (field: string): string | undefined =>
    command.fieldProblems[`/${field}`] ??
    (tried && (draft.value as Record<string, unknown>)[field] === null
      ? t('deployment.sheet.number_missing')
      : undefined)
  const send = async (): Promise<void> => {
    setTried(true)
    if (counts.some(field => draft.value[field] === null)) return
    if (sawNobody(detail.session.kind, draft.value) && !asked) return setAsked(true)
    if ((await command.run(inputOf(detail, draft.value, counted))) === null) return
    draft.clear()
    void message.success(t('deployment.sheet.sent_done'))
    onDone()
  }
  const shared = { values: draft.value, set: draft.set, errorOf }
  const usesOperations = first.includes('operations') || (draft.value.operations ?? 0) > 0
  return (
    <EntryForm className="dep-form" save={send}>
      {draft.restored ? <p className="ds-quiet">{t('deployment.sheet.restored')}</p> : null}
      <Counted kind={detail.session.kind} counted={counted} values={draft.value} />
      <Counts {...shared} fields={first} />
      <Times {...shared} />
      {detail.arrivedAt ? <p className="ds-quiet">{t('deployment.sheet.checked_in')}</p> : null}
      <details className="dep-more" open={rest.some(field => (draft.value[field] ?? 0) > 0)}>
        <summary>{t('deployment.sheet.more')}</summary>
        <Counts {...shared} fields={rest} />
      </details>
      <Words
        {...shared}
        fields={[
          ...((draft.value.taught ?? 0) > 0 ? (['taughtWhat'] as const) : []),
          ...(usesOperations ? (['operationNames'] as const) : []),
          'newTechnique',
          'lacking',
          'note',
        ]}
      />
      <ProblemAlert problem={command.problem} />
      {asked && sawNobody(detail.session.kind, draft.value) ? <Nobody counted={counted} /> : null}
      <Button type="primary" size="large" htmlType="submit" loading={command.pending}>
        {t(
          asked && sawNobody(detail.session.kind, draft.value)
            ? 'deployment.sheet.submit_nobody'
            : 'deployment.sheet.submit',
        )}
      </Button>
    </EntryForm>
  )
}
