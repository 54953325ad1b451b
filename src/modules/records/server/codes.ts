import { createHmac, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { LocalDate } from '#src/platform/kernel/dates.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'

/** Six-digit codes sent to a resident's own phone; five wrong tries end one, its minutes too. */

export type CodeKind = 'identity' | 'elder'
export const codeMinutesOf = (ctx: Ctx): Promise<number> => settingOf<number>(ctx, 'records.code_minutes')

/** Keyed, so that a stolen table does not give codes away. */
const hashOf = (ctx: Ctx, kind: CodeKind, code: string): Buffer =>
  createHmac('sha256', ctx.app.keys.blindIndex).update(`records.code\0${kind}\0${code}`).digest()

export const newCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0')

/** @returns false when too many codes were asked for within the hour */
export const rememberCode = async (
  ctx: Ctx,
  input: {
    readonly kind: CodeKind
    readonly requestId: string
    readonly residentId: RegionalId | null
    readonly code: string
    readonly expiresAt: Date
  },
): Promise<boolean> => {
  const uuid = input.residentId === null ? null : splitRegionalId(input.residentId).uuid
  const { rows } = await sql<{
    kept: boolean
  }>`select records.ask_code(${ctx.regionId}::int, ${input.requestId}::uuid, ${input.kind}, ${uuid}::uuid,
    ${hashOf(ctx, input.kind, input.code)}::bytea, ${ctx.now}::timestamptz, ${input.expiresAt}::timestamptz, ${await settingOf<number>(ctx, 'records.codes_per_hour')}::int) as kept`.execute(
    ctx.tx,
  )
  return rows[0]?.kept === true
}

export type CodeTry =
  | {
      readonly matched: true
      readonly residentId: RegionalId
      readonly birthDate: LocalDate
      readonly requestId: string
    }
  /** Below zero there was no code to try. */
  | { readonly matched: false; readonly triesLeft: number }

/** REC-10: tries a code. A wrong try is counted, so it must be answered, not thrown. */
export const tryCode = async (
  ctx: Ctx,
  input: {
    readonly kind: CodeKind
    readonly requestId: string | null
    readonly residentId: RegionalId | null
    readonly code: string
  },
): Promise<CodeTry> => {
  const uuid = input.residentId === null ? null : splitRegionalId(input.residentId).uuid
  const { rows } = await sql<{
    matched: boolean
    tries_left: number
    resident_id: string | null
    request_id: string | null
    birth_date: string | null
  }>`
    select * from records.try_code(${ctx.regionId}::int, ${input.kind}, ${input.requestId}::uuid, ${uuid}::uuid,
      ${hashOf(ctx, input.kind, input.code)}::bytea, ${ctx.now}::timestamptz)`.execute(ctx.tx)
  const row = rows[0]
  if (row?.matched && row.resident_id !== null && row.request_id !== null && row.birth_date !== null)
    return {
      matched: true,
      residentId: regionalId(ctx.regionId, row.resident_id),
      birthDate: row.birth_date,
      requestId: row.request_id,
    }
  return { matched: false, triesLeft: row?.tries_left ?? -1 }
}
