import { createContext, useContext } from 'react'
import type { StaffPage } from '#src/platform/web/pages.ts'

/** All pages of the app, for the shell's own lists. */
export const PagesContext = createContext<readonly StaffPage[]>([])
export const usePages = (): readonly StaffPage[] => useContext(PagesContext)
