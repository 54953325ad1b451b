import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { openResident as openEndpoint, residentSummary as summaryEndpoint } from '../contract.ts'
import { needsGuardian } from '../domain/ages.ts'
import { openRecordAudited } from './open-record.ts'
import { proxiesOf } from './proxy.repository.ts'
import { ownRelationships } from './relationship.repository.ts'
import { requireResident, toCard } from './require-resident.ts'
import { requireOpenResident } from './resident.repository.ts'

/** REC-7: opens a record and shows who this is, how to reach the person, and who may act. */
export const openResident = async (
  ctx: Ctx,
  input: InputOf<typeof openEndpoint>,
): Promise<OutputOf<typeof openEndpoint>> => {
  await openRecordAudited(ctx, input.residentId, input.purpose)
  const { person, version, createdAt } = await requireOpenResident(ctx, input.residentId)
  const known = await requireResident(ctx, input.residentId)
  const proxies = await proxiesOf(ctx, input.residentId)
  return {
    resident: toCard(known),
    version,
    phone: person.phone,
    address: person.address,
    householdPlace: person.householdPlace,
    createdAt: createdAt.toISOString(),
    relationships: [...(await ownRelationships(ctx, input.residentId))],
    proxies: [...proxies],
    needsGuardian: needsGuardian(person.birthDate, localDateAt(ctx.now, ctx.timeZone)) && !known.hasGuardian,
    phoneToConfirm: known.phoneToConfirm,
  }
}

/** The identity as this institution may see it, without opening anything: the card beside a list. */
export const residentSummary = async (
  ctx: Ctx,
  input: InputOf<typeof summaryEndpoint>,
): Promise<OutputOf<typeof summaryEndpoint>> => {
  const known = await requireResident(ctx, input.residentId)
  const relationships = await ownRelationships(ctx, input.residentId)
  return {
    resident: toCard(known),
    relationships: [...relationships],
    mayOpen: relationships.some(relationship => relationship.live && relationship.scope === 'record'),
  }
}
