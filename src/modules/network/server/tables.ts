import { type LocalDate, localDateAt } from '#src/platform/kernel/dates.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { NetworkTables } from './tables.gen.ts'

/** The tables of this module, and nothing else. */
export const tables = (ctx: Ctx) => tablesOf<NetworkTables>(ctx)
/** Today by the region's calendar. */
export const todayOf = (ctx: Ctx): LocalDate => localDateAt(ctx.now, ctx.timeZone)
export const idAt = (ctx: Ctx): string => newUuid(ctx.now.getTime())
