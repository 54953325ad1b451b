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
  readonly min?: number
  readonly max?: number
  readonly value: number | null
  /** null while what stands there is no whole number: the page says so, and what was typed stays. */
  readonly onChange: (value: number | null) => void
}

/** A whole number that is never put right behind the user's back: nothing typed turns into another figure. */
export const NumberText = ({ value, onChange, min = 0, max, ...field }: Props) => {
  const [typed, setTyped] = useState('')
  return (
    <Input
      {...field}
      role="spinbutton"
      aria-valuemin={min}
      {...(max === undefined ? {} : { 'aria-valuemax': max })}
      {...(value === null ? {} : { 'aria-valuenow': value })}
      inputMode="numeric"
      autoComplete="off"
      status={field['aria-invalid'] ? 'error' : ''}
      value={wholeNumberIn(typed) === value ? typed : String(value ?? '')}
      onKeyDown={event => {
        const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
        if (step === 0 || value === null || value + step < min) return
        event.preventDefault()
        onChange(value + step)
      }}
      onChange={event => {
        setTyped(event.target.value)
        onChange(wholeNumberIn(event.target.value))
      }}
    />
  )
}
