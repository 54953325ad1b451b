import {
  CalendarOutlined,
  FileDoneOutlined,
  IdcardOutlined,
  QrcodeOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SolutionOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'

export { linkToClosing, linkToDuties, linkToSession } from './links.ts'
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
    path: '/needs',
    nav: {
      key: 'deployment.nav.needs',
      icon: <SolutionOutlined />,
      order: 215,
      group,
      keywords: 'xuqiu requests needs 需求单',
    },
    permission: 'deployment.need.view',
    component: lazy(() => import('./staff/needs-page.tsx').then(module => ({ default: module.NeedsPage }))),
  },
  {
    path: '/postings',
    nav: {
      key: 'deployment.nav.postings',
      icon: <IdcardOutlined />,
      order: 680,
      group,
      keywords: 'paizhu postings 派驻',
    },
    permission: 'deployment.posting.view',
    component: lazy(() => import('./staff/postings-page.tsx').then(module => ({ default: module.PostingsPage }))),
  },
  {
    path: '/service',
    nav: {
      key: 'deployment.nav.service',
      icon: <SafetyCertificateOutlined />,
      order: 681,
      group,
      keywords: 'zhengming certificate service 证明 晋升',
    },
    permission: 'deployment.session.view_own',
    component: lazy(() => import('./staff/service-page.tsx').then(module => ({ default: module.ServicePage }))),
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
  {
    path: '/duties',
    nav: {
      key: 'deployment.nav.duties',
      icon: <SwapOutlined />,
      order: 333,
      group,
      keywords: 'huanban qingjia dingren swap leave 换班 请假 定人',
    },
    permission: 'deployment.session.view_own',
    component: lazy(() => import('./staff/duties-page.tsx').then(module => ({ default: module.DutiesPage }))),
  },
  {
    path: '/site-code',
    nav: {
      key: 'deployment.nav.site_code',
      icon: <QrcodeOutlined />,
      order: 334,
      group,
      keywords: 'zhuanjia qiandao check in code 签到 接待',
    },
    permission: 'deployment.site_code.show',
    component: lazy(() => import('./staff/site-code-page.tsx').then(module => ({ default: module.SiteCodePage }))),
  },
  {
    path: '/closing',
    nav: {
      key: 'deployment.nav.closing',
      icon: <FileDoneOutlined />,
      order: 332,
      group,
      keywords: 'xiachen gongzuo rizhi closing sheet 下沉工作日志 小结',
    },
    permission: 'deployment.sheet.see',
    component: lazy(() => import('./staff/closing-page.tsx').then(module => ({ default: module.ClosingPage }))),
  },
]
