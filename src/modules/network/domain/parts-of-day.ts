import type { LocalTime } from '#src/platform/kernel/dates.ts'
import { type PartKey, partKeys } from '../contract-codes.ts'

export type PartOfDay = {
  readonly key: PartKey
  readonly name: string
  readonly startsAt: LocalTime
  readonly endsAt: LocalTime
  readonly own: boolean
}
export type PartEntry = Omit<PartOfDay, 'own'> & { readonly institutionId: string | null }

/** Used until a region sets its own times; our own advice from common clinic hours. */
const usual: readonly Omit<PartOfDay, 'own'>[] = [
  { key: 'morning', name: '上午', startsAt: '08:00', endsAt: '12:00' },
  { key: 'noon', name: '中午', startsAt: '12:00', endsAt: '13:30' },
  { key: 'afternoon', name: '下午', startsAt: '13:30', endsAt: '17:30' },
  { key: 'evening', name: '晚间', startsAt: '17:30', endsAt: '20:30' },
  { key: 'full_day', name: '全天', startsAt: '08:00', endsAt: '17:30' },
]

/** The parts of the day in order: what the institution says, else its region, else the usual times (NET-10). */
export const partsFrom = (entries: readonly PartEntry[]): readonly PartOfDay[] =>
  partKeys.map(key => {
    const own = entries.find(entry => entry.key === key && entry.institutionId !== null)
    const regional = entries.find(entry => entry.key === key && entry.institutionId === null)
    const { name, startsAt, endsAt } =
      own ?? regional ?? (usual.find(part => part.key === key) as (typeof usual)[number])
    return { key, name, startsAt, endsAt, own: own !== undefined }
  })
