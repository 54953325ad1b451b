import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { addProxy as addEndpoint, endProxy as endEndpoint } from '../contract-family.ts'
import { proofDoesNotFit } from '../errors.ts'
import { openRecordAudited } from './open-record.ts'
import { finishProxy } from './proxy.repository.ts'
import { requireResident } from './require-resident.ts'
import { writeProxy } from './write-proxy.ts'

/** Words given on a phone, and codes, are no papers that a desk could have seen. */
const phoneProofs: readonly string[] = ['own_declaration', 'code_to_elder']

/** REC-9: the desk records a proxy on a paper it has seen. */
export const addProxy = async (ctx: Ctx, input: InputOf<typeof addEndpoint>): Promise<OutputOf<typeof addEndpoint>> => {
  if (phoneProofs.includes(input.proof)) throw proofDoesNotFit()
  await openRecordAudited(ctx, input.residentId, 'desk')
  const { birthDate } = await requireResident(ctx, input.residentId)
  return { proxy: await writeProxy(ctx, { ...input, birthDate }) }
}

export const endProxy = async (ctx: Ctx, input: InputOf<typeof endEndpoint>): Promise<OutputOf<typeof endEndpoint>> => {
  await openRecordAudited(ctx, input.residentId, 'desk')
  await finishProxy(ctx, input.proxyId)
  return {}
}
