import { sql } from 'kysely'
import { findSessionsByIds, type Session } from '#src/modules/deployment/public.ts'
import { findInstitutions } from '#src/modules/network/public.ts'
import { notifyResident } from '#src/modules/records/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import type { endWish, makeWish, myWishes } from '../contract-wishes.ts'
import { institutionNotFound, notYourResident, wishLimit, wishNotFound } from '../errors.ts'
import { type WishEvent, wishMet } from '../events.ts'
import { departmentName, placesOf } from './session-cards.ts'
import { numberSetting } from './settings.ts'

/**
 * BOOK-32 "Tell me when this department comes here": for a speciality at a place, as long as nothing is published that fits.
 * @throws booking.wish_limit with as many wishes as `booking.waiting_limit`
 */
export const wish = async (ctx: Ctx, input: InputOf<typeof makeWish>): Promise<OutputOf<typeof makeWish>> => {
  if (ctx.actor.kind !== 'resident' || !ctx.actor.residents.includes(input.residentId))
    throw notYourResident(input.residentId)
  const [site] = await findInstitutions(ctx, [input.institutionId])
  if (site?.regionId !== ctx.regionId) throw institutionNotFound(input.institutionId)
  const limit = await numberSetting(ctx, 'waiting_limit')
  const { rows } = await sql<{
    wish: string | null
  }>`select booking.make_wish(${ctx.regionId}, ${newUuid(ctx.now.getTime())},
    ${splitRegionalId(input.residentId).uuid}, ${input.institutionId}, ${input.speciality.trim()}, ${limit}::int, ${ctx.now},
    ${actorLabel(ctx.actor)}) as wish`.execute(ctx.tx)
  const made = rows[0]?.wish ?? null
  if (made === null) throw wishLimit(limit)
  const wishId = regionalId(ctx.regionId, made)
  audit(ctx, {
    subjectKind: 'wish',
    subjectId: wishId,
    residentId: input.residentId,
    institutionId: input.institutionId,
  })
  return { wishId }
}

export const unwish = async (ctx: Ctx, input: InputOf<typeof endWish>): Promise<Record<string, never>> => {
  const { rows } = await sql<{ resident_id: string }>`update booking.wish set status = 'ended', closed_at = ${ctx.now}
    where region_id = ${ctx.regionId} and wish_id = ${splitRegionalId(input.wishId).uuid} and status = 'open' returning resident_id`.execute(
    ctx.tx,
  )
  const [ended] = rows
  if (ended === undefined) throw wishNotFound(input.wishId)
  audit(ctx, { subjectKind: 'wish', subjectId: input.wishId, residentId: regionalId(ctx.regionId, ended.resident_id) })
  return {}
}

type Row = {
  readonly wish_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly institution_id: string
  readonly speciality: string
  readonly wished_at: Date
}

export const readMyWishes = async (ctx: Ctx): Promise<OutputOf<typeof myWishes>> => {
  const residents = ctx.actor.kind === 'resident' ? ctx.actor.residents.map(id => splitRegionalId(id).uuid) : []
  const { rows } =
    await sql<Row>`select wish_id, resident_id, resident_name, institution_id, speciality, wished_at from booking.wish
    where region_id = ${ctx.regionId} and resident_id = any (${residents}::uuid[]) and status = 'open' order by wished_at`.execute(
      ctx.tx,
    )
  const sites = await findInstitutions(ctx, [...new Set(rows.map(row => row.institution_id))])
  return {
    wishes: rows.map(row => ({
      wishId: regionalId(ctx.regionId, row.wish_id),
      residentId: regionalId(ctx.regionId, row.resident_id),
      residentName: row.resident_name,
      institutionId: row.institution_id,
      institutionName: sites.find(site => site.institutionId === row.institution_id)?.name ?? '',
      speciality: row.speciality,
      wishedAt: row.wished_at.toISOString(),
    })),
  }
}

/** What a session bears that somebody may have wished for: its speciality, else its department. */
const wishedAs = async (ctx: Ctx, sessions: readonly Session[]) => {
  const places = await placesOf(ctx, sessions)
  return (session: Session): string => departmentName(session, places)
}

/** Sessions with seats have been published: the earliest meets each wish, once. */
export const meetWishes = async (ctx: Ctx, sessions: readonly Session[]): Promise<void> => {
  const bearing = await wishedAs(ctx, sessions)
  for (const session of [...sessions].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (session.startsAt <= ctx.now) continue
    const { rows } = await sql<
      Pick<Row, 'wish_id' | 'resident_id'>
    >`select wish_id, resident_id from booking.meet_wishes(${ctx.regionId},
      ${splitRegionalId(session.sessionId).uuid}, ${session.institutionId}, ${bearing(session)}, ${ctx.now})`.execute(
      ctx.tx,
    )
    for (const row of rows)
      emit(ctx, {
        name: wishMet,
        data: {
          wishId: regionalId(ctx.regionId, row.wish_id),
          residentId: regionalId(ctx.regionId, row.resident_id),
          sessionId: session.sessionId,
          institutionId: session.institutionId,
        },
      })
  }
}

const firstOpening = async (ctx: Ctx, sessionId: RegionalId): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`select min(p.opens_at[2]) as at from booking.slot_pool p
    where p.region_id = ${ctx.regionId} and p.session_id = ${splitRegionalId(sessionId).uuid}`.execute(ctx.tx)
  return rows[0]?.at ?? null
}

const dayOf = (at: Date, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)

/** Says when it is and from when on it can be booked; a session that stopped meanwhile is told by nobody. */
export const onWishMet = async (ctx: Ctx, event: WishEvent): Promise<void> => {
  const [session] = await findSessionsByIds(ctx, [event.sessionId])
  const [site] = await findInstitutions(ctx, [event.institutionId])
  if (session?.status !== 'published') return
  const opens = await firstOpening(ctx, event.sessionId)
  await notifyResident(ctx, {
    residentId: event.residentId,
    template: 'booking.wish_met',
    parameters: {
      site: site?.shortName ?? '',
      title: session.title ?? '',
      expert: session.staff[0]?.name ?? '',
      date: session.localDate,
      time: localTimeAt(session.startsAt, ctx.timeZone),
      opens: opens === null ? '' : `${dayOf(opens, ctx.timeZone)} ${localTimeAt(opens, ctx.timeZone)}`,
      phone: site?.phone ?? '',
    },
    institutionId: event.institutionId,
  })
}
