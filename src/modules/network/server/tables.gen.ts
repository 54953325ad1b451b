// Written by `npm run generate` from a migrated database; not edited by hand.
import type { Generated } from 'kysely'

export type AgreementTable = {
  readonly agreement_id: string
  readonly region_id: number
  readonly code: string
  readonly kind: string
  readonly title: string
  readonly scope: string | null
  readonly signed_on: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly renews_agreement_id: string | null
  readonly ended_on: string | null
  readonly end_reason: string | null
  readonly demo: boolean
  readonly created_at: Date
}

export type AgreementPartyTable = {
  readonly agreement_id: string
  readonly institution_id: string
  readonly side: string
}

export type AllianceDepartmentTable = {
  readonly membership_id: string
  readonly department_id: string
}

export type BasicEquipmentTable = {
  readonly list_code: string
  readonly institution_kinds: readonly string[]
  readonly equipment_kind_code: string
  readonly minimum: number
  readonly source: string
  readonly confidence: string
}

export type BedGroupTable = {
  readonly bed_group_id: string
  readonly institution_id: string
  readonly department_id: string | null
  readonly kind: string
  readonly approved: number
  readonly open: number
  readonly demo: boolean
  readonly created_at: Date
}

export type CalendarDayTable = {
  readonly applies_to: number
  readonly local_date: string
  readonly kind: string
  readonly name: string
  readonly provisional: boolean
  readonly source: string
}

export type CatchmentTable = {
  readonly institution_id: string
  readonly description: string
  readonly neighbourhoods: number | null
  readonly villages: number | null
  readonly demo: boolean
  readonly updated_at: Date
}

export type CentreTable = {
  readonly centre_id: string
  readonly region_id: number
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly host_institution_id: string
  readonly head_staff_id: string
  readonly phone: string | null
  readonly duties: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly demo: boolean
  readonly version: number
  readonly created_at: Date
}

export type CentreKindTable = {
  readonly kind: string
  readonly family: string
  readonly name: string
  readonly name_en: string
  readonly source: string
  readonly sort_order: number
  readonly retired_on: string | null
}

export type CentreMemberTable = {
  readonly centre_member_id: string
  readonly centre_id: string
  readonly institution_id: string
  readonly agreement_id: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly created_at: Date
}

export type CharterTable = {
  readonly charter_id: string
  readonly consortium_id: string
  readonly version_number: number
  readonly title: string
  readonly text: string | null
  readonly file_reference: string | null
  readonly adopted_on: string
  readonly meeting_region_id: number | null
  readonly meeting_id: string | null
  readonly created_by: string
  readonly created_at: Date
}

export type ConsortiumTable = {
  readonly consortium_id: string
  readonly region_id: number
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly started_on: string | null
  readonly ended_on: string | null
  readonly note: string | null
  readonly demo: boolean
  readonly version: number
  readonly created_at: Date
}

export type CostRuleTable = {
  readonly cost_rule_id: string
  readonly region_id: number
  readonly code: string
  readonly name: string
  readonly effect: string
  readonly fee_kinds: readonly string[]
  readonly insurance_type: string | null
  readonly insured_place: string | null
  readonly level: string | null
  readonly from_age: number | null
  readonly until_age: number | null
  readonly contracted: boolean | null
  readonly share_per_mille: number | null
  readonly floor_fen: number
  readonly cap_fen: number | null
  readonly year_floor_fen: number
  readonly source: string
  readonly confidence: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly demo: boolean
  readonly created_at: Date
}

export type CouncilSeatTable = {
  readonly seat_id: string
  readonly consortium_id: string
  readonly staff_id: string | null
  readonly name: string
  readonly organisation: string
  readonly post: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly created_at: Date
}

export type DepartmentTable = {
  readonly department_id: string
  readonly institution_id: string
  readonly code: string
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly standard_code: string | null
  readonly introduction: string | null
  readonly closed_on: string | null
  readonly created_at: Date
}

export type EquipmentTable = {
  readonly equipment_id: string
  readonly institution_id: string
  readonly code: string
  readonly equipment_kind_code: string
  readonly model: string | null
  readonly count: number
  readonly room_id: string | null
  readonly state: string
  readonly acquired_on: string | null
  readonly note: string | null
  readonly demo: boolean
  readonly created_at: Date
}

