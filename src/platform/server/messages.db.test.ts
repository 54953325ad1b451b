import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoOutbox, markRead, myMessages } from '#src/platform/contract/messages.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import {
  createTestApp,
  jobActor,
  residentActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { deliverDue } from './delivery.ts'
import { httpGateway } from './message-adapters.ts'
import { platformModule } from './module-platform.ts'
import { notify } from './notify.ts'

const start = '2026-11-23T01:00:00Z' // 09:00 in Shanghai
const phone = '13800000009'
let test: TestApp
const desk = staffActor(branchId, ['desk'])
const manager = staffActor(headId, ['consortium_manager'])

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour()], demo: true, now: start })
})
beforeEach(async () => {
  test.setNow(start)
  await test.admin.query('delete from platform.notification; delete from platform.outbox')
})
afterAll(() => test.close())

const sms = (more: object = {}) =>
  test.within(desk, ctx =>
    notify(ctx, { channel: 'sms', template: 'neighbour.hello', parameters: { what: '世界' }, phone, ...more }),
  )
const stored = async () =>
  (await test.admin.query('select status, attempts, not_before, failure, sent_at from platform.notification')).rows

describe('messages', () => {
  it('PLAT-50 a message belongs to the act: none is left when the act is refused', async () => {
    const failing = test.within(desk, async ctx => {
      await notify(ctx, { channel: 'sms', template: 'neighbour.hello', parameters: {}, phone })
      throw new Error('the act failed')
    })
    await expect(failing).rejects.toThrow('the act failed')
    expect(await stored()).toEqual([])
  })

  it('PLAT-50 phone and text are unreadable in the database, and the process that sends is told after commit', async () => {
    await sms()
    const { rows } = await test.admin.query(
      'select n::text as row, parameters_cipher, address_cipher from platform.notification n',
    )
    expect(rows[0].row).not.toContain(phone)
    expect(Buffer.concat([rows[0].parameters_cipher, rows[0].address_cipher]).includes('世界')).toBe(false)
    expect((await test.admin.query('select name from platform.outbox')).rows).toEqual([
      { name: 'platform.notification_queued' },
    ])
  })

  it('PLAT-51 in quiet hours a message waits for their end; an urgent one does not', async () => {
    test.setNow('2026-11-23T15:00:00Z')
    await sms()
    expect(await deliverDue(test.app, testRegion)).toBe(0)
    await sms({ urgent: true })
    expect(await deliverDue(test.app, testRegion)).toBe(1)
    test.setNow('2026-11-24T00:00:01Z')
    expect(await deliverDue(test.app, testRegion)).toBe(1)
    expect((await stored()).map(row => row.status)).toEqual(['sent', 'sent'])
  })

  it('PLAT-50 a message that two processes want to send is sent once', async () => {
    for (let made = 0; made < 10; made += 1) await sms()
    const counts = await Promise.all([
      deliverDue(test.app, testRegion),
      deliverDue(test.app, testRegion),
      deliverDue(test.app, testRegion),
    ])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10)
  })

  it('PLAT-50 a gateway that fails is tried again later with the same id, one that refuses is not, and the failure is on the message', async () => {
    const seen: {
      readonly id: string
      readonly to: string
      readonly text: string
      readonly key: unknown
      readonly token: unknown
    }[] = []
    let status = 503
    const gateway = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        seen.push({
          ...JSON.parse(body),
          key: request.headers['idempotency-key'],
          token: request.headers.authorization,
        })
        response.writeHead(status).end()
      })
    })
    await new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve))
    const adapter = httpGateway(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`, 'secret')
    await sms()
    await deliverDue(test.app, testRegion, () => adapter)
    expect((await stored())[0]).toMatchObject({ status: 'queued', attempts: 1, failure: 'gateway answered 503' })
    expect(await deliverDue(test.app, testRegion, () => adapter)).toBe(0)
    test.setNow('2026-11-23T01:02:00Z')
    status = 200
    await deliverDue(test.app, testRegion, () => adapter)
    expect((await stored())[0]).toMatchObject({ status: 'sent', attempts: 2, failure: null })
    expect(seen).toHaveLength(2)
    expect(seen[0]).toMatchObject({ to: phone, text: '您好，世界。', token: 'Bearer secret' })
    expect(seen[0]?.key).toBe(seen[1]?.key)
    status = 400
    await sms()
    await deliverDue(test.app, testRegion, () => adapter)
    expect((await stored()).find(row => row.status === 'failed')).toMatchObject({
      attempts: 1,
      failure: 'gateway answered 400',
    })
    await new Promise(resolve => gateway.close(resolve))
  })

  it('PLAT-56 the demo shows what would have been sent, phones masked, and only to those who may', async () => {
    await sms()
    const page = await test.play(manager, demoOutbox, {})
    expect(page.messages[0]).toMatchObject({ channel: 'sms', text: '您好，世界。', maskedAddress: '138****0009' })
    expect(await codeOf(test.play(desk, demoOutbox, {}))).toBe('platform.not_permitted')
    const serious = await createTestApp({ modules: [platformModule, createNeighbour()] })
    expect(await codeOf(serious.play(manager, demoOutbox, {}))).toBe('platform.demo_only')
    await serious.close()
  })

  it('PLAT-56 the outbox pages by a cursor', async () => {
    for (let made = 0; made < 5; made += 1) await sms({ parameters: { what: made } })
    const first = await test.play(manager, demoOutbox, { limit: 3 })
    const second = await test.play(manager, demoOutbox, { limit: 3, before: first.next as string })
    expect(new Set([...first.messages, ...second.messages].map(message => message.notificationId)).size).toBe(5)
    expect(second.next).toBeNull()
  })

  it('PLAT-50 a resident reads what was sent about oneself and about nobody else', async () => {
    const [mine, other] = [`${testRegion}-${newUuid()}`, `${testRegion}-${newUuid()}`]
    await sms({ residentId: mine })
    await sms({ residentId: other })
    await deliverDue(test.app, testRegion)
    const me = residentActor([mine])
    expect(await test.play(me, myMessages, {})).toMatchObject({
      unread: 1,
      messages: [{ text: '您好，世界。', read: false }],
    })
    await test.play(me, markRead, {})
    expect(await test.play(me, myMessages, {})).toMatchObject({ unread: 0 })
    expect((await test.play(residentActor([other]), myMessages, {})).unread).toBe(1)
    expect((await test.play(staffActor(headId, ['desk']), myMessages, {})).messages).toEqual([])
    await test.within(jobActor('tests'), async () => {})
  })

  it('PLAT-70 the same news by SMS and inbox is read once, an SMS alone is read too, days are written in words', async () => {
    const person = `${testRegion}-${newUuid()}`
    await test.within(desk, async ctx => {
      const news = { template: 'neighbour.hello', parameters: { what: '2026-11-27' }, residentId: person, urgent: true }
      await notify(ctx, { ...news, channel: 'inbox' })
      await notify(ctx, { ...news, channel: 'sms', phone })
    })
    await deliverDue(test.app, testRegion)
    const inbox = await test.play(residentActor([person]), myMessages, {})
    expect(inbox.messages.map(message => message.text)).toEqual(['您好，11月27日 周五。'])
    expect(inbox.unread).toBe(1)
    test.setNow('2026-11-23T02:00:00Z')
    await sms({ residentId: person, urgent: true })
    expect((await test.play(residentActor([person]), myMessages, {})).messages).toHaveLength(2)
  })

  it('PLAT-60 a one-time code stands in no inbox: not the proxy’s, not the resident’s, not that of the staff who sent it', async () => {
    const elder = `${testRegion}-${newUuid()}`
    await sms({ residentId: elder, secret: true, urgent: true, parameters: { what: '864209' } })
    const proxy = residentActor([`${testRegion}-${newUuid()}`, elder])
    for (const actor of [proxy, residentActor([elder]), desk])
      expect(await test.play(actor, myMessages, {})).toEqual({ messages: [], unread: 0 })
    const seen = await test.within(desk, async ctx =>
      sql`select from platform.notification where is_secret`.execute(ctx.tx),
    )
    expect(seen.rows).toEqual([])
    expect(await deliverDue(test.app, testRegion)).toBe(1)
    expect(await test.play(proxy, myMessages, {})).toEqual({ messages: [], unread: 0 })
    expect((await test.play(manager, demoOutbox, {})).messages[0]?.text).toBe('您好，864209。')
    const inInbox = sms({ channel: 'inbox', residentId: elder, secret: true })
    await expect(inInbox).rejects.toThrow('a secret never lies in an inbox')
  })
})
