import type { KeyboardEvent, ReactNode } from 'react'
import { useId, useRef } from 'react'
import { Icon } from './icons.tsx'

export type Option<V extends string> = { readonly value: V; readonly label: ReactNode; readonly note?: ReactNode }

/** One of several, each a full row to tap; arrow keys move between them as in a native radio group. */
export const Choice = <V extends string>({
  legend,
  hideLegend = false,
  options,
  value,
  onChange,
  error,
}: {
  readonly legend: string
  readonly hideLegend?: boolean
  readonly options: readonly Option<V>[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly error?: string | undefined
}) => {
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowDown' || event.key === 'ArrowRight'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'ArrowLeft'
          ? -1
          : 0
    if (step === 0) return
    event.preventDefault()
    const at = Math.max(
      0,
      options.findIndex(option => option.value === value),
    )
    const next = (at + step + options.length) % options.length
    const option = options[next]
    if (!option) return
    onChange(option.value)
    group.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div>
      <p className={hideLegend ? 'r-hidden' : 'r-legend'} id={id}>
        {legend}
      </p>
      <div role="radiogroup" aria-labelledby={id} className="r-stack" ref={group} onKeyDown={move}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <button
            key={option.value}
            type="button"
            role="radio"
            className="r-choice"
            aria-checked={option.value === value}
            tabIndex={option.value === value || (value === null && index === 0) ? 0 : -1}
            onClick={() => onChange(option.value)}
          >
            <span className="r-dot" />
            <span>
              <span className="r-strong">{option.label}</span>
              {option.note ? <span className="r-quiet r-small"> {option.note}</span> : null}
            </span>
          </button>
        ))}
      </div>
      {error ? (
        <p className="r-error">
          <Icon name="critical" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  )
}

/** On or off, with the word for it. */
export const Switch = ({
  on,
  onChange,
  children,
  note,
}: {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
  readonly note?: ReactNode
}) => (
  <button type="button" role="switch" aria-checked={on} className="r-row" onClick={() => onChange(!on)}>
    <span className="r-grow">
      <span className="r-strong">{children}</span>
      {note ? (
        <>
          <br />
          <span className="r-quiet r-small">{note}</span>
        </>
      ) : null}
    </span>
    <span className="r-switch" />
  </button>
)
