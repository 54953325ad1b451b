import { expect, test } from 'vitest'
import type { StaffPage } from '#src/platform/web/pages.ts'
import type { Session } from '#src/platform/web/session.tsx'
import { activePath, homePath, navPages, sideItems } from './nav-items.ts'

const page = (path: string, order: number, permission = 'signed-in'): StaffPage => ({
  path,
  permission,
  nav: { key: `x.nav${path}`, order },
  component: () => null,
})
const session = (...permissions: readonly string[]): Session =>
  ({ permissions: new Set(permissions) }) as unknown as Session

test('a person sees what the roles allow, in the order of the work', () => {
  const pages = [page('/b', 20), page('/audit', 5, 'platform.audit.read'), page('/a', 10)]
  expect(navPages(pages, session()).map(item => item.path)).toEqual(['/a', '/b'])
  expect(navPages(pages, session('platform.audit.read')).map(item => item.path)).toEqual(['/audit', '/a', '/b'])
})

test('at most nine places and "more" stand on the left', () => {
  const pages = Array.from({ length: 12 }, (_, index) => page(`/p${index}`, index))
  const { items, rest } = sideItems(pages, session())
  expect([items.length, rest]).toEqual([9, 3])
})

test('an administrator finds audit, accounts and settings first, and nobody else does', () => {
  const pages = [
    ...Array.from({ length: 9 }, (_, index) => page(`/p${index}`, index)),
    page('/settings', 920),
    page('/audit', 930),
  ]
  const list = (role: string) =>
    sideItems(pages, { ...session(), roles: [role] } as Session).items.map(item => item.path)
  for (const role of ['auditor', 'it_admin', 'security_admin'])
    expect(list(role).slice(0, 3)).toEqual(['/settings', '/audit', '/p0'])
  expect(list('gp').slice(0, 2)).toEqual(['/p0', '/p1'])
})

test('a manager reads the daily pages of the role, not the first nine of thirty', () => {
  const paths = [
    '/loops',
    '/roster',
    '/my-sessions',
    '/needs',
    '/queue',
    '/slots',
    '/closing',
    '/duties',
    '/site-code',
    '/faces',
    '/month-facts',
  ]
  const pages = paths.map((path, index) => page(path, index))
  const { items, rest } = sideItems(pages, { ...session(), roles: ['centre_manager'] } as Session)
  expect(items.map(item => item.path)).toEqual([
    '/loops',
    '/roster',
    '/needs',
    '/queue',
    '/slots',
    '/closing',
    '/duties',
    '/month-facts',
  ])
  expect(rest).toBe(3)
  expect(sideItems(pages, { ...session(), roles: ['centre_manager', 'gp'] } as Session).items).toHaveLength(9)
})

test('the first page is my loops, else the first that may be opened', () => {
  expect(homePath([page('/a', 1), page('/loops', 10)], session())).toBe('/loops')
  expect(homePath([page('/a', 1), page('/loops', 10, 'platform.loop.use')], session())).toBe('/a')
  expect(homePath([], session())).toBe('/more')
})

test('the desk begins at the desk and a specialist at the queue, while more than one role begins with the loops', () => {
  const pages = [page('/desk', 1), page('/queue', 2), page('/loops', 3)]
  const as = (...roles: readonly string[]) => ({ ...session(), roles }) as Session
  expect(homePath(pages, as('desk'))).toBe('/desk')
  expect(homePath(pages, as('specialist'))).toBe('/queue')
  expect(homePath(pages, as('gp'))).toBe('/loops')
  expect(homePath(pages, as('desk', 'centre_manager'))).toBe('/loops')
})

test('a page below a place lights that place, and only whole parts count', () => {
  const items = navPages([page('/staff', 1), page('/staff-plan', 2)], session())
  expect(activePath(items, '/staff/7')).toBe('/staff')
  expect(activePath(items, '/staff-plan')).toBe('/staff-plan')
  expect(activePath(items, '/staffing')).toBeNull()
})
