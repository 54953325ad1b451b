import { sql } from 'kysely'
import * as contract from '#src/platform/contract/audit.ts'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { type AuditCursor, type AuditRecord, findAuditRows } from '../audit-search.query.ts'
import { audit, type Ctx } from '../context.ts'
import { institutionFacts } from '../institutions.ts'
import { type Handler, handle } from '../module.ts'

const pageSize = 50
const maximumExported = 50_000

const cursorOf = (row: AuditRecord): string => `${row.at.toISOString()}~${row.audit_id}`
const readCursor = (cursor: string | undefined): AuditCursor | null => {
  const [at, auditId] = cursor?.split('~') ?? []
  return at && auditId ? { at, auditId } : null
}

const namesOf = async (ctx: Ctx, rows: readonly AuditRecord[]) => {
  const facts = await institutionFacts(
    ctx,
    rows.map(row => row.institution_id),
  )
  return (id: string | null): string | null => (id === null ? null : (facts.get(id)?.name ?? null))
}

const newestSeal = async (ctx: Ctx) => {
  const { rows } = await sql<{
    seal_no: number
    sealed_at: Date
    total_count: number
  }>`select seal_no, sealed_at, total_count from platform.audit_seal
    where region_id = ${ctx.regionId} order by seal_no desc limit 1`.execute(ctx.tx)
  const seal = rows[0]
  return seal
    ? { sealNo: seal.seal_no, sealedAt: seal.sealed_at.toISOString(), totalCount: Number(seal.total_count) }
    : null
}

/** Whoever reads the audit stands in it too; which resident was asked for is named. */
const noteReading = (ctx: Ctx, residentId: string | undefined, found: number): void =>
  audit(ctx, { subjectKind: 'audit', details: { rows: found }, ...(residentId ? { residentId } : {}) })

const searchAudit = async (
  ctx: Ctx,
  input: InputOf<typeof contract.searchAudit>,
): Promise<OutputOf<typeof contract.searchAudit>> => {
  const limit = input.limit ?? pageSize
  const found = await findAuditRows(ctx, input, readCursor(input.before), limit + 1)
  const rows = found.slice(0, limit)
  const nameOf = await namesOf(ctx, rows)
  noteReading(ctx, input.residentId, rows.length)
  return {
    rows: rows.map(row => ({
      auditId: row.audit_id,
      at: row.at.toISOString(),
      actor: row.actor,
      actorName: row.actor_name,
      accountName: row.account_name,
      institutionId: row.institution_id,
      institutionName: nameOf(row.institution_id),
      act: row.act,
      outcome: row.outcome,
      code: row.code,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      residentId: row.resident_id === null ? null : regionalId(ctx.regionId, row.resident_id),
      reason: row.reason,
      details: row.details,
      requestId: row.request_id,
      sealed: row.sealed,
    })),
    next: found.length > limit ? cursorOf(rows.at(-1) as AuditRecord) : null,
    newestSeal: await newestSeal(ctx),
  }
}

/** Quoted where needed; a field that a spreadsheet would take for a formula is made a text. */
export const csvField = (value: string | null): string => {
  const text = value ?? ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const header = [
  'at',
  'actor',
  'actor_name',
  'account_name',
  'institution',
  'act',
  'outcome',
  'code',
  'subject_kind',
  'subject_id',
  'resident_id',
  'reason',
  'details',
  'request_id',
  'sealed',
]

const csvLine = (row: AuditRecord, institution: string | null): string =>
  [
    row.at.toISOString(),
    row.actor,
    row.actor_name,
    row.account_name,
    institution ?? row.institution_id,
    row.act,
    row.outcome,
    row.code,
    row.subject_kind,
    row.subject_id,
    row.resident_id,
    row.reason,
    row.details,
    row.request_id,
    String(row.sealed),
  ]
    .map(csvField)
    .join(',')

const exportAudit = async (
  ctx: Ctx,
  input: InputOf<typeof contract.exportAudit>,
): Promise<OutputOf<typeof contract.exportAudit>> => {
  const found = await findAuditRows(ctx, input, null, maximumExported + 1)
  const rows = found.slice(0, maximumExported)
  const nameOf = await namesOf(ctx, rows)
  noteReading(ctx, input.residentId, rows.length)
  // The mark at the beginning tells Excel that this is UTF-8.
  const csv = `\uFEFF${[header.join(','), ...rows.map(row => csvLine(row, nameOf(row.institution_id)))].join('\r\n')}\r\n`
  return {
    fileName: `audit-${ctx.regionId}-${localDateAt(ctx.now, ctx.timeZone)}.csv`,
    csv,
    rows: rows.length,
    complete: found.length <= maximumExported,
  }
}

export const auditHandlers: readonly Handler[] = [
  handle(contract.searchAudit, searchAudit),
  handle(contract.exportAudit, exportAudit),
]
