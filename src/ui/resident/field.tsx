import type { InputHTMLAttributes, ReactNode } from 'react'
import { useId } from 'react'
import { Icon } from './icons.tsx'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'> & {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: ReactNode
  /** Why what was typed is not right, and what to do. */
  readonly error?: string | undefined
  /** Something beside the field, such as "send code". */
  readonly beside?: ReactNode
  /** Wide figures for a code that is copied from a message. */
  readonly code?: boolean
}

/** A labelled field: the label stands above, the reason of a mistake below it. */
export const Field = ({ label, value, onChange, help, error, beside, code = false, ...input }: Props) => {
  const id = useId()
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="r-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className="r-input"
        data-code={code || undefined}
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      {help ? (
        <p className="r-help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {error ? (
        <p className="r-error" id={`${id}-error`}>
          <Icon name="critical" />
          <span>{error}</span>
        </p>
      ) : null}
      {beside}
    </div>
  )
}
