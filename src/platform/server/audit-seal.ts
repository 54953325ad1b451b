import { sql } from 'kysely'
import type { App } from './app.ts'
import { type Anchor, writeAnchor } from './audit-anchors.ts'
import { type AuditRowText, auditRowSelection, noSeal, rowMac, sealMac } from './audit-encoding.ts'
import { witnessSeal } from './audit-witness.ts'
import type { Ctx } from './context.ts'
import { inTransaction } from './transaction.ts'

type SealRow = { readonly seal_no: number; readonly mac: Buffer; readonly total_count: number }

const rowsASeal = 2_000
const settleMillis = 2_000
const minute = 60_000

/**
 * How far back is looked for rows that no seal holds: `recent` two minutes behind the newest sealed one (every ten
 * seconds), `days` the last two days (every ten minutes, and first of all), `all` everything (every night).
 */
export type SealDepth = 'recent' | 'days' | 'all'

const lastWide = new WeakMap<App, Map<number, number>>()

const depthDue = (app: App, regionId: number): SealDepth => {
  const times = lastWide.get(app) ?? new Map<number, number>()
  lastWide.set(app, times)
  const last = times.get(regionId)
  if (last !== undefined && performance.now() - last < 10 * minute) return 'recent'
  times.set(regionId, performance.now())
  return 'days'
}

const lookBack = async (ctx: Ctx, depth: SealDepth): Promise<Date> => {
  if (depth === 'all') return new Date(0)
  const { rows } = await sql<{ at: Date }>`select a.at from platform.audit_seal l
    join platform.audit_sealed_row s on s.region_id = l.region_id and s.seal_no = l.seal_no and s.position = l.row_count
    join platform.audit a on a.region_id = s.region_id and a.audit_id = s.audit_id
    where l.region_id = ${ctx.regionId} order by l.seal_no desc limit 1`.execute(ctx.tx)
  if (!rows[0]) return new Date(0)
  // Where the demo moved its clock back, the newest sealed row lies ahead.
  const newest = Math.min(rows[0].at.getTime(), ctx.now.getTime())
  return new Date(newest - (depth === 'recent' ? 2 * minute : 48 * 60 * minute))
}

/**
 * Rows that no seal holds yet, oldest first. Never "newer than the last sealed one": rows commit late, and a row that
 * commits behind the last one must be sealed too. Rows "from the future" exist where the demo moved its clock back.
 */
const unsealedRows = async (ctx: Ctx, depth: SealDepth): Promise<readonly AuditRowText[]> => {
  const settled = new Date(ctx.now.getTime() - settleMillis)
  const ahead = new Date(ctx.now.getTime() + minute)
  if (depth !== 'recent') await sql`set local statement_timeout = '10min'`.execute(ctx.tx)
  const { rows } = await sql<AuditRowText>`select ${sql.raw(auditRowSelection)} from platform.audit a
    where a.region_id = ${ctx.regionId} and a.at >= ${await lookBack(ctx, depth)} and (a.at < ${settled} or a.at > ${ahead})
      and not exists (select from platform.audit_sealed_row s where s.region_id = ${ctx.regionId} and s.region_id = a.region_id and s.audit_id = a.audit_id)
    order by a.at, a.audit_id limit ${sql.lit(rowsASeal)}`.execute(ctx.tx)
  return rows
}

/** One process at a time writes the seals of a region; another comes later. */
const takeTurn = async (ctx: Ctx): Promise<boolean> => {
  const { rows } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(724021, ${ctx.regionId}::int) as mine`.execute(ctx.tx)
  return rows[0]?.mine === true
}

const newestSeal = async (ctx: Ctx): Promise<SealRow | undefined> => {
  const { rows } = await sql<SealRow>`select seal_no, mac, total_count from platform.audit_seal
    where region_id = ${ctx.regionId} order by seal_no desc limit 1`.execute(ctx.tx)
  return rows[0]
}

const writeSeal = async (ctx: Ctx, rows: readonly AuditRowText[]): Promise<Anchor> => {
  const previous = await newestSeal(ctx)
  const key = ctx.app.keys.seal
  const rowMacs = rows.map(row => rowMac(key, row))
  const content = {
    regionId: ctx.regionId,
    sealNo: (previous?.seal_no ?? 0) + 1,
    sealedAt: ctx.now.toISOString(),
    totalCount: (previous?.total_count ?? 0) + rows.length,
    previousMac: previous?.mac ?? noSeal,
    rowMacs,
  }
  const mac = sealMac(key, content)
  await sql`insert into platform.audit_seal (region_id, seal_no, sealed_at, row_count, total_count, previous_mac, mac)
    values (${ctx.regionId}, ${content.sealNo}, ${ctx.now}, ${rows.length}, ${content.totalCount}, ${content.previousMac}, ${mac})`.execute(
    ctx.tx,
  )
  await sql`insert into platform.audit_sealed_row (region_id, audit_id, seal_no, position, row_mac)
    select ${ctx.regionId}, t.audit_id, ${content.sealNo}::int, t.position, t.row_mac
    from unnest(${rows.map(row => row.audit_id)}::uuid[], ${rows.map((_, index) => index + 1)}::int[], ${rowMacs}::bytea[])
      as t (audit_id, position, row_mac)`.execute(ctx.tx)
  return {
    regionId: ctx.regionId,
    sealNo: content.sealNo,
    mac: mac.toString('hex'),
    totalCount: content.totalCount,
    sealedAt: content.sealedAt,
  }
}

const sealOnce = (app: App, regionId: number, depth: SealDepth): Promise<Anchor | undefined> =>
  inTransaction(
    app,
    { kind: 'job', name: 'platform.seal', regionId, institutionId: null },
    { requestId: 'seal' },
    async ctx => {
      if (!(await takeTurn(ctx))) return undefined
      const rows = await unsealedRows(ctx, depth)
      if (rows.length === 0) return undefined
      const anchor = await writeSeal(ctx, rows)
      await witnessSeal(ctx, anchor)
      return anchor
    },
  )

/**
 * Seals what is settled in one region, then writes the newest seal to the anchor file (PLAT-54).
 * A crash between the two leaves an anchor that is older than the newest seal, which is no finding.
 * @returns how many seals were written.
 */
export const sealAudit = async (app: App, regionId: number, wanted?: SealDepth): Promise<number> => {
  const depth = wanted ?? depthDue(app, regionId)
  for (let seals = 0; ; seals += 1) {
    const anchor = await sealOnce(app, regionId, depth)
    if (!anchor) return seals
    await writeAnchor(app.dataDir, anchor)
  }
}
