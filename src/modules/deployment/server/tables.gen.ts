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

export type DiaryTable = {
  readonly region_id: number
  readonly owner_id: string
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
  readonly status: string
  readonly published_at: Date | null
  readonly cancelled_at: Date | null
  readonly cancel_reason: string | null
  readonly cancel_note: string | null
  readonly substitute_session_id: string | null
  readonly closed_at: Date | null
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

export type DeploymentTables = {
  readonly 'deployment.absence': AbsenceTable
  readonly 'deployment.diary': DiaryTable
  readonly 'deployment.month_plan': MonthPlanTable
  readonly 'deployment.series': SeriesTable
  readonly 'deployment.session': SessionTable
  readonly 'deployment.session_staff': SessionStaffTable
}
