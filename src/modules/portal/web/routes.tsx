import { type ComponentType, lazy } from 'react'
import type { ResidentPage } from '#src/platform/web/pages.ts'
import { Icon, type IconName } from '#src/ui/resident/icons.tsx'
import { HomePage } from './resident/home-page.tsx'

// What the phone app needs beside its pages.
export { applyPreferences } from './resident/preferences.ts'
export { Opening, RenewSession, ResidentShell } from './resident/shell.tsx'

const tab = (key: string, icon: IconName, order: number) => ({ key, icon: <Icon name={icon} />, order })
type Page = { readonly default: ComponentType }
const later = (load: () => Promise<Page>) => lazy(load)

const find = later(() => import('./resident/find-page.tsx').then(page => ({ default: page.FindPage })))
const month = later(() => import('./resident/month-page.tsx').then(page => ({ default: page.MonthPage })))
const activities = later(() => import('./resident/activity-page.tsx').then(page => ({ default: page.ActivityPage })))
const clinic = later(() => import('./resident/clinic-page.tsx').then(page => ({ default: page.ClinicPage })))
const confirm = later(() => import('./resident/confirm-page.tsx').then(page => ({ default: page.ConfirmPage })))
const visits = later(() => import('./resident/visits-page.tsx').then(page => ({ default: page.VisitsPage })))
const visit = later(() => import('./resident/visit-page.tsx').then(page => ({ default: page.VisitPage })))
const slip = later(() => import('./resident/slip-page.tsx').then(page => ({ default: page.SlipPage })))
const move = later(() => import('./resident/move-page.tsx').then(page => ({ default: page.MovePage })))
const health = later(() => import('./resident/health-page.tsx').then(page => ({ default: page.HealthPage })))
const access = later(() => import('./resident/access-page.tsx').then(page => ({ default: page.AccessPage })))
const me = later(() => import('./resident/me-page.tsx').then(page => ({ default: page.MePage })))
const messages = later(() => import('./resident/messages-page.tsx').then(page => ({ default: page.MessagesPage })))
const family = later(() => import('./resident/family-page.tsx').then(page => ({ default: page.FamilyPage })))
const child = later(() => import('./resident/family-add-pages.tsx').then(page => ({ default: page.AddChildPage })))
const elder = later(() => import('./resident/family-add-pages.tsx').then(page => ({ default: page.AddElderPage })))
const signIn = later(() => import('./resident/sign-in-page.tsx').then(page => ({ default: page.SignInPage })))
const who = later(() => import('./resident/who-page.tsx').then(page => ({ default: page.WhoPage })))

/**
 * The phone app's pages. All are `public`: looking needs no login, and each page asks for a sign-in where it shows
 * what belongs to a person. The first page is loaded at once, every other one when it is opened.
 */
export const residentPages: readonly ResidentPage[] = [
  { path: '/', tab: tab('portal.tab.home', 'home', 100), permission: 'public', component: HomePage },
  { path: '/book', tab: tab('portal.tab.book', 'calendar', 200), permission: 'public', component: find },
  { path: '/health', tab: tab('portal.tab.health', 'heart', 300), permission: 'public', component: health },
  { path: '/me', tab: tab('portal.tab.me', 'person', 400), permission: 'public', component: me },
  { path: '/month', permission: 'public', component: month },
  { path: '/activities', permission: 'public', component: activities },
  { path: '/clinic/:sessionId', permission: 'public', component: clinic },
  { path: '/confirm/:appointmentId', permission: 'public', component: confirm },
  { path: '/visits', permission: 'public', component: visits },
  { path: '/visit/:appointmentId', permission: 'public', component: visit },
  { path: '/visit/:appointmentId/slip', permission: 'public', component: slip },
  { path: '/visit/:appointmentId/move', permission: 'public', component: move },
  { path: '/access', permission: 'public', component: access },
  { path: '/messages', permission: 'public', component: messages },
  { path: '/family', permission: 'public', component: family },
  { path: '/family/child', permission: 'public', component: child },
  { path: '/family/elder', permission: 'public', component: elder },
  { path: '/sign-in', permission: 'public', component: signIn },
  { path: '/who', permission: 'public', component: who },
]
