import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { formKeys } from '#src/ui/form-keys.ts'
import { Notice } from '#src/ui/notice.tsx'
import { ProblemAlert } from './problem.tsx'

type Props = {
  readonly save: () => unknown
  /** What the server refused, said at the top. A form with a head of its own shows it below that instead. */
  readonly problem?: Parameters<typeof ProblemAlert>[0]['problem']
  /** The sentence that says what is still to be filled in; shown when there is one. */
  readonly missing?: string | null
  readonly className?: string
  /** For a form without a heading outside of it. */
  readonly label?: string
  readonly children: ReactNode
}

/** The frame of every form: Enter goes on, Ctrl Enter saves, and what stands in the way is said first and brought into view. */
export const EntryForm = ({ save, problem, missing, className, label, children }: Props) => {
  const [sent, setSent] = useState(0)
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (sent > 0) notice.current?.focus()
  }, [sent])
  const send = (): void => {
    setSent(sent + 1)
    void save()
  }
  return (
    <form
      className={className}
      aria-label={label}
      noValidate
      onKeyDown={formKeys(send)}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        send()
      }}
    >
      <ProblemAlert problem={problem} />
      {missing ? (
        <Notice tone="warn" role="alert" innerRef={notice}>
          {missing}
        </Notice>
      ) : null}
      {children}
    </form>
  )
}
