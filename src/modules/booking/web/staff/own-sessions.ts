import type { Session } from '#src/platform/web/session.tsx'
import type { OpenSession } from '../../contract-shapes.ts'

type Staffed = Pick<OpenSession, 'experts'>

export const isOwn = (session: Pick<Session, 'staffId'>, clinic: Staffed): boolean =>
  clinic.experts.some(expert => expert.staffId === session.staffId)

/** Who sees patients of their own and calls them; the desk and nurses call for everybody. */
const callers = ['desk', 'nurse', 'centre_manager', 'village_doctor']

/** An expert at the queue of a colleague: that may be a slip, so it is asked once. */
export const isColleagues = (session: Pick<Session, 'staffId' | 'roles'>, clinic: Staffed): boolean =>
  !session.roles.some(role => callers.includes(role)) && clinic.experts.length > 0 && !isOwn(session, clinic)
