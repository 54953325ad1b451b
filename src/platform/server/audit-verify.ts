import type pg from 'pg'
import type { Anchor } from './audit-anchors.ts'
import { type AuditRowText, auditRowSelection, noSeal, rowMac, sealMac } from './audit-encoding.ts'

/** What does not hold together; `auditId` names the first broken row of its seal. */
export type Finding = {
  readonly kind:
    | 'row_changed'
    | 'row_removed'
    | 'seal_forged'
    | 'seal_removed'
    | 'newest_seal_removed'
    | 'anchor_differs'
    | 'anchor_missing'
    | 'rows_unsealed'
  readonly regionId: number
  readonly sealNo: number | null
  readonly auditId: string | null
  readonly position: number | null
  /** What was found, in ids and numbers. */
  readonly detail: string
}

export type VerifyResult = {
  readonly findings: readonly Finding[]
  readonly seals: number
  readonly rows: number
}

/** What a module knows of the clinical version that an audit row speaks of; SHA-256 in hex, or null when it has none. */
export type ContentOf = (regionId: number, subjectKind: string, subjectId: string) => Promise<string | null>

export type VerifyOptions = {
  readonly sealKey: Buffer
  readonly anchors: readonly Anchor[]
  /** Hooks of modules that keep versions whose hash stands in the audit, by subject kind. */
  readonly contentOf?: Readonly<Record<string, ContentOf>>
  /** Rows older than this that no seal holds are a finding; the sealer runs every ten seconds. */
  readonly unsealedMinutes?: number
}

type Seal = {
  readonly seal_no: number
  readonly sealed_at: Date
  readonly row_count: number
  readonly total_count: string | number
  readonly previous_mac: Buffer
  readonly mac: Buffer
}

type SealedRow = { readonly sealed_id: string; readonly position: number; readonly row_mac: Buffer } & {
  readonly [K in keyof AuditRowText]: AuditRowText[K]
}

const rowsOfSeal = async (db: pg.ClientBase, regionId: number, sealNo: number): Promise<readonly SealedRow[]> => {
  const { rows } = await db.query<SealedRow>({
    name: 'verify-rows',
    text: `select s.audit_id as sealed_id, s.position, s.row_mac, ${auditRowSelection}
      from platform.audit_sealed_row s left join platform.audit a on a.region_id = s.region_id and a.audit_id = s.audit_id
      where s.region_id = $1 and s.seal_no = $2 order by s.position`,
    values: [regionId, sealNo],
  })
  return rows
}

const brokenRow = (key: Buffer, regionId: number, sealNo: number, rows: readonly SealedRow[]): Finding | undefined => {
  for (const row of rows) {
    const about = { regionId, sealNo, auditId: row.sealed_id, position: row.position }
    if (row.audit_id === null)
      return { kind: 'row_removed', ...about, detail: 'the seal holds this row, the audit has none' }
    if (!rowMac(key, row).equals(row.row_mac))
      return { kind: 'row_changed', ...about, detail: `act ${row.act}, actor ${row.actor}, at ${row.at}Z` }
  }
  return undefined
}

/** A place in the seal whose row is gone together with its entry. */
const missingPlace = (regionId: number, seal: Seal, rows: readonly SealedRow[]): Finding | undefined => {
  if (rows.length === seal.row_count) return undefined
  const places = new Set(rows.map(row => row.position))
  const gap = Array.from({ length: seal.row_count }, (_, index) => index + 1).find(place => !places.has(place)) ?? null
  const before = rows.filter(row => gap !== null && row.position < gap).at(-1)
  return {
    kind: 'row_removed',
    regionId,
    sealNo: seal.seal_no,
    auditId: null,
    position: gap,
    detail: `${seal.row_count - rows.length} of ${seal.row_count} rows are gone; the first after ${before?.sealed_id ?? 'the beginning'}`,
  }
}

const brokenSeal = (
  key: Buffer,
  regionId: number,
  seal: Seal,
  rows: readonly SealedRow[],
  before: Seal | undefined,
): Finding | undefined => {
  const about = { regionId, sealNo: seal.seal_no, auditId: null, position: null }
  const expected = sealMac(key, {
    regionId,
    sealNo: seal.seal_no,
    sealedAt: seal.sealed_at.toISOString(),
    totalCount: Number(seal.total_count),
    previousMac: seal.previous_mac,
    rowMacs: rows.map(row => row.row_mac),
  })
  if (!expected.equals(seal.mac))
    return { kind: 'seal_forged', ...about, detail: 'the seal does not fit its rows and the key' }
  if (seal.seal_no !== (before?.seal_no ?? 0) + 1)
    return { kind: 'seal_removed', ...about, detail: `seal ${(before?.seal_no ?? 0) + 1} is gone` }
  if (
    !seal.previous_mac.equals(before?.mac ?? noSeal) ||
    Number(seal.total_count) !== Number(before?.total_count ?? 0) + seal.row_count
  )
    return { kind: 'seal_forged', ...about, detail: 'the seal does not continue the one before' }
  return undefined
}

