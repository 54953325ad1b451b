import { contract } from '#src/modules/deployment/contract.ts'
import { closingContract } from '#src/modules/deployment/contract-closing.ts'
import { lifeContract } from '#src/modules/deployment/contract-life.ts'
import { swapContract } from '#src/modules/deployment/contract-swaps.ts'
import { addDays, instantAt, monthOf } from '#src/platform/kernel/dates.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createClock } from '#src/platform/server/clock.ts'
import type { Clinic } from './clinics.ts'
import type { Lookup } from './lookup.ts'
import { createPlayer, type Player } from './player.ts'
import { templateOf } from './roster.ts'
import type { Scenario } from './scenario.ts'
import type { LoadingDay } from './times.ts'

/** Sessions of the last week with their closing sheets, and what experts and those who plan settle with each other. */

type People = {
  readonly manager: StaffActor
  readonly centre: StaffActor
  readonly expert: StaffActor
  readonly desk: StaffActor
}
/** What has become of a session: its sheet is confirmed, sent, came back, or was never written. */
type Past = {
  readonly daysAgo: number
  readonly clinic: 0 | 1
  readonly sheet: 'confirmed' | 'sent' | 'returned' | 'none'
}
const pastWeek: readonly Past[] = [
  { daysAgo: 7, clinic: 0, sheet: 'confirmed' },
  { daysAgo: 6, clinic: 1, sheet: 'confirmed' },
  { daysAgo: 3, clinic: 0, sheet: 'none' },
  { daysAgo: 2, clinic: 0, sheet: 'returned' },
  { daysAgo: 1, clinic: 0, sheet: 'sent' },
]

/** The same server with a clock of its own that shows another moment: past days pass the same rules as today. */
const playerAt = (player: Player, day: LoadingDay, date: string, time: string): Player => {
  const moment = instantAt(date, time, day.timeZone).getTime()
  return createPlayer({ ...player.app, clock: createClock(moment - Date.now()) })
}

const hold = async (
  player: Player,
  people: People,
  clinic: Omit<Clinic, 'part'>,
  lookup: Lookup,
  day: LoadingDay,
  past: Past,
): Promise<void> => {
  const date = addDays(day.today, -past.daysAgo)
  const staffed = clinic.staff.some(code => lookup.staff(code) === people.expert.staffId)
  // Who has no account has the sheet written by the manager of the site, and somebody else confirms it.
  const [writer, confirmer] = staffed ? [people.expert, people.centre] : [people.centre, people.desk]
  const before = playerAt(player, day, addDays(date, -1), '10:00')
  const { startsAt: _from, endsAt: _to, ...template } = templateOf({ ...clinic, part: 'morning' }, lookup)
  const laidOut = await before.play(people.manager, contract.layOutSession, { ...template, localDate: date })
  const { sessionId } = await before.play(people.manager, contract.publishSession, laidOut)
  if (past.sheet === 'none') return
  const noon = playerAt(player, day, date, '12:20')
  await noon.play(writer, closingContract.writeClosingSheet, {
    sessionId,
    basedOn: 0,
    firstVisits: 7 + past.daysAgo,
    returnVisits: 5,
    extraVisits: past.daysAgo % 3,
    taught: 2,
    rounds: 0,
    operations: 0,
    attended: 0,
    taughtWhat: '门诊带教：病史采集与分级转诊指征（演示）',
    lacking: past.daysAgo === 2 ? '动态血压计不够用（演示）' : null,
    arrivedAt: '07:50',
    leftAt: '12:10',
  })
  if (past.sheet === 'sent') return
  const later = playerAt(player, day, date, '15:00')
  await later.play(confirmer, closingContract.decideClosingSheet, {
    sessionId,
    version: 1,
    decision: past.sheet === 'returned' ? 'returned' : 'confirmed',
    ...(past.sheet === 'returned' ? { reason: '带教当天是 3 人，请核对（演示）' } : {}),
  })
}

/** A lecture without a person yet: the sending department names who comes. */
const awaitPerson = async (
  player: Player,
  { manager }: People,
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
) => {
  const clinic = scenario.today[0]
  if (clinic === undefined) return
  const head = scenario.network.institutions.find(row => row.code === scenario.head)
  const named = head?.departments.map(one => one.split('@')[0] as string)
  const department = named?.find(one => one === clinic.speciality) ?? named?.[0]
  if (department === undefined) return
  const {
    startsAt: _from,
    endsAt: _to,
    roomId: _room,
    teamId: _team,
    ...template
  } = templateOf({ ...clinic, part: 'evening' }, lookup)
  const localDate = addDays(day.today, 12)
  const laidOut = await player.play(manager, contract.layOutSession, {
    ...template,
    speciality: department,
    kind: 'lecture',
    theme: `${department}健康讲座`,
    capacity: 40,
    bucketMinutes: 120,
    placeText: '社区文化活动室（演示）',
    takingPart: `${department}、全科（演示）`,
    filingNumber: '演示备〔2026〕第1号',
    staff: [],
    namedByDepartmentId: lookup.department(scenario.head, department),
    namesPersonDays: 3,
    localDate,
  })
  // A month that is still a draft is promised as a whole.
  if (scenario.publishesNextMonth || monthOf(localDate) === day.month)
    await player.play(manager, contract.publishSession, laidOut)
}

export const playSessionLife = async (
  player: Player,
  people: People,
  scenario: Scenario,
  lookup: Lookup,
  day: LoadingDay,
): Promise<void> => {
  const here = scenario.today.filter(clinic => clinic.site === scenario.centre)
  for (const past of pastWeek) {
    const clinic = here[past.clinic]
    if (clinic) await hold(player, people, clinic, lookup, day, past)
  }
  await awaitPerson(player, people, scenario, lookup, day)
  await player.play(people.centre, lifeContract.changeSiteCard, {
    institutionId: lookup.institution(scenario.centre),
    version: 0,
    contactName: '门诊部接待（演示）',
    contactPhone: '000-12345678',
    carPlate: '演示·A00001',
    has: 'DR、彩超、心电图、常规化验（演示）',
    lacks: 'CT 和胃镜要到牵头医院做（演示）',
  })
  await player.play(people.expert, swapContract.requestLeave, {
    kind: 'training',
    from: addDays(day.today, 45),
    to: addDays(day.today, 46),
    note: '参加学术会议（演示）',
  })
}