export type EquipmentKindTable = {
  readonly equipment_kind_code: string
  readonly name: string
  readonly name_en: string
  readonly position: number
}

export type ExtendedClinicTable = {
  readonly extended_clinic_id: string
  readonly region_id: number
  readonly consortium_id: string
  readonly institution_id: string
  readonly staff_id: string
  readonly rhythm: string
  readonly agreement_id: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly created_at: Date
}

export type FactReporterTable = {
  readonly institution_id: string
  readonly staff_id: string
  readonly phone_cipher: Buffer
}

export type FeeItemTable = {
  readonly fee_item_id: string
  readonly institution_id: string
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly title_code: string | null
  readonly unit: string
  readonly times: number
  readonly price_fen: number
  readonly own_first_per_mille: number
  readonly valid_from: string
  readonly valid_until: string | null
  readonly source: string
  readonly demo: boolean
  readonly created_at: Date
}

export type GoalTable = {
  readonly goal_code: string
  readonly list_code: string
  readonly region_prefix: string | null
  readonly position: number
  readonly name: string
  readonly name_en: string
  readonly source: string
  readonly confidence: string
}

export type GoalReportTable = {
  readonly goal_report_id: string
  readonly institution_id: string
  readonly goal_code: string
  readonly state: string
  readonly evidence: string | null
  readonly file_reference: string | null
  readonly on_date: string
  readonly reported_by: string
  readonly staff_id: string | null
  readonly reported_at: Date
  readonly demo: boolean
}

export type InstitutionTable = {
  readonly institution_id: string
  readonly region_id: number
  readonly code: string
  readonly uscc: string | null
  readonly name: string
  readonly short_name: string
  readonly pinyin: string
  readonly initials: string
  readonly kind: string
  readonly level: string
  readonly grade: string
  readonly parent_institution_id: string | null
  readonly address: string
  readonly phone: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly opened_on: string | null
  readonly closed_on: string | null
  readonly demo: boolean
  readonly version: number
  readonly created_at: Date
}

export type InsuranceDesignationTable = {
  readonly insurance_designation_id: string
  readonly institution_id: string
  readonly designated: boolean
  readonly insurance_code: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly source: string
  readonly created_at: Date
}

export type MeasureTable = {
  readonly measure: string
  readonly name: string
  readonly name_en: string
  readonly unit: string
  readonly direction: string
  readonly decimals: number
  readonly definition: string
  readonly source: string
  readonly month_fact: boolean
  readonly activity: boolean
  readonly expected: boolean
  readonly baseline_year: number | null
  readonly sort_order: number
  readonly retired_on: string | null
}

export type MeasureChoiceTable = {
  readonly region_id: number
  readonly measure: string
  readonly expected: boolean
  readonly baseline_year: number | null
  readonly reason: string
  readonly changed_at: Date
  readonly changed_by: string
  readonly version: Generated<number>
}

export type MeetingTable = {
  readonly region_id: number
  readonly meeting_id: string
  readonly consortium_id: string | null
  readonly host_institution_id: string
  readonly kind: string
  readonly title: string
  readonly local_date: string
  readonly starts_at: string | null
  readonly place: string
  readonly agenda: string | null
  readonly minutes: string | null
  readonly status: string
  readonly confirmed_by: string | null
  readonly confirmed_at: Date | null
  readonly cancel_reason: string | null
  readonly version: number
  readonly demo: boolean
  readonly created_by: string
  readonly created_at: Date
}

export type MeetingActionTable = {
  readonly region_id: number
  readonly action_id: string
  readonly meeting_id: string
  readonly institution_id: string
  readonly owner_staff_id: string | null
  readonly what: string
  readonly reason: string
  readonly due_on: string
  readonly created_by: string
  readonly created_at: Date
}

export type MeetingAddendumTable = {
  readonly region_id: number
  readonly addendum_id: string
  readonly meeting_id: string
  readonly text: string
  readonly written_by: string
  readonly written_at: Date
}

export type MeetingInstitutionTable = {
  readonly region_id: number
  readonly meeting_id: string
  readonly institution_id: string
}

export type MeetingPersonTable = {
  readonly region_id: number
  readonly meeting_person_id: string
  readonly meeting_id: string
  readonly staff_id: string | null
  readonly name: string
  readonly organisation: string
  readonly presence: string
}

