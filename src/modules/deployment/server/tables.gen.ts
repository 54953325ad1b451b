// Written by `npm run generate` from a migrated database; not edited by hand.

export type AbsenceTable = {
  readonly region_id: number
  readonly absence_id: string
  readonly staff_id: string
  readonly institution_id: string
  readonly kind: string
  readonly first_day: string
  readonly last_day: string
  readonly part_of_day: string | null
  readonly note: string | null
  readonly recorded_by: string
  readonly recorded_at: Date
  readonly withdrawn_by: string | null
  readonly withdrawn_at: Date | null
}

export type AttendanceTable = {
  readonly region_id: number
  readonly session_id: string
  readonly staff_id: string
  readonly arrived_at: Date
  readonly way: string
  readonly reason: string | null
  readonly by: string
}

export type CalendarFeedTable = {
  readonly region_id: number
  readonly feed_id: string
  readonly kind: string
  readonly owner_id: string
  readonly opened_by: string
  readonly opened_at: Date
  readonly closed_by: string | null
  readonly closed_at: Date | null
}

export type CertificateNumberTable = {
  readonly region_id: number
  readonly year: number
  readonly last_number: number
}

export type ClosingSheetTable = {
  readonly region_id: number
  readonly session_id: string
  readonly version: number
  readonly institution_id: string
  readonly first_visits: number
  readonly return_visits: number
  readonly extra_visits: number
  readonly taught: number
  readonly rounds: number
  readonly operations: number
  readonly attended: number
  readonly taught_what: string | null
  readonly operation_names: string | null
  readonly new_technique: string | null
  readonly lacking: string | null
  readonly note: string | null
  readonly arrived_at: Date
  readonly left_at: Date
  readonly counted_visits: number | null
  readonly written_by: string
  readonly written_by_account: string | null
  readonly written_at: Date
  readonly decision: string | null
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly decision_reason: string | null
}

export type DiaryTable = {
  readonly region_id: number
  readonly owner_id: string
}

export type EveningCardTable = {
  readonly region_id: number
  readonly session_id: string
  readonly staff_id: string
  readonly for_date: string
  readonly sent_at: Date
}

export type LeaveRequestTable = {
  readonly region_id: number
  readonly request_id: string
  readonly staff_id: string
  readonly institution_id: string
  readonly kind: string
  readonly first_day: string
  readonly last_day: string
  readonly part_of_day: string | null
  readonly note: string | null
  readonly status: string
  readonly asked_at: Date
  readonly decided_at: Date | null
  readonly decided_by: string | null
  readonly decision_note: string | null
  readonly absence_id: string | null
}

export type MonthChangeTable = {
  readonly region_id: number
  readonly institution_id: string
  readonly month: string
  readonly changes: number
  readonly changed_at: Date
}

export type MonthHandoutTable = {
  readonly region_id: number
  readonly institution_id: string
  readonly month: string
  readonly form: string
  readonly taken_by: string
  readonly taken_at: Date
  readonly changes: number
}

export type MonthPlanTable = {
  readonly region_id: number
  readonly institution_id: string
  readonly month: string
  readonly version: number
  readonly published_at: Date
  readonly published_by: string
  readonly session_count: number
}

export type PostingTable = {
  readonly region_id: number
  readonly posting_id: string
  readonly staff_id: string
  readonly home_institution_id: string
  readonly institution_id: string | null
  readonly place_text: string | null
  readonly duty: string
  readonly is_full_time: boolean
  readonly post_held: string
  readonly title_code: string | null
  readonly letter_number: string
  readonly letter_file: string | null
  readonly subsidy_fen_per_day: number | null
  readonly first_day: string
  readonly last_day: string
  readonly ended_why: string | null
  readonly note: string | null
  readonly entered_by: string
  readonly entered_at: Date
  readonly version: number
}

export type PostingMonthTable = {
  readonly region_id: number
  readonly posting_id: string
  readonly month: string
  readonly days: readonly number[]
  readonly reported_by: string
  readonly reported_at: Date
  readonly confirmed_by: string | null
  readonly confirmed_at: Date | null
  readonly version: number
}

export type SeriesTable = {
  readonly region_id: number
  readonly series_id: string
  readonly institution_id: string
  readonly template: unknown
  readonly recurrence: unknown
  readonly first_day: string
  readonly last_day: string
  readonly created_by: string
  readonly created_at: Date
}

export type ServiceCertificateTable = {
  readonly region_id: number
  readonly certificate_id: string
  readonly number: string
  readonly code: string
  readonly staff_id: string
  readonly institution_id: string
  readonly first_day: string
  readonly last_day: string
  readonly figures: unknown
  readonly issued_by: string
  readonly issued_at: Date
}

