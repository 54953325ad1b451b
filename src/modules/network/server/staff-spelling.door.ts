import type { Ctx } from '#src/platform/server/context.ts'
import { tables } from './tables.ts'

/** `zhangxiaoming` and `zxm`, as the name was written when it was entered. */
export type StaffSpelling = { readonly staffId: string; readonly pinyin: string; readonly initials: string }

export const spellingsOfStaff = async (ctx: Ctx, staffIds: readonly string[]): Promise<readonly StaffSpelling[]> =>
  staffIds.length === 0
    ? []
    : await tables(ctx)
        .selectFrom('network.staff')
        .select(['staff_id as staffId', 'pinyin', 'initials'])
        .where('staff_id', 'in', [...new Set(staffIds)])
        .execute()
