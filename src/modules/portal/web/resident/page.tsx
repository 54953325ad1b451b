import { type ReactNode, useEffect, useRef } from 'react'
import { hasText, t } from '#src/platform/web/i18n.ts'
import { Go, useNavigation } from '#src/platform/web/navigation.tsx'
import { type Problem, problemSentence } from '#src/platform/web/problem.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'

/** The frame of every phone page: a title that takes the focus when the page changes, "back" where there is one. */
export const Page = ({
  title,
  back = false,
  beside,
  narrow = false,
  children,
}: {
  readonly title: string
  readonly back?: boolean
  readonly beside?: ReactNode
  readonly narrow?: boolean
  readonly children: ReactNode
}) => {
  const navigation = useNavigation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t('portal.page_title', { title })
  }, [title])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className="r-page" data-narrow={narrow || undefined}>
      <div className="r-top">
        {back ? (
          <button type="button" className="r-back" onClick={navigation.back} aria-label={t('portal.back')}>
            <Icon name="back" />
          </button>
        ) : null}
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {beside}
      </div>
      {children}
    </main>
  )
}

/** What went wrong in the server's words, and the same once more. */
export const Trouble = ({ problem, onRetry }: { readonly problem: Problem | null; readonly onRetry?: () => void }) =>
  problem === null ? null : (
    <Notice tone={problem.status === 409 ? 'warn' : 'critical'} alert>
      <p>{problem.status === 0 ? t('portal.no_network') : problemSentence(problem)}</p>
      {onRetry ? (
        <button type="button" className="r-button" data-look="plain" onClick={onRetry}>
          {t('portal.retry')}
        </button>
      ) : null}
    </Notice>
  )

type Asking = {
  readonly data: unknown
  readonly error: Problem | null
  readonly refetch: () => Promise<unknown>
}

/** What went wrong with a question. Without network an answer that was kept is shown instead, and the shell says so. */
export const troubleOf = ({ data, error }: Pick<Asking, 'data' | 'error'>): Problem | null =>
  error?.status === 0 && data !== undefined ? null : error

export const Asked = ({ answer }: { readonly answer: Asking }) => (
  <Trouble problem={troubleOf(answer)} onRetry={() => void answer.refetch()} />
)

/** A refused booking said to the person at the phone: by name, never 这位居民. */
export const Refused = ({
  problem,
  name,
  onRetry,
}: {
  readonly problem: Problem | null
  readonly name: string
  readonly onRetry?: () => void
}) => {
  const key = problem === null ? '' : `portal.refused.${problem.code.replace('booking.', '')}`
  if (problem === null || name === '' || !hasText(key))
    return onRetry ? <Trouble problem={problem} onRetry={onRetry} /> : <Trouble problem={problem} />
  const { limit } = problem.details
  return (
    <Notice tone="warn" alert>
      {t(key, { name, limit: typeof limit === 'number' ? limit : '' })}
    </Notice>
  )
}

/** A link that looks like a button. */
export const GoButton = ({
  to,
  look,
  wide = false,
  children,
}: {
  readonly to: string
  readonly look?: 'main' | 'next' | 'plain' | 'text'
  readonly wide?: boolean
  readonly children: ReactNode
}) => (
  <Go to={to} className="r-button" data-look={look} data-wide={wide || undefined}>
    {children}
  </Go>
)

/** A heading with, on its right, where the rest is. */
export const SectionTitle = ({ children, beside }: { readonly children: ReactNode; readonly beside?: ReactNode }) => (
  <div className="r-section-title">
    <h2>{children}</h2>
    {beside}
  </div>
)
