import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { lifeContract } from '../contract-life.ts'
import { sessionUnknown } from '../errors.ts'
import { notYourSession } from '../errors-closing.ts'
import { findArrivals } from './attendance.repository.ts'
import { mayCheckInNow } from './check-in-expert.ts'
import { chipsOf } from './chips.ts'
import { sitesOf } from './names.ts'
import { maySayLate } from './say-late.ts'
import { findRecords } from './session.repository.ts'
import { findSiteCard } from './site-card.ts'

/**
 * What an expert needs to know before coming (DEP-41): where, who receives, which car, what is there. The session's own
 * contact and car come before the site's.
 */
export const sessionCard = async (
  ctx: Ctx,
  { sessionId }: InputOf<typeof lifeContract.sessionCard>,
): Promise<OutputOf<typeof lifeContract.sessionCard>> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] })
  const [session] = record === undefined ? [] : await chipsOf(ctx, [record])
  if (record === undefined || session === undefined) throw sessionUnknown(sessionId)
  const { staffId, reach } = requireStaff(ctx)
  const mine = staffId !== null && record.staff.some(person => person.staffId === staffId)
  // A draft is not yet a promise, and no errand of those who only read.
  if ((!mine || record.status === 'draft') && !reach.includes(record.institutionId)) throw notYourSession(sessionId)
  const site = (await sitesOf(ctx, [record.institutionId])).get(record.institutionId)
  const card = await findSiteCard(ctx, record.institutionId)
  const arrivals = await findArrivals(ctx, [sessionId])
  // Who is there is not late any more; the site waits for whoever leads.
  const awaited = mine ? staffId : record.staff.find(person => person.role === 'lead')?.staffId
  return {
    session,
    institutionName: site?.name ?? '',
    address: site?.address ?? null,
    phone: site?.phone ?? null,
    contactName: record.contactName ?? card?.contactName ?? null,
    contactPhone: record.contactPhone ?? (record.contactName === null ? (card?.contactPhone ?? null) : null),
    carPlate: record.carPlate ?? card?.carPlate ?? null,
    has: card?.has ?? null,
    lacks: card?.lacks ?? null,
    arrivals: arrivals.map(one => ({ staffId: one.staffId, arrivedAt: localTimeAt(one.arrivedAt, ctx.timeZone) })),
    mayCheckIn: mine && mayCheckInNow(ctx, record) && !arrivals.some(one => one.staffId === staffId),
    maySayLate: maySayLate(ctx, record) && !arrivals.some(one => one.staffId === awaited),
  }
}
