import { CalendarOutlined, ScheduleOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'

export { linkToSession } from './links.ts'
export { type DeploymentSlots, DeploymentSlotsProvider } from './slots.tsx'

const group = 'deployment.nav.group'

export const staffPages: readonly StaffPage[] = [
  {
    path: '/roster',
    nav: {
      key: 'deployment.nav.board',
      icon: <CalendarOutlined />,
      order: 200,
      group,
      keywords: 'paiban roster month board 排班 下沉',
    },
    permission: 'deployment.board.view',
    component: lazy(() => import('./staff/board-page.tsx').then(module => ({ default: module.BoardPage }))),
  },
  {
    path: '/my-sessions',
    nav: {
      key: 'deployment.nav.mine',
      icon: <ScheduleOutlined />,
      order: 210,
      group,
      keywords: 'chuzhen my sessions 出诊',
    },
    permission: 'deployment.session.view_own',
    component: lazy(() => import('./staff/my-sessions-page.tsx').then(module => ({ default: module.MySessionsPage }))),
  },
]
