import type { Ctx } from '#src/platform/server/context.ts'
import type { PersonLimits } from './batch-statement.ts'
import { numberSetting } from './settings.ts'

/** BOOK-21, BOOK-38, BOOK-39 What one person, and one phone, may have; decided by the batch. */
export const personLimitsOf = async (ctx: Ctx): Promise<PersonLimits> => ({
  personLimit: await numberSetting(ctx, 'person_limit'),
  dayLimit: await numberSetting(ctx, 'day_limit'),
  monthLimit: await numberSetting(ctx, 'month_limit'),
  phoneLimit: await numberSetting(ctx, 'phone_limit'),
})
