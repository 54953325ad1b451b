import { Button } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { FieldControl, type FieldSpec } from './field-control.tsx'

export type FormValues = Readonly<Record<string, unknown>>

type Props<E extends Endpoint> = {
  /** names form and subject; what was typed survives a reload under it */
  readonly name: string
  readonly title: string
  readonly endpoint: E
  readonly fields: readonly FieldSpec[] | ((values: FormValues) => readonly FieldSpec[])
  readonly initial: FormValues
  /** Empty fields come as null. */
  readonly toInput: (values: FormValues) => InputOf<E>
  /** says what will happen */
  readonly submit: string
  readonly onDone: (answer: OutputOf<E>) => void
  readonly onCancel: () => void
  /** offered when this refusal came: the same input, agreed to */
  readonly again?: { readonly code: string; readonly label: string; readonly patch: Partial<InputOf<E>> }
  readonly children?: ReactNode
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

const cleaned = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      isEmpty(value) && !Array.isArray(value) ? null : typeof value === 'string' ? value.trim() : value,
    ]),
  )

/** Fields that stand side by side, in rows. */
const inRows = (fields: readonly FieldSpec[]): readonly (readonly FieldSpec[])[] => {
  const rows: FieldSpec[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (field.beside && last) last.push(field)
    else rows.push([field])
  }
  return rows
}

/** A form of one command: labels above, errors beside the field and listed on top, typed text kept, Ctrl Enter saves. */
export const RecordForm = <E extends Endpoint>(props: Props<E>) => {
  const { endpoint, toInput, onDone, again } = props
  const command = useCommand(endpoint)
  const draft = useDraft<Record<string, unknown>>(props.name, { ...props.initial })
  const [tried, setTried] = useState(false)
  const base = useId()
  const fields = typeof props.fields === 'function' ? props.fields(draft.value) : props.fields
  const missing = new Set(
    fields.filter(field => field.required && isEmpty(draft.value[field.key])).map(field => field.key),
  )

  const save = async (patch: Partial<InputOf<E>> = {}): Promise<void> => {
    setTried(true)
    if (missing.size > 0) {
      const [first] = missing
      document.getElementById(`${base}${first}`)?.focus()
      return
    }
    const answer = await command.run({ ...(toInput(cleaned(draft.value)) as object), ...patch } as InputOf<E>)
    if (answer === null) return
    draft.clear()
    onDone(answer)
  }
  const errorOf = (key: string): string | undefined =>
    command.fieldProblems[`/${key}`] ?? (tried && missing.has(key) ? t('network.form.required') : undefined)
  const ids = Object.fromEntries(fields.map(field => [`/${field.key}`, `${base}${field.key}`]))
  return (
    <EntryForm className="net-form" label={props.title} save={() => save()}>
      <h2>{props.title}</h2>
      <ProblemAlert problem={command.problem} fieldIds={ids} />
      {again && command.problem?.code === again.code ? (
        <Button onClick={() => void save(again.patch)} loading={command.pending}>
          {again.label}
        </Button>
      ) : null}
      {inRows(fields).map(row => (
        <div className={row.length > 1 ? 'net-pair' : undefined} key={row[0]?.key}>
          {row.map(spec => (
            <FormField
              key={spec.key}
              id={`${base}${spec.key}`}
              label={spec.label}
              hint={spec.hint}
              required={spec.required ? t('platform.ui.required') : undefined}
              error={errorOf(spec.key)}
            >
              {field => (
                <FieldControl
                  spec={spec}
                  field={field}
                  value={draft.value[spec.key]}
                  set={value => draft.set({ [spec.key]: value })}
                />
              )}
            </FormField>
          ))}
        </div>
      ))}
      {props.children}
      <div className="net-form-acts">
        <Button type="primary" htmlType="submit" loading={command.pending}>
          {props.submit}
        </Button>
        <Button
          onClick={() => {
            draft.clear()
            props.onCancel()
          }}
        >
          {t('network.form.cancel')}
        </Button>
      </div>
    </EntryForm>
  )
}
