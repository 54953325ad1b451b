import { requireInstitution } from '#src/modules/network/public.ts'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { notify } from '#src/platform/server/notify.ts'
import type { sendIdentityCode as sendEndpoint, identifyBySmsCode as tryEndpoint } from '../contract-identify.ts'
import { isMobile } from '../domain/phone.ts'
import { codeSentTooOften, noCodeSent, phoneMissing, residentUnknown } from '../errors.ts'
import { codeMinutesOf, newCode, rememberCode, tryCode } from './codes.ts'
import { grantForVisit, identified } from './identified.ts'
import { phoneToNotify } from './notify-resident.ts'

/**
 * Sends a code to the phone on record (a child's: to the parent's), which the person at the desk reads out.
 * @throws records.phone_missing, records.code_sent_too_often
 */
export const sendIdentityCode = async (
  ctx: Ctx,
  input: InputOf<typeof sendEndpoint>,
): Promise<OutputOf<typeof sendEndpoint>> => {
  const { institutionId } = requireStaff(ctx)
  if (Number(input.residentId.slice(0, 6)) !== ctx.regionId) throw residentUnknown()
  const reached = await phoneToNotify(ctx, input.residentId)
  if (!reached || !isMobile(reached.phone)) throw phoneMissing()
  const code = newCode()
  const minutes = await codeMinutesOf(ctx)
  const expiresAt = addMinutes(ctx.now, minutes)
  const kept = await rememberCode(ctx, {
    kind: 'identity',
    requestId: newUuid(ctx.now.getTime()),
    residentId: input.residentId,
    code,
    expiresAt,
  })
  if (!kept) throw codeSentTooOften(60)
  const { name } = await requireInstitution(ctx, institutionId)
  await notify(ctx, {
    channel: 'sms',
    template: 'records.identity_code',
    parameters: { code, institution: name, minutes },
    residentId: input.residentId,
    phone: reached.phone,
    urgent: true,
    secret: true,
  })
  return { maskedPhone: reached.maskedPhone, expiresAt: expiresAt.toISOString() }
}

/** REC-10: the code read out at the desk opens the record for the visit. A wrong one is counted. */
export const identifyBySmsCode = async (
  ctx: Ctx,
  input: InputOf<typeof tryEndpoint>,
): Promise<OutputOf<typeof tryEndpoint>> => {
  const tried = await tryCode(ctx, {
    kind: 'identity',
    requestId: null,
    residentId: input.residentId,
    code: input.code,
  })
  audit(ctx, {
    subjectKind: 'resident',
    subjectId: input.residentId,
    residentId: input.residentId,
    details: { by: 'sms_code', matched: tried.matched },
  })
  if (!tried.matched) {
    if (tried.triesLeft < 0) throw noCodeSent()
    return { outcome: 'wrong_code', triesLeft: tried.triesLeft }
  }
  const granted = await grantForVisit(ctx, input.residentId, 'sms_code', `code ${tried.requestId}`)
  return identified(ctx, input.residentId, granted.validUntil, false)
}
