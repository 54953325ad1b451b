import { type SeatFacts, seatFacts } from '#src/modules/booking/public.ts'
import { type OutlineFilter, type SessionOutline, sessionOutlines } from '#src/modules/deployment/public.ts'
import {
  findDepartments,
  findInstitutions,
  findRooms,
  findStaffMembers,
  type InstitutionFacts,
} from '#src/modules/network/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic, Person, Place } from '../contract.ts'
import { bookableState, kindsForResidents } from '../domain/bookable.ts'

export type Period = {
  readonly from: string
  readonly to: string
  readonly institutionId?: string | undefined
  readonly kinds?: readonly string[] | undefined
}
type Names = { readonly rooms: ReadonlyMap<string, string>; readonly departments: ReadonlyMap<string, string> }

/** Published and stopped clinics that residents can come to. */
export const clinicFilter = ({ from, to, institutionId, kinds }: Period): OutlineFilter => ({
  from,
  to,
  institutionId,
  kinds: kinds ?? kindsForResidents,
  status: ['published', 'closed', 'cancelled'],
})

const clinicOf = (ctx: Ctx, session: SessionOutline, seats: SeatFacts | undefined, names: Names): Clinic => {
  const speciality = session.speciality ?? names.departments.get(session.departmentId ?? '') ?? null
  const state = bookableState({
    status: session.status,
    endsAt: session.endsAt,
    now: ctx.now,
    seats: seats === undefined ? null : { state: seats.state, opensAt: seats.opensAt },
  })
  return {
    sessionId: session.sessionId,
    institutionId: session.institutionId,
    roomName: names.rooms.get(session.roomId ?? '') ?? null,
    kind: session.kind,
    title: session.theme ?? session.speciality,
    speciality,
    note: session.note,
    localDate: session.localDate,
    partOfDay: session.partOfDay,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    startTime: localTimeAt(session.startsAt, ctx.timeZone),
    endTime: localTimeAt(session.endsAt, ctx.timeZone),
    staff: session.staff.map(({ staffId, role }) => ({ staffId, role })),
    feeFen: session.feeFen,
    seatsTotal: seats?.capacity ?? 0,
    seatsLeft: state === 'open' ? (seats?.free ?? 0) : state === 'not_yet' ? (seats?.left ?? 0) : 0,
    opensAt: seats?.opensAt ?? null,
    state,
    ...(session.placeText === null ? {} : { placeText: session.placeText }),
    ...(session.takingPart === null ? {} : { takingPart: session.takingPart }),
    ...(session.filingNumber === null ? {} : { filingNumber: session.filingNumber }),
  }
}

const some = (ids: readonly (string | null)[]): readonly string[] => ids.filter(id => id !== null)

/** Names of departments, as far as they are known. */
export const departmentNames = async (
  ctx: Ctx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> =>
  new Map((await findDepartments(ctx, some(ids))).map(one => [one.departmentId, one.name]))

/** Sessions as clinics, with seats and rooms: four questions, however many. */
export const toClinics = async (ctx: Ctx, sessions: readonly SessionOutline[]): Promise<readonly Clinic[]> => {
  if (sessions.length === 0) return []
  const withSeats = sessions.filter(({ status }) => status !== 'closed').map(({ sessionId }) => sessionId)
  const seats = await seatFacts(ctx, withSeats, 'public')
  const unnamed = sessions.filter(({ speciality }) => speciality === null)
  const departments = await departmentNames(
    ctx,
    unnamed.map(({ departmentId }) => departmentId),
  )
  const found = await findRooms(ctx, some(sessions.map(({ roomId }) => roomId)))
  const names = { departments, rooms: new Map(found.map(room => [room.roomId, room.name])) }
  return sessions.map(session => clinicOf(ctx, session, seats.get(session.sessionId), names))
}

/** All clinics of a period at one place, in order of start. */
export const clinicsOf = async (ctx: Ctx, period: Period & { readonly institutionId: string }) =>
  toClinics(ctx, await sessionOutlines(ctx, clinicFilter(period)))

type Search = {
  readonly filter: OutlineFilter
  readonly after?: RegionalId | undefined
  /** Sessions of one page. */
  readonly size: number
  readonly keeps: (clinic: Clinic) => boolean
  readonly isEnough: (found: readonly Clinic[]) => boolean
}
/** So many pages are looked through at most for what can be booked. */
const mostPages = 8

/** Clinics that fit, page by page until there are enough of them; `isAll` when nothing follows. */
export const searchClinics = async (
  ctx: Ctx,
  { filter, after, size, keeps, isEnough }: Search,
): Promise<{ readonly found: readonly Clinic[]; readonly isAll: boolean }> => {
  const found: Clinic[] = []
  let behind = after
  for (let page = 0; page < mostPages; page += 1) {
    const sessions = await sessionOutlines(ctx, filter, { after: behind, limit: size })
    found.push(...(await toClinics(ctx, sessions)).filter(keeps))
    if (sessions.length < size) return { found, isAll: true }
    if (isEnough(found)) return { found, isAll: false }
    behind = sessions.at(-1)?.sessionId
  }
  return { found, isAll: false }
}

export const toPlace = (institution: InstitutionFacts, clinics: number): Place => ({
  institutionId: institution.institutionId,
  code: institution.code,
  name: institution.name,
  shortName: institution.shortName,
  regionId: institution.regionId,
  address: institution.address,
  phone: institution.phone,
  longitude: institution.longitude,
  latitude: institution.latitude,
  clinics,
})

/** Places by the number of clinics there, most first. */
export const placesBy = async (ctx: Ctx, counts: ReadonlyMap<string, number>): Promise<readonly Place[]> =>
  (await findInstitutions(ctx, [...counts.keys()]))
    .map(institution => toPlace(institution, counts.get(institution.institutionId) ?? 0))
    .sort((a, b) => b.clinics - a.clinics || a.code.localeCompare(b.code))

/** The places of these clinics. */
export const placesOf = (ctx: Ctx, clinics: readonly Clinic[]): Promise<readonly Place[]> => {
  const counts = new Map<string, number>()
  for (const clinic of clinics) counts.set(clinic.institutionId, (counts.get(clinic.institutionId) ?? 0) + 1)
  return placesBy(ctx, counts)
}

export const peopleById = async (ctx: Ctx, staffIds: readonly string[]): Promise<readonly Person[]> =>
  (await findStaffMembers(ctx, staffIds)).map(person => ({
    staffId: person.staffId,
    name: person.name,
    titleCode: person.titleCode,
    specialities: [...person.specialities],
    introduction: person.bio,
    homeName: person.institutionName,
    photoId: person.photoId,
  }))

/** The people of these clinics, each once. */
export const peopleOf = (ctx: Ctx, clinics: readonly Clinic[]): Promise<readonly Person[]> =>
  peopleById(ctx, [...new Set(clinics.flatMap(clinic => clinic.staff.map(one => one.staffId)))])
