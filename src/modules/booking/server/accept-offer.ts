import { requireSession } from '#src/modules/deployment/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, emit } from '#src/platform/server/context.ts'
import type { DirectCall } from '#src/platform/server/module.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import { acceptOffer, type offersFor } from '../contract-contacts.ts'
import type { Booked, BookInput } from '../contract-shapes.ts'
import { channelNo } from '../domain/channels.ts'
import { isSettled } from '../domain/contact.ts'
import { contactAnswered, contactNotFound } from '../errors.ts'
import { type ContactMovedEvent, contactMoved } from '../events.ts'
import { requireAppointment, toBooked } from './appointment.repository.ts'
import { giveProvenSeat, refuseOrRepeat } from './book.ts'
import { endVisit } from './cancel.ts'
import { channelOfMove } from './channel-of-move.ts'
import { type ContactRow, lockContact } from './contact.repository.ts'
import { settleContact } from './contacts.ts'
import { requireSessionWithPools } from './open-sessions.query.ts'
import { findPool, freeElsewhere } from './pool.repository.ts'
import { reschedule } from './reschedule.ts'
import { cardOf, placesOf, slotOf } from './session-cards.ts'
import { numberSetting } from './settings.ts'

/** The person whose visit it was, or the site where it was to be. */
const mayAnswer = (ctx: Ctx, row: ContactRow): boolean =>
  ctx.actor.kind === 'staff'
    ? ctx.actor.institutionId === row.institution_id
    : ctx.actor.kind === 'resident' && ctx.actor.residents.includes(regionalId(ctx.regionId, row.resident_id))

const requireOpen = async (ctx: Ctx, contactId: RegionalId): Promise<ContactRow> => {
  const row = await lockContact(ctx, contactId)
  if (!mayAnswer(ctx, row)) throw contactNotFound(contactId)
  return row
}

const offerDays = 14

/** What else there is: the same department on other days and at other sites, as the public may book it now. */
export const readOffers = async (ctx: Ctx, input: InputOf<typeof offersFor>): Promise<OutputOf<typeof offersFor>> => {
  const row = await requireOpen(ctx, input.contactId)
  const days = Math.max(offerDays, await numberSetting(ctx, 'alternative_days'))
  const stopped = regionalId(ctx.regionId, row.session_id)
  const free = await freeElsewhere(ctx, stopped, channelNo('public'), days)
  // What the planner offered with the stop stands first, whatever its department.
  const { substituteSessionId } = await requireSession(ctx, stopped)
  const first = substituteSessionId === null ? [] : [substituteSessionId]
  const sessionIds = [...new Set([...first, ...free.map(pool => pool.sessionId)])]
    .filter(id => id !== stopped)
    .slice(0, 6)
  const offers = []
  for (const sessionId of sessionIds) {
    const entry = await requireSessionWithPools(ctx, sessionId)
    const places = await placesOf(ctx, [entry.session])
    offers.push({
      session: cardOf(ctx, entry, 'public', places),
      slots: entry.pools
        .map(pool => slotOf(pool, 'public', ctx.now, ctx.timeZone))
        .filter(slot => slot.state === 'open'),
    })
  }
  return { offers: offers.filter(offer => offer.slots.length > 0) }
}

type Ready =
  | { readonly input: BookInput }
  | { readonly booked: Booked }
  /** Changed, not stopped: the visit is still booked, and moves. */
  | { readonly moves: RegionalId }

const prepare = async (ctx: Ctx, input: InputOf<typeof acceptOffer>): Promise<Ready> => {
  const row = await requireOpen(ctx, input.contactId)
  if (row.answer === 'moved' && row.new_appointment_id !== null) {
    const booked = toBooked(ctx, await requireAppointment(ctx, regionalId(ctx.regionId, row.new_appointment_id)))
    if (booked.poolId === input.poolId) return { booked }
  }
  if (isSettled(row.answer)) throw contactAnswered(input.contactId, row.answer ?? '')
  const appointmentId = regionalId(ctx.regionId, row.appointment_id)
  const { status } = await requireAppointment(ctx, appointmentId)
  if (status === 'booked' || status === 'arrived') return { moves: appointmentId }
  const residentId = regionalId(ctx.regionId, row.resident_id)
  const pool = ctx.actor.kind === 'staff' ? await findPool(ctx, input.poolId) : undefined
  return { input: { poolId: input.poolId, residentId, channel: channelOfMove(ctx, pool, 'public') } }
}

