import { addMinutes, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { fieldRefused, invariant } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import { notify } from '#src/platform/server/notify.ts'
import type {
  askElder as askEndpoint,
  addChild as childEndpoint,
  confirmElder as confirmEndpoint,
} from '../contract-family.ts'
import type { FamilyMember } from '../contract-parts.ts'
import { isAdult, needsGuardian } from '../domain/ages.ts'
import { checkIdentity } from '../domain/identity.ts'
import { normaliseName } from '../domain/name.ts'
import { isMobile } from '../domain/phone.ts'
import { bringYourCard, codeSentTooOften, linkYourselfFirst, noCodeSent, notAChild, proxyTooYoung } from '../errors.ts'
import { codeMinutesOf, newCode, rememberCode, tryCode } from './codes.ts'
import { residentsOfAccount, selfOf } from './family.query.ts'
import { residentOfNumber } from './identify.ts'
import { phoneToNotify } from './notify-resident.ts'
import { ownAccount } from './proxy.repository.ts'
import { registerPerson } from './register-person.ts'
import { requirePerson } from './register-resident.ts'
import { writeProxy } from './write-proxy.ts'

/** The phone's own person, who must be grown up to act for others. @throws records.link_yourself_first, records.proxy_too_young */
const requireGrownSelf = async (ctx: Ctx): Promise<FamilyMember> => {
  const self = await selfOf(ctx)
  if (!self) throw linkYourselfFirst()
  if (!isAdult(self.birthDate, localDateAt(ctx.now, ctx.timeZone))) throw proxyTooYoung()
  return self
}

const memberFor = async (ctx: Ctx, residentId: RegionalId): Promise<FamilyMember> => {
  const member = (await residentsOfAccount(ctx, ownAccount(ctx))).find(candidate => candidate.residentId === residentId)
  invariant(member, 'a proxy written just now is in the family')
  return member
}

/** The number this phone signs in by, as it stands on its person's record. */
const ownPhone = async (ctx: Ctx, self: FamilyMember): Promise<string> => {
  const reached = await phoneToNotify(ctx, self.residentId)
  if (!reached?.own) throw linkYourselfFirst()
  return reached.phone
}

/**
 * REC-9: a parent registers a child under 14 from the phone. A child somebody has registered already is added at a desk,
 * with the household book.
 * @throws records.not_a_child, records.bring_your_card
 */
export const addChild = async (
  ctx: Ctx,
  input: InputOf<typeof childEndpoint>,
): Promise<OutputOf<typeof childEndpoint>> => {
  const self = await requireGrownSelf(ctx)
  const person = requirePerson(ctx, input, true, true)
  if (!needsGuardian(person.birthDate, localDateAt(ctx.now, ctx.timeZone))) throw notAChild()
  const registered = await registerPerson(ctx, person, person.identityNumber === null ? 'none' : 'typed')
  if (registered.outcome !== 'created') throw bringYourCard()
  const { residentId } = registered
  audit(ctx, { subjectKind: 'resident', subjectId: residentId, residentId })
  await writeProxy(ctx, {
    residentId,
    birthDate: person.birthDate,
    name: self.name,
    relation: input.relation,
    proof: 'own_declaration',
    phone: await ownPhone(ctx, self),
  })
  return { member: await memberFor(ctx, residentId) }
}

/** Sends the code when there is somebody to send it to; the answer is the same when there is not. */
const sendElderCode = async (
  ctx: Ctx,
  self: FamilyMember,
  residentId: RegionalId | null,
  code: string,
): Promise<void> => {
  if (residentId === null) return
  const reached = await phoneToNotify(ctx, residentId)
  if (!reached?.own || !isMobile(reached.phone)) return
  await notify(ctx, {
    channel: 'sms',
    template: 'records.proxy_code',
    parameters: { code, name: self.name, minutes: await codeMinutesOf(ctx) },
    residentId,
    phone: reached.phone,
    urgent: true,
    secret: true,
  })
}

/** REC-9: asks an adult relative for leave; the code goes to the relative's own phone. Nothing is learned from asking. */
export const askElder = async (ctx: Ctx, input: InputOf<typeof askEndpoint>): Promise<OutputOf<typeof askEndpoint>> => {
  const self = await requireGrownSelf(ctx)
  const checked = checkIdentity(input.identityType, input.identityNumber, localDateAt(ctx.now, ctx.timeZone))
  if (!checked.ok) throw fieldRefused('/identityNumber', checked.problem)
  const residentId = await residentOfNumber(ctx, checked.number, normaliseName(input.name))
  const [requestUuid, code, expiresAt] = [
    newUuid(ctx.now.getTime()),
    newCode(),
    addMinutes(ctx.now, await codeMinutesOf(ctx)),
  ]
  const kept = await rememberCode(ctx, { kind: 'elder', requestId: requestUuid, residentId, code, expiresAt })
  if (!kept) throw codeSentTooOften(60)
  await sendElderCode(ctx, self, residentId, code)
  return { requestId: regionalId(ctx.regionId, requestUuid), expiresAt: expiresAt.toISOString() }
}

/** REC-9: the code that the relative read out makes this phone a proxy, for a year at most. */
export const confirmElder = async (
  ctx: Ctx,
  input: InputOf<typeof confirmEndpoint>,
): Promise<OutputOf<typeof confirmEndpoint>> => {
  const self = await requireGrownSelf(ctx)
  const requestId = splitRegionalId(input.requestId).uuid
  const tried = await tryCode(ctx, { kind: 'elder', requestId, residentId: null, code: input.code })
  if (!tried.matched) {
    if (tried.triesLeft < 0) throw noCodeSent()
    return { outcome: 'wrong_code', triesLeft: tried.triesLeft }
  }
  audit(ctx, { subjectKind: 'resident', subjectId: tried.residentId, residentId: tried.residentId })
  await writeProxy(ctx, {
    residentId: tried.residentId,
    birthDate: tried.birthDate,
    name: self.name,
    relation: 'family',
    proof: 'code_to_elder',
    phone: await ownPhone(ctx, self),
    requestId: tried.requestId,
  })
  return { outcome: 'added', member: await memberFor(ctx, tried.residentId) }
}
