import { sql } from 'kysely'
import type { App } from './app.ts'
import type { Ctx } from './context.ts'
import { decryptText } from './crypto.ts'
import { adapterFor, type MessageAdapter, type SendResult } from './message-adapters.ts'
import { messageText } from './message-text.ts'
import { inTransaction } from './transaction.ts'

type QueuedRow = {
  readonly notification_id: string
  readonly channel: 'sms' | 'wechat'
  readonly template: string
  readonly language: string
  readonly address_cipher: Buffer | null
  readonly parameters_cipher: Buffer
  readonly attempts: number
}

const batch = 50
const maximumAttempts = 6

/** Waiting time before the next try, in minutes: 1, 2, 4, … */
const backoffMinutes = (attempts: number): number => 2 ** Math.max(0, attempts - 1)

/**
 * Takes what is due and pushes its time on before sending, so that a second process does not send it too and a
 * crash in between only delays it.
 */
const claimDue = async (ctx: Ctx): Promise<readonly QueuedRow[]> => {
  const { rows } = await sql<QueuedRow>`update platform.notification n
    set attempts = n.attempts + 1, not_before = ${ctx.now}::timestamptz + interval '1 minute' * power(2, n.attempts)
    from (select region_id, notification_id from platform.notification
          where region_id = ${ctx.regionId} and status = 'queued' and not_before <= ${ctx.now}
          order by not_before limit ${batch} for update skip locked) due
    where n.region_id = ${ctx.regionId} and n.region_id = due.region_id and n.notification_id = due.notification_id
    returning n.notification_id, n.channel, n.template, n.language, n.address_cipher, n.parameters_cipher, n.attempts`.execute(
    ctx.tx,
  )
  return rows
}

const sendOne = (app: App, row: QueuedRow, adapter: MessageAdapter): Promise<SendResult> =>
  row.address_cipher === null
    ? Promise.resolve({ sent: false, failure: 'no address', retry: false })
    : adapter.send({
        notificationId: row.notification_id,
        channel: row.channel,
        address: decryptText(app.keys, row.address_cipher),
        template: row.template,
        text: messageText(app, row.language, row.template, row.parameters_cipher),
        language: row.language,
      })

const recordResult = async (ctx: Ctx, row: QueuedRow, result: SendResult): Promise<void> => {
  const isOver = !result.sent && (!result.retry || row.attempts >= maximumAttempts)
  const status = result.sent ? 'sent' : isOver ? 'failed' : 'queued'
  const next = new Date(ctx.now.getTime() + backoffMinutes(row.attempts) * 60_000)
  await sql`update platform.notification set status = ${status}, sent_at = ${result.sent ? ctx.now : null},
      failure = ${result.sent ? null : result.failure}, not_before = ${next}
    where region_id = ${ctx.regionId} and notification_id = ${row.notification_id}`.execute(ctx.tx)
}

/**
 * Sends what is due in one region: claimed in one transaction, sent outside any, the result written in another.
 * @returns how many were tried.
 */
export const deliverDue = async (
  app: App,
  regionId: number,
  adapterOf: (channel: 'sms' | 'wechat') => MessageAdapter = channel => adapterFor(app, channel),
): Promise<number> => {
  const actor = { kind: 'job', name: 'platform.deliver', regionId, institutionId: null } as const
  const rows = await inTransaction(app, actor, { requestId: 'deliver' }, claimDue)
  for (const row of rows) {
    const result = await sendOne(app, row, adapterOf(row.channel))
    await inTransaction(app, actor, { requestId: 'deliver' }, ctx => recordResult(ctx, row, result))
    app.metrics.count('messages', { channel: row.channel, outcome: result.sent ? 'sent' : 'not_sent' })
  }
  return rows.length
}
