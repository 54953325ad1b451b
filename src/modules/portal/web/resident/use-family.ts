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
  const answer = useQueryEndpoint(myResidents, {}, { enabled: visitor === 'linked', staleSeconds: 60 })
  return { visitor, members: answer.data?.members ?? [], answer }
}

export const useAppointments = () => {
  const visitor = useVisitor()
  return useQueryEndpoint(myAppointments, {}, { enabled: visitor === 'linked', staleSeconds: 15 })
}
