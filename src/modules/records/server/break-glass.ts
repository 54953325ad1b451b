import { sql } from 'kysely'
import { requireInstitution } from '#src/modules/network/public.ts'
import { addMinutes, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { openLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { breakGlass as endpoint } from '../contract-identify.ts'
import { breakGlassLimit, residentUnknown } from '../errors.ts'
import { notifyResident } from './notify-resident.ts'
import { actorNameOf } from './open-record.ts'

/**
 * REC-13: an emergency opens a record without a relationship: with a reason, so many times a day for one person, for some hours,
 * the resident is told, and the centre's manager reviews it.
 * @throws records.break_glass_limit, records.resident_unknown
 */
export const breakGlass = async (ctx: Ctx, input: InputOf<typeof endpoint>): Promise<OutputOf<typeof endpoint>> => {
  const { institutionId } = requireStaff(ctx)
  const { regionId, uuid } = splitRegionalId(input.residentId)
  const limitPerDay = await settingOf<number>(ctx, 'records.break_glass_per_day', institutionId)
  const hours = await settingOf<number>(ctx, 'records.break_glass_hours', institutionId)
  const validUntil = addMinutes(ctx.now, hours * 60)
  const id = newUuid(ctx.now.getTime())
  audit(ctx, {
    subjectKind: 'resident',
    subjectId: input.residentId,
    residentId: input.residentId,
    reason: input.reason.trim(),
  })
  const { rows } = await sql<{
    used: number
  }>`select records.break_glass(${regionId}::int, ${uuid}::uuid, ${id}::uuid, ${input.reason.trim()}, ${await actorNameOf(ctx)},
    ${ctx.now}::timestamptz, ${validUntil}::timestamptz, ${localDateAt(ctx.now, ctx.timeZone)}::date, ${limitPerDay}::int) as used`.execute(
    ctx.tx,
  )
  const used = rows[0]?.used ?? -1
  if (used < 0) throw residentUnknown()
  if (used === 0) throw breakGlassLimit(limitPerDay)
  const { name } = await requireInstitution(ctx, institutionId)
  await notifyResident(ctx, {
    residentId: input.residentId,
    template: 'records.opened_in_emergency',
    parameters: { institution: name },
  })
  await openLoop(ctx, {
    kind: 'records.break_glass_review',
    institutionId,
    residentId: input.residentId,
    subjectKind: 'break_glass',
    subjectId: regionalId(regionId, id),
    reason: 'records.loop_reason.break_glass_review',
  })
  return { validUntil: validUntil.toISOString(), usedToday: used, limitPerDay }
}
