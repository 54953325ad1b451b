import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { myAppointments, myResidents } from './endpoints.ts'

export type Member = OutputOf<typeof myResidents>['members'][number]
/** `nobody` looks around; `unlinked` has signed in and not yet said who they are. */
export type Visitor = 'nobody' | 'unlinked' | 'linked'

export const useVisitor = (): Visitor => {
  const { session } = useSessionControl()
  return session === null || session.kind !== 'resident'
    ? 'nobody'
    : session.residents.length === 0
      ? 'unlinked'
      : 'linked'
}

/** Oneself first, then those one acts for; empty until somebody has signed in. */
export const useFamily = () => {
  const visitor = useVisitor()
  const answer = useQueryEndpoint(myResidents, {}, { enabled: visitor === 'linked', staleSeconds: 60, keep: true })
  return { visitor, members: answer.data?.members ?? [], answer }
}

/** PORT-30 What is still to come; asking for it opens nobody's record. */
export const useComing = () => {
  const visitor = useVisitor()
  return useQueryEndpoint(
    myAppointments,
    { only: 'coming' },
    { enabled: visitor === 'linked', staleSeconds: 15, keep: true },
  )
}

/** What was as well: a helper who asks for it has looked, and the person concerned can read so. */
export const useAllAppointments = (wanted: boolean) => {
  const visitor = useVisitor()
  return useQueryEndpoint(myAppointments, {}, { enabled: visitor === 'linked' && wanted, staleSeconds: 15 })
}

/** One visit: among those to come without opening anything, else among what was. */
export const useTrip = (appointmentId: string) => {
  const coming = useComing()
  const isHere = (one: { readonly appointmentId: string }): boolean => one.appointmentId === appointmentId
  const near = coming.data?.appointments.find(isHere)
  const all = useAllAppointments(coming.data !== undefined && near === undefined)
  const answer = near || !coming.data ? coming : all
  const trip = near ?? all.data?.appointments.find(isHere)
  return {
    trip,
    isUnknown: coming.data !== undefined && all.data !== undefined && trip === undefined,
    isPending: answer.isPending,
    data: answer.data,
    error: answer.error,
    refetch: answer.refetch,
  }
}
