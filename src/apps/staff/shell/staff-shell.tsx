import { type ReactNode, useEffect, useRef, useState } from 'react'
import { hasText, t } from '#src/platform/web/i18n.ts'
import { useNavigation } from '#src/platform/web/navigation.tsx'
import type { StaffPage } from '#src/platform/web/pages.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { Banners } from './banners.tsx'
import { BusySign } from './busy-sign.tsx'
import { FindPersonDialog } from './find-person-dialog.tsx'
import { IdleLock } from './idle-lock.tsx'
import { sideItems } from './nav-items.ts'
import { PagesContext } from './pages-context.ts'
import { ShortcutHelp } from './shortcut-help.tsx'
import { SideNav } from './side-nav.tsx'
import { TopBar } from './top-bar.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:[A-Za-z]+/g, '[^/]+')}/?$`)

/** Window title and focus follow the page, so that a screen reader and the keyboard start at its heading. */
const usePageChange = (pages: readonly StaffPage[], path: string): void => {
  const before = useRef(path)
  useEffect(() => {
    const page = pages.find(candidate => patternOf(candidate.path).test(path))
    const key = page?.title ?? page?.nav?.key
    document.title = key && hasText(key) ? `${t(key)} · ${t('platform.shell.name')}` : t('platform.shell.name')
    if (before.current === path) return undefined
    before.current = path
    window.scrollTo(0, 0)
    let tries = 0
    const timer = setInterval(() => {
      tries += 1
      const heading = document.querySelector<HTMLElement>('main h1')
      if (!heading && tries < 40) return // the page is still loading
      clearInterval(timer)
      if (document.activeElement?.closest('main') && document.activeElement.id !== 'main') return
      ;(heading ?? document.getElementById('main'))?.focus({ preventScroll: true })
    }, 50)
    return () => clearInterval(timer)
  }, [pages, path])
}

/** The frame of every staff page: top bar, at most ten places, the page. */
export const StaffShell = ({
  pages,
  children,
}: {
  readonly pages: readonly StaffPage[]
  readonly children: ReactNode
}) => {
  const session = useSession()
  const { path } = useNavigation()
  const [finding, setFinding] = useState(false)
  const [helping, setHelping] = useState(false)
  const [menuOpen, setMenuOpen] = useState(false)
  const { items, rest } = sideItems(pages, session)
  usePageChange(pages, path)
  useShortcuts({ items, onFind: () => setFinding(true), onHelp: () => setHelping(true) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu of the small screen
  useEffect(() => setMenuOpen(false), [path])
  return (
    <PagesContext.Provider value={pages}>
      <a className="skip-link" href="#main">
        {t('platform.shell.skip')}
      </a>
      <BusySign />
      <TopBar
        onFind={() => setFinding(true)}
        onHelp={() => setHelping(true)}
        onMenu={() => setMenuOpen(open => !open)}
        menuOpen={menuOpen}
      />
      <Banners />
      <div className="shell-body">
        <SideNav items={items} rest={rest} open={menuOpen} onClose={() => setMenuOpen(false)} />
        <main id="main" tabIndex={-1} className="shell-main">
          {children}
        </main>
      </div>
      <FindPersonDialog open={finding} onClose={() => setFinding(false)} />
      <ShortcutHelp open={helping} onClose={() => setHelping(false)} items={items} />
      <IdleLock minutes={session.idleMinutes} />
    </PagesContext.Provider>
  )
}
