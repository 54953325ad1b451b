import { useEffect, useRef } from 'react'
import { Notice } from '#src/ui/notice.tsx'
import { Problem } from './api-problem.ts'
import { hasText, t } from './i18n.ts'

export { Problem } from './api-problem.ts'

/** The sentence for a problem: the server's own, else the one in the locale files, else an honest general one. */
export const problemSentence = (problem: Problem): string => {
  if (problem.title !== '' && problem.title !== problem.code) return problem.title
  const [module = 'platform', ...rest] = problem.code.split('.')
  const key = `${module}.error.${rest.join('.')}`
  if (hasText(key)) return t(key, placeable(problem))
  return problem.status >= 500
    ? t('platform.shell.problem.server')
    : t('platform.shell.problem.other', { code: problem.code })
}

const placeable = (problem: Problem): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(problem.details).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )

type Props = {
  readonly problem: Problem | Error | null | undefined
  /** offers the same again, with the same key */
  readonly onRetry?: (() => void) | undefined
  /** path (`/phone`) → id of the form's field, so that the list at the top links to it */
  readonly fieldIds?: Readonly<Record<string, string>> | undefined
}

/** What went wrong, why, and what can be done now; it takes the focus, so that a keyboard and a reader find it. */
export const ProblemAlert = ({ problem, onRetry, fieldIds = {} }: Props) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus({ preventScroll: false })
  }, [problem])
  if (!problem) return null
  const known = problem instanceof Problem ? problem : null
  const sentence = known ? problemSentence(known) : t('platform.shell.problem.page')
  // A single wrong field is the whole sentence already; without a place to jump to it need not be said twice.
  const fields = known?.fields.filter(field => field.title !== sentence || fieldIds[field.path]) ?? []
  return (
    <Notice tone={known && known.status === 409 ? 'warn' : 'critical'} role="alert" innerRef={box}>
      <p className="ds-notice-lead">{sentence}</p>
      {known?.detail && known.detail !== sentence ? <p>{known.detail}</p> : null}
      {fields.length > 0 ? (
        <ul>
          {fields.map(field => (
            <li key={`${field.path} ${field.code}`}>
              {fieldIds[field.path] ? (
                <a href={`#${fieldIds[field.path]}`}>{field.title || field.code}</a>
              ) : (
                field.title || field.code
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {onRetry ? (
        <button type="button" className="ds-link-button" onClick={onRetry}>
          {t('platform.shell.problem.retry')}
        </button>
      ) : null}
      {known?.requestId && known.status >= 500 ? (
        <p className="ds-quiet">{t('platform.shell.problem.number', { number: known.requestId })}</p>
      ) : null}
    </Notice>
  )
}
