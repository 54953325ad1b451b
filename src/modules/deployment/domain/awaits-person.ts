import type { StaffRole } from '../contract-shapes.ts'

type Named = {
  readonly namesPersonBy: Date | string | null
  readonly staff: readonly { readonly role: StaffRole }[]
}

/** A department or team has still to say who leads (DEP-33); residents see 专家待定 until then. */
export const awaitsPerson = (session: Named): boolean =>
  session.namesPersonBy !== null && !session.staff.some(person => person.role === 'lead')
