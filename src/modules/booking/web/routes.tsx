import {
  ApiOutlined,
  AuditOutlined,
  BankOutlined,
  HourglassOutlined,
  IdcardOutlined,
  NotificationOutlined,
  PhoneOutlined,
  SmileOutlined,
  TabletOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import { lazy } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'

export { linkToAppointment, linkToCalls, linkToDesk, linkToQueue, linkToSlots } from './links.ts'
export { boardSlots } from './staff/board-slots.tsx'

const load = {
  desk: lazy(() => import('./staff/desk-page.tsx').then(page => ({ default: page.DeskPage }))),
  queue: lazy(() => import('./staff/queue-page.tsx').then(page => ({ default: page.QueuePage }))),
  appeals: lazy(() => import('./staff/appeals-page.tsx').then(page => ({ default: page.AppealsPage }))),
  faces: lazy(() => import('./staff/faces-page.tsx').then(page => ({ default: page.FacesPage }))),
  tablet: lazy(() => import('./staff/face-tablet.tsx').then(page => ({ default: page.FaceTablet }))),
  calls: lazy(() => import('./staff/calls-page.tsx').then(page => ({ default: page.CallsPage }))),
  waiting: lazy(() => import('./staff/waiting-page.tsx').then(page => ({ default: page.WaitingPage }))),
  owners: lazy(() => import('./staff/owners-page.tsx').then(page => ({ default: page.OwnersPage }))),
  line: lazy(() => import('./staff/line-page.tsx').then(page => ({ default: page.LinePage }))),
  slots: lazy(() => import('./staff/slots-page.tsx').then(page => ({ default: page.SlotsPage }))),
  experts: lazy(() => import('./staff/experts-page.tsx').then(page => ({ default: page.ExpertsPage }))),
}
const group = 'booking.nav.group'

export const staffPages: readonly StaffPage[] = [
  {
    path: '/desk',
    nav: {
      key: 'booking.nav.desk',
      icon: <IdcardOutlined />,
      order: 300,
      group,
      keywords: '导诊台 取号 现场 报到 desk',
    },
    permission: 'booking.desk.use',
    component: load.desk,
  },
  {
    path: '/queue',
    nav: {
      key: 'booking.nav.queue',
      icon: <NotificationOutlined />,
      order: 310,
      group,
      keywords: '叫号 过号 回诊 queue',
    },
    permission: 'booking.queue.see',
    component: load.queue,
  },
  {
    path: '/appeals',
    nav: {
      key: 'booking.nav.appeals',
      icon: <AuditOutlined />,
      order: 340,
      group,
      keywords: '爽约 申诉 暂停预约 appeal no-show',
    },
    permission: 'booking.appeal.decide',
    component: load.appeals,
  },
  {
    path: '/faces',
    nav: {
      key: 'booking.nav.faces',
      icon: <SmileOutlined />,
      order: 342,
      group,
      keywords: '满意度 评价 投诉 笑脸 satisfaction complaint',
    },
    permission: 'booking.face.see_results',
    component: load.faces,
  },
  {
    path: '/face-tablet',
    nav: {
      key: 'booking.nav.tablet',
      icon: <TabletOutlined />,
      order: 319,
      group,
      keywords: '评价 笑脸 平板 满意度 faces tablet',
    },
    permission: 'booking.desk.use',
    component: load.tablet,
  },
  {
    path: '/calls',
    nav: {
      key: 'booking.nav.calls',
      icon: <PhoneOutlined />,
      order: 315,
      group,
      keywords: '停诊 退费 电话名单 改约 calls refund',
    },
    permission: 'booking.desk.use',
    component: load.calls,
  },
  {
    path: '/waiting',
    nav: {
      key: 'booking.nav.waiting',
      icon: <HourglassOutlined />,
      order: 318,
      group,
      keywords: '候补 排队等号 waiting',
    },
    permission: 'booking.desk.use',
    component: load.waiting,
  },
  {
    path: '/experts',
    nav: {
      key: 'booking.nav.experts',
      icon: <UserAddOutlined />,
      order: 320,
      group,
      keywords: '约专家 家庭医生 签约 预约 expert',
    },
    permission: 'booking.appointment.book_for_contracted',
    component: load.experts,
  },
  {
    path: '/slots',
    nav: {
      key: 'booking.nav.slots',
      icon: <AuditOutlined />,
      order: 330,
      group,
      keywords: '号源 放号 渠道 配额 slots',
    },
    permission: 'booking.slots.see',
    component: load.slots,
  },
  {
    path: '/slot-owners',
    nav: {
      key: 'booking.nav.owners',
      icon: <BankOutlined />,
      order: 345,
      group,
      keywords: '医院号源 号源归属 配额号 实时号 截止 退回 HIS block live',
    },
    permission: 'booking.slots.change',
    component: load.owners,
  },
  {
    path: '/hospital-line',
    nav: {
      key: 'booking.nav.line',
      icon: <ApiOutlined />,
      order: 346,
      group,
      keywords: '医院接口 对接 HIS 号源 line adapter',
    },
    permission: 'booking.hospital_line.set',
    component: load.line,
  },
]
