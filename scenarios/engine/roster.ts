import { contract } from '#src/modules/deployment/contract.ts'
import { calendar } from '#src/modules/network/contract-calendar.ts'
import { type LocalDate, monthOf } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import type { Clinic, PartKey, Series } from './clinics.ts'
import type { Lookup } from './lookup.ts'
import type { Player } from './player.ts'
import type { Scenario } from './scenario.ts'
import type { LiveDay, LoadingDay, Window } from './times.ts'

type Template = InputOf<typeof contract.layOutSeries>['template']

const roleOf = (code: string, index: number, clinic: Clinic): 'lead' | 'joint_gp' | 'follower' | 'nurse' => {
  if (index === 0) return 'lead'
  if (clinic.kind === 'free_clinic') return /-(HN|N|BAS2)/.test(code) ? 'nurse' : 'joint_gp'
  return /-N\d/.test(code) ? 'nurse' : 'follower'
}

export const templateOf = (clinic: Clinic, lookup: Lookup): Template => ({
  institutionId: lookup.institution(clinic.site),
  departmentId: lookup.department(clinic.site, clinic.department),
  ...(clinic.room === undefined ? {} : { roomId: lookup.room(clinic.site, clinic.room) }),
  kind: clinic.kind,
  speciality: clinic.speciality,
  ...(clinic.theme === undefined ? {} : { theme: clinic.theme }),
  ...(clinic.note === undefined ? {} : { note: clinic.note }),
  ...(clinic.placeText === undefined ? {} : { placeText: clinic.placeText }),
  ...(clinic.takingPart === undefined ? {} : { takingPart: clinic.takingPart }),
  ...(clinic.filingNumber === undefined ? {} : { filingNumber: clinic.filingNumber }),
  partOfDay: clinic.part,
  ...(clinic.startsAt === undefined ? {} : { startsAt: clinic.startsAt }),
  ...(clinic.endsAt === undefined ? {} : { endsAt: clinic.endsAt }),
  capacity: clinic.capacity,
  bucketMinutes: clinic.bucketMinutes,
  ...(clinic.feeFen === undefined ? {} : { feeFen: clinic.feeFen }),
  ...(clinic.team === undefined ? {} : { teamId: lookup.team(clinic.team) }),
  staff: clinic.staff.map((code, index) => ({ staffId: lookup.staff(code), role: roleOf(code, index, clinic) })),
})

type Recurrence = InputOf<typeof contract.layOutSeries>['recurrence']

const recurrenceOf = ({ when, exceptions }: Series, day: LoadingDay): Recurrence => {
  const span =
    when.kind === 'dates'
      ? { from: when.dates[0] as LocalDate, until: when.dates.at(-1) as LocalDate }
      : { from: day.tomorrow, until: day.endOfNextMonth }
  const pattern: Recurrence['pattern'] =
    when.kind === 'weekly'
      ? { kind: 'weekly', everyWeeks: 1, weekdays: [...when.weekdays] }
      : when.kind === 'dates'
        ? { kind: 'dates', dates: [...when.dates] }
        : { kind: 'monthly_weekday', ordinals: [...when.ordinals], weekdays: [...when.weekdays] }
  // Dates were chosen among the working days; a weekly clinic leaves holidays out.
  return {
    pattern,
    ...span,
    ...(exceptions ? { exceptions: [...exceptions] } : {}),
    onHoliday: when.kind === 'dates' ? 'keep' : 'skip',
  }
}

/** The working days of this month that are still to come, and of the next. */
const readWorkDays = async (player: Player, actor: StaffActor, day: LoadingDay, live: LiveDay) => {
  const { days } = await player.play(actor, calendar, { from: day.tomorrow, to: day.endOfNextMonth })
  const working = days
    .filter(({ date, kind }) => (kind === 'work' || kind === 'work_day') && date !== live.date)
    .map(({ date }) => date)
  return {
    thisMonth: working.filter(date => monthOf(date) === day.month),
    nextMonth: working.filter(date => monthOf(date) === day.nextMonth),
  }
}

/** `today` in the order of the scenario's clinics of the day, the evening's last. */
export type LaidOut = {
  readonly sessions: number
  readonly today: readonly string[]
  readonly versions: ReadonlyMap<string, number>
}

const clinicAt = (clinic: Omit<Clinic, 'part'>, window: Window): Clinic => ({
  ...clinic,
  part: window.part as PartKey,
  startsAt: window.startsAt,
  endsAt: window.endsAt,
})

const sharesPeopleOrRoom = (one: Omit<Clinic, 'part'>, other: Clinic): boolean =>
  (one.site === other.site && one.room === other.room) || one.staff.some(code => other.staff.includes(code))

/** Lays out today's clinics and everything from tomorrow to the end of next month, as drafts. */
export const layOut = async (
  player: Player,
  manager: StaffActor,
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
  live: LiveDay,
): Promise<LaidOut> => {
  const today: string[] = []
  const versions = new Map<string, number>()
  const clinics = [
    ...scenario.today.map(clinic => clinicAt(clinic, live.live)),
    ...(live.later === null ? [] : [clinicAt(scenario.evening, live.later)]),
  ]
  for (const clinic of clinics) {
    const { sessionId, version } = await player.play(manager, contract.layOutSession, {
      ...templateOf(clinic, lookup),
      localDate: live.date,
    })
    today.push(sessionId)
    versions.set(sessionId, version)
  }
  let sessions = today.length
  const workDays = await readWorkDays(player, manager, day, live)
  for (const series of scenario.series(day, workDays)) {
    const recurrence = recurrenceOf(series, day)
    // When the day is as good as over its clinics are held tomorrow; whoever needs the same people or room stays away then.
    const isInTheWay = !live.isToday && clinics.some(clinic => sharesPeopleOrRoom(clinic, series.clinic))
    const spared = isInTheWay ? { exceptions: [...(recurrence.exceptions ?? []), live.date] } : {}
    const laidOut = await player.play(manager, contract.layOutSeries, {
      template: templateOf(series.clinic, lookup),
      recurrence: { ...recurrence, ...spared },
      leaveOutClashes: false,
    })
    sessions += laidOut.sessionIds.length
  }
  return { sessions, today, versions }
}

/** Publishes this month, next month where the scenario does, and in any case the clinics of the day. */
export const publish = async (
  player: Player,
  manager: StaffActor,
  scenario: Scenario,
  laidOut: LaidOut,
  day: LoadingDay,
  live: LiveDay,
): Promise<void> => {
  const institutionIds = [...manager.reach]
  const { sessions } = await player.play(manager, contract.monthBoard, { month: day.month })
  // On the last evening of a month nothing of it is left to promise.
  const months = [...(sessions.length > 0 ? [day.month] : []), ...(scenario.publishesNextMonth ? [day.nextMonth] : [])]
  for (const month of months) await player.play(manager, contract.publishMonth, { month, institutionIds })
  if (months.includes(monthOf(live.date))) return
  for (const sessionId of laidOut.today)
    await player.play(manager, contract.publishSession, { sessionId, version: laidOut.versions.get(sessionId) ?? 1 })
}
