import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useLocation,
  useParams,
  useRouter,
} from '@tanstack/react-router'
import { type ReactNode, Suspense, useMemo, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { type Navigation, NavigationProvider, type PageParams } from '#src/platform/web/navigation.tsx'
import type { StaffPage } from '#src/platform/web/pages.ts'
import { mayUse, useSession } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { MorePage } from './shell/more-page.tsx'
import { homePath } from './shell/nav-items.ts'
import { PageErrors } from './shell/page-errors.tsx'
import { ForbiddenPage, NotFoundPage } from './shell/plain-pages.tsx'
import { StaffShell } from './shell/staff-shell.tsx'
import { ModuleSlots, modulePages } from './wiring.tsx'

const base = '/staff'

const morePage: StaffPage = {
  path: '/more',
  permission: 'signed-in',
  title: 'platform.shell.more.title',
  component: MorePage,
}
export const allPages: readonly StaffPage[] = [...modulePages, morePage]

/** Gives modules our navigation over TanStack Router. */
const NavigationBridge = ({ children }: { readonly children: ReactNode }) => {
  const router = useRouter()
  const location = useLocation()
  const parts = useParams({ strict: false }) as PageParams
  const navigation = useMemo<Navigation>(
    () => ({
      go: (to, options) => {
        if (options?.replace) router.history.replace(base + to)
        else router.history.push(base + to)
      },
      back: () => {
        if (router.history.canGoBack()) router.history.back()
        else router.history.replace(`${base}/`)
      },
      href: to => base + to,
      path: location.pathname === '' ? '/' : location.pathname,
      params: { ...(location.search as PageParams), ...parts },
    }),
    [router, location, parts],
  )
  return <NavigationProvider value={navigation}>{children}</NavigationProvider>
}

const Root = () => (
  <NavigationBridge>
    <ModuleSlots>
      <StaffShell pages={allPages}>
        <Outlet />
      </StaffShell>
    </ModuleSlots>
  </NavigationBridge>
)

const PageFrame = ({ page }: { readonly page: StaffPage }) => {
  const session = useSession()
  if (!mayUse(session, page.permission)) return <ForbiddenPage />
  const Page = page.component
  return (
    <PageErrors key={page.path}>
      <Suspense
        fallback={
          <div className="ds-page-body page-loading">
            <Skeleton label={t('platform.shell.loading')} />
          </div>
        }
      >
        <Page />
      </Suspense>
    </PageErrors>
  )
}

const Home = () => {
  const session = useSession()
  const router = useRouter()
  const to = homePath(allPages, session)
  useMemo(() => {
    queueMicrotask(() => router.history.replace(base + to))
  }, [router, to])
  return null
}

/** The query string as plain texts; the router's own reading would turn `1` into a number. */
const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search).entries())
const stringifySearch = (search: Record<string, unknown>): string => {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value !== undefined) fields.set(name, String(value))
  const text = fields.toString()
  return text === '' ? '' : `?${text}`
}

const createStaffRouter = () => {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage })
  const routes = allPages.map(page =>
    createRoute({
      getParentRoute: () => root,
      path: page.path.replace(/:([A-Za-z]+)/g, (_, name: string) => `$${name}`),
      component: () => <PageFrame page={page} />,
    }),
  )
  const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
  return createRouter({
    routeTree: root.addChildren([home, ...routes]),
    basepath: base,
    parseSearch,
    stringifySearch,
    scrollRestoration: false,
    defaultStructuralSharing: true,
  })
}

export const StaffRouter = () => {
  const [router] = useState(createStaffRouter)
  return <RouterProvider router={router} />
}
