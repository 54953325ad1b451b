import { sql } from 'kysely'
import { addDays, instantAt, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { institutionOf } from './actor.ts'
import { type Ctx, emit, touchLive } from './context.ts'
import { encryptText } from './crypto.ts'
import { settingOf } from './settings.ts'

export type Channel = 'sms' | 'wechat' | 'inbox'

export type NotifyInput = {
  readonly channel: Channel
  /** `booking.confirmed`: the sentence is the key `message.confirmed` of booking's locale files. */
  readonly template: string
  readonly parameters: Readonly<Record<string, string | number>>
  readonly residentId?: RegionalId | undefined
  /** Whose staff may see that this was sent; without it the actor's own. */
  readonly institutionId?: string | undefined
  /** Needed for the inbox. */
  readonly accountId?: string | undefined
  /** Needed for SMS, and for WeChat until accounts are tied to it; stored encrypted. */
  readonly phone?: string | undefined
  readonly language?: 'zh-CN' | 'en' | undefined
  /** Sent in quiet hours too: a login code, a clinic that stops today. */
  readonly urgent?: boolean | undefined
  readonly notBefore?: Date | undefined
  /** Holds a one-time code: it goes to the phone and stands in nobody's inbox, neither the resident's nor a proxy's (PLAT-60). */
  readonly secret?: boolean | undefined
}

export type QuietHours = { readonly from: string; readonly to: string }

/**
 * The first moment at or after `at` that lies outside the quiet hours (PLAT-51). `from` later than `to` means over midnight;
 * equal times mean that no hour is quiet.
 */
export const afterQuietHours = (at: Date, quiet: QuietHours, timeZone: string): Date => {
  if (quiet.from === quiet.to) return at
  const [time, date] = [localTimeAt(at, timeZone), localDateAt(at, timeZone)]
  const overMidnight = quiet.from > quiet.to
  const evening = overMidnight && time >= quiet.from
  const isQuiet = overMidnight ? evening || time < quiet.to : time >= quiet.from && time < quiet.to
  return isQuiet ? instantAt(evening ? addDays(date, 1) : date, quiet.to, timeZone) : at
}

/** Told after commit to the process that sends. */
export const queuedEvent = 'platform.notification_queued'
export const messagesTopic = (accountId: string): string => `messages:${accountId}`

/** The inbox needs no sending: whoever opens it sees it. */
const initialStatus = (channel: Channel): 'queued' | 'sent' => (channel === 'inbox' ? 'sent' : 'queued')

/** Writes a message in the transaction of the act; it is sent after commit, never before (PLAT-50). */
export const notify = async (ctx: Ctx, input: NotifyInput): Promise<void> => {
  invariant(
    input.channel !== 'inbox' || input.accountId || input.residentId,
    'an inbox message needs an account or a resident',
  )
  invariant(input.channel !== 'sms' || input.phone, 'an SMS needs a phone')
  invariant(input.channel !== 'inbox' || !input.secret, 'a secret never lies in an inbox')
  const wanted = input.notBefore && input.notBefore > ctx.now ? input.notBefore : ctx.now
  const institutionId = input.institutionId ?? institutionOf(ctx.actor)
  const quiet = await settingOf<QuietHours>(ctx, 'platform.quiet_hours', institutionId)
  const isAtOnce = input.urgent === true || input.channel === 'inbox'
  const notBefore = isAtOnce ? wanted : afterQuietHours(wanted, quiet, ctx.timeZone)
  const keys = ctx.app.keys
  await sql`insert into platform.notification (region_id, notification_id, institution_id, resident_id, account_id, channel, template, language,
      address_cipher, parameters_cipher, created_at, not_before, status, sent_at, is_secret)
    values (${ctx.regionId}, ${newUuid(ctx.now.getTime())}, ${institutionId},
      ${input.residentId ? splitRegionalId(input.residentId).uuid : null}, ${input.accountId ?? null}, ${input.channel}, ${input.template},
      ${input.language ?? 'zh-CN'}, ${input.phone ? encryptText(keys, input.phone) : null}, ${encryptText(keys, JSON.stringify(input.parameters))},
      ${ctx.now}, ${notBefore}, ${initialStatus(input.channel)}, ${input.channel === 'inbox' ? ctx.now : null}, ${input.secret === true})`.execute(
    ctx.tx,
  )
  if (input.accountId) touchLive(ctx, messagesTopic(input.accountId))
  const isWaiting = ctx.effects.events.some(event => event.name === queuedEvent)
  if (input.channel !== 'inbox' && notBefore <= ctx.now && !isWaiting) emit(ctx, { name: queuedEvent, data: {} })
}
