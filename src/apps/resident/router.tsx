import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { type Navigation, NavigationProvider } from '#src/platform/web/navigation.tsx'
import { matchPath } from './match-path.ts'

const base = '/m'

type Address = { readonly path: string; readonly search: string }

const readAddress = (): Address => ({
  path: window.location.pathname.slice(base.length).replace(/\/+$/, '') || '/',
  search: window.location.search,
})

const fieldsOf = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search).entries())

/** The history of the browser as our navigation: real addresses, "back" works, nothing but this file knows of it. */
export const Router = ({
  patterns,
  children,
}: {
  readonly patterns: readonly string[]
  /** Draws the page of the pattern that fits; null when none does. */
  readonly children: (pattern: string | null) => ReactNode
}) => {
  const [address, setAddress] = useState(readAddress)
  const [steps, setSteps] = useState(0)

  useEffect(() => {
    const follow = () => setAddress(readAddress())
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [])

  const go = useCallback((to: string, options?: { readonly replace?: boolean }) => {
    const before = readAddress()
    window.history[options?.replace ? 'replaceState' : 'pushState'](null, '', base + to)
    const next = readAddress()
    if (!options?.replace) setSteps(count => count + 1)
    if (next.path !== before.path) window.scrollTo(0, 0)
    setAddress(next)
  }, [])

  const back = useCallback(() => {
    if (steps > 0) {
      setSteps(count => count - 1)
      window.history.back()
    } else go('/', { replace: true })
  }, [steps, go])

  const found = useMemo(() => matchPath(patterns, address.path), [patterns, address.path])
  const navigation = useMemo<Navigation>(
    () => ({
      go,
      back,
      href: to => base + to,
      path: address.path,
      params: { ...fieldsOf(address.search), ...found?.params },
    }),
    [go, back, address, found],
  )
  return <NavigationProvider value={navigation}>{children(found?.pattern ?? null)}</NavigationProvider>
}
