// Written by `npm run generate` from a migrated database; not edited by hand.

export type AccessEntryTable = {
  readonly region_id: number
  readonly access_entry_id: string
  readonly resident_id: string
  readonly account: string
  readonly actor_kind: string
  readonly actor_name: string
  readonly institution_id: string | null
  readonly purpose: string
  readonly ground: string
  readonly reason: string | null
  readonly at: Date
  readonly quarter_hour: number
}

export type BreakGlassTable = {
  readonly region_id: number
  readonly break_glass_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly masked_number: string | null
  readonly institution_id: string
  readonly account: string
  readonly actor_name: string
  readonly reason: string
  readonly at: Date
  readonly valid_until: Date
  readonly local_date: string
  readonly reviewed_at: Date | null
  readonly reviewed_by: string | null
  readonly review_outcome: string | null
  readonly review_note: string | null
}

export type BreakGlassCountTable = {
  readonly region_id: number
  readonly account: string
  readonly local_date: string
  readonly used: number
}

export type CardBridgeTable = {
  readonly bridge_id: string
  readonly institution_id: string
  readonly name: string
  readonly key_cipher: Buffer
  readonly simulated: boolean
  readonly created_at: Date
  readonly created_by: string
  readonly ended_at: Date | null
}

export type CodeRequestTable = {
  readonly region_id: number
  readonly request_id: string
  readonly kind: string
  readonly resident_id: string | null
  readonly institution_id: string | null
  readonly account: string
  readonly code_hash: Buffer
  readonly sent_at: Date
  readonly expires_at: Date
  readonly attempts: number
  readonly used_at: Date | null
}

export type DirectoryPersonTable = {
  readonly identity_index: Buffer
  readonly person_id: string
}

export type DirectoryPersonResidentTable = {
  readonly person_id: string
  readonly region_id: number
  readonly resident_id: string
}

export type ProxyTable = {
  readonly region_id: number
  readonly proxy_id: string
  readonly resident_id: string
  readonly proxy_account: string
  readonly name: string
  readonly phone_cipher: Buffer | null
  readonly masked_phone: string | null
  readonly phone_index: Buffer
  readonly relation: string
  readonly proof: string
  readonly valid_from: Date
  readonly valid_until: Date | null
  readonly reconfirm_on: string | null
  readonly ended_at: Date | null
  readonly ended_by: string | null
  readonly author_institution_id: string | null
  readonly author_account: string
}

export type RelationshipTable = {
  readonly region_id: number
  readonly relationship_id: string
  readonly resident_id: string
  readonly institution_id: string
  readonly act: string
  readonly scope: string
  readonly proof: string
  readonly source: string
  readonly staff_id: string | null
  readonly team_id: string | null
  readonly resident_name: string
  readonly resident_pinyin: string
  readonly resident_initials: string
  readonly valid_from: Date
  readonly valid_until: Date
  readonly ended_at: Date | null
  readonly ended_reason: string | null
  readonly granted_by: string
  readonly created_at: Date
  readonly reviewed_at: Date | null
  readonly reviewed_by: string | null
  readonly review_outcome: string | null
  readonly review_note: string | null
}

export type ResidentTable = {
  readonly region_id: number
  readonly resident_id: string
  readonly name: string
  readonly sex: string
  readonly birth_date: string
  readonly identity_type: string
  readonly identity_cipher: Buffer | null
  readonly masked_number: string | null
  readonly identity_status: string
  readonly phone_cipher: Buffer | null
  readonly masked_phone: string | null
  readonly address_cipher: Buffer | null
  readonly insurance_type: string
  readonly insured_place: string | null
  readonly residence_kind: string
  readonly household_place: string | null
  readonly self_account: string | null
  readonly phone_to_confirm: boolean
  readonly author_institution_id: string | null
  readonly author_account: string
  readonly demo: boolean
  readonly created_at: Date
  readonly updated_at: Date
  readonly version: number
}

export type ResidentIndexTable = {
  readonly region_id: number
  readonly resident_id: string
  readonly name: string
  readonly masked_name: string
  readonly pinyin: string
  readonly initials: string
  readonly birth_date: string
  readonly sex: string
  readonly masked_number: string | null
  readonly masked_phone: string | null
  readonly identity_index: Buffer | null
  readonly identity_tail_index: Buffer | null
  readonly phone_index: Buffer | null
  readonly phone_tail_index: Buffer | null
  readonly demo: boolean
}

export type UsedProofTable = {
  readonly region_id: number
  readonly nonce: string
  readonly used_at: Date
}

export type RecordsTables = {
  readonly 'records.access_entry': AccessEntryTable
  readonly 'records.break_glass': BreakGlassTable
  readonly 'records.break_glass_count': BreakGlassCountTable
  readonly 'records.card_bridge': CardBridgeTable
  readonly 'records.code_request': CodeRequestTable
  readonly 'records.directory_person': DirectoryPersonTable
  readonly 'records.directory_person_resident': DirectoryPersonResidentTable
  readonly 'records.proxy': ProxyTable
  readonly 'records.relationship': RelationshipTable
  readonly 'records.resident': ResidentTable
  readonly 'records.resident_index': ResidentIndexTable
  readonly 'records.used_proof': UsedProofTable
}