export type ServiceNeedTable = {
  readonly region_id: number
  readonly need_id: string
  readonly institution_id: string
  readonly speciality: string
  readonly residents: number
  readonly reasons: readonly string[]
  readonly note: string | null
  readonly urgency: string
  readonly wished_from: string | null
  readonly wished_until: string | null
  readonly status: string
  readonly session_id: string | null
  readonly decline_reason: string | null
  readonly answer_note: string | null
  readonly filed_by: string
  readonly filed_by_staff: string | null
  readonly filed_at: Date
  readonly answered_by: string | null
  readonly answered_at: Date | null
  readonly version: number
}

export type SessionTable = {
  readonly region_id: number
  readonly session_id: string
  readonly institution_id: string
  readonly department_id: string | null
  readonly room_id: string | null
  readonly series_id: string | null
  readonly series_date: string | null
  readonly team_id: string | null
  readonly named_by_department_id: string | null
  readonly names_person_by: Date | null
  readonly kind: string
  readonly speciality: string | null
  readonly theme: string | null
  readonly local_date: string
  readonly part_of_day: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly capacity: number
  readonly bucket_minutes: number
  readonly fee_fen: number | null
  readonly note: string | null
  readonly place_text: string | null
  readonly taking_part: string | null
  readonly filing_number: string | null
  readonly contact_name: string | null
  readonly contact_phone: string | null
  readonly car_plate: string | null
  readonly late_minutes: number | null
  readonly status: string
  readonly published_at: Date | null
  readonly cancelled_at: Date | null
  readonly cancel_reason: string | null
  readonly cancel_note: string | null
  readonly substitute_session_id: string | null
  readonly closed_at: Date | null
  readonly sheet_asked_at: Date | null
  readonly created_by: string
  readonly created_at: Date
  readonly changed_at: Date
  readonly version: number
}

export type SessionStaffTable = {
  readonly region_id: number
  readonly session_id: string
  readonly staff_id: string
  readonly role: string
  readonly position: number
  readonly local_date: string
  readonly during: string
  readonly active: boolean
}

export type SiteCardTable = {
  readonly region_id: number
  readonly institution_id: string
  readonly contact_name: string | null
  readonly contact_phone: string | null
  readonly car_plate: string | null
  readonly has: string | null
  readonly lacks: string | null
  readonly changed_at: Date
  readonly changed_by: string
  readonly version: number
}

export type SiteCodeTryTable = {
  readonly region_id: number
  readonly staff_id: string
  readonly wrong: number
  readonly last_at: Date
  readonly paused_until: Date | null
}

export type SubstitutionTable = {
  readonly region_id: number
  readonly substitution_id: string
  readonly session_id: string
  readonly staff_id: string
  readonly by_staff_id: string
  readonly why: string
  readonly reason: string | null
  readonly at: Date
  readonly by: string
}

export type SwapTable = {
  readonly region_id: number
  readonly swap_id: string
  readonly session_id: string
  readonly from_staff_id: string
  readonly to_staff_id: string
  readonly institution_id: string
  readonly note: string | null
  readonly status: string
  readonly offered_at: Date
  readonly answered_at: Date | null
  readonly decided_at: Date | null
  readonly decided_by: string | null
  readonly decision_note: string | null
}

export type DeploymentTables = {
  readonly 'deployment.absence': AbsenceTable
  readonly 'deployment.attendance': AttendanceTable
  readonly 'deployment.calendar_feed': CalendarFeedTable
  readonly 'deployment.certificate_number': CertificateNumberTable
  readonly 'deployment.closing_sheet': ClosingSheetTable
  readonly 'deployment.diary': DiaryTable
  readonly 'deployment.evening_card': EveningCardTable
  readonly 'deployment.leave_request': LeaveRequestTable
  readonly 'deployment.month_change': MonthChangeTable
  readonly 'deployment.month_handout': MonthHandoutTable
  readonly 'deployment.month_plan': MonthPlanTable
  readonly 'deployment.posting': PostingTable
  readonly 'deployment.posting_month': PostingMonthTable
  readonly 'deployment.series': SeriesTable
  readonly 'deployment.service_certificate': ServiceCertificateTable
  readonly 'deployment.service_need': ServiceNeedTable
  readonly 'deployment.session': SessionTable
  readonly 'deployment.session_staff': SessionStaffTable
  readonly 'deployment.site_card': SiteCardTable
  readonly 'deployment.site_code_try': SiteCodeTryTable
  readonly 'deployment.substitution': SubstitutionTable
  readonly 'deployment.swap': SwapTable
}
