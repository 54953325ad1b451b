import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nothing, nullable, oneOf, uuidSchema } from '#src/platform/kernel/schema.ts'

/** The own inbox, and the demo's outbox page that shows what would have been sent. */

export const messageSchema = Type.Object({
  notificationId: uuidSchema,
  template: Type.String(),
  /** The sentence in the reader's language. */
  text: Type.String(),
  createdAt: instantSchema,
  read: Type.Boolean(),
})

export const myMessages = query({
  name: 'platform.myMessages',
  method: 'GET',
  path: '/platform/messages',
  permission: 'signed-in',
  summary: 'Messages to me, newest first',
  subject: 'none',
  input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  output: Type.Object({ messages: Type.Array(messageSchema), unread: Type.Integer() }),
  errors: [],
})

export const markRead = command({
  name: 'platform.markRead',
  method: 'POST',
  path: '/platform/messages/read',
  permission: 'signed-in',
  summary: 'Mark messages as read; without ids all of them',
  subject: 'none',
  input: Type.Object({ notificationIds: Type.Optional(Type.Array(uuidSchema, { maxItems: 200 })) }),
  output: nothing,
  errors: [],
})

export const demoOutbox = query({
  name: 'platform.demoOutbox',
  method: 'GET',
  path: '/platform/demo/outbox',
  permission: 'platform.demo.use',
  summary: 'Demo only: the messages that would have been sent, with masked phones',
  subject: 'none',
  input: Type.Object({
    channel: Type.Optional(oneOf(['sms', 'wechat', 'inbox'])),
    before: Type.Optional(Type.String({ maxLength: 80 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({
    messages: Type.Array(
      Type.Object({
        notificationId: uuidSchema,
        channel: oneOf(['sms', 'wechat', 'inbox']),
        template: Type.String(),
        text: Type.String(),
        /** 138****0001 */
        maskedAddress: nullable(Type.String()),
        status: oneOf(['queued', 'sent', 'failed', 'read']),
        createdAt: instantSchema,
        notBefore: instantSchema,
        sentAt: nullable(instantSchema),
      }),
    ),
    next: nullable(Type.String()),
  }),
  errors: ['platform.demo_only'],
})
