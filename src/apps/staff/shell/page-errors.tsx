import { Component, type ReactNode } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Problem, ProblemAlert } from '#src/platform/web/problem.tsx'

type Props = { readonly children: ReactNode }
type State = { readonly error: Error | null }

/** A newer version was installed while this page was open: its parts have new names. */
const isMissingPart = (error: Error): boolean =>
  /dynamically imported module|Importing a module script|module script failed/i.test(error.message)

/** Keeps one page's mistake inside the page: the shell stays, the rest goes on. (React asks for a class here.) */
export class PageErrors extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    if (isMissingPart(error))
      return (
        <div className="ds-page-body page-loading">
          <ProblemAlert
            problem={new Problem({ status: 0, code: 'platform.page_outdated', title: '' })}
            onRetry={() => window.location.reload()}
          />
        </div>
      )
    return (
      <div className="ds-page-body page-loading">
        <h1 className="ds-sr">{t('platform.shell.problem.title')}</h1>
        <ProblemAlert problem={error} onRetry={() => this.setState({ error: null })} />
      </div>
    )
  }
}
