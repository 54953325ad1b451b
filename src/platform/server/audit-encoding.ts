import { createHmac } from 'node:crypto'

/** Every column of `platform.audit`, in the order in which seals encode them. A test compares it with the table. */
export const auditColumns = [
  'region_id',
  'audit_id',
  'at',
  'actor',
  'institution_id',
  'act',
  'outcome',
  'code',
  'subject_kind',
  'subject_id',
  'resident_id',
  'reason',
  'content_hash',
  'details',
  'request_id',
] as const

/** One audit row as text, `at` with its microseconds, as the database writes it. */
export type AuditRowText = Readonly<Record<(typeof auditColumns)[number], string | null>>

/** What a query must select so that the encoding is the same on every machine and in every time zone. */
export const auditRowSelection = auditColumns
  .map(column =>
    column === 'at'
      ? `to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at`
      : `a.${column}::text as ${column}`,
  )
  .join(', ')

const lengthOf = (length: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(length)
  return bytes
}

/** Length first, then the bytes; null is length −1. Nothing can be moved from one column to the next unnoticed. */
export const encodeFields = (fields: readonly (string | null)[]): Buffer =>
  Buffer.concat(
    fields.flatMap(field => {
      if (field === null) return [lengthOf(-1)]
      const bytes = Buffer.from(field, 'utf8')
      return [lengthOf(bytes.length), bytes]
    }),
  )

export const rowMac = (key: Buffer, row: AuditRowText): Buffer =>
  createHmac('sha256', key)
    .update('audit row 1\0')
    .update(encodeFields(auditColumns.map(column => row[column])))
    .digest()

export type SealContent = {
  readonly regionId: number
  readonly sealNo: number
  /** ISO 8601 with milliseconds, UTC. */
  readonly sealedAt: string
  readonly totalCount: number
  readonly previousMac: Buffer
  readonly rowMacs: readonly Buffer[]
}

/** Holds together which rows, how many, how many ever, and the seal before. */
export const sealMac = (key: Buffer, seal: SealContent): Buffer => {
  const head = [seal.regionId, seal.sealNo, seal.sealedAt, seal.rowMacs.length, seal.totalCount].map(String)
  const mac = createHmac('sha256', key).update('audit seal 1\0').update(encodeFields(head)).update(seal.previousMac)
  for (const row of seal.rowMacs) mac.update(row)
  return mac.digest()
}

/** What the first seal of a region points back to. */
export const noSeal: Buffer = Buffer.alloc(32)
