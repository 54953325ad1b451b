import { type Ctx, emit } from '#src/platform/server/context.ts'

type StaffChanged = { readonly staffId: string; readonly institutionId: string; readonly left?: string | null }

/** Others look anew at what this person may do, and where (NET-4): a last day, another house, a site that begins or ends. */
export const tellStaffChanged = (ctx: Ctx, data: StaffChanged): void =>
  emit(ctx, { name: 'network.staff_changed', data })
