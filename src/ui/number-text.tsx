import { Input } from 'antd'
import { useState } from 'react'

/** A whole number as typed, full-width digits too; null for anything else. */
export const wholeNumberIn = (text: string): number | null => {
  const plain = text.normalize('NFKC').trim()
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null
}

type Props = {
  readonly id?: string
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean
  readonly className?: string
  readonly value: number | null
  /** null while what stands there is no whole number: the page says so, and what was typed stays. */
  readonly onChange: (value: number | null) => void
}

/** A whole number that is never put right behind the user's back: nothing typed turns into another figure. */
export const NumberText = ({ value, onChange, ...field }: Props) => {
  const [typed, setTyped] = useState('')
  return (
    <Input
      {...field}
      inputMode="numeric"
      autoComplete="off"
      status={field['aria-invalid'] ? 'error' : ''}
      value={wholeNumberIn(typed) === value ? typed : String(value ?? '')}
      onChange={event => {
        setTyped(event.target.value)
        onChange(wholeNumberIn(event.target.value))
      }}
    />
  )
}