const sealsOf = async (db: pg.ClientBase, regionId: number): Promise<readonly Seal[]> => {
  const { rows } = await db.query<Seal>(
    `select seal_no, sealed_at, row_count, total_count, previous_mac, mac from platform.audit_seal where region_id = $1 order by seal_no`,
    [regionId],
  )
  return rows
}

/** What stands outside the database against what stands in it. */
const compareAnchor = (regionId: number, seals: readonly Seal[], anchors: readonly Anchor[]): readonly Finding[] => {
  const newest = seals.at(-1)
  const about = { regionId, auditId: null, position: null }
  const own = anchors.filter(anchor => anchor.regionId === regionId)
  if (own.length === 0 && newest)
    return [
      {
        kind: 'anchor_missing',
        ...about,
        sealNo: newest.seal_no,
        detail: 'no anchor file; a deleted newest row could not be seen',
      },
    ]
  return own.flatMap((anchor): readonly Finding[] => {
    const seal = seals.find(candidate => candidate.seal_no === anchor.sealNo)
    if (!seal && anchor.sealNo > (newest?.seal_no ?? 0)) {
      const gone = anchor.totalCount - Number(newest?.total_count ?? 0)
      return [
        {
          kind: 'newest_seal_removed',
          ...about,
          sealNo: anchor.sealNo,
          detail: `the newest ${gone} rows are gone with their seal`,
        },
      ]
    }
    const fits = seal && seal.mac.toString('hex') === anchor.mac && Number(seal.total_count) === anchor.totalCount
    return fits
      ? []
      : [
          {
            kind: 'anchor_differs',
            ...about,
            sealNo: anchor.sealNo,
            detail: 'the seal is not the one that was anchored',
          },
        ]
  })
}

const findUnsealed = async (db: pg.ClientBase, regionId: number, minutes: number): Promise<readonly Finding[]> => {
  const { rows } = await db.query<{ audit_id: string; count: string | number }>(
    `select a.audit_id, count(*) over () as count from platform.audit a
     where a.region_id = $1 and a.at < now() - make_interval(mins => $2)
       and not exists (select from platform.audit_sealed_row s where s.region_id = $1 and s.audit_id = a.audit_id)
     order by a.at, a.audit_id limit 1`,
    [regionId, minutes],
  )
  return rows.map(row => ({
    kind: 'rows_unsealed',
    regionId,
    sealNo: null,
    auditId: row.audit_id,
    position: null,
    detail: `${row.count} rows older than ${minutes} minutes are in no seal; does the worker run?`,
  }))
}

const changedContent = async (
  regionId: number,
  sealNo: number,
  rows: readonly SealedRow[],
  hooks: NonNullable<VerifyOptions['contentOf']>,
) => {
  for (const row of rows) {
    const hook = row.subject_kind === null ? undefined : hooks[row.subject_kind]
    if (!hook || row.content_hash === null || row.subject_id === null) continue
    const hash = await hook(regionId, row.subject_kind as string, row.subject_id)
    if (hash !== null && hash !== row.content_hash)
      return {
        kind: 'row_changed',
        regionId,
        sealNo,
        auditId: row.sealed_id,
        position: row.position,
        detail: `the ${row.subject_kind} it speaks of was changed`,
      } satisfies Finding
  }
  return undefined
}

const verifyRegion = async (db: pg.ClientBase, regionId: number, options: VerifyOptions): Promise<VerifyResult> => {
  const findings: Finding[] = []
  const seals = await sealsOf(db, regionId)
  let total = 0
  for (const [index, seal] of seals.entries()) {
    const rows = await rowsOfSeal(db, regionId, seal.seal_no)
    total += rows.length
    const finding =
      missingPlace(regionId, seal, rows) ??
      brokenRow(options.sealKey, regionId, seal.seal_no, rows) ??
      brokenSeal(options.sealKey, regionId, seal, rows, seals[index - 1]) ??
      (await changedContent(regionId, seal.seal_no, rows, options.contentOf ?? {}))
    if (finding) findings.push(finding)
  }
  findings.push(...compareAnchor(regionId, seals, options.anchors))
  findings.push(...(await findUnsealed(db, regionId, options.unsealedMinutes ?? 5)))
  return { findings, seals: seals.length, rows: total }
}

/** Checks every seal of every region against its rows, the seal before and the anchors outside the database (PLAT-55). */
export const verifyAudit = async (db: pg.ClientBase, options: VerifyOptions): Promise<VerifyResult> => {
  const { rows: regions } = await db.query<{ region_id: number }>(
    `select region_id from platform.region union select region_id from platform.audit_seal order by 1`,
  )
  const known = new Set([...regions.map(region => region.region_id), ...options.anchors.map(anchor => anchor.regionId)])
  const results: VerifyResult[] = []
  for (const regionId of known) results.push(await verifyRegion(db, regionId, options))
  return {
    findings: results.flatMap(result => result.findings),
    seals: results.reduce((sum, result) => sum + result.seals, 0),
    rows: results.reduce((sum, result) => sum + result.rows, 0),
  }
}
