import {
  type AnchorHTMLAttributes,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
} from 'react'

export type PageParams = Readonly<Record<string, string | undefined>>

/** How an app moves between pages; each app gives its router's answer, so that modules know none. */
export type Navigation = {
  readonly go: (to: string, options?: { readonly replace?: boolean }) => void
  readonly back: () => void
  /** the address a link shows, with the app's base */
  readonly href: (to: string) => string
  /** `/desk` */
  readonly path: string
  /** parts of the path and fields of the query string */
  readonly params: PageParams
}

const NavigationContext = createContext<Navigation | null>(null)
export const NavigationProvider = NavigationContext.Provider

export const useNavigation = (): Navigation => {
  const navigation = useContext(NavigationContext)
  if (navigation === null) throw new Error('a page stands outside of its app')
  return navigation
}

/** `const go = useGo(); go('/desk?residentId=…')` */
export const useGo = (): Navigation['go'] => useNavigation().go

/** `/desk` with the fields that have a value. */
export const linkTo = (
  path: string,
  params: Readonly<Record<string, string | number | boolean | null | undefined>> = {},
): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * `const [params, setParams] = usePageParams()`: what the address says, as texts. `setParams` changes the query string
 * in place (undefined removes a field); with `{ push: true }` "back" returns to the state before.
 */
export const usePageParams = (): readonly [
  PageParams,
  (patch: PageParams, options?: { readonly push?: boolean }) => void,
] => {
  const { go, path, params } = useNavigation()
  const set = useCallback(
    (patch: PageParams, options?: { readonly push?: boolean }) => {
      const search = new URLSearchParams(window.location.search)
      for (const [name, value] of Object.entries(patch)) {
        if (value === undefined || value === '') search.delete(name)
        else search.set(name, value)
      }
      const text = search.toString()
      go(text === '' ? path : `${path}?${text}`, { replace: options?.push !== true })
    },
    [go, path],
  )
  return [params, set]
}

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  readonly to: string
  readonly children: ReactNode
}

/** A link inside the app: a true anchor, so that a new tab and a copied address work. */
export const Go = ({ to, children, onClick, ...rest }: GoProps) => {
  const navigation = useNavigation()
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || rest.target)
      return
    event.preventDefault()
    navigation.go(to)
  }
  return (
    <a {...rest} href={navigation.href(to)} onClick={follow}>
      {children}
    </a>
  )
}
