import { comingOf, myAppointments } from '#src/modules/booking/contract.ts'
import { changeQuotas, slotConsole } from '#src/modules/booking/contract-desk.ts'
import { joinWaiting } from '#src/modules/booking/contract-waiting.ts'
import type { ResidentActor, StaffActor } from '#src/platform/server/actor.ts'
import type { Player } from './player.ts'
import type { FamilyActors, Registered } from './register.ts'

type Cast = {
  readonly manager: StaffActor
  readonly desk: StaffActor
  readonly elder: ResidentActor
  readonly family: FamilyActors
  readonly people: readonly Registered[]
  /** The day that is played as today. */
  readonly today: string
}

/** The clinic that the elder has booked takes nobody more: what is left of it is kept for those who come in person. */
const fillUp = async (player: Player, manager: StaffActor, sessionId: string): Promise<void> => {
  const { pools } = await player.play(manager, slotConsole, { sessionId })
  await player.play(manager, changeQuotas, {
    sessionId,
    pools: pools.map(({ poolId, capacity, taken }) => ({
      poolId,
      quota: { ...taken, on_site: capacity - taken.family_doctor - taken.public - taken.referral },
    })),
    reason: '号已约满，余号留给现场就诊的老年人（演示）',
  })
}

/** 候补: a full clinic for which a mother waits on her phone and somebody without a phone was put on the list at the desk. */
export const playWaiting = async (player: Player, cast: Cast): Promise<void> => {
  const { manager, desk, elder, family, people, today } = cast
  const { appointments } = await player.play(elder, myAppointments, {})
  // Not today's: he comes to that, and nobody waits any more. Not a hospital's own: its seats are not ours to share.
  const own = appointments.findLast(
    one => one.status === 'booked' && one.localDate > today && manager.reach.includes(one.institutionId),
  )
  if (own === undefined) return
  await fillUp(player, manager, own.sessionId)
  const scope = 'session' as const
  for (const phone of [family.mother, family.daughter]) {
    const { appointments: booked } = await player.play(phone, myAppointments, {})
    const residentId = phone.residents.find(
      id => !booked.some(one => one.residentId === id && one.sessionId === own.sessionId && one.status !== 'cancelled'),
    )
    if (residentId === undefined) continue
    await player.play(phone, joinWaiting, { residentId, sessionId: own.sessionId, scope })
    break
  }
  for (const other of people.filter(person => person.age >= 70 && person.residentId !== own.residentId).reverse()) {
    const { appointments: coming } = await player.play(desk, comingOf, { residentId: other.residentId })
    if (coming.length > 0) continue
    await player.play(desk, joinWaiting, {
      residentId: other.residentId,
      sessionId: own.sessionId,
      scope,
      agent: { relation: 'family' },
    })
    return
  }
}
