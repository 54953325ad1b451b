import { type ReactNode, useId } from 'react'

type Props = {
  readonly label: ReactNode
  readonly children: (field: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': boolean
  }) => ReactNode
  readonly hint?: ReactNode
  /** stands next to the field */
  readonly error?: string | undefined
  readonly required?: string | undefined
  readonly id?: string | undefined
}

/** Label above, hint and error below, tied together for screen readers. `required` is the word that says so. */
export const FormField = ({ label, children, hint, error, required, id }: Props) => {
  const made = useId()
  const fieldId = id ?? made
  const described = [error ? `${fieldId}-error` : '', hint ? `${fieldId}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'ds-field ds-field-wrong' : 'ds-field'}>
      <label htmlFor={fieldId}>
        {label}
        {required ? <span className="ds-required">{required}</span> : null}
      </label>
      {children({ id: fieldId, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
      {error ? (
        <p className="ds-field-error" id={`${fieldId}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="ds-field-hint" id={`${fieldId}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
