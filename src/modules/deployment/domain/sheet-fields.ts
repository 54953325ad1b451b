import type { SheetCounts } from '../contract-closing.ts'
import type { SessionKind } from '../contract-shapes.ts'

export type CountField = keyof SheetCounts

const all: readonly CountField[] = [
  'firstVisits',
  'returnVisits',
  'extraVisits',
  'attended',
  'taught',
  'rounds',
  'operations',
]
const clinic: readonly CountField[] = ['firstVisits', 'returnVisits', 'extraVisits', 'taught']

const firstOf: Readonly<Record<SessionKind, readonly CountField[]>> = {
  outpatient: clinic,
  ward_round: ['rounds', 'taught'],
  demonstration: ['operations', 'taught'],
  teaching: ['taught'],
  lecture: ['attended', 'taught'],
  posting_day: clinic,
  joint_ward: ['rounds', 'operations', 'taught'],
  free_clinic: ['attended', 'firstVisits', 'returnVisits', 'extraVisits'],
  remote_round: ['rounds', 'taught'],
}

/** What this kind of session is about comes first; the rest stays at hand, since experts do more than was planned. */
export const countFieldsOf = (
  kind: SessionKind,
): { readonly first: readonly CountField[]; readonly rest: readonly CountField[] } => ({
  first: firstOf[kind],
  rest: all.filter(field => !firstOf[kind].includes(field)),
})

/** Whether this kind of session is about that number, so that it is compared with what was counted. */
export const isCountedField = (kind: SessionKind, field: CountField): boolean => firstOf[kind].includes(field)

/** DEP-74 What stands ready on an empty sheet: who came to an activity, and who was seen. */
export const countedFields = (
  kind: SessionKind,
  counted: {
    readonly came: number
    readonly first: number
    readonly repeat: number
    readonly extra: number
  },
): Partial<SheetCounts> => ({
  ...(isCountedField(kind, 'attended') ? { attended: counted.came } : {}),
  ...(isCountedField(kind, 'firstVisits')
    ? { firstVisits: counted.first, returnVisits: counted.repeat, extraVisits: counted.extra }
    : {}),
})

export const unitOf = (field: CountField): 'people' | 'cases' => (field === 'operations' ? 'cases' : 'people')
