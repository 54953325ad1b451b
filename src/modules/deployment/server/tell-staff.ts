import { localTimeAt } from '#src/platform/kernel/dates.ts'
import { accountOfStaff } from '#src/platform/server/accounts.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { notify } from '#src/platform/server/notify.ts'
import { sitesOf } from './names.ts'
import type { SessionRecord } from './session.repository.ts'

/** A message in the inbox of somebody who was or is laid out; who has no account reads the board. */
export const tellStaff = async (
  ctx: Ctx,
  staffId: string,
  template: string,
  record: SessionRecord,
  more: Readonly<Record<string, string | number>> = {},
): Promise<void> => {
  const account = await accountOfStaff(ctx, staffId, record.institutionId)
  if (account === undefined) return
  const site = (await sitesOf(ctx, [record.institutionId])).get(record.institutionId)
  await notify(ctx, {
    channel: 'inbox',
    template,
    accountId: account.accountId,
    institutionId: account.institutionId,
    parameters: {
      date: record.localDate,
      time: localTimeAt(record.startsAt, ctx.timeZone),
      site: site?.name ?? '',
      ...more,
    },
  })
}
