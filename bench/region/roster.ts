import type { Days } from './calendar.ts'
import type { Draw } from './draw.ts'
import { type Site, specialities } from './sites.ts'
import type { Size } from './size.ts'

/** One session as it lies in the roster, before it is written out as rows. */
export type RosterSession = {
  readonly number: number
  readonly id: string
  readonly site: Site
  /** Days after today. */
  readonly day: number
  readonly part: 'morning' | 'afternoon'
  readonly startsAt: Date
  readonly endsAt: Date
  readonly speciality: string
  readonly departmentId: string | null
  readonly room: string
  readonly staff: readonly string[]
  readonly buckets: number
  readonly seatsPerBucket: number
  readonly stopped: boolean
}

const partStart = { morning: 8 * 60, afternoon: 13 * 60 + 30 } as const
const sessionMinutes = 240

type Place = {
  readonly site: Site
  readonly day: number
  readonly slot: number
  readonly lead: string
  readonly number: number
}

const sessionOf = (draw: Draw, days: Days, place: Place): RosterSession => {
  const { site, day, slot, lead, number } = place
  const part = slot % 2 === 0 ? 'morning' : 'afternoon'
  const row = Math.floor(slot / 2)
  const helper = site.kind === 'township' ? site.staff[row % site.staff.length] : undefined
  const speciality = specialities[draw.pick('session', number, specialities.length)] as string
  return {
    number,
    id: draw.id('session', number),
    site,
    day,
    part,
    startsAt: days.at(day, partStart[part]),
    endsAt: days.at(day, partStart[part] + sessionMinutes),
    speciality,
    departmentId: site.departments.find(department => department.name === speciality)?.id ?? null,
    room: site.rooms[row % site.rooms.length] as string,
    staff: helper === undefined ? [lead] : [lead, helper],
    buckets: day < 0 ? 4 : 8,
    seatsPerBucket: day < 0 ? 6 : 4,
    stopped: day > 0 && draw.pick('session', number + 1, 100) === 0,
  }
}

/** Experts come from the hub of the consortium; within a part of a day each is asked once. */
const leadOf = (sites: readonly Site[], consortium: number, turn: number, day: number): string => {
  const { staff } = sites[consortium] as Site
  return staff[(turn + (day + 1000) * 7) % staff.length] as string
}

/** Two years back: some sessions a day, going round the sites. */
function* pastSessions(draw: Draw, size: Size, sites: readonly Site[], days: Days): Generator<RosterSession> {
  let number = 0
  for (let day = -size.historyDays; day < 0; day += 1)
    for (let turn = 0; turn < size.pastSessionsPerDay; turn += 1) {
      const site = sites[number % sites.length] as Site
      yield sessionOf(draw, days, {
        site,
        day,
        slot: turn % 2,
        lead: leadOf(sites, site.consortium, turn, day),
        number,
      })
      number += 1
    }
}

/** Every site from today on, each day. */
function* comingSessions(draw: Draw, size: Size, sites: readonly Site[], days: Days): Generator<RosterSession> {
  let number = size.historyDays * size.pastSessionsPerDay
  for (let day = 0; day < size.futureDays; day += 1) {
    const turns = Array.from({ length: size.hubs }, () => [0, 0])
    for (const site of sites)
      for (let slot = 0; slot < site.perDay; slot += 1) {
        const turn = turns[site.consortium] as number[]
        const lead = leadOf(sites, site.consortium, turn[slot % 2] as number, day)
        turn[slot % 2] = (turn[slot % 2] as number) + 1
        yield sessionOf(draw, days, { site, day, slot, lead, number })
        number += 1
      }
  }
}

/** The whole roster in order of days. */
export function* rosterOf(draw: Draw, size: Size, sites: readonly Site[], days: Days): Generator<RosterSession> {
  yield* pastSessions(draw, size, sites, days)
  yield* comingSessions(draw, size, sites, days)
}