export type MembershipTable = {
  readonly membership_id: string
  readonly consortium_id: string
  readonly institution_id: string
  readonly role: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly created_at: Date
}

export type MonthFactTable = {
  readonly region_id: number
  readonly month_fact_id: string
  readonly institution_id: string
  readonly department_id: string | null
  readonly month: string
  readonly measure: string
  readonly value: string
  readonly source: string
  readonly status: string
  readonly note: string | null
  readonly entered_by: string
  readonly entered_at: Date
  readonly locked_by: string | null
  readonly locked_at: Date | null
  readonly abnormal_why: string | null
}

export type MonthLockTable = {
  readonly region_id: number
  readonly month_lock_id: string
  readonly institution_id: string
  readonly month: string
  readonly locked_by: string
  readonly locked_at: Date
  readonly unlocked_by: string | null
  readonly unlocked_at: Date | null
  readonly unlock_reason: string | null
}

export type PairingTable = {
  readonly pairing_id: string
  readonly region_id: number
  readonly code: string
  readonly giver_institution_id: string
  readonly receiver_institution_id: string
  readonly department_id: string
  readonly leader_staff_id: string
  readonly party_branch: string
  readonly joint_ward: string | null
  readonly agreement_id: string | null
  readonly follows_pairing_id: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly end_reason: string | null
  readonly demo: boolean
  readonly created_at: Date
}

export type PartOfDayTable = {
  readonly part_of_day_id: string
  readonly region_id: number
  readonly institution_id: string | null
  readonly part: string
  readonly name: string
  readonly starts_at: string
  readonly ends_at: string
}

export type PhotoTable = {
  readonly photo_id: string
  readonly staff_id: string | null
  readonly institution_id: string | null
  readonly media_type: string
  readonly width: number
  readonly height: number
  readonly content: Buffer
  readonly added_at: Date
  readonly added_by: string
}

export type PlaqueTable = {
  readonly plaque_id: string
  readonly institution_id: string
  readonly agreement_id: string | null
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly giver_institution_id: string | null
  readonly giver: string
  readonly given_on: string
  readonly valid_until: string | null
  readonly services: readonly string[]
  readonly photo_file: string | null
  readonly removed_on: string | null
  readonly demo: boolean
  readonly created_at: Date
  readonly team_id: string | null
}

export type PlaqueActivityTable = {
  readonly plaque_id: string
  readonly local_date: string
  readonly service: string
  readonly noted_at: Date
}

export type PlaqueTieActivityTable = {
  readonly region_id: number
  readonly activity_id: string
  readonly plaque_id: string
}

export type PopulationFigureTable = {
  readonly population_figure_id: string
  readonly institution_id: string
  readonly year: number
  readonly group_code: string
  readonly persons: number
  readonly source: string
  readonly demo: boolean
  readonly created_at: Date
}

export type PracticeSiteTable = {
  readonly practice_site_id: string
  readonly staff_id: string
  readonly institution_id: string
  readonly department_id: string | null
  readonly filing_number: string | null
  readonly valid_from: string
  readonly valid_until: string | null
  readonly created_at: Date
}

export type RoomTable = {
  readonly room_id: string
  readonly institution_id: string
  readonly department_id: string | null
  readonly code: string
  readonly name: string
  readonly place: string | null
  readonly closed_on: string | null
  readonly created_at: Date
}

export type SpecialityAllianceTable = {
  readonly consortium_id: string
  readonly speciality: string
  readonly lead_department_id: string
  readonly version: number
}

export type StaffTable = {
  readonly staff_id: string
  readonly code: string
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly sex: string
  readonly profession: string
  readonly licence_number: string | null
  readonly phone_cipher: Buffer | null
  readonly phone_index: Buffer | null
  readonly phone_tail: string | null
  readonly institution_id: string
  readonly department_id: string | null
  readonly specialities: readonly string[]
  readonly bio: string | null
  readonly joined_on: string | null
  readonly left_on: string | null
  readonly demo: boolean
  readonly version: number
  readonly created_at: Date
}

export type StaffTitleTable = {
  readonly staff_title_id: string
  readonly staff_id: string
  readonly title_code: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly certificate: string | null
  readonly created_at: Date
}

