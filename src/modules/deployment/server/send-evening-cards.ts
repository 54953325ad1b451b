import { addDays, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import { roomsOf } from './names.ts'
import { findRecords, type SessionRecord } from './session.repository.ts'
import { findSiteCard } from './site-card.ts'
import type { DeploymentTables } from './tables.gen.ts'
import { tellStaff } from './tell-staff.ts'

export const cardTimeSetting = 'deployment.evening_card_time'

/** @returns false when this person has the card of this day already. */
const takeTurn = async (ctx: Ctx, record: SessionRecord, staffId: string): Promise<boolean> => {
  const taken = await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.evening_card')
    .values({
      region_id: ctx.regionId,
      session_id: splitRegionalId(record.sessionId).uuid,
      staff_id: staffId,
      for_date: record.localDate,
      sent_at: ctx.now,
    })
    .onConflict(known => known.doNothing())
    .executeTakeFirst()
  return taken.numInsertedOrUpdatedRows === 1n
}

/**
 * From the region's hour on, everyone who is promised for tomorrow gets a card once (DEP-41): also when the server was down
 * at that hour, also who was named or put in later that evening.
 */
export const sendEveningCards = async (ctx: Ctx): Promise<void> => {
  if (localTimeAt(ctx.now, ctx.timeZone) < (await settingOf<string>(ctx, cardTimeSetting))) return
  const tomorrow = addDays(localDateAt(ctx.now, ctx.timeZone), 1)
  const records = await findRecords(ctx, { from: tomorrow, to: tomorrow, status: 'published' })
  const rooms = await roomsOf(
    ctx,
    records.map(record => record.roomId),
  )
  for (const record of records) {
    const card = await findSiteCard(ctx, record.institutionId)
    for (const person of record.staff)
      if (await takeTurn(ctx, record, person.staffId))
        await tellStaff(ctx, person.staffId, 'deployment.evening_card', record, {
          room: rooms.get(record.roomId ?? '')?.name ?? record.placeText ?? '',
          contact: [record.contactName ?? card?.contactName, record.contactPhone ?? card?.contactPhone]
            .filter(Boolean)
            .join(' '),
          car: record.carPlate ?? card?.carPlate ?? '',
        })
  }
}
