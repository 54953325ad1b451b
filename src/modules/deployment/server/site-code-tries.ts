import { sql } from 'kysely'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import { siteCodePaused, siteCodeWrong } from '../errors-life.ts'

export const codeTriesSetting = 'deployment.site_code_tries'
export const codePauseSetting = 'deployment.site_code_pause_minutes'

/** After several wrong codes no further one is taken for a while, not even the right one (DEP-86). @throws site_code_paused */
export const requireNotPaused = async (ctx: Ctx, staffId: string): Promise<void> => {
  const { rows } = await sql<{ paused_until: Date | null }>`select paused_until from deployment.site_code_try
    where region_id = ${ctx.regionId} and staff_id = ${staffId} for update`.execute(ctx.tx)
  const until = rows[0]?.paused_until ?? null
  if (until !== null && until > ctx.now) throw siteCodePaused(Math.ceil((until.getTime() - ctx.now.getTime()) / 60_000))
}

/** Counts a wrong code, though the act was refused; tries that are over a pause old count no more. */
export const countWrongCode = async (ctx: Ctx, refusal: Refusal): Promise<void> => {
  const { staffId } = requireStaff(ctx)
  if (refusal.code !== siteCodeWrong('').code || staffId === null) return
  const limit = await settingOf<number>(ctx, codeTriesSetting)
  const minutes = await settingOf<number>(ctx, codePauseSetting)
  const pause = addMinutes(ctx.now, minutes)
  await sql`insert into deployment.site_code_try as t (region_id, staff_id, wrong, last_at, paused_until)
    values (${ctx.regionId}, ${staffId}, 1, ${ctx.now}, case when ${limit}::int <= 1 then ${pause}::timestamptz end)
    on conflict (region_id, staff_id) do update set last_at = excluded.last_at,
      wrong = case when t.last_at > ${addMinutes(ctx.now, -minutes)} then t.wrong + 1 else 1 end,
      paused_until = case when t.last_at > ${addMinutes(ctx.now, -minutes)} and t.wrong + 1 >= ${limit}::int
        then ${pause}::timestamptz else excluded.paused_until end`.execute(ctx.tx)
}

/** Whoever came in leaves no count behind. */
export const forgetWrongCodes = async (ctx: Ctx, staffId: string): Promise<void> => {
  await sql`delete from deployment.site_code_try where region_id = ${ctx.regionId} and staff_id = ${staffId}`.execute(
    ctx.tx,
  )
}
