import { sql } from 'kysely'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { hospitalLine } from '../../contract-hospitals.ts'
import { allowedAddresses, mayReach } from './line-rules.ts'

const weekInMinutes = 7 * 24 * 60

type LineRow = {
  readonly adapter: 'http' | 'simulator'
  readonly base_url: string | null
  readonly timeout_ms: number
  readonly changed_at: Date
}
type AnswerRow = {
  readonly answered: number
  readonly refused: number
  readonly silent: number
  readonly last_answer: Date | null
  readonly last_silence: Date | null
}

/** BOOK-100 The line of the visible institution as its administrator sees it: everything but the key. */
export const readHospitalLine = async (ctx: Ctx): Promise<OutputOf<typeof hospitalLine>> => {
  const { institutionId } = requireStaff(ctx)
  const found = await sql<LineRow>`select adapter, base_url, timeout_ms, changed_at from booking.hospital_line
    where region_id = ${ctx.regionId} and institution_id = ${institutionId}`.execute(ctx.tx)
  const [line] = found.rows
  const answers = await sql<AnswerRow>`select count(*) filter (where outcome in ('ok', 'duplicate'))::int as answered,
      count(*) filter (where outcome = 'gone')::int as refused, count(*) filter (where outcome = 'no_answer')::int as silent,
      max(at) filter (where outcome <> 'no_answer') as last_answer, max(at) filter (where outcome = 'no_answer') as last_silence
    from booking.hospital_receipt
    where region_id = ${ctx.regionId} and institution_id = ${institutionId} and at > ${addMinutes(ctx.now, -weekInMinutes)}`.execute(
    ctx.tx,
  )
  const waiting = await sql<{ n: number }>`select count(*)::int as n from booking.hospital_order
    where region_id = ${ctx.regionId} and institution_id = ${institutionId} and settled_at is null`.execute(ctx.tx)
  const live = await sql<{ n: number }>`select count(distinct s.session_id)::int as n from booking.slot_source s
    join booking.slot_pool p on p.region_id = s.region_id and p.session_id = s.session_id and p.ends_at > ${ctx.now}
    where s.region_id = ${ctx.regionId} and s.institution_id = ${institutionId} and s.kind = 'live'`.execute(ctx.tx)
  const [said] = answers.rows as [AnswerRow]
  return {
    line:
      line === undefined
        ? null
        : {
            adapter: line.adapter,
            baseUrl: line.base_url,
            timeoutMs: line.timeout_ms,
            changedAt: line.changed_at.toISOString(),
            mayReach: line.base_url === null ? ctx.app.demo : mayReach(line.base_url),
          },
    allowed: allowedAddresses(),
    simulator: ctx.app.demo,
    answered: said.answered,
    refused: said.refused,
    silent: said.silent,
    lastAnswerAt: said.last_answer?.toISOString() ?? null,
    lastSilenceAt: said.last_silence?.toISOString() ?? null,
    waiting: waiting.rows[0]?.n ?? 0,
    liveSessions: live.rows[0]?.n ?? 0,
  }
}
