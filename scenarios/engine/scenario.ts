import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { Clinic, Series } from './clinics.ts'
import type { NetworkData } from './network-data.ts'
import type { ResidentPlan } from './residents.ts'
import type { Ties } from './ties.ts'
import type { LoadingDay } from './times.ts'

export type AccountPlan = {
  readonly loginName: string
  /** 演示页面上的角色名 */
  readonly title: string
  readonly role: string
  readonly institution: string
  /** Code of the member of staff; without it the account is an administrator's. */
  readonly staff?: string
  readonly name?: string
}

/** One programme: its network, its month, its people. */
export type Scenario = {
  readonly key: string
  /** 界面与启动提示里的名字 */
  readonly name: string
  readonly regionId: number
  readonly regionName: string
  readonly network: NetworkData
  /** Pairings, alliances and what happened behind them. */
  readonly ties: Ties
  /** Code of the institution that heads the consortium, and of the one where the demo is lived. */
  readonly head: string
  readonly centre: string
  readonly accounts: readonly AccountPlan[]
  /** Clinics from tomorrow to the end of next month. @param workDays of this month from tomorrow on, and of the next. */
  readonly series: (
    day: LoadingDay,
    workDays: { readonly thisMonth: readonly LocalDate[]; readonly nextMonth: readonly LocalDate[] },
  ) => readonly Series[]
  /** Clinics of the day of loading: those that people wait for now, and one in the evening. */
  readonly today: readonly Omit<Clinic, 'part'>[]
  readonly evening: Omit<Clinic, 'part'>
  /** Whether next month is promised already, or left as a draft for a manager to publish. */
  readonly publishesNextMonth: boolean
  readonly residents: ResidentPlan
  /** Somebody who works at a site for a year, by letter. */
  readonly posting?: { readonly staff: string; readonly site: string; readonly post: string; readonly letter: string }
  /** A hospital outside the consortium that gives seats of its own. */
  readonly partner?: PartnerPlan
}

export type PartnerPlan = {
  readonly institution: string
  readonly clinics: readonly {
    readonly kind: 'block' | 'live'
    readonly staff: string
    readonly department: string
    readonly theme: string
    readonly part: 'morning' | 'afternoon'
    readonly weekdays: readonly number[]
    readonly seats: number
    readonly feeFen: number
  }[]
}
