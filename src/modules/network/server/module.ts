import { handle, type ServerModule } from '#src/platform/server/module.ts'
import { wholeNumber } from '#src/platform/server/settings.ts'
import * as contract from '../contract.ts'
import * as agreementContract from '../contract-agreements.ts'
import * as calendarContract from '../contract-calendar.ts'
import * as peopleContract from '../contract-people.ts'
import * as teamContract from '../contract-teams.ts'
import * as workbookContract from '../contract-workbook.ts'
import { roleKeys, staffRoles } from '../domain/roles.ts'
import * as errors from '../errors.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import * as agreements from './agreements.ts'
import { assetsPart } from './assets-handlers.ts'
import * as calendar from './calendar.ts'
import * as consortium from './consortium.ts'
import { definitionConstraints, definitionHandlers, definitionPermissions } from './definition-handlers.ts'
import { createInstitution, updateInstitution } from './enter-institution.ts'
import { createStaff, updateStaff } from './enter-staff.ts'
import { feesPart } from './fees-handlers.ts'
import { findInstitutions } from './institution.door.ts'
import { memberships } from './institution.repository.ts'
import { institutionDetail } from './institution-detail.query.ts'
import { listInstitutions } from './list-institutions.query.ts'
import { meetingConstraints, meetingHandlers, meetingLoops, meetingPermissions } from './meeting-handlers.ts'
import { factConstraints, factHandlers, factPermissions } from './month-fact-handlers.ts'
import { lockMonthFacts } from './month-locks.ts'
import { photoHandlers, photoPage } from './photos.ts'
import { departmentsOf, roomsOf } from './place.door.ts'
import { saveDepartment, saveRoom } from './places.ts'
import * as plaques from './plaques.ts'
import { institutionsInReach } from './reach.ts'
import { openRenewalLoop } from './renewal-reminder.ts'
import { findStaffMembers } from './staff.door.ts'
import { listStaff, staffDetail } from './staff.query.ts'
import * as teams from './teams.ts'
import { tieConstraints, tieHandlers, tiePermissions, tieSettings } from './tie-handlers.ts'
import { addPracticeSite, changeTitle, endPracticeSite } from './titles-and-sites.ts'
import { exportWorkbook, importWorkbook, rehearseWorkbook, workbookTemplate } from './workbook/workbook.ts'

const managers = ['consortium_manager', 'centre_manager', 'it_admin']
const consortiumManagers = ['consortium_manager', 'it_admin']

