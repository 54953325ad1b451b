import { ContactsOutlined, EyeOutlined, FileProtectOutlined, IdcardOutlined, TeamOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'

const load = {
  people: lazy(() => import('./staff/people-page.tsx').then(page => ({ default: page.PeoplePage }))),
  panel: lazy(() => import('./staff/panel-page.tsx').then(page => ({ default: page.PanelPage }))),
  review: lazy(() => import('./staff/review-page.tsx').then(page => ({ default: page.ReviewPage }))),
  access: lazy(() => import('./staff/access-page.tsx').then(page => ({ default: page.AccessPage }))),
  bridges: lazy(() => import('./staff/bridges-page.tsx').then(page => ({ default: page.BridgesPage }))),
}

export const staffPages: readonly StaffPage[] = [
  {
    path: '/people',
    nav: {
      key: 'records.nav.people',
      icon: <TeamOutlined />,
      order: 400,
      group: 'records.nav.group',
      keywords: '查人 登记 建档',
    },
    permission: 'records.resident.find',
    component: load.people,
  },
  {
    path: '/panel',
    nav: {
      key: 'records.nav.panel',
      icon: <ContactsOutlined />,
      order: 410,
      group: 'records.nav.group',
      keywords: '签约 家庭医生',
    },
    permission: 'records.contract.list',
    component: load.panel,
  },
  {
    path: '/records/review',
    nav: {
      key: 'records.nav.review',
      icon: <FileProtectOutlined />,
      order: 420,
      group: 'records.nav.group',
      keywords: '手输 紧急调阅',
    },
    permission: 'records.opening.review',
    component: load.review,
  },
  {
    path: '/records/access',
    nav: {
      key: 'records.nav.access',
      icon: <EyeOutlined />,
      order: 430,
      group: 'records.nav.group',
      keywords: '调阅 审计',
    },
    permission: 'records.access.list',
    component: load.access,
  },
  {
    path: '/records/bridges',
    nav: {
      key: 'records.nav.bridges',
      icon: <IdcardOutlined />,
      order: 440,
      group: 'records.nav.group',
      keywords: '读卡器',
    },
    permission: 'records.bridge.manage',
    component: load.bridges,
  },
]
