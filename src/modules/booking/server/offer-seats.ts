import { sql } from 'kysely'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import { isQuiet, offerUntil, type QuietHours } from '../domain/waiting.ts'
import { offerMissed, seatOffered, seatReturned, type WaitingEvent, waitingEnded } from '../events.ts'
import { personLimitsOf } from './person-limits.ts'
import { numberSetting } from './settings.ts'
import type { WaitingRow } from './waiting.repository.ts'

/** How many people are asked in one go; the next come with the next seat or the next minute. */
const askedAtOnce = 20

const eventOf = (ctx: Ctx, row: WaitingRow, cause: string): WaitingEvent => ({
  waitingId: regionalId(ctx.regionId, row.waiting_id),
  sessionId: regionalId(ctx.regionId, row.session_id),
  residentId: regionalId(ctx.regionId, row.resident_id),
  institutionId: row.institution_id,
  cause,
  ...(row.appointment_id === null ? {} : { appointmentId: regionalId(ctx.regionId, row.appointment_id) }),
  ...(row.offer_expires_at === null ? {} : { expiresAt: row.offer_expires_at.toISOString() }),
})

const names = { offered: seatOffered, missed: offerMissed, refused: waitingEnded, ended: waitingEnded } as const

/** Everyone whose place on a list changed hears of it after commit. */
const tellChanged = (ctx: Ctx, rows: readonly WaitingRow[]): void => {
  for (const row of rows) {
    const name = names[row.status as keyof typeof names]
    if (name !== undefined) emit(ctx, { name, data: eventOf(ctx, row, row.refusal ?? row.status) })
  }
}

/**
 * BOOK-35 Offers the free seats of one session to those who wait, in order; by day only. What has run out is a comparison
 * in the locked row: a late job offers late, and gives nothing away.
 */
export const offerIn = async (ctx: Ctx, sessionId: RegionalId, institutionId: string): Promise<void> => {
  const quiet = await settingOf<QuietHours>(ctx, 'platform.quiet_hours', institutionId)
  if (isQuiet(ctx.now, quiet, ctx.timeZone)) return
  const until = offerUntil(ctx.now, await numberSetting(ctx, 'offer_minutes', institutionId), quiet, ctx.timeZone)
  const limits = await personLimitsOf(ctx)
  const ids = Array.from({ length: askedAtOnce }, () => newUuid(ctx.now.getTime()))
  const { rows } =
    await sql<WaitingRow>`select * from booking.offer_seats(${ctx.regionId}, ${splitRegionalId(sessionId).uuid}, ${ctx.now}, ${until},
    ${limits.personLimit}::int, ${limits.dayLimit}::int, ${limits.monthLimit}::int, ${limits.phoneLimit}::int, ${ids}::uuid[])`.execute(
      ctx.tx,
    )
  tellChanged(ctx, rows)
  if (rows.length > 0) touchLive(ctx, `slots:${sessionId}`)
}

/**
 * Every minute: seats whose hold or rest ran out, shares that went on, offers that nobody took. Each session is an act of
 * its own, so that no lock of one session is taken behind those of another.
 */
export const offerWaiting = async (ctx: Ctx): Promise<void> => {
  const { rows } = await sql<{ session_id: string; institution_id: string }>`select session_id, institution_id
    from booking.sessions_with_waiting(${ctx.regionId}, ${ctx.now})`.execute(ctx.tx)
  for (const row of rows) {
    const quiet = await settingOf<QuietHours>(ctx, 'platform.quiet_hours', row.institution_id)
    const sessionId = regionalId(ctx.regionId, row.session_id)
    if (!isQuiet(ctx.now, quiet, ctx.timeZone)) emit(ctx, { name: seatReturned, data: { sessionId } })
  }
}

type SeatReturned = { readonly sessionId: RegionalId }
export const onSeatReturned = async (ctx: Ctx, data: SeatReturned): Promise<void> => {
  const { rows } = await sql<{ institution_id: string }>`select p.institution_id from booking.slot_pool p
    where p.region_id = ${ctx.regionId} and p.session_id = ${splitRegionalId(data.sessionId).uuid} limit 1`.execute(
    ctx.tx,
  )
  if (rows[0]) await offerIn(ctx, data.sessionId, rows[0].institution_id)
}

/** A stopped session has nothing to wait for: whoever waited hears it with those who had a seat. */
export const endWaiting = async (ctx: Ctx, sessionId: RegionalId): Promise<void> => {
  const { rows } =
    await sql<WaitingRow>`select * from booking.waiting_in(${ctx.regionId}, ${splitRegionalId(sessionId).uuid})`.execute(
      ctx.tx,
    )
  for (const row of rows) emit(ctx, { name: waitingEnded, data: eventOf(ctx, row, 'stopped') })
}
