import { instantAt } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { t } from '#src/platform/web/i18n.ts'
import { currentTimeZone } from '#src/platform/web/zone.ts'
import type { contract } from '../../contract.ts'
import type { SessionChip, SessionKind, SessionTemplate, StaffRole } from '../../contract-shapes.ts'

/** What the session form holds while it is being filled in. */
export type SessionValues = {
  readonly institutionId: string
  readonly localDate: string
  readonly partOfDay: string
  readonly startsAt: string
  readonly endsAt: string
  readonly kind: SessionKind
  readonly departmentId: string | null
  readonly roomId: string | null
  readonly speciality: string
  readonly theme: string
  readonly staff: readonly { readonly staffId: string; readonly role: StaffRole }[]
  readonly teamId: string | null
  readonly capacity: number | null
  readonly bucketMinutes: number | null
  readonly feeYuan: number | null
  readonly note: string
  readonly placeText: string
  readonly takingPart: string
  readonly filingNumber: string
  readonly contactName: string
  readonly contactPhone: string
  readonly carPlate: string
  /** Null: people are named now. */
  readonly namesPersonDays: number | null
  readonly namedByInstitutionId: string
  readonly namedByDepartmentId: string | null
}

const noMore = {
  placeText: '',
  takingPart: '',
  filingNumber: '',
  contactName: '',
  contactPhone: '',
  carPlate: '',
  namesPersonDays: null,
  namedByInstitutionId: '',
  namedByDepartmentId: null,
}

const texts = ['placeText', 'takingPart', 'filingNumber', 'contactName', 'contactPhone', 'carPlate'] as const
type MoreText = (typeof texts)[number]
const moreTexts = <T>(of: (field: MoreText) => T): Record<MoreText, T> =>
  Object.fromEntries(texts.map(field => [field, of(field)])) as Record<MoreText, T>

/** Whole days between the deadline and the beginning, as they were chosen. */
const daysBefore = (session: SessionChip): number | null => {
  if (session.namesPersonBy === null) return null
  const starts = instantAt(session.localDate, session.startsAt, currentTimeZone())
  return Math.round((starts.getTime() - Date.parse(session.namesPersonBy)) / 86_400_000)
}

export const emptyValues = (at: {
  readonly institutionId: string
  readonly localDate: string
  readonly partOfDay: string
  readonly speciality?: string
}): SessionValues => ({
  institutionId: at.institutionId,
  localDate: at.localDate,
  partOfDay: at.partOfDay,
  startsAt: '',
  endsAt: '',
  kind: 'outpatient',
  departmentId: null,
  roomId: null,
  speciality: at.speciality ?? '',
  theme: '',
  staff: [],
  teamId: null,
  capacity: 20,
  bucketMinutes: 30,
  feeYuan: null,
  note: '',
  ...noMore,
})

export const valuesOf = (session: SessionChip): SessionValues => ({
  institutionId: session.institutionId,
  localDate: session.localDate,
  partOfDay: session.partOfDay,
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  kind: session.kind,
  departmentId: session.departmentId,
  roomId: session.roomId,
  speciality: session.speciality ?? '',
  theme: session.theme ?? '',
  staff: session.staff.map(({ staffId, role }) => ({ staffId, role })),
  teamId: session.teamId,
  capacity: session.capacity,
  bucketMinutes: session.bucketMinutes,
  feeYuan: session.feeFen === null ? null : session.feeFen / 100,
  note: session.note ?? '',
  ...noMore,
  ...moreTexts(field => session[field] ?? ''),
  namesPersonDays: daysBefore(session),
  namedByDepartmentId: session.namedByDepartmentId,
})

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The values as the server wants them. */
export const templateOf = (values: SessionValues): SessionTemplate => ({
  institutionId: values.institutionId,
  partOfDay: values.partOfDay,
  ...(values.startsAt === '' ? {} : { startsAt: values.startsAt }),
  ...(values.endsAt === '' ? {} : { endsAt: values.endsAt }),
  kind: values.kind,
  departmentId: values.departmentId,
  roomId: values.roomId,
  speciality: textOrNull(values.speciality),
  theme: textOrNull(values.theme),
  staff: values.staff.filter(person => person.staffId !== ''),
  teamId: values.teamId,
  capacity: values.capacity ?? 0,
  bucketMinutes: values.bucketMinutes ?? 30,
  feeFen: values.feeYuan === null ? null : Math.round(values.feeYuan * 100),
  note: textOrNull(values.note),
  ...moreTexts(field => textOrNull(values[field])),
  namesPersonDays: values.namesPersonDays,
  namedByDepartmentId: values.namesPersonDays === null ? null : values.namedByDepartmentId,
})

export const draftInput = (values: SessionValues): InputOf<typeof contract.layOutSession> => ({
  ...templateOf(values),
  localDate: values.localDate,
})

/** What must be filled in before the server is asked; by field. */
export const missingIn = (values: SessionValues, withDate: boolean): Readonly<Record<string, string>> => ({
  ...(values.institutionId === '' ? { institutionId: t('deployment.form.site_missing') } : {}),
  ...(withDate && values.localDate === '' ? { localDate: t('deployment.form.date_missing') } : {}),
  ...(values.partOfDay === '' ? { partOfDay: t('deployment.form.part_missing') } : {}),
  ...(values.capacity === null ? { capacity: t('deployment.form.seats_missing') } : {}),
})
