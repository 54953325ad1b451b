import type { StaffRow } from './network-data.ts'
import { createPeople, type Sex } from './people.ts'

type Post = Pick<StaffRow, 'code' | 'profession' | 'titleCode' | 'institution' | 'department' | 'specialities'> & {
  readonly sex?: Sex
  readonly age?: number
  readonly bio?: string
  readonly sites?: readonly string[]
}

/** Years from birth to a title of this rank: chief, deputy chief, attending, resident, assistant. */
const yearsToTitle = [42, 36, 29, 25, 23]

/**
 * Fills posts with fictional people. Posts are given in a fixed order, so that the same post is the same person on
 * every machine.
 */
export const createStaffOffice = (seed: number, block: number, prefix: string) => {
  // Titles are kept by year of birth alone; the year itself does not matter to anybody's roster.
  const person = createPeople(seed, block, 2026)
  let count = 0
  return ({ sex, age, sites, ...post }: Post): StaffRow => {
    count += 1
    const rank = Number(post.titleCode[2])
    const years = age ?? (yearsToTitle[rank - 1] as number) + 6
    const someone = person(years, sex)
    const titleYear = 2026 - years + (yearsToTitle[rank - 1] as number)
    return {
      ...post,
      name: someone.name,
      sex: someone.sex,
      phone: someone.phone,
      licenceNumber: `YS-${prefix}-${String(count).padStart(5, '0')}`,
      titleFrom: `${Math.min(titleYear, 2025)}-01-01`,
      sites: sites ?? [],
    }
  }
}
