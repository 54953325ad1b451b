import { sql } from 'kysely'
import { addDays, instantAt, type LocalDate, localDateAt } from '#src/platform/kernel/dates.ts'
import { fieldRefused } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { maskName, maskPhone } from '#src/platform/kernel/masking.ts'
import { linkResident } from '#src/platform/server/account-residents.ts'
import { residentAccountOfPhone } from '#src/platform/server/accounts.ts'
import { type Ctx, emit } from '#src/platform/server/context.ts'
import { encryptText } from '#src/platform/server/crypto.ts'
import type { ProxyProof, ProxyRelation, ProxyView } from '../contract-parts.ts'
import { isAdult } from '../domain/ages.ts'
import { isName, normaliseName } from '../domain/name.ts'
import { isMobile, normalisePhone } from '../domain/phone.ts'
import { needsConfirmation, proxyTermOf } from '../domain/proxy-rules.ts'
import { noRelationship, proofDoesNotFit, proxyUntilTooFar } from '../errors.ts'
import { proxyAdded } from '../events.ts'
import { notifyResident, phoneToNotify } from './notify-resident.ts'
import { phoneIndexOf } from './person-columns.ts'

export type ProxyInput = {
  readonly residentId: RegionalId
  /** Of the person acted for. */
  readonly birthDate: LocalDate
  readonly name: string
  readonly relation: ProxyRelation
  readonly proof: ProxyProof
  readonly phone: string
  readonly until?: LocalDate | undefined
  /** The request whose code the elder read out. */
  readonly requestId?: string | undefined
  /** Where the form shows name and phone: `` or `/guardian`. */
  readonly path?: string | undefined
}

const checkContact = (input: ProxyInput): { readonly name: string; readonly phone: string } => {
  const [name, phone] = [normaliseName(input.name), normalisePhone(input.phone)]
  if (!isName(name)) throw fieldRefused(`${input.path ?? ''}/name`, 'records.name_wrong_format')
  // A proxy acts on the phone: a landline can't.
  if (!isMobile(phone)) throw fieldRefused(`${input.path ?? ''}/phone`, 'records.phone_wrong_format')
  return { name, phone }
}

/**
 * REC-17: whoever is acted for learns it on the own phone, with how to stop it. Nobody else's phone is told: a proxy would
 * only read about himself.
 */
const tellRepresented = async (ctx: Ctx, residentId: RegionalId, name: string, until: Date | null): Promise<void> => {
  const reached = await phoneToNotify(ctx, residentId)
  if (!reached?.own) return
  await notifyResident(ctx, {
    residentId,
    template: until === null ? 'records.proxy_added' : 'records.proxy_added_until',
    parameters: {
      name: maskName(name),
      ...(until === null ? {} : { until: addDays(localDateAt(until, ctx.timeZone), -1) }),
    },
    urgent: true,
  })
}

/**
 * REC-9: records who may act for a resident and lets that phone do so at once.
 * @throws records.proof_does_not_fit, records.proxy_until_too_far, records.proxy_already_there (constraint)
 */
export const writeProxy = async (ctx: Ctx, input: ProxyInput): Promise<ProxyView> => {
  const { name, phone } = checkContact(input)
  const today = localDateAt(ctx.now, ctx.timeZone)
  const term = proxyTermOf({
    relation: input.relation,
    proof: input.proof,
    birthDate: input.birthDate,
    today,
    wished: input.until,
  })
  if (!term.ok) throw term.problem === 'until_too_far' ? proxyUntilTooFar(term.latest) : proofDoesNotFit()
  const until = term.until === null ? null : instantAt(term.until, '00:00', ctx.timeZone)
  const { accountId } = await residentAccountOfPhone(ctx, phone, name)
  const { regionId, uuid } = splitRegionalId(input.residentId)
  const proxyUuid = newUuid(ctx.now.getTime())
  const { keys } = ctx.app
  const { rows } = await sql<{
    added: boolean
  }>`select records.add_proxy(${regionId}::int, ${proxyUuid}::uuid, ${uuid}::uuid, ${accountId}, ${name},
    ${encryptText(keys, phone)}::bytea, ${maskPhone(phone)}, ${phoneIndexOf(keys, phone)}::bytea, ${input.relation}, ${input.proof}, ${ctx.now}::timestamptz,
    ${until}::timestamptz, ${term.reconfirmOn}::date, ${input.requestId ?? null}::uuid) as added`.execute(ctx.tx)
  if (rows[0]?.added !== true) throw noRelationship()
  await linkResident(ctx, { accountId, residentId: input.residentId, relation: input.relation, until })
  const proxyId = regionalId(regionId, proxyUuid)
  emit(ctx, proxyAdded({ residentId: input.residentId, proxyId }))
  if (isAdult(input.birthDate, today)) await tellRepresented(ctx, input.residentId, name, until)
  return {
    proxyId,
    residentId: input.residentId,
    name,
    relation: input.relation,
    proof: input.proof,
    maskedPhone: maskPhone(phone),
    validFrom: ctx.now.toISOString(),
    validUntil: until?.toISOString() ?? null,
    reconfirmOn: term.reconfirmOn,
    needsConfirmation: needsConfirmation(term.reconfirmOn, today),
  }
}
