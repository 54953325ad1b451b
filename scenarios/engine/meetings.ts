import { listConsortia } from '#src/modules/network/contract.ts'
import { adoptCharter, giveSeat } from '#src/modules/network/contract-council.ts'
import {
  addMeetingAction,
  callMeeting,
  closeMeetingAction,
  confirmMinutes,
  meetingDetail,
  writeMinutes,
} from '#src/modules/network/contract-meetings.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { Stage } from './ties.ts'

export type MeetingRow = {
  readonly kind: 'council' | 'regular' | 'special'
  readonly title: string
  readonly daysAgo: number
  readonly place: string
  readonly host: string
  readonly institutions: readonly string[]
  readonly staff: readonly string[]
  readonly absent?: readonly string[]
  readonly guests?: readonly { readonly name: string; readonly organisation: string }[]
  readonly agenda: string
  /** With minutes the meeting was held and they are confirmed. */
  readonly minutes?: string
  readonly actions: readonly {
    readonly what: string
    readonly reason: string
    readonly institution: string
    readonly staff?: string
    /** Days after the meeting. */
    readonly dueAfter: number
    readonly done?: string
  }[]
}
export type Council = {
  readonly seats: readonly {
    readonly staff?: string
    readonly name?: string
    readonly organisation?: string
    readonly post: 'chair' | 'vice_chair' | 'secretary' | 'member'
  }[]
  readonly charter: { readonly title: string; readonly text: string }
}

const playMeeting = async (stage: Stage, row: MeetingRow, consortiumId: string): Promise<string> => {
  const { player, manager, lookup, day } = stage
  const on = addDays(day.today, -row.daysAgo)
  const { meetingId } = await player.play(manager, callMeeting, {
    kind: row.kind,
    title: row.title,
    on,
    startsAt: '14:30',
    place: row.place,
    hostInstitutionId: lookup.institution(row.host),
    consortiumId,
    institutionIds: row.institutions.map(lookup.institution),
    staffIds: row.staff.map(lookup.staff),
    guests: [...(row.guests ?? [])],
    agenda: row.agenda,
    demo: true,
  })
  if (row.minutes) {
    const { people, version } = await player.play(manager, meetingDetail, { meetingId })
    const absent = (row.absent ?? []).map(lookup.staff)
    const written = await player.play(manager, writeMinutes, {
      meetingId,
      version,
      minutes: row.minutes,
      attendance: people.map(person => ({
        meetingPersonId: person.meetingPersonId,
        presence: person.staffId && absent.includes(person.staffId) ? ('excused' as const) : ('present' as const),
      })),
    })
    await player.play(manager, confirmMinutes, { meetingId, version: written.version })
  }
  for (const action of row.actions) {
    const { actionId } = await player.play(manager, addMeetingAction, {
      meetingId,
      what: action.what,
      reason: action.reason,
      byInstitutionId: lookup.institution(action.institution),
      ownerStaffId: action.staff ? lookup.staff(action.staff) : null,
      dueOn: addDays(on, action.dueAfter),
    })
    if (action.done) await player.play(manager, closeMeetingAction, { actionId, outcome: 'done', note: action.done })
  }
  return meetingId
}

/** Meetings with what they gave people to do; the council sits since its first meeting, which adopted the charter. */
export const playMeetings = async (
  stage: Stage,
  rows: readonly MeetingRow[],
  council: Council | null,
  consortiumCode: string,
): Promise<void> => {
  if (rows.length === 0) return
  const { player, manager, lookup, day } = stage
  const consortia = await player.play(manager, listConsortia, {})
  const consortiumId = consortia.items.find(item => item.code === consortiumCode)?.consortiumId ?? ''
  for (const row of rows) {
    const meetingId = await playMeeting(stage, row, consortiumId)
    if (row.kind !== 'council' || council === null) continue
    const on = addDays(day.today, -row.daysAgo)
    for (const { staff, ...seat } of council.seats)
      await player.play(manager, giveSeat, {
        consortiumId,
        ...seat,
        ...(staff ? { staffId: lookup.staff(staff) } : {}),
        validFrom: on,
      })
    await player.play(manager, adoptCharter, { consortiumId, ...council.charter, adoptedOn: on, meetingId })
  }
}
