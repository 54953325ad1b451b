import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Problem } from '#src/platform/web/api-problem.ts'
import { call, newKey } from '#src/platform/web/client.ts'
import { contract } from '../../contract.ts'
import { needContract } from '../../contract-needs.ts'
import type { SessionChip } from '../../contract-shapes.ts'
import type { Target } from '../../domain/board.ts'

/** What an act of the board makes other screens ask again. */
export const boardQueries = [
  contract.monthBoard,
  contract.monthProblems,
  contract.sessionDetail,
  needContract.monthGaps,
  needContract.needs,
]

export type Outcome<T> = { readonly value: T } | { readonly problem: Problem }

export const attempt = async <E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Outcome<OutputOf<E>>> => {
  try {
    return { value: await call(endpoint, input, { idempotencyKey: newKey() }) }
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}

/** A copy of a session that awaits its person awaits one as well, by the usual time. */
const namingDays = 3

/** The same session on another day, as a new draft. */
export const copyOf = (session: SessionChip, target: Target): InputOf<typeof contract.layOutSession> => {
  const institutionId = target.institutionId ?? session.institutionId
  const stays = institutionId === session.institutionId
  const ownTimes = stays && target.partOfDay === session.partOfDay
  return {
    institutionId,
    localDate: target.localDate,
    partOfDay: target.partOfDay,
    ...(ownTimes ? { startsAt: session.startsAt, endsAt: session.endsAt } : {}),
    departmentId: stays ? session.departmentId : null,
    roomId: stays ? session.roomId : null,
    kind: session.kind,
    speciality: session.speciality,
    theme: session.theme,
    capacity: session.capacity,
    bucketMinutes: session.bucketMinutes,
    feeFen: session.feeFen,
    note: session.note,
    placeText: session.placeText,
    takingPart: session.takingPart,
    filingNumber: session.filingNumber,
    contactName: stays ? session.contactName : null,
    contactPhone: stays ? session.contactPhone : null,
    carPlate: session.carPlate,
    namedByDepartmentId: session.namedByDepartmentId,
    namesPersonDays: session.awaited === null ? null : namingDays,
    teamId: session.teamId,
    staff: session.staff.map(({ staffId, role }) => ({ staffId, role })),
  }
}

export const moveOf = (session: SessionChip, target: Target): InputOf<typeof contract.moveSession> => ({
  sessionId: session.sessionId,
  version: session.version,
  localDate: target.localDate,
  partOfDay: target.partOfDay,
  ...(target.institutionId === null ? {} : { institutionId: target.institutionId }),
})

/** Where a session stands now. */
export const placeOf = (session: SessionChip): Target => ({
  localDate: session.localDate,
  partOfDay: session.partOfDay,
  institutionId: session.institutionId,
})

export const isThere = (session: SessionChip, target: Target): boolean =>
  session.localDate === target.localDate &&
  session.partOfDay === target.partOfDay &&
  (target.institutionId === null || target.institutionId === session.institutionId)

/** Another person leads; whoever else comes stays, and nobody comes twice. */
export const withLead = (session: SessionChip, staffId: string): InputOf<typeof contract.changeSession> => ({
  sessionId: session.sessionId,
  version: session.version,
  staff: [
    { staffId, role: 'lead' },
    ...session.staff
      .filter(person => person.role !== 'lead' && person.staffId !== staffId)
      .map(({ staffId: other, role }) => ({ staffId: other, role })),
  ],
})
