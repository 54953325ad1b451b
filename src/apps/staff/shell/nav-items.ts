import { t } from '#src/platform/web/i18n.ts'
import type { StaffPage } from '#src/platform/web/pages.ts'
import { mayUse, type Session } from '#src/platform/web/session.tsx'

export type NavPage = StaffPage & { readonly nav: NonNullable<StaffPage['nav']> }

/** Nine things and "more": nobody reads a longer list. */
const shownAtOnce = 9

const hasNav = (page: StaffPage): page is NavPage => page.nav !== undefined

/** What this person may open here, in the order of the work. */
export const navPages = (pages: readonly StaffPage[], session: Session): readonly NavPage[] =>
  pages
    .filter(hasNav)
    .filter(page => mayUse(session, page.permission))
    .sort((a, b) => a.nav.order - b.nav.order)

/** What a manager does every day; the rest of the many pages they may open is found under "more", in groups. */
const firsts: Readonly<Record<string, readonly string[]>> = {
  centre_manager: ['/loops', '/roster', '/slots', '/queue', '/closing', '/duties', '/needs', '/month-facts'],
  consortium_manager: [
    '/loops',
    '/roster',
    '/needs',
    '/slots',
    '/network',
    '/network/people',
    '/month-facts',
    '/meetings',
  ],
}

/** The three administrators' own pages, which otherwise come last; theirs come first. */
const ownPages = ['/audit', '/accounts', '/settings']
const administrators = ['auditor', 'it_admin', 'security_admin']
const ownFirst = (found: readonly NavPage[], roles: readonly string[]): readonly NavPage[] => {
  if (!roles.some(role => administrators.includes(role))) return found
  const own = (page: NavPage): boolean => ownPages.includes(page.path)
  return [...found.filter(own), ...found.filter(page => !own(page))]
}

/** The left list, and whether there is more: the daily pages of the role, else those that come first. */
export const sideItems = (
  pages: readonly StaffPage[],
  session: Session,
): { readonly items: readonly NavPage[]; readonly rest: number } => {
  const found = ownFirst(navPages(pages, session), session.roles ?? [])
  const [role = '', ...others] = session.roles ?? []
  const daily = others.length === 0 ? firsts[role] : undefined
  if (daily !== undefined) {
    const items = found.filter(page => daily.includes(page.path))
    return { items, rest: found.length - items.length }
  }
  return { items: found.slice(0, shownAtOnce), rest: Math.max(0, found.length - shownAtOnce) }
}

/** Who works at one place all day begins there. */
const homes: readonly (readonly [role: string, path: string])[] = [
  ['desk', '/desk'],
  ['specialist', '/queue'],
]

/** The place of work of the role; else my loops, where the role has any; else the first page of the list. */
export const homePath = (pages: readonly StaffPage[], session: Session): string => {
  const all = navPages(pages, session)
  const [role] = session.roles ?? []
  const own = session.roles?.length === 1 ? homes.find(([of]) => of === role)?.[1] : undefined
  if (own !== undefined && all.some(page => page.path === own)) return own
  return all.find(page => page.path === '/loops')?.path ?? all[0]?.path ?? '/more'
}

export const titleOf = (page: StaffPage): string => t(page.title ?? page.nav?.key ?? 'platform.shell.name')

/** The entry that is lit: the page itself, or the longest one above it. */
export const activePath = (items: readonly NavPage[], path: string): string | null =>
  items
    .map(item => item.path)
    .filter(candidate => path === candidate || path.startsWith(`${candidate}/`))
    .sort((a, b) => b.length - a.length)[0] ?? null
