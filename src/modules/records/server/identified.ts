import type { Static } from 'typebox'
import { requireInstitution } from '#src/modules/network/public.ts'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { requireStaff } from '#src/platform/server/context.ts'
import { openLoop } from '#src/platform/server/loops.ts'
import type { identifiedSchema } from '../contract-identify.ts'
import type { RelationshipAct } from '../contract-parts.ts'
import { needsGuardian } from '../domain/ages.ts'
import { type Granted, grantRelationship } from './grant-relationship.ts'
import { notifyResident } from './notify-resident.ts'
import { requireResident, toCard } from './require-resident.ts'

export type Identified = Static<typeof identifiedSchema>

/** A visit counts once a day and act: reading the card twice is one relationship. */
export const grantForVisit = (
  ctx: Ctx,
  residentId: RegionalId,
  act: RelationshipAct,
  proof: string,
): Promise<Granted> => {
  const { institutionId } = requireStaff(ctx)
  return grantRelationship(ctx, {
    residentId,
    institutionId,
    act,
    proof,
    source: `visit:${localDateAt(ctx.now, ctx.timeZone)}`,
  })
}

export const identified = async (
  ctx: Ctx,
  residentId: RegionalId,
  validUntil: Date,
  isNew: boolean,
): Promise<Identified> => {
  const known = await requireResident(ctx, residentId)
  const today = localDateAt(ctx.now, ctx.timeZone)
  return {
    outcome: 'identified',
    resident: toCard(known),
    isNew,
    needsPhone: known.maskedPhone === null && !known.hasGuardian,
    needsGuardian: needsGuardian(known.birthDate, today) && !known.hasGuardian,
    phoneToConfirm: known.phoneToConfirm ? known.maskedPhone : null,
    validUntil: validUntil.toISOString(),
  }
}

/** Typed numbers of one institution and day are looked at together. */
export const typedNumbersOf = (institutionId: string, date: string): string => `${institutionId}:${date}`

/** REC-7: a typed number gives the identity only; the resident is told, and the centre's manager looks at the day's list. */
export const grantByTypedNumber = async (ctx: Ctx, residentId: RegionalId): Promise<Granted> => {
  const { institutionId, accountId } = requireStaff(ctx)
  const granted = await grantForVisit(ctx, residentId, 'typed_number', `typed by ${accountId}`)
  if (!granted.isNew) return granted
  const institution = await requireInstitution(ctx, institutionId)
  await notifyResident(ctx, {
    residentId,
    template: 'records.typed_number_used',
    parameters: { institution: institution.name },
  })
  const today = localDateAt(ctx.now, ctx.timeZone)
  await openLoop(ctx, {
    kind: 'records.typed_number_review',
    institutionId,
    subjectKind: 'typed_numbers',
    subjectId: typedNumbersOf(institutionId, today),
    reason: 'records.loop_reason.typed_number_review',
    details: { date: today },
  })
  return granted
}
