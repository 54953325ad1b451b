import {
  AuditOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  MailOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '../pages.ts'

const group = 'platform.shell.nav.group'

/** The platform's own pages of the staff app. */
export const platformStaffPages: readonly StaffPage[] = [
  {
    path: '/loops',
    nav: { key: 'platform.shell.nav.loops', icon: <CheckSquareOutlined />, order: 10, group, keywords: 'todo loops' },
    permission: 'platform.loop.use',
    component: lazy(() => import('./loops-page.tsx').then(module => ({ default: module.LoopsPage }))),
  },
  {
    path: '/messages',
    title: 'platform.shell.messages.title',
    permission: 'signed-in',
    component: lazy(() => import('./messages-page.tsx').then(module => ({ default: module.MessagesPage }))),
  },
  {
    path: '/accounts',
    nav: {
      key: 'platform.shell.nav.accounts',
      icon: <TeamOutlined />,
      order: 910,
      group,
      keywords: 'accounts roles users',
    },
    permission: 'platform.account.read',
    component: lazy(() => import('./accounts-page.tsx').then(module => ({ default: module.AccountsPage }))),
  },
  {
    path: '/settings',
    nav: {
      key: 'platform.shell.nav.settings',
      icon: <SettingOutlined />,
      order: 920,
      group,
      keywords: 'settings rules',
    },
    permission: 'platform.setting.read',
    component: lazy(() => import('./settings-page.tsx').then(module => ({ default: module.SettingsPage }))),
  },
  {
    path: '/audit',
    nav: { key: 'platform.shell.nav.audit', icon: <AuditOutlined />, order: 930, group, keywords: 'audit log' },
    permission: 'platform.audit.read',
    component: lazy(() => import('./audit-page.tsx').then(module => ({ default: module.AuditPage }))),
  },
  {
    path: '/demo/outbox',
    nav: { key: 'platform.shell.nav.outbox', icon: <MailOutlined />, order: 980, group, keywords: 'sms outbox demo' },
    permission: 'platform.demo.use',
    component: lazy(() => import('./outbox-page.tsx').then(module => ({ default: module.OutboxPage }))),
  },
  {
    path: '/demo/clock',
    nav: {
      key: 'platform.shell.nav.clock',
      icon: <ClockCircleOutlined />,
      order: 990,
      group,
      keywords: 'clock demo time',
    },
    permission: 'platform.demo.use',
    component: lazy(() => import('./clock-page.tsx').then(module => ({ default: module.ClockPage }))),
  },
]
