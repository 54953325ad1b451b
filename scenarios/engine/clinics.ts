import type { SessionKind } from '#src/modules/deployment/contract-shapes.ts'
import type { LocalDate, LocalTime } from '#src/platform/kernel/dates.ts'

export type PartKey = 'morning' | 'noon' | 'afternoon' | 'evening' | 'full_day'

/** A clinic as a scenario plans it; codes and names are those of its network. */
export type Clinic = {
  /** Code of the institution where it is held. */
  readonly site: string
  readonly department: string
  readonly room?: string
  readonly kind: SessionKind
  readonly speciality: string
  readonly theme?: string
  readonly note?: string
  /** 义诊 and 讲座: where in words, who takes part, under which number it was filed. */
  readonly placeText?: string
  readonly takingPart?: string
  readonly filingNumber?: string
  readonly part: PartKey
  readonly startsAt?: LocalTime
  readonly endsAt?: LocalTime
  readonly capacity: number
  readonly bucketMinutes: number
  readonly feeFen?: number
  readonly team?: string
  /** Codes of those who come, the lead first; a team's session may leave it empty. */
  readonly staff: readonly string[]
}

export type When =
  | { readonly kind: 'weekly'; readonly weekdays: readonly number[] }
  | { readonly kind: 'monthly_weekday'; readonly ordinals: readonly number[]; readonly weekdays: readonly number[] }
  | { readonly kind: 'dates'; readonly dates: readonly LocalDate[] }

/** A clinic that comes again and again. */
export type Series = { readonly clinic: Clinic; readonly when: When; readonly exceptions?: readonly LocalDate[] }
