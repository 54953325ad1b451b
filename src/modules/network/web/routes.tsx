import {
  AccountBookOutlined,
  ApartmentOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  FileExcelOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'
import { tiePages } from './tie-routes.tsx'

const group = 'network.nav.group'

/** Network's pages of the staff app. */
export const networkStaffPages: readonly StaffPage[] = [
  {
    path: '/network',
    nav: {
      key: 'network.nav.network',
      icon: <ApartmentOutlined />,
      order: 500,
      group,
      keywords: '医联体 医共体 机构 成员 科室 诊室 network institutions consortium',
    },
    permission: 'network.institution.read',
    component: lazy(() => import('./staff/network-page.tsx').then(module => ({ default: module.NetworkPage }))),
  },
  {
    path: '/network/people',
    nav: {
      key: 'network.nav.people',
      icon: <SolutionOutlined />,
      order: 510,
      group,
      keywords: '专家 医生 职称 执业点 团队 staff people',
    },
    permission: 'network.staff.read',
    component: lazy(() => import('./staff/people-page.tsx').then(module => ({ default: module.PeoplePage }))),
  },
  {
    path: '/agreements',
    nav: {
      key: 'network.nav.agreements',
      icon: <SafetyCertificateOutlined />,
      order: 520,
      group,
      keywords: '协议 铜牌 授牌 续签 agreements plaques',
    },
    permission: 'network.agreement.read',
    component: lazy(() => import('./staff/agreements-page.tsx').then(module => ({ default: module.AgreementsPage }))),
  },
  {
    path: '/network/coverage',
    nav: {
      key: 'network.nav.coverage',
      icon: <CheckSquareOutlined />,
      order: 523,
      group,
      keywords: '全覆盖 目标 设备 缺口 基本配置 goals equipment gaps',
    },
    permission: 'network.goal.read',
    component: lazy(() => import('./staff/coverage-page.tsx').then(module => ({ default: module.CoveragePage }))),
  },
  {
    path: '/network/cost-rules',
    nav: {
      key: 'network.nav.cost_rules',
      icon: <AccountBookOutlined />,
      order: 525,
      group,
      keywords: '医保 报销 减免 费用 收费 insurance cost rules',
    },
    permission: 'network.cost_rule.manage',
    component: lazy(() => import('./staff/cost-rules-page.tsx').then(module => ({ default: module.CostRulesPage }))),
  },
  {
    path: '/import',
    nav: {
      key: 'network.nav.import',
      icon: <FileExcelOutlined />,
      order: 530,
      group,
      keywords: 'excel 导入 导出 模板 import export',
    },
    permission: 'network.workbook.export',
    component: lazy(() => import('./staff/import-page.tsx').then(module => ({ default: module.ImportPage }))),
  },
  {
    path: '/calendar',
    nav: {
      key: 'network.nav.calendar',
      icon: <CalendarOutlined />,
      order: 540,
      group,
      keywords: '节假日 调休 半天 时段 calendar holidays',
    },
    permission: 'network.institution.read',
    component: lazy(() => import('./staff/calendar-page.tsx').then(module => ({ default: module.CalendarPage }))),
  },
  ...tiePages,
]
