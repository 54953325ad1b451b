import type { ComponentType, ReactNode } from 'react'
import type { Permission } from '#src/platform/kernel/endpoint.ts'

/** A module's page of the staff app; the shell makes routes and navigation from these. */
export type StaffPage = {
  /** `/desk`, `/sessions/:sessionId` (parts become `usePageParams()` values) */
  readonly path: string
  /** Absent: reached by links only. */
  readonly nav?: {
    /** text key, `booking.nav.desk` */
    readonly key: string
    readonly icon?: ReactNode | ComponentType
    /** small first; 100 apart between modules */
    readonly order: number
    /** text key of a heading in the "more" page, `booking.nav.group` */
    readonly group?: string
    /** words that also find it in "more" (besides the name and its pinyin) */
    readonly keywords?: string
  }
  readonly permission: Permission
  /** text key of the window title; the navigation's key by default */
  readonly title?: string
  readonly component: ComponentType
}

/** A page of the residents' phone app. */
export type ResidentPage = {
  readonly path: string
  /** Present: one of the four tabs. */
  readonly tab?: { readonly key: string; readonly icon?: ReactNode | ComponentType; readonly order: number }
  readonly permission: Permission
  readonly title?: string
  readonly component: ComponentType
}
