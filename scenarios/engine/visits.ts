import { bookAppointment, cancelAppointment, findOpenSessions, sessionSlots } from '#src/modules/booking/contract.ts'
import { callNext, checkIn, finishVisit, startVisit } from '#src/modules/booking/contract-desk.ts'
import type { Channel } from '#src/modules/booking/contract-shapes.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { Actor, ResidentActor, StaffActor } from '#src/platform/server/actor.ts'
import type { Player } from './player.ts'
import type { FamilyActors, Registered } from './register.ts'
import type { LiveDay, LoadingDay } from './times.ts'

/** Books a seat of a session, the first free one from this bucket on. @returns null when no bucket is open to this channel. */
export const bookSeat = async (
  player: Player,
  actor: Actor,
  booking: {
    readonly sessionId: string
    readonly channel: Channel
    readonly residentId: string
    readonly bucket: number
    readonly agent?: 'family'
  },
): Promise<string | null> => {
  const { sessionId, channel, residentId, bucket, agent } = booking
  const { slots } = await player.play(actor, sessionSlots, { sessionId, channel })
  const open = slots.filter(slot => slot.state === 'open')
  const slot = open[Math.min(bucket, open.length - 1)]
  if (slot === undefined) return null
  const relation =
    actor.kind === 'resident' ? (agent ?? 'self') : channel === 'family_doctor' ? 'family_doctor' : 'desk'
  const { appointmentId } = await player.play(actor, bookAppointment, {
    poolId: slot.poolId,
    residentId,
    channel,
    agent: { relation },
  })
  return appointmentId
}

type Staff = { readonly desk: StaffActor; readonly doctor: StaffActor }

/** Those who have booked for one clinic of the day, in order of their turn. */
const fillClinic = async (
  player: Player,
  staff: Staff,
  sessionId: string,
  people: readonly Registered[],
  live: LiveDay,
): Promise<readonly string[]> => {
  const appointments: string[] = []
  for (const [index, person] of people.entries()) {
    const byDoctor = person.contracted && index % 3 !== 2
    const onSite = live.isToday && !byDoctor && index % 4 === 3
    const channel: Channel = byDoctor ? 'family_doctor' : onSite ? 'on_site' : 'public'
    const actor = byDoctor ? staff.doctor : staff.desk
    const appointment = await bookSeat(player, actor, {
      sessionId,
      channel,
      residentId: person.residentId,
      bucket: Math.floor(index / 2),
    })
    if (appointment !== null) appointments.push(appointment)
  }
  return appointments
}

/** Some have come; in the first clinic one has been seen and one is called, in the second one is called. */
const openClinic = async (
  player: Player,
  desk: StaffActor,
  sessionId: string,
  arrivals: readonly { readonly appointmentId: string; readonly elder: boolean }[],
  calls: number,
) => {
  for (const { appointmentId, elder } of arrivals)
    await player.play(desk, checkIn, {
      appointmentId,
      ...(elder ? { priority: 'elder' as const } : {}),
    })
  for (let call = 1; call <= calls; call += 1) {
    const { called } = await player.play(desk, callNext, { sessionId })
    if (called === null || call === calls) continue
    await player.play(desk, startVisit, { visitId: called.visitId })
    await player.play(desk, finishVisit, { visitId: called.visitId })
  }
}

const perClinic = 9
const arrivedPerClinic = 5

/**
 * The day of loading: people have booked for each clinic, and where the desk stands some have come and are being called.
 * When the day is as good as over, tomorrow's clinics are booked and nobody has come yet.
 * @param sessions of the day; `here` says whether the desk's own institution holds it.
 */
