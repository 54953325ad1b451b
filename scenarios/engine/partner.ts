import { findOpenSessions } from '#src/modules/booking/contract.ts'
import { declareSource, setHospitalLine } from '#src/modules/booking/contract-owners.ts'
import { contract } from '#src/modules/deployment/contract.ts'
import { sessionPublished } from '#src/modules/deployment/events.ts'
import { addDays, instantAt, type LocalDate, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { ResidentActor, StaffActor } from '#src/platform/server/actor.ts'
import { hearEvents } from './events.ts'
import type { Lookup } from './lookup.ts'
import type { Player } from './player.ts'
import type { PartnerPlan } from './scenario.ts'
import type { LoadingDay } from './times.ts'
import { bookSeat } from './visits.ts'

const nextOn = (from: LocalDate, weekdays: readonly number[]): LocalDate => {
  const days = Array.from({ length: 7 }, (_, index) => addDays(from, index))
  return days.find(day => weekdays.includes(weekdayOf(day))) ?? from
}

const cutOffTime = '16:00'

/**
 * A hospital outside the consortium: one of its own clinics as a block until the afternoon before, one that lives in its booking
 * system, which the demo's simulator stands for.
 */
export const playPartner = async (
  player: Player,
  people: { readonly partner: StaffActor; readonly systems: StaffActor },
  plan: PartnerPlan,
  lookup: Lookup,
  elder: ResidentActor,
  day: LoadingDay,
): Promise<void> => {
  const { partner, systems } = people
  await player.play(systems, setHospitalLine, { adapter: 'simulator' })
  const laidOut = []
  for (const clinic of plan.clinics) {
    const localDate = nextOn(day.tomorrow, clinic.weekdays)
    const { sessionId, version } = await player.play(partner, contract.layOutSession, {
      institutionId: partner.institutionId,
      departmentId: lookup.department(plan.institution, clinic.department),
      kind: 'outpatient',
      speciality: clinic.department,
      theme: clinic.theme,
      partOfDay: clinic.part,
      capacity: clinic.seats,
      bucketMinutes: 60,
      feeFen: clinic.feeFen,
      staff: [{ staffId: lookup.staff(clinic.staff), role: 'lead' }],
      localDate,
    })
    await player.play(partner, contract.publishSession, { sessionId, version })
    laidOut.push({ sessionId, localDate, kind: clinic.kind })
  }
  await hearEvents(player, partner.regionId, [sessionPublished])
  for (const [index, { sessionId, localDate, kind }] of laidOut.entries()) {
    const cutOffAt = instantAt(addDays(localDate, -1), cutOffTime, 'Asia/Shanghai').toISOString()
    await player.play(partner, declareSource, {
      sessionId,
      kind,
      externalRef: `HIS-${localDate.replaceAll('-', '')}-${index + 1}`,
      ...(kind === 'block' ? { cutOffAt } : {}),
    })
  }
  const live = laidOut.find(one => one.kind === 'live')
  if (live === undefined) return
  const span = { from: live.localDate, to: live.localDate }
  const { sessions } = await player.play(elder, findOpenSessions, { channel: 'public', ...span, onlyFree: true })
  const residentId = elder.residents[0]
  if (residentId !== undefined && sessions.some(one => one.sessionId === live.sessionId))
    await bookSeat(player, elder, { sessionId: live.sessionId, channel: 'public', residentId, bucket: 1 })
}
