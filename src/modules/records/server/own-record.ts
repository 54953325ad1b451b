import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { fieldRefused, forbidden } from '#src/platform/kernel/errors.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { maskName } from '#src/platform/kernel/masking.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type {
  leaveProxy as leaveEndpoint,
  myProxies as proxiesEndpoint,
  residentQr as qrEndpoint,
  updateMine as updateEndpoint,
} from '../contract-family.ts'
import { isAreaCode } from '../domain/insurance.ts'
import { residentUnknown } from '../errors.ts'
import { residentsOfAccount } from './family.query.ts'
import { openRecord } from './open-record.ts'
import { finishProxy, ownAccount, proxiesOf } from './proxy.repository.ts'
import { signQr } from './qr-token.ts'
import { requireOpenResident } from './resident.repository.ts'
import { writePerson } from './update-resident.ts'

/** A phone page shows only residents of the session; staff have their own pages. */
export const requireOwn = (ctx: Ctx, residentId: RegionalId): void => {
  if (ctx.actor.kind !== 'resident' || !ctx.actor.residents.includes(residentId))
    throw forbidden('platform.not_your_resident')
}

/** REC-12: insurance and address are changed on the phone; name, number and phone only where a card can be seen. */
export const updateMine = async (
  ctx: Ctx,
  input: InputOf<typeof updateEndpoint>,
): Promise<OutputOf<typeof updateEndpoint>> => {
  requireOwn(ctx, input.residentId)
  if (input.insuredPlace && !isAreaCode(input.insuredPlace))
    throw fieldRefused('/insuredPlace', 'records.insured_place_unknown')
  await openRecord(ctx, input.residentId, 'desk')
  audit(ctx, { subjectKind: 'resident', subjectId: input.residentId, residentId: input.residentId })
  const before = await requireOpenResident(ctx, input.residentId)
  await writePerson(ctx, {
    residentId: input.residentId,
    before,
    person: {
      ...before.person,
      ...(input.address === undefined ? {} : { address: input.address?.trim() ?? null }),
      ...(input.insuranceType === undefined ? {} : { insuranceType: input.insuranceType }),
      ...(input.insuredPlace === undefined ? {} : { insuredPlace: input.insuredPlace }),
    },
    identityStatus: before.identityStatus,
    phoneToConfirm: before.phoneToConfirm,
  })
  const member = (await residentsOfAccount(ctx, ownAccount(ctx))).find(
    candidate => candidate.residentId === input.residentId,
  )
  if (!member) throw residentUnknown()
  return { member }
}

/** REC-17: who may act for me, or for those I act for; names and numbers masked, since a phone is looked at by others. */
export const myProxies = async (
  ctx: Ctx,
  input: InputOf<typeof proxiesEndpoint>,
): Promise<OutputOf<typeof proxiesEndpoint>> => {
  requireOwn(ctx, input.residentId)
  const proxies = await proxiesOf(ctx, input.residentId)
  return { proxies: proxies.map(proxy => ({ ...proxy, name: maskName(proxy.name) })) }
}

/** Oneself, or the parent or guardian of the person; a relative who acts by leave of an elder sends nobody else away. */
const speaksFor = async (ctx: Ctx, residentId: RegionalId): Promise<boolean> => {
  const member = (await residentsOfAccount(ctx, ownAccount(ctx))).find(one => one.residentId === residentId)
  return member !== undefined && member.relation !== 'family'
}

/** REC-9, REC-17: the proxy leaves, or the person concerned ends it. */
export const leaveProxy = async (
  ctx: Ctx,
  input: InputOf<typeof leaveEndpoint>,
): Promise<OutputOf<typeof leaveEndpoint>> => {
  if (ctx.actor.kind !== 'resident') throw forbidden('platform.not_permitted')
  await finishProxy(
    ctx,
    input.proxyId,
    async proxy => proxy.account === ownAccount(ctx) || (await speaksFor(ctx, proxy.residentId)),
  )
  return {}
}

/** REC-10: a code for the desk, good for two minutes. */
export const residentQr = async (ctx: Ctx, input: InputOf<typeof qrEndpoint>): Promise<OutputOf<typeof qrEndpoint>> => {
  requireOwn(ctx, input.residentId)
  await openRecord(ctx, input.residentId, 'proxy')
  const { token, expiresAt } = signQr(ctx.app.keys, input.residentId, ctx.now)
  return { token, expiresAt: expiresAt.toISOString() }
}
