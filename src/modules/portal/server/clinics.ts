import { type OpenSession, openSessionsOf } from '#src/modules/booking/public.ts'
import { findSessions, type Session } from '#src/modules/deployment/public.ts'
import { findInstitutions, findStaffMembers } from '#src/modules/network/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic, Person, Place } from '../contract.ts'
import { bookableState, isForResidents } from '../domain/bookable.ts'

export type Period = { readonly from: string; readonly to: string; readonly institutionId?: string | undefined }

const clinicOf = (ctx: Ctx, session: Session, seats: OpenSession | undefined): Clinic => ({
  sessionId: session.sessionId,
  institutionId: session.institutionId,
  roomName: session.roomName,
  kind: session.kind,
  title: session.title,
  speciality: session.speciality ?? (seats?.department || null),
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
  seatsLeft: seats === undefined ? 0 : seats.state === 'open' ? seats.free : seats.state === 'not_yet' ? seats.left : 0,
  opensAt: seats?.opensAt ?? null,
  state: bookableState({
    status: session.status,
    endsAt: session.endsAt,
    now: ctx.now,
    seats: seats === undefined ? null : { state: seats.state, opensAt: seats.opensAt },
  }),
})

/** Published and stopped clinics of a period that residents can come to, in order of start. */
export const clinicsOf = async (ctx: Ctx, period: Period): Promise<readonly Clinic[]> => {
  const sessions = await findSessions(ctx, {
    from: period.from,
    to: period.to,
    status: ['published', 'closed', 'cancelled'],
    ...(period.institutionId === undefined ? {} : { institutionIds: [period.institutionId] }),
  })
  const shown = sessions.filter(session => isForResidents(session.kind))
  if (shown.length === 0) return []
  const seatsOf = await openSessionsOf(ctx, shown, 'public')
  return shown.map(session => clinicOf(ctx, session, seatsOf.get(session.sessionId)))
}

const countBySite = (clinics: readonly Clinic[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const clinic of clinics) counts.set(clinic.institutionId, (counts.get(clinic.institutionId) ?? 0) + 1)
  return counts
}

/** The sites of these clinics with how many each holds, the busiest first. */
export const placesOf = async (ctx: Ctx, clinics: readonly Clinic[]): Promise<readonly Place[]> => {
  const counts = countBySite(clinics)
  const institutions = await findInstitutions(ctx, [...counts.keys()])
  return institutions
    .map(institution => ({
      institutionId: institution.institutionId,
      code: institution.code,
      name: institution.name,
      shortName: institution.shortName,
      regionId: institution.regionId,
      address: institution.address,
      phone: institution.phone,
      longitude: institution.longitude,
      latitude: institution.latitude,
      clinics: counts.get(institution.institutionId) ?? 0,
    }))
    .sort((a, b) => b.clinics - a.clinics || a.code.localeCompare(b.code))
}

/** The people of these clinics, each once. */
export const peopleOf = async (ctx: Ctx, clinics: readonly Clinic[]): Promise<readonly Person[]> => {
  const staff = await findStaffMembers(ctx, [
    ...new Set(clinics.flatMap(clinic => clinic.staff.map(one => one.staffId))),
  ])
  return staff.map(person => ({
    staffId: person.staffId,
    name: person.name,
    titleCode: person.titleCode,
    specialities: [...person.specialities],
    introduction: person.bio,
    homeName: person.institutionName,
  }))
}