export type TeamTable = {
  readonly team_id: string
  readonly institution_id: string
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly speciality: string | null
  readonly introduction: string | null
  readonly started_on: string | null
  readonly ended_on: string | null
  readonly demo: boolean
  readonly version: number
  readonly created_at: Date
}

export type TeamMemberTable = {
  readonly team_member_id: string
  readonly team_id: string
  readonly staff_id: string
  readonly role: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly created_at: Date
}

export type TieActivityTable = {
  readonly region_id: number
  readonly activity_id: string
  readonly pairing_id: string | null
  readonly consortium_id: string | null
  readonly institution_id: string
  readonly local_date: string
  readonly kind: string
  readonly what: string
  readonly others: string | null
  readonly noted_by: string
  readonly noted_at: Date
  readonly withdrawn_by: string | null
  readonly withdrawn_at: Date | null
  readonly withdrawn_reason: string | null
}

export type TieActivityCountTable = {
  readonly region_id: number
  readonly activity_id: string
  readonly measure: string
  readonly value: string
}

export type TieActivityPersonTable = {
  readonly region_id: number
  readonly activity_id: string
  readonly staff_id: string
}

export type TravelTimeTable = {
  readonly travel_time_id: string
  readonly from_institution_id: string
  readonly to_institution_id: string
  readonly mode: string
  readonly minutes: number
  readonly subsidy_fen: number
  readonly source: string
  readonly demo: boolean
  readonly created_at: Date
}

export type NetworkTables = {
  readonly 'network.agreement': AgreementTable
  readonly 'network.agreement_party': AgreementPartyTable
  readonly 'network.alliance_department': AllianceDepartmentTable
  readonly 'network.basic_equipment': BasicEquipmentTable
  readonly 'network.bed_group': BedGroupTable
  readonly 'network.calendar_day': CalendarDayTable
  readonly 'network.catchment': CatchmentTable
  readonly 'network.centre': CentreTable
  readonly 'network.centre_kind': CentreKindTable
  readonly 'network.centre_member': CentreMemberTable
  readonly 'network.charter': CharterTable
  readonly 'network.consortium': ConsortiumTable
  readonly 'network.cost_rule': CostRuleTable
  readonly 'network.council_seat': CouncilSeatTable
  readonly 'network.department': DepartmentTable
  readonly 'network.equipment': EquipmentTable
  readonly 'network.equipment_kind': EquipmentKindTable
  readonly 'network.extended_clinic': ExtendedClinicTable
  readonly 'network.fact_reporter': FactReporterTable
  readonly 'network.fee_item': FeeItemTable
  readonly 'network.goal': GoalTable
  readonly 'network.goal_report': GoalReportTable
  readonly 'network.institution': InstitutionTable
  readonly 'network.insurance_designation': InsuranceDesignationTable
  readonly 'network.measure': MeasureTable
  readonly 'network.measure_choice': MeasureChoiceTable
  readonly 'network.meeting': MeetingTable
  readonly 'network.meeting_action': MeetingActionTable
  readonly 'network.meeting_addendum': MeetingAddendumTable
  readonly 'network.meeting_institution': MeetingInstitutionTable
  readonly 'network.meeting_person': MeetingPersonTable
  readonly 'network.membership': MembershipTable
  readonly 'network.month_fact': MonthFactTable
  readonly 'network.month_lock': MonthLockTable
  readonly 'network.pairing': PairingTable
  readonly 'network.part_of_day': PartOfDayTable
  readonly 'network.photo': PhotoTable
  readonly 'network.plaque': PlaqueTable
  readonly 'network.plaque_activity': PlaqueActivityTable
  readonly 'network.plaque_tie_activity': PlaqueTieActivityTable
  readonly 'network.population_figure': PopulationFigureTable
  readonly 'network.practice_site': PracticeSiteTable
  readonly 'network.room': RoomTable
  readonly 'network.speciality_alliance': SpecialityAllianceTable
  readonly 'network.staff': StaffTable
  readonly 'network.staff_title': StaffTitleTable
  readonly 'network.team': TeamTable
  readonly 'network.team_member': TeamMemberTable
  readonly 'network.tie_activity': TieActivityTable
  readonly 'network.tie_activity_count': TieActivityCountTable
  readonly 'network.tie_activity_person': TieActivityPersonTable
  readonly 'network.travel_time': TravelTimeTable
}
