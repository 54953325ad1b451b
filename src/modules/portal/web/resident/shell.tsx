import { Component, lazy, type ReactNode, Suspense } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Go, useNavigation } from '#src/platform/web/navigation.tsx'
import type { ResidentPage } from '#src/platform/web/pages.ts'
import { type ExpiredProps, useSessionControl } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { OfflineBand } from './offline-band.tsx'
import { GoButton, Page } from './page.tsx'

/** Under which tab a page stands, so that the right one is marked. */
export const tabOf = (path: string): string => {
  if (/^\/(book|month|activities|clinic|confirm|visit|visits)(\/|$)/.test(path)) return '/book'
  if (/^\/(health|access)(\/|$)/.test(path)) return '/health'
  if (/^\/(me|messages|family|sign-in|who)(\/|$)/.test(path)) return '/me'
  return '/'
}

const Tabs = ({ pages }: { readonly pages: readonly ResidentPage[] }) => {
  const { path } = useNavigation()
  const here = tabOf(path)
  const tabs = pages
    .flatMap(page => (page.tab ? [{ path: page.path, ...page.tab }] : []))
    .sort((a, b) => a.order - b.order)
  return (
    <nav className="r-tabs" aria-label={t('portal.tab.all')}>
      {tabs.map(tab => (
        <Go key={tab.path} to={tab.path} aria-current={tab.path === here ? 'page' : undefined}>
          {tab.icon as ReactNode}
          {t(tab.key)}
        </Go>
      ))}
    </nav>
  )
}

type CatchProps = { readonly place: string; readonly children: ReactNode }

/** A page that fails to load or to draw says so, and the tabs still work; the next page starts afresh. */
class Catch extends Component<CatchProps, { readonly failedAt: string | null }> {
  override state = { failedAt: null }
  static getDerivedStateFromError = () => ({ failedAt: 'here' })
  override componentDidUpdate(before: CatchProps) {
    if (before.place !== this.props.place && this.state.failedAt !== null) this.setState({ failedAt: null })
  }
  override render() {
    if (this.state.failedAt === null) return this.props.children
    return (
      <Page title={t('portal.failed.title')} narrow>
        <Notice tone="critical" alert>
          {t('portal.failed.why')}
        </Notice>
        <button type="button" className="r-button" data-look="main" data-wide onClick={() => window.location.reload()}>
          {t('portal.retry')}
        </button>
      </Page>
    )
  }
}

const Waiting = () => (
  <main className="r-page">
    <Skeleton label={t('portal.loading')} />
  </main>
)

const NoSuchPage = () => (
  <Page title={t('portal.no_page.title')} back narrow>
    <p>{t('portal.no_page.why')}</p>
    <GoButton to="/" look="main" wide>
      {t('portal.visit.to_home')}
    </GoButton>
  </Page>
)

/** Page, tabs, and the band that says that nobody here is real. */
export const ResidentShell = ({
  pages,
  pattern,
}: {
  readonly pages: readonly ResidentPage[]
  readonly pattern: string | null
}) => {
  const { demo } = useSessionControl()
  const { path } = useNavigation()
  const Shown = pages.find(page => page.path === pattern)?.component ?? NoSuchPage
  return (
    <>
      {demo ? (
        <aside className="r-demo" aria-label={t('portal.demo_label')}>
          {t('portal.demo')}
        </aside>
      ) : null}
      <OfflineBand />
      <Catch place={path}>
        <Suspense fallback={<Waiting />}>
          <Shown key={path} />
        </Suspense>
      </Catch>
      <Tabs pages={pages} />
    </>
  )
}

const SignInForm = lazy(() => import('./sign-in-page.tsx').then(page => ({ default: page.SignInForm })))

const lookAround = (): void => window.location.reload()

/** The session has run out: the code once more, over the page, which keeps what was typed. */
export const RenewSession = ({ onDone }: Pick<ExpiredProps, 'onDone'>) => (
  <Sheet title={t('portal.sign_in.expired')} onClose={lookAround}>
    <p>{t('portal.sign_in.expired_why')}</p>
    <Suspense fallback={<Skeleton label={t('portal.loading')} cards={1} />}>
      <SignInForm onDone={onDone} />
    </Suspense>
    <button type="button" className="r-button" data-look="text" data-wide onClick={lookAround}>
      {t('portal.sign_in.later')}
    </button>
  </Sheet>
)

export const Opening = () => (
  <main className="r-page" aria-busy="true">
    <div className="r-top">
      <h1>{t('portal.name')}</h1>
    </div>
    <OfflineBand />
    <Skeleton label={t('portal.loading')} />
  </main>
)
