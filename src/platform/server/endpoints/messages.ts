import { sql } from 'kysely'
import * as contract from '#src/platform/contract/messages.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { maskPhone } from '#src/platform/kernel/masking.ts'
import { accountOf } from '../actor.ts'
import { type Ctx, touchLive } from '../context.ts'
import { decryptText } from '../crypto.ts'
import { messageText } from '../message-text.ts'
import { type Handler, handle } from '../module.ts'
import { messagesTopic } from '../notify.ts'
import { demoOnly } from '../refusals.ts'

type MessageRow = {
  readonly notification_id: string
  readonly channel: 'sms' | 'wechat' | 'inbox'
  readonly template: string
  readonly language: string
  readonly address_cipher: Buffer | null
  readonly parameters_cipher: Buffer
  readonly status: 'queued' | 'sent' | 'failed' | 'read'
  readonly created_at: Date
  readonly not_before: Date
  readonly sent_at: Date | null
}

/** Mine: to my account, or about those I act for. A one-time code is for whoever holds the phone it was sent to (PLAT-60). */
const mine = (ctx: Ctx) => {
  const residents = ctx.actor.kind === 'resident' ? ctx.actor.residents.map(id => splitRegionalId(id).uuid) : []
  return sql`region_id = ${ctx.regionId} and not is_secret
    and (account_id = ${accountOf(ctx.actor)}::uuid or resident_id = any (${residents}::uuid[]))`
}

/** PLAT-70 The same news goes by SMS and to the inbox: the inbox shows it once, and the SMS where there is nothing else. */
const isShown = sql`(channel = 'inbox' or not exists (select 1 from platform.notification twin
    where twin.region_id = notification.region_id and twin.channel = 'inbox' and twin.template = notification.template
      and twin.created_at = notification.created_at and twin.resident_id is not distinct from notification.resident_id
      and twin.account_id is not distinct from notification.account_id and not twin.is_secret))`

const languageOf = async (ctx: Ctx): Promise<string> => {
  const { rows } = await sql<{
    language: string
  }>`select language from platform.account where account_id = ${accountOf(ctx.actor)}::uuid`.execute(ctx.tx)
  return rows[0]?.language ?? 'zh-CN'
}

const myMessages = async (
  ctx: Ctx,
  input: InputOf<typeof contract.myMessages>,
): Promise<OutputOf<typeof contract.myMessages>> => {
  const language = await languageOf(ctx)
  const { rows } =
    await sql<MessageRow>`select notification_id, template, parameters_cipher, status, created_at from platform.notification
    where ${mine(ctx)} and ${isShown} order by created_at desc, notification_id desc limit ${input.limit ?? 50}`.execute(
      ctx.tx,
    )
  const { rows: counted } = await sql<{ unread: number }>`select count(*) as unread from platform.notification
    where ${mine(ctx)} and ${isShown} and status = 'sent'`.execute(ctx.tx)
  return {
    messages: rows.map(row => ({
      notificationId: row.notification_id,
      template: row.template,
      text: messageText(ctx.app, language, row.template, row.parameters_cipher),
      createdAt: row.created_at.toISOString(),
      read: row.status === 'read',
    })),
    unread: Number(counted[0]?.unread ?? 0),
  }
}

/** A message that still waits to be sent stays so: reading it in the inbox must not stop the SMS. */
const markRead = async (ctx: Ctx, input: InputOf<typeof contract.markRead>) => {
  const ids = input.notificationIds ?? null
  await sql`update platform.notification set status = 'read'
    where ${mine(ctx)} and status = 'sent' and (${ids === null} or notification_id = any (${ids ?? []}::uuid[]))`.execute(
    ctx.tx,
  )
  const accountId = accountOf(ctx.actor)
  if (accountId) touchLive(ctx, messagesTopic(accountId))
  return {}
}

const cursorOf = (row: MessageRow): string => `${row.created_at.toISOString()}~${row.notification_id}`

/** Demo only (PLAT-56): what would have been sent. Sentences are shown, phones masked. */
const demoOutbox = async (
  ctx: Ctx,
  input: InputOf<typeof contract.demoOutbox>,
): Promise<OutputOf<typeof contract.demoOutbox>> => {
  if (!ctx.app.demo) throw demoOnly()
  const [before, beforeId] = (input.before ?? '9999-12-31T00:00:00Z~ffffffff-ffff-ffff-ffff-ffffffffffff').split('~')
  const limit = input.limit ?? 50
  const { rows } =
    await sql<MessageRow>`select * from platform.demo_outbox(${ctx.regionId}::int, ${input.channel ?? null}::text,
    ${before}::timestamptz, ${beforeId}::uuid, ${limit + 1}::int)`.execute(ctx.tx)
  const shown = rows.slice(0, limit)
  return {
    messages: shown.map(row => ({
      notificationId: row.notification_id,
      channel: row.channel,
      template: row.template,
      text: messageText(ctx.app, row.language, row.template, row.parameters_cipher),
      maskedAddress: row.address_cipher === null ? null : maskPhone(decryptText(ctx.app.keys, row.address_cipher)),
      status: row.status,
      createdAt: row.created_at.toISOString(),
      notBefore: row.not_before.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
    })),
    next: rows.length > limit ? cursorOf(shown.at(-1) as MessageRow) : null,
  }
}

export const messageHandlers: readonly Handler[] = [
  handle(contract.myMessages, myMessages),
  handle(contract.markRead, markRead),
  handle(contract.demoOutbox, demoOutbox),
]
