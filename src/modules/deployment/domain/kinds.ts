import type { ProblemCode, SessionKind } from '../contract-shapes.ts'

/** What residents may see and come to; rounds, teaching and postings are the institutions' own business (DEP-12). */
export const publicKinds: readonly SessionKind[] = ['outpatient', 'free_clinic', 'lecture', 'remote_round']
export const isPublicKind = (kind: SessionKind): boolean => publicKinds.includes(kind)

/** A bookable session without seats is most likely a slip. */
export const wantsSeats = (kind: SessionKind): boolean =>
  kind === 'outpatient' || kind === 'free_clinic' || kind === 'lecture'

const onlyTold: readonly ProblemCode[] = [
  'no_capacity',
  'no_lead',
  'holiday',
  'short_travel',
  'no_room',
  'no_department',
  'no_speciality',
  'no_filing',
  'not_named',
]
/** A clinician may be right about a holiday or a short way: those are told, the rest stops. */
export const levelOf = (code: ProblemCode): 'stop' | 'warn' => (onlyTold.includes(code) ? 'warn' : 'stop')
