import { findStaffMembers, requireDepartment, requireTeam } from '#src/modules/network/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import { fieldRefused } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SessionTemplate } from '../contract-shapes.ts'
import { instantsOf, type Times, timesOf } from '../domain/part-of-day.ts'
import { nobodyNamesThePerson } from '../errors.ts'
import { requirePart } from './day-facts.ts'
import type { SessionRecord, Staffing } from './session.repository.ts'
import { noExtras, type SessionExtras } from './session-extras.ts'

/** Those who come: the people named, else the team as it is on that day (DEP-9). */
export const staffingOf = async (
  ctx: Ctx,
  given: {
    readonly staff: readonly Staffing[]
    readonly teamId?: string | null | undefined
    readonly namesPersonDays?: number | null | undefined
  },
  localDate: string,
): Promise<readonly Staffing[]> => {
  if (given.staff.length > 0 || !given.teamId || given.namesPersonDays != null) return leadFirst(given.staff)
  const team = await requireTeam(ctx, given.teamId, localDate)
  return leadFirst(team.members.map(({ staffId, role }) => ({ staffId, role })))
}

export const leadFirst = (staff: readonly Staffing[]): readonly Staffing[] => [
  ...staff.filter(person => person.role === 'lead'),
  ...staff.filter(person => person.role !== 'lead'),
]

/** Ids that nobody has are a wrong field, not a broken reference found later. */
export const checkStaffExists = async (ctx: Ctx, staff: readonly Staffing[]): Promise<void> => {
  const ids = staff.map(person => person.staffId)
  const known = new Set((ids.length === 0 ? [] : await findStaffMembers(ctx, ids)).map(person => person.staffId))
  const missing = ids.find(id => !known.has(id))
  if (missing !== undefined) throw fieldRefused('/staff', 'deployment.staff_unknown', { staffId: missing })
}

/** @throws deployment.part_unknown, deployment.bad_times */
export const sessionTimes = async (
  ctx: Ctx,
  institutionId: string,
  partOfDay: string,
  given: { readonly startsAt?: string | undefined; readonly endsAt?: string | undefined },
): Promise<Times> => {
  const part = await requirePart(ctx, institutionId, partOfDay)
  const times = timesOf(part, {
    ...(given.startsAt === undefined ? {} : { startsAt: given.startsAt }),
    ...(given.endsAt === undefined ? {} : { endsAt: given.endsAt }),
  })
  if (times === undefined) throw fieldRefused('/endsAt', 'deployment.bad_times')
  return times
}

type Naming = Pick<SessionTemplate, 'namesPersonDays' | 'namedByDepartmentId' | 'teamId'>

/** Whoever is to name the person must be known (DEP-33). @throws deployment.nobody_names_the_person */
export const checkWhoNames = async (ctx: Ctx, naming: Naming): Promise<void> => {
  if (naming.namedByDepartmentId != null) await requireDepartment(ctx, naming.namedByDepartmentId)
  else if (naming.namesPersonDays != null && naming.teamId == null) throw nobodyNamesThePerson()
}

const day = 86_400_000
/** The deadline counts back from the beginning, so that a moved session moves it along. */
export const namedBy = (startsAt: Date, days: number | null | undefined): Date | null =>
  days == null ? null : new Date(startsAt.getTime() - days * day)

const extrasOfFields = (fields: SessionTemplate, startsAt: Date): SessionExtras => ({
  ...noExtras,
  placeText: fields.placeText ?? null,
  takingPart: fields.takingPart ?? null,
  filingNumber: fields.filingNumber ?? null,
  contactName: fields.contactName ?? null,
  contactPhone: fields.contactPhone ?? null,
  carPlate: fields.carPlate ?? null,
  namedByDepartmentId: fields.namedByDepartmentId ?? null,
  namesPersonBy: namedBy(startsAt, fields.namesPersonDays),
})

export type Plan = { readonly fields: SessionTemplate; readonly times: Times; readonly staff: readonly Staffing[] }

/** What all days of a template share; the team is read once, as of the first day. */
export const planOf = async (ctx: Ctx, fields: SessionTemplate, firstDay: string): Promise<Plan> => {
  await checkWhoNames(ctx, fields)
  const staff = await staffingOf(ctx, fields, firstDay)
  await checkStaffExists(ctx, staff)
  return { fields, staff, times: await sessionTimes(ctx, fields.institutionId, fields.partOfDay, fields) }
}

export const newSessionId = (ctx: Ctx): RegionalId => regionalId(ctx.regionId, newUuid(ctx.now.getTime()))

/** A draft of one day, not yet written. */
export const draftOn = (
  ctx: Ctx,
  { fields, times, staff }: Plan,
  localDate: string,
  series?: { readonly seriesId: string; readonly seriesDate: string },
): SessionRecord => ({
  sessionId: newSessionId(ctx),
  institutionId: fields.institutionId,
  departmentId: fields.departmentId ?? null,
  roomId: fields.roomId ?? null,
  seriesId: series?.seriesId ?? null,
  seriesDate: series?.seriesDate ?? null,
  teamId: fields.teamId ?? null,
  kind: fields.kind,
  speciality: fields.speciality ?? null,
  theme: fields.theme ?? null,
  localDate,
  partOfDay: fields.partOfDay,
  ...instantsOf(localDate, times, ctx.timeZone),
  ...extrasOfFields(fields, instantsOf(localDate, times, ctx.timeZone).startsAt),
  capacity: fields.capacity,
  bucketMinutes: fields.bucketMinutes,
  feeFen: fields.feeFen ?? null,
  note: fields.note ?? null,
  status: 'draft',
  publishedAt: null,
  cancelledAt: null,
  cancelReason: null,
  cancelNote: null,
  version: 1,
  staff,
})

/** The wall-clock times of a session, to carry them to another day. */
export const timesOfRecord = (ctx: Ctx, record: SessionRecord): Times => ({
  startsAt: localTimeAt(record.startsAt, ctx.timeZone),
  endsAt: localTimeAt(record.endsAt, ctx.timeZone),
})

/** People and rooms whose diaries these sessions write. */
export const ownersOf = (records: readonly SessionRecord[]): readonly string[] =>
  records.flatMap(record => [
    ...record.staff.map(person => person.staffId),
    ...(record.roomId === null ? [] : [record.roomId]),
  ])

export const monthTopic = (localDate: string): string => `deployment.month:${localDate.slice(0, 7)}`