export const playToday = async (
  player: Player,
  staff: Staff,
  sessions: readonly { readonly sessionId: string; readonly here: boolean }[],
  people: readonly Registered[],
  live: LiveDay,
): Promise<void> => {
  for (const [index, { sessionId, here }] of sessions.entries()) {
    const group = people.slice(index * perClinic, (index + 1) * perClinic)
    const appointments = await fillClinic(
      player,
      staff,
      sessionId,
      here ? group : group.filter(person => person.contracted),
      live,
    )
    if (!here || !live.isToday) continue
    const arrivals = appointments
      .slice(0, arrivedPerClinic)
      .map((appointmentId, place) => ({ appointmentId, elder: (group[place]?.age ?? 0) >= 80 }))
    await openClinic(player, staff.desk, sessionId, arrivals, Math.max(0, 2 - index))
  }
}

/** Days before the day on which family doctors, and on which everybody may book; the institution's settings decide in the end. */
const doctorsAhead = 11
const publicAhead = 6

type Seat = { readonly sessionId: string; readonly about: string }
type Person = Pick<Registered, 'age' | 'sex'>

/** Nobody books a clinic that is for others: children's, women's, men's. */
const suits = ({ about }: Seat, { age, sex }: Person): boolean => {
  if (/儿|发育/.test(about)) return age < 14
  return sex === '2' ? !/前列腺/.test(about) : !/妇|月经|产后|更年期/.test(about)
}

/** What a channel may book from the day after the clinics of the day. */
const openSeats = async (
  player: Player,
  doctor: StaffActor,
  channel: Channel,
  from: string,
  to: string,
): Promise<readonly Seat[]> => {
  const { sessions } = await player.play(doctor, findOpenSessions, { channel, from, to, onlyFree: true })
  return sessions
    .filter(session => session.kind === 'outpatient' && session.state === 'open')
    .map(({ sessionId, title, department }) => ({ sessionId, about: `${department} ${title}` }))
}

const pick = (seats: readonly Seat[], person: Person, turn: number): Seat | undefined => {
  const ownKind = person.age < 14 ? seats.filter(seat => /儿|发育/.test(seat.about)) : []
  const suiting = ownKind.length > 0 ? ownKind : seats.filter(seat => suits(seat, person))
  return suiting[turn % Math.max(1, suiting.length)]
}

/** Bookings of the coming days: family doctors for their residents, and people on the phone. One gives the seat back. */
export const playComingDays = async (
  player: Player,
  doctor: StaffActor,
  people: readonly Registered[],
  phones: { readonly family: FamilyActors; readonly elder: ResidentActor },
  day: LoadingDay,
  live: LiveDay,
): Promise<void> => {
  const { family, elder } = phones
  const from = addDays(live.date, 1)
  const idOf = (actor: ResidentActor): string => actor.residents[0] as string
  const byThemselves = new Set([family.childId, family.parentId, idOf(elder), idOf(family.mother)])
  const forDoctors = await openSeats(player, doctor, 'family_doctor', from, addDays(day.today, doctorsAhead))
  const theirs = people.filter(one => one.contracted && !byThemselves.has(one.residentId)).slice(0, 12)
  for (const [index, person] of theirs.entries()) {
    const seat = pick(forDoctors, person, index * 5)
    if (seat)
      await bookSeat(player, doctor, {
        sessionId: seat.sessionId,
        channel: 'family_doctor',
        residentId: person.residentId,
        bucket: index % 4,
      })
  }
  const forAll = await openSeats(player, doctor, 'public', from, addDays(day.today, publicAhead))
  const wishes = [
    { actor: family.mother, residentId: family.childId, age: 6, sex: '1', agent: 'family' },
    { actor: family.daughter, residentId: family.parentId, age: 80, sex: '1', agent: 'family' },
    { actor: elder, residentId: idOf(elder), age: 72, sex: '1' },
    { actor: family.mother, residentId: idOf(family.mother), age: 34, sex: '2' },
  ] as const
  for (const [index, { actor, age, sex, ...wish }] of wishes.entries()) {
    const seat = pick(forAll, { age, sex }, index * 3)
    const appointmentId = seat
      ? await bookSeat(player, actor, { sessionId: seat.sessionId, channel: 'public', bucket: index, ...wish })
      : null
    if (appointmentId !== null && index === wishes.length - 1)
      await player.play(actor, cancelAppointment, { appointmentId, reason: '时间有变' })
  }
}
