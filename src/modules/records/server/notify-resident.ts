import { sql } from 'kysely'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import { notify } from '#src/platform/server/notify.ts'
import { isMobile } from '../domain/phone.ts'

type PhoneRow = {
  readonly phone_cipher: Buffer | null
  readonly masked_phone: string | null
  readonly own: boolean | null
}

/** The number a resident is reached by: the own one, else that of whoever acts for him. Stays inside the server. */
export const phoneToNotify = async (
  ctx: Ctx,
  residentId: RegionalId,
): Promise<{ readonly phone: string; readonly maskedPhone: string; readonly own: boolean } | null> => {
  const { regionId, uuid } = splitRegionalId(residentId)
  const { rows } =
    await sql<PhoneRow>`select phone_cipher, masked_phone, own from records.phone_to_notify(${regionId}::int, ${uuid}::uuid, ${ctx.now}::timestamptz)`.execute(
      ctx.tx,
    )
  const row = rows[0]
  if (!row?.phone_cipher) return null
  return {
    phone: decryptText(ctx.app.keys, row.phone_cipher),
    maskedPhone: row.masked_phone ?? '',
    own: row.own === true,
  }
}

export type ResidentMessage = {
  readonly residentId: RegionalId
  /** `booking.confirmed`: key `message.confirmed` in booking's locale files. */
  readonly template: string
  readonly parameters: Readonly<Record<string, string | number>>
  /** Sent in quiet hours too. */
  readonly urgent?: boolean | undefined
  readonly notBefore?: Date | undefined
  readonly institutionId?: string | undefined
  /** Holds a one-time code: sent to the phone alone, kept out of every inbox. */
  readonly secret?: boolean | undefined
}

/**
 * Writes to a resident: an SMS to the number on record, and, unless it is secret, a line in the inbox of the phone page.
 * @returns false when no mobile number is on record: then somebody must ring or tell.
 */
export const notifyResident = async (ctx: Ctx, message: ResidentMessage): Promise<boolean> => {
  const shared = {
    template: message.template,
    parameters: message.parameters,
    residentId: message.residentId,
    institutionId: message.institutionId,
    urgent: message.urgent,
    notBefore: message.notBefore,
    secret: message.secret,
  }
  if (!message.secret) await notify(ctx, { ...shared, channel: 'inbox' })
  const reached = await phoneToNotify(ctx, message.residentId)
  if (!reached || !isMobile(reached.phone)) return false
  await notify(ctx, { ...shared, channel: 'sms', phone: reached.phone })
  return true
}

/**
 * The number itself, for a member of staff who is to ring: the resident's own, else that of who acts for them. The caller
 * writes to the audit who asked, and shows it to nobody else.
 */
export const phoneToRing = async (
  ctx: Ctx,
  residentId: RegionalId,
): Promise<{ readonly phone: string; readonly own: boolean } | null> => {
  const found = await phoneToNotify(ctx, residentId)
  return found === null ? null : { phone: found.phone, own: found.own }
}
