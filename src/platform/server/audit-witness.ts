import { sql } from 'kysely'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { Anchor } from './audit-anchors.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.ts'
import { settingOf } from './settings.ts'

const template = 'platform.seal_witness'

const wasToldToday = async (ctx: Ctx, institutionId: string): Promise<boolean> => {
  const { rows } = await sql<{ created_at: Date }>`select created_at from platform.notification
    where region_id = ${ctx.regionId} and template = ${template} and institution_id = ${institutionId}
    order by created_at desc limit 1`.execute(ctx.tx)
  const last = rows[0]
  return last !== undefined && localDateAt(last.created_at, ctx.timeZone) === localDateAt(ctx.now, ctx.timeZone)
}

/**
 * Once a day the newest seal goes to the auditors of another institution (setting `platform.seal_witness`), so that
 * whoever holds both the database and the data folder still cannot rewrite the past unseen.
 */
export const witnessSeal = async (ctx: Ctx, anchor: Anchor): Promise<void> => {
  const institutionId = await settingOf<string | null>(ctx, 'platform.seal_witness')
  if (institutionId === null || (await wasToldToday(ctx, institutionId))) return
  const { rows } = await sql<{ account_id: string }>`select account_id from platform.account_role
    where institution_id = ${institutionId} and role = 'auditor'`.execute(ctx.tx)
  for (const row of rows)
    await notify(ctx, {
      channel: 'inbox',
      template,
      accountId: row.account_id,
      institutionId,
      parameters: { region: anchor.regionId, seal: anchor.sealNo, rows: anchor.totalCount, mac: anchor.mac },
    })
}