/** Consortia, institutions, people, agreements, calendar: what every other module stands on. */
export const networkModule: ServerModule = {
  name: 'network',
  roles: roleKeys,
  institutions: { reachOf: institutionsInReach, find: findInstitutions },
  staff: { find: findStaffMembers },
  handlers: [
    handle(contract.listConsortia, consortium.listConsortia),
    handle(contract.listMemberships, async (ctx, input) => ({ items: [...(await memberships(ctx, input))] })),
    handle(contract.createConsortium, consortium.createConsortium),
    handle(contract.updateConsortium, consortium.updateConsortium),
    handle(contract.listInstitutions, listInstitutions),
    handle(contract.institutionDetail, institutionDetail),
    handle(contract.createInstitution, createInstitution),
    handle(contract.updateInstitution, updateInstitution),
    handle(contract.addMembership, consortium.addMembership),
    handle(contract.endMembership, consortium.endMembership),
    handle(contract.listDepartments, async (ctx, input) => ({
      items: [...(await departmentsOf(ctx, input.institutionId))],
    })),
    handle(contract.listRooms, async (ctx, input) => ({ items: [...(await roomsOf(ctx, input.institutionId))] })),
    handle(contract.saveDepartment, saveDepartment),
    handle(contract.saveRoom, saveRoom),
    handle(peopleContract.listStaff, listStaff),
    handle(peopleContract.staffDetail, staffDetail),
    handle(peopleContract.createStaff, createStaff),
    handle(peopleContract.updateStaff, updateStaff),
    handle(peopleContract.changeTitle, changeTitle),
    handle(peopleContract.addPracticeSite, addPracticeSite),
    handle(peopleContract.endPracticeSite, endPracticeSite),
    handle(teamContract.listTeams, teams.listTeams),
    handle(teamContract.createTeam, teams.createTeam),
    handle(teamContract.updateTeam, teams.updateTeam),
    handle(teamContract.addTeamMember, teams.addTeamMember),
    handle(teamContract.endTeamMember, teams.endTeamMember),
    handle(agreementContract.listAgreements, agreements.listAgreements),
    handle(agreementContract.signAgreement, agreements.signAgreement),
    handle(agreementContract.renewAgreement, agreements.renewAgreement),
    handle(agreementContract.endAgreement, agreements.endAgreement),
    handle(agreementContract.listPlaques, plaques.listPlaques),
    handle(agreementContract.givePlaque, plaques.givePlaque),
    handle(agreementContract.removePlaque, plaques.removePlaque),
    handle(agreementContract.noteServiceActivity, plaques.noteServiceActivity),
    handle(calendarContract.calendar, calendar.calendar),
    handle(calendarContract.setCalendarDay, calendar.setCalendarDay),
    handle(calendarContract.listPartsOfDay, calendar.listPartsOfDay),
    handle(calendarContract.setPartOfDay, calendar.setPartOfDay),
    handle(calendarContract.listRoles, calendar.listRoles),
    handle(calendarContract.listMonthFacts, calendar.listMonthFacts),
    handle(calendarContract.recordMonthFact, calendar.recordMonthFact),
    handle(calendarContract.lockMonthFacts, lockMonthFacts),
    ...factHandlers,
    ...definitionHandlers,
    ...photoHandlers,
    handle(workbookContract.workbookTemplate, workbookTemplate),
    handle(workbookContract.exportWorkbook, exportWorkbook),
    handle(workbookContract.rehearseWorkbook, rehearseWorkbook),
    handle(workbookContract.importWorkbook, importWorkbook),
    ...feesPart.handlers,
    ...assetsPart.handlers,
    ...tieHandlers,
    ...meetingHandlers,
  ],
  permissions: {
    'network.institution.read': staffRoles,
    'network.institution.create': consortiumManagers,
    'network.institution.manage': managers,
    'network.consortium.manage': consortiumManagers,
    'network.staff.read': staffRoles,
    'network.staff.manage': managers,
    'network.agreement.read': [...managers, 'health_bureau', 'auditor', 'head_of_department', 'referral_desk'],
    'network.agreement.manage': managers,
    'network.calendar.manage': consortiumManagers,
    'network.part_of_day.manage': managers,
    'network.fact.read': [...managers, 'health_bureau', 'auditor'],
    'network.fact.manage': managers,
    'network.workbook.export': managers,
    'network.workbook.import': consortiumManagers,
    ...feesPart.permissions,
    ...assetsPart.permissions,
    ...tiePermissions,
    ...meetingPermissions,
    ...factPermissions,
    ...definitionPermissions,
  },
  constraints: {
    one_consortium_per_code: errors.codeTaken,
    a_consortium_ends_after_it_started: () => errors.endsBeforeStart('/endedOn'),
    one_institution_per_code: errors.codeTaken,
    one_independent_institution_per_credit_code: errors.creditCodeTaken,
    an_institution_is_not_its_own_parent: errors.ownParent,
    a_place_has_both_coordinates: errors.coordinatesIncomplete,
    an_institution_closes_after_it_opened: () => errors.endsBeforeStart('/closedOn'),
    a_membership_ends_after_it_began: () => errors.endsBeforeStart(),
    no_institution_is_twice_in_a_consortium: errors.alreadyMember,
    one_head_per_consortium_at_a_time: errors.secondHead,
    one_department_per_code: errors.codeTaken,
    one_department_per_name: errors.nameTaken,
    one_room_per_code: errors.codeTaken,
    one_room_per_name: errors.nameTaken,
    one_person_per_staff_code: errors.codeTaken,
    one_person_per_licence_number: errors.licenceTaken,
    a_person_leaves_after_joining: () => errors.endsBeforeStart('/leftOn'),
    a_title_ends_after_it_began: () => errors.endsBeforeStart(),
    one_title_per_person_at_a_time: errors.twoTitles,
    a_practice_site_ends_after_it_began: () => errors.endsBeforeStart(),
    one_filing_per_person_and_site_at_a_time: errors.siteTwice,
    one_team_per_code: errors.codeTaken,
    a_team_ends_after_it_started: () => errors.endsBeforeStart('/endedOn'),
    a_place_in_a_team_ends_after_it_began: () => errors.endsBeforeStart(),
    no_person_is_twice_in_a_team: errors.memberTwice,
    one_lead_per_team_at_a_time: errors.secondLead,
    one_agreement_per_code: errors.codeTaken,
    an_agreement_is_renewed_once: () => errors.alreadyRenewed(''),
    an_agreement_ends_after_it_began: () => errors.endsBeforeStart(),
    a_party_signs_once: errors.partyTwice,
    one_plaque_per_code: errors.codeTaken,
    a_plaque_ends_after_it_was_given: () => errors.endsBeforeStart(),
    a_part_of_the_day_ends_after_it_starts: () => errors.endsBeforeStart('/endsAt'),
    ...feesPart.constraints,
    ...assetsPart.constraints,
    ...tieConstraints,
    ...meetingConstraints,
    ...factConstraints,
    ...definitionConstraints,
  },
  jobs: [
    {
      name: 'network.open_renewal_loops',
      cron: '20 22 * * *',
      run: async ctx => {
        await openRenewalLoop(ctx)
      },
    },
  ],
  loops: [
    ...assetsPart.loops,
    {
      kind: 'network.agreement_renewal',
      dueMinutes: 60 * 24 * 60,
      escalation: ['consortium_manager', 'health_bureau'],
      escalateMinutes: 60 * 24 * 7,
    },
    ...meetingLoops,
  ],
  settings: [
    {
      key: 'network.plaque_dormant_days',
      schema: wholeNumber(1, 730),
      value: 90,
      source: '平台建议值：90天无活动视为沉睡，供牵头医院与成员单位约定后调整',
      scope: 'everywhere',
    },
    {
      key: 'network.renewal_reminder_days',
      schema: wholeNumber(1, 365),
      value: 60,
      source: '平台建议值：到期前60天提醒，留出续签会签时间',
      scope: 'everywhere',
    },
    ...tieSettings,
  ],
  publicPages: [photoPage],
  locales: { 'zh-CN': zh, en },
}
