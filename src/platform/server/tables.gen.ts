// Written by `npm run generate` from a migrated database; not edited by hand.
import type { Generated } from 'kysely'

export type AccountTable = {
  readonly account_id: string
  readonly kind: string
  readonly name: string
  readonly staff_id: string | null
  readonly password_hash: string | null
  readonly password_set_at: Date | null
  readonly must_change_password: Generated<boolean>
  readonly second_factor: string | null
  readonly second_factor_secret: Buffer | null
  readonly second_factor_last_step: number | null
  readonly failed_count: Generated<number>
  readonly locked_until: Date | null
  readonly disabled_at: Date | null
  readonly language: Generated<string>
  readonly preferences: Generated<unknown>
  readonly created_at: Date
  readonly home_institution_id: string | null
  readonly signed_in_at: Date | null
}

export type AccountResidentTable = {
  readonly account_id: string
  readonly region_id: number
  readonly resident_id: string
  readonly relation: string
  readonly position: Generated<number>
  readonly valid_until: Date | null
  readonly added_at: Date
}

export type AccountRoleTable = {
  readonly account_id: string
  readonly institution_id: string
  readonly role: string
  readonly granted_at: Date
  readonly granted_by: string
}

export type AuditTable = {
  readonly region_id: number
  readonly audit_id: string
  readonly at: Date
  readonly actor: string
  readonly institution_id: string | null
  readonly act: string
  readonly outcome: string
  readonly code: string | null
  readonly subject_kind: string | null
  readonly subject_id: string | null
  readonly resident_id: string | null
  readonly reason: string | null
  readonly content_hash: string | null
  readonly details: Generated<string>
  readonly request_id: string
}

export type AuditSealTable = {
  readonly region_id: number
  readonly seal_no: number
  readonly sealed_at: Date
  readonly row_count: number
  readonly total_count: number
  readonly previous_mac: Buffer
  readonly mac: Buffer
}

export type AuditSealedRowTable = {
  readonly region_id: number
  readonly audit_id: string
  readonly seal_no: number
  readonly position: number
  readonly row_mac: Buffer
}

export type ClockTable = {
  readonly only_row: Generated<boolean>
  readonly offset_ms: Generated<number>
}

export type DemoLoadTable = {
  readonly only_row: Generated<boolean>
  readonly started_at: Date
  readonly finished_at: Date | null
}

export type IdempotencyTable = {
  readonly region_id: number
  readonly actor: string
  readonly endpoint: string
  readonly key: string
  readonly input_hash: Buffer
  readonly status: number | null
  readonly response: string | null
  readonly at: Date
}

export type LoginTable = {
  readonly login_index: Buffer
  readonly account_id: string
  readonly kind: string
  readonly display: string
}

export type LoginCodeTable = {
  readonly phone_index: Buffer
  readonly code_hash: Buffer
  readonly created_at: Date
  readonly expires_at: Date
  readonly attempts: Generated<number>
  readonly used_at: Date | null
}

export type LoopTable = {
  readonly region_id: number
  readonly loop_id: string
  readonly kind: string
  readonly institution_id: string
  readonly owner_account_id: string | null
  readonly owner_role: string | null
  readonly resident_id: string | null
  readonly subject_kind: string
  readonly subject_id: string
  readonly reason: string
  readonly details: Generated<unknown>
  readonly opened_at: Date
  readonly opened_by: string
  readonly due_at: Date
  readonly level: Generated<number>
  readonly escalates_at: Date
  readonly status: Generated<string>
  readonly closed_at: Date | null
  readonly closed_by: string | null
  readonly outcome: string | null
  readonly outcome_note: string | null
}

export type LoopStepTable = {
  readonly region_id: number
  readonly step_id: string
  readonly loop_id: string
  readonly institution_id: string
  readonly at: Date
  readonly actor: string
  readonly step: string
  readonly note: string | null
  readonly details: Generated<unknown>
}

export type NotificationTable = {
  readonly region_id: number
  readonly notification_id: string
  readonly institution_id: string | null
  readonly resident_id: string | null
  readonly account_id: string | null
  readonly channel: string
  readonly template: string
  readonly language: Generated<string>
  readonly address_cipher: Buffer | null
  readonly parameters_cipher: Buffer
  readonly created_at: Date
  readonly not_before: Date
  readonly status: Generated<string>
  readonly attempts: Generated<number>
  readonly sent_at: Date | null
  readonly failure: string | null
  readonly is_secret: boolean
}

export type OutboxTable = {
  readonly region_id: number
  readonly event_id: string
  readonly name: string
  readonly data: unknown
  readonly at: Date
  readonly delivered_at: Date | null
}

export type RegionTable = {
  readonly region_id: number
  readonly name: string
  readonly time_zone: Generated<string>
  readonly created_at: Date
  readonly head_institution_id: string | null
}

export type SessionTable = {
  readonly token_hash: Buffer
  readonly account_id: string
  readonly region_id: number
  readonly institution_id: string | null
  readonly created_at: Date
  readonly last_seen_at: Date
  readonly expires_at: Date
  readonly ended_at: Date | null
  readonly device: string | null
}

export type SettingTable = {
  readonly region_id: number
  readonly key: string
  readonly institution_id: string | null
  readonly value: unknown
  readonly reason: string
  readonly changed_by: string
  readonly changed_at: Date
}

export type PlatformTables = {
  readonly 'platform.account': AccountTable
  readonly 'platform.account_resident': AccountResidentTable
  readonly 'platform.account_role': AccountRoleTable
  readonly 'platform.audit': AuditTable
  readonly 'platform.audit_seal': AuditSealTable
  readonly 'platform.audit_sealed_row': AuditSealedRowTable
  readonly 'platform.clock': ClockTable
  readonly 'platform.demo_load': DemoLoadTable
  readonly 'platform.idempotency': IdempotencyTable
  readonly 'platform.login': LoginTable
  readonly 'platform.login_code': LoginCodeTable
  readonly 'platform.loop': LoopTable
  readonly 'platform.loop_step': LoopStepTable
  readonly 'platform.notification': NotificationTable
  readonly 'platform.outbox': OutboxTable
  readonly 'platform.region': RegionTable
  readonly 'platform.session': SessionTable
  readonly 'platform.setting': SettingTable
}
