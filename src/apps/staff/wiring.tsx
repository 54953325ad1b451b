import { lazy, type ReactNode } from 'react'
import {
  boardSlots,
  staffPages as bookingPages,
  linkToAppointment,
  linkToCalls,
  linkToSlots,
} from '#src/modules/booking/web/routes.tsx'
import {
  type DeploymentSlots,
  DeploymentSlotsProvider,
  staffPages as deploymentPages,
  linkToClosing,
  linkToDuties,
  linkToSession,
} from '#src/modules/deployment/web/routes.tsx'
import { networkStaffPages } from '#src/modules/network/web/routes.tsx'
import { monthLinks } from '#src/modules/portal/public-web.ts'
import { staffPages as recordsPages } from '#src/modules/records/web/routes.tsx'
import { linkTo } from '#src/platform/web/navigation.tsx'
import type { StaffPage } from '#src/platform/web/pages.ts'
import type { StaffSlots } from '#src/platform/web/slots.tsx'
import { platformStaffPages } from '#src/platform/web/staff-pages/routes.tsx'

/** What the staff app is made of: the pages of each module, and the places that one module fills for another. */

export const modulePages: readonly StaffPage[] = [
  ...platformStaffPages,
  ...deploymentPages,
  ...bookingPages,
  ...recordsPages,
  ...networkStaffPages,
]

/** `kind → page`: where a loop, a message or an audit row leads. */
const links: Readonly<Record<string, (id: string) => string>> = {
  session: id => linkToSession(id),
  closing_sheet: id => linkToClosing(id),
  session_to_name: id => linkToDuties(id),
  swap: () => linkToDuties(),
  leave_request: () => linkToDuties(),
  appointment: id => linkToAppointment(id),
  session_slots: id => linkToSlots(id),
  appeal: () => linkTo('/appeals'),
  complaint: () => linkTo('/faces', { tab: 'complaints' }),
  call: id => linkToCalls(id),
  month_handout: id => linkTo('/roster', { month: id.slice(0, 7), panel: 'handouts' }),
  service_need: id => linkTo('/needs', { need: id }),
  typed_numbers: () => linkTo('/records/review'),
  break_glass: () => linkTo('/records/review'),
  relationship: () => linkTo('/records/review'),
  plaque: () => linkTo('/agreements'),
  pairing: id => linkTo('/ties', { pairing: id }),
  centre: id => linkTo('/ties', { tab: 'centres', centre: id }),
  meeting_action: id => linkTo('/meetings', { action: id }),
  resident: id => linkTo('/people', { resident: id }),
  agreement: id => linkTo('/agreements', { agreement: id }),
  equipment_gap: id => linkTo('/network', { institution: id.split('.')[0] ?? '', part: 'assets' }),
  institution: id => linkTo('/network', { institution: id }),
  staff: id => linkTo('/network/people', { person: id }),
}

export const slots: StaffSlots = {
  FindPerson: lazy(() => import('#src/modules/records/public-web.ts').then(module => ({ default: module.FindPerson }))),
  InstitutionPicker: lazy(() =>
    import('#src/modules/network/public-web.ts').then(module => ({ default: module.InstitutionPicker })),
  ),
  StaffPicker: lazy(() =>
    import('#src/modules/network/public-web.ts').then(module => ({ default: module.StaffPicker })),
  ),
  linkOfSubject: (kind, id) => links[kind]?.(id) ?? null,
}

const deploymentSlots: DeploymentSlots = { ...boardSlots, monthLinks }

/** Gives lower modules what higher ones fill in their screens. */
export const ModuleSlots = ({ children }: { readonly children: ReactNode }) => (
  <DeploymentSlotsProvider value={deploymentSlots}>{children}</DeploymentSlotsProvider>
)
