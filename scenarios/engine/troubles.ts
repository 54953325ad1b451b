import { findOpenSessions } from '#src/modules/booking/contract.ts'
import { recordFee } from '#src/modules/booking/contract-contacts.ts'
import { contract } from '#src/modules/deployment/contract.ts'
import { registerResident } from '#src/modules/records/contract.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import type { Player } from './player.ts'
import type { Stranger } from './residents.ts'
import type { LoadingDay } from './times.ts'
import { bookSeat } from './visits.ts'

/** What went wrong around the day of loading, so that somebody has something to do: 待办 come from these alone. */

type Staff = { readonly desk: StaffActor; readonly manager: StaffActor }

const publicAhead = 6
const restDays = 2

/** He left his card at home and owns no mobile phone: the number is typed, and somebody must look at that afterwards. */
const comeWithoutCard = async (player: Player, desk: StaffActor, stranger: Stranger): Promise<string> => {
  const { resident } = await player.play(desk, registerResident, {
    name: stranger.name,
    identityType: 'id_card',
    identityNumber: stranger.identityNumber,
    address: stranger.address,
    insuranceType: stranger.insuranceType,
    ...(stranger.insuredPlace === null ? {} : { insuredPlace: stranger.insuredPlace }),
    residenceKind: stranger.residenceKind,
    householdPlace: stranger.householdPlace,
  })
  return resident.residentId
}

/** Clinics of this month at the desk's own site that everybody may book, those with most free seats first. */
const quietClinics = async (player: Player, desk: StaffActor, day: LoadingDay) => {
  const until = [addDays(day.today, publicAhead), day.endOfMonth].sort()[0] as string
  if (until < day.tomorrow) return []
  const { sessions } = await player.play(desk, findOpenSessions, {
    channel: 'public',
    from: day.tomorrow,
    to: until,
    onlyFree: true,
  })
  return sessions
    .filter(one => one.institutionId === desk.institutionId && one.kind === 'outpatient' && one.state === 'open')
    .filter(one => !/儿|妇|月经|产后|更年期/.test(`${one.department} ${one.title}`))
    .sort((one, other) => other.left / other.capacity - one.left / one.capacity)
}

/** Whoever booked must be told; nobody can write to him, so the desk has a call to make. */
const stopClinic = async (player: Player, { desk, manager }: Staff, sessionId: string, residentId: string) => {
  const appointmentId = await bookSeat(player, desk, { sessionId, channel: 'public', residentId, bucket: 1 })
  if (appointmentId === null) return
  await player.play(desk, recordFee, { appointmentId, amountFen: 2_500, method: 'cash', receiptNo: '00012786' })
  const { session } = await player.play(manager, contract.sessionDetail, { sessionId })
  await player.play(manager, contract.cancelSession, {
    sessionId,
    version: session.version,
    reason: 'hospital_duty',
    note: '专家临时参加本院抢救（演示）',
  })
}

/** The leading expert of a promised clinic is away that day: somebody must find a substitute or stop it. */
const fallIll = async (player: Player, manager: StaffActor, sessionId: string) => {
  const { session } = await player.play(manager, contract.sessionDetail, { sessionId })
  const lead = session.staff.find(person => person.role === 'lead')
  if (lead === undefined) return
  await player.play(manager, contract.recordAbsence, {
    staffId: lead.staffId,
    kind: 'sick',
    from: session.localDate,
    to: addDays(session.localDate, restDays),
    note: '请病假三天（演示）',
  })
}

export const playTroubles = async (
  player: Player,
  staff: Staff,
  stranger: Stranger,
  day: LoadingDay,
): Promise<void> => {
  const residentId = await comeWithoutCard(player, staff.desk, stranger)
  const clinics = await quietClinics(player, staff.desk, day)
  const stopped = clinics[0]
  if (stopped) await stopClinic(player, staff, stopped.sessionId, residentId)
  const ownersOfStopped = new Set(stopped?.experts.map(expert => expert.name))
  const missed = clinics.find(one => one !== stopped && !one.experts.some(expert => ownersOfStopped.has(expert.name)))
  if (missed) await fallIll(player, staff.manager, missed.sessionId)
}