/** The old seat goes back when the new one is booked, in one act: nobody has two. */
const moveChanged = async (
  ctx: Ctx,
  input: InputOf<typeof acceptOffer>,
  appointmentId: RegionalId,
): Promise<Booked> => {
  const row = await requireOpen(ctx, input.contactId)
  if (isSettled(row.answer)) throw contactAnswered(input.contactId, row.answer ?? '')
  const booked = await reschedule(ctx, { appointmentId, poolId: input.poolId })
  await settleContact(ctx, row, { answer: 'moved', newAppointmentId: booked.appointmentId })
  return booked
}

type Given = { readonly booked: Booked; readonly isFresh: boolean }

/**
 * Closes the matter with the seat that was given. When the other side (the family, the desk) has taken another time
 * meanwhile, theirs stands and the seat of this very act goes back.
 * @returns the answer that stands instead
 */
const record = async (ctx: Ctx, contactId: RegionalId, given: Given): Promise<string | undefined> => {
  const { booked, isFresh } = given
  const row = await requireOpen(ctx, contactId)
  if (row.answer === 'moved') {
    if (row.new_appointment_id === splitRegionalId(booked.appointmentId).uuid) return undefined
    const seat = await requireAppointment(ctx, booked.appointmentId)
    const toldAs = ctx.actor.kind === 'resident' ? 'resident' : 'staff'
    if (isFresh && seat.status === 'booked') await endVisit(ctx, seat, { cause: 'staff', toldAs })
    return row.answer
  }
  await settleContact(ctx, row, { answer: 'moved', newAppointmentId: booked.appointmentId })
  emit(ctx, {
    name: contactMoved,
    data: {
      fromAppointmentId: regionalId(ctx.regionId, row.appointment_id),
      toAppointmentId: booked.appointmentId,
      institutionId: row.institution_id,
      residentId: regionalId(ctx.regionId, row.resident_id),
    } satisfies ContactMovedEvent,
  })
  return undefined
}

/** What can't be asked at all is on record and kept for the key; what may be different on the next try is not kept. */
const refusedOrAgain = async (call: DirectCall, input: InputOf<typeof acceptOffer>, error: unknown): Promise<Ready> => {
  if (!(error instanceof Refusal) || error.kind === 'conflict') throw error
  const note = { subjectKind: 'contact', subjectId: input.contactId }
  const answer = await refuseOrRepeat(call, acceptOffer, note, error)
  if (answer.status === 200) return { booked: answer.body as Booked }
  throw error
}

/** A try that was cut off after the seat was given has left a seat: it is the one that was asked for. */
const seatOf = async (call: DirectCall, input: BookInput, booking: Promise<Booked>): Promise<Given> => {
  try {
    return { booked: await booking, isFresh: true }
  } catch (error) {
    const id = error instanceof Refusal && error.code === 'booking.already_booked' ? error.details.appointmentId : null
    if (typeof id !== 'string') throw error
    const known = await inTransaction(call.app, call.actor, { requestId: call.requestId, now: call.now }, async ctx =>
      toBooked(ctx, await requireAppointment(ctx, id as RegionalId)),
    )
    if (known.poolId !== input.poolId || known.residentId !== input.residentId) throw error
    return { booked: known, isFresh: false }
  }
}

/**
 * BOOK-58 One tap takes another time instead of the stopped one: the seat is given by the batch like every other, then the
 * matter is closed. Cut off between the two, the same tap finds the seat and closes it. A visit that was changed and is
 * still booked moves instead.
 * @throws booking.contact_answered, every refusal of booking, and of a move those of moving
 */
export const acceptOneOffer = async (call: DirectCall, input: InputOf<typeof acceptOffer>): Promise<Booked> => {
  const { app, actor, now, requestId } = call
  const ready = await inTransaction(app, actor, { requestId, now }, ctx => prepare(ctx, input)).catch(error =>
    refusedOrAgain(call, input, error),
  )
  const write = { requestId, act: acceptOffer.name, now }
  if ('booked' in ready) return ready.booked
  if ('moves' in ready) return inTransaction(app, actor, write, ctx => moveChanged(ctx, input, ready.moves))
  const given = await seatOf(call, ready.input, giveProvenSeat(call, acceptOffer, ready.input))
  const stands = await inTransaction(app, actor, write, ctx => record(ctx, input.contactId, given))
  if (stands !== undefined) throw contactAnswered(input.contactId, stands)
  return given.booked
}
