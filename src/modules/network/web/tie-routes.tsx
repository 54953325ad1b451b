import { BookOutlined, LinkOutlined, TableOutlined, TeamOutlined, TrophyOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'

const group = 'network.nav.group'

/** Pages about how institutions are tied together, how they meet and how they count. */
export const tiePages: readonly StaffPage[] = [
  {
    path: '/ties',
    nav: {
      key: 'network.nav.ties',
      icon: <LinkOutlined />,
      order: 522,
      group,
      keywords: '结对 联合病房 党支部 联系领导 专科联盟 延伸门诊 共享中心 管理中心 pairing alliance centre',
    },
    permission: 'network.pairing.read',
    component: lazy(() => import('./staff/ties-page.tsx').then(module => ({ default: module.TiesPage }))),
  },
  {
    path: '/meetings',
    nav: {
      key: 'network.nav.meetings',
      icon: <TeamOutlined />,
      order: 524,
      group,
      keywords: '会议 纪要 理事会 章程 议定事项 meetings minutes council',
    },
    permission: 'network.meeting.read',
    component: lazy(() => import('./staff/meetings-page.tsx').then(module => ({ default: module.MeetingsPage }))),
  },
  {
    path: '/month-facts',
    nav: {
      key: 'network.nav.month_facts',
      icon: <TableOutlined />,
      order: 526,
      group,
      keywords: '月度数据 月报 缺报 同比 环比 锁定 指标 month figures',
    },
    permission: 'network.fact.read',
    component: lazy(() => import('./staff/month-facts-page.tsx').then(module => ({ default: module.MonthFactsPage }))),
  },
  {
    path: '/plaques',
    nav: {
      key: 'network.nav.plaque_wall',
      icon: <TrophyOutlined />,
      order: 521,
      group,
      keywords: '铜牌墙 授牌 沉睡 plaques wall',
    },
    permission: 'network.agreement.read',
    component: lazy(() => import('./staff/plaque-wall-page.tsx').then(module => ({ default: module.PlaqueWallPage }))),
  },
  {
    path: '/definitions',
    nav: {
      key: 'network.nav.definitions',
      icon: <BookOutlined />,
      order: 528,
      group,
      keywords: '口径 指标 度量 基期 上报 中心种类 measures baseline centre kinds',
    },
    permission: 'network.fact.read',
    component: lazy(() => import('./staff/definitions-page.tsx').then(module => ({ default: module.DefinitionsPage }))),
  },
]
