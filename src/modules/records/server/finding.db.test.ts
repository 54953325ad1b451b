import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { residentActor, testRegion } from '#src/platform/testing/app.ts'
import { findResident, registerResident } from '../contract.ts'
import { personInput } from '../testing/factories.ts'
import { createWorld, type RecordsWorld } from '../testing/world.ts'
import { identityIndexOf, phoneIndexOf, tailIndexOf } from './person-columns.ts'

let world: RecordsWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const find = (text: string, actor = world.desk) => world.play(actor, findResident, { text })

describe('finding people', () => {
  test('REC-11 one is found by number, name, pinyin, initials, tail and phone with a second word', async () => {
    const input = personInput(21, { name: '单秋月' })
    const { resident } = await world.play(world.desk, registerResident, input)
    const tail = (input.identityNumber as string).slice(-4)
    for (const text of [
      input.identityNumber as string,
      '单秋',
      '单秋月',
      'shanqiu',
      'sqy',
      `${tail} 单`,
      `${tail} sqy`,
      '0021 单秋月',
      '13800000021 单',
      '1956-03-08 单',
      `13800000021 19560308`,
    ]) {
      const { rows } = await find(text)
      expect(
        rows.map(row => row.residentId),
        text,
      ).toContain(resident.residentId)
    }
    for (const text of ['danqiu', '秋月', '13800000021 李', `${tail} 李`, '1956-03-09 单'])
      expect((await find(text)).rows, text).toEqual([])
  })

  test('REC-11 REC-1 a document is found by its whole number, whatever the number looks like', async () => {
    const documents = [
      ['passport', 'AB123'],
      ['passport', 'QWERTY'],
      ['taiwan_permit', '19560308'],
      ['taiwan_permit', '0212345678'],
      ['passport', '02112345678'],
      ['passport', '021123456789'],
    ] as const
    for (const [index, [identityType, identityNumber]] of documents.entries()) {
      const input = personInput(60 + index, { name: '证件多', identityType, identityNumber })
      const { resident } = await world.play(world.desk, registerResident, {
        ...input,
        sex: 'male',
        birthDate: '1970-02-03',
      })
      for (const text of [identityNumber, identityNumber.toLowerCase(), `证件多 ${identityNumber}`]) {
        const { rows } = await find(text)
        expect(rows[0]?.residentId, text).toBe(resident.residentId)
      }
    }
    expect(await find('19560309')).toEqual({ rows: [], more: false, needs: 'second_word' })
    expect(await find('02187654321')).toEqual({ rows: [], more: false, needs: 'second_word' })
  })

  test('REC-11 digits alone find nobody and say what is missing', async () => {
    expect(await find('13800000021')).toEqual({ rows: [], more: false, needs: 'second_word' })
    expect(await find('0021')).toEqual({ rows: [], more: false, needs: 'second_word' })
  })

  test('REC-11 a stranger sees masked rows; a related institution sees the name and birth date', async () => {
    await world.play(world.desk, registerResident, personInput(22, { name: '欧阳明明' }))
    expect((await find('欧阳')).rows).toMatchObject([{ name: '欧阳明明', birthDate: '1956-03-08', related: true }])
    const [masked] = (await find('欧阳', world.stranger)).rows
    expect(masked).toMatchObject({ name: '欧**明', birthYear: 1956, birthDate: null, related: false })
    expect(JSON.stringify(masked)).not.toMatch(/欧阳|13800000022/)
  })

  test('REC-11 at most twenty are shown, and it is said that there are more', async () => {
    for (let sequence = 101; sequence <= 122; sequence += 1)
      await world.play(world.desk, registerResident, personInput(sequence, { name: '任同名' }))
    const found = await find('任同')
    expect(found.rows).toHaveLength(20)
    expect(found.more).toBe(true)
  }, 60_000)

  test('REC-11 who searched, by what kind of word, and how many were shown is audited, without the words', async () => {
    await find('欧阳')
    const { rows } = await world.admin.query(
      `select actor, details from platform.audit where act = 'records.findResident' order by at desc, audit_id desc limit 1`,
    )
    expect(rows[0].actor).toBe(`staff:${world.desk.accountId}`)
    expect(JSON.parse(rows[0].details)).toEqual({ by: ['name'], found: 1 })
  })

  test('REC-11 residents do not search', async () => {
    await expect(world.play(residentActor([]), findResident, { text: '欧阳' })).rejects.toMatchObject({
      code: 'platform.not_permitted',
    })
    const rows = await world.within(
      residentActor([]),
      async ctx =>
        (
          await sql`select * from records.find_resident(${testRegion}::int, null, null, null, null, '欧阳', null, null, ${ctx.now}::timestamptz, 20)`.execute(
            ctx.tx,
          )
        ).rows,
    )
    expect(rows).toEqual([])
  })
})

describe('finding among a hundred thousand', () => {
  const people = 100_000

  beforeAll(async () => {
    // Written past the commands, since only the plans are looked at: fictional names from a few letters.
    const { admin } = world
    await admin.query(`insert into records.resident (region_id, resident_id, name, sex, birth_date, identity_type, identity_status, insurance_type, residence_kind, phone_to_confirm, author_account, demo, created_at, updated_at, version)
      select ${testRegion}, md5('r' || n)::uuid, '甲', 'female', date '1940-01-01' + n % 20000, 'none', 'none', 'other', 'usual', false, 'test', true, now(), now(), 1 from generate_series(1, ${people}) n`)
    await admin.query(`insert into records.resident_index (region_id, resident_id, name, masked_name, pinyin, initials, birth_date, sex, identity_index, identity_tail_index, phone_index, phone_tail_index, demo)
      select ${testRegion}, md5('r' || n)::uuid, chr(19968 + n % 400) || chr(20968 + n % 3001) || chr(24968 + n % 997), '甲*', substr(md5('p' || n), 1, 9), substr(md5('i' || n), 1, 3),
        date '1940-01-01' + n % 20000, 'female', decode(md5('id' || n), 'hex'), decode(md5('it' || n % 10000), 'hex'), decode(md5('ph' || n), 'hex'), decode(md5('pt' || n % 10000), 'hex'), true
      from generate_series(1, ${people}) n`)
    await admin.query('analyze records.resident, records.resident_index, records.relationship')
  }, 120_000)

  /** Plans of every statement that a call of the function ran, as the function itself ran them. */
  const plansOf = async (parameters: {
    identity?: Buffer
    phone?: Buffer
    tail?: Buffer
    phoneTail?: Buffer
    name?: string
    letters?: string
    birth?: string
  }) => {
    const client = await world.admin.connect()
    const plans: string[] = []
    client.on('notice', notice => plans.push(notice.message ?? ''))
    try {
      await client.query('begin')
      await client.query(`load 'auto_explain'`)
      await client.query(
        `set local auto_explain.log_min_duration = 0; set local auto_explain.log_nested_statements = on; set local auto_explain.log_level = 'notice'; set local client_min_messages = notice`,
      )
      await client.query('set local role doorstep_server')
      await client.query('select platform.set_context($1, $2, $3, $4, $5, $6, $7)', [
        'staff',
        'a',
        testRegion,
        world.centre,
        [world.centre],
        [],
        '',
      ])
      const started = performance.now()
      await client.query('select * from records.find_resident($1, $2, $3, $4, $5, $6, $7, $8, now(), 21)', [
        testRegion,
        parameters.identity ?? null,
        parameters.phone ?? null,
        parameters.tail ?? null,
        parameters.phoneTail ?? null,
        parameters.name ?? null,
        parameters.letters ?? null,
        parameters.birth ?? null,
      ])
      return { text: plans.join('\n'), millis: performance.now() - started }
    } finally {
      await client.query('rollback')
      client.removeAllListeners('notice')
      client.release()
    }
  }

  test('REC-11 each way of searching uses its index and never reads the whole table', async () => {
    const { keys } = world.app
    const searches = {
      resident_by_name: { name: '一伀' },
      resident_by_initials: { letters: 'abc' },
      resident_by_pinyin: { letters: 'ab12' },
      one_resident_per_identity_number_in_a_region: { identity: identityIndexOf(keys, '1') },
      resident_by_phone: { phone: phoneIndexOf(keys, '1'), name: '一' },
      resident_by_identity_tail: {
        tail: tailIndexOf(keys, 'identity_tail', '1234'),
        phoneTail: tailIndexOf(keys, 'phone_tail', '1234'),
        name: '一',
      },
      resident_by_phone_tail: {
        tail: tailIndexOf(keys, 'identity_tail', '1234'),
        phoneTail: tailIndexOf(keys, 'phone_tail', '1234'),
        birth: '1956-03-08',
      },
    }
    for (const [index, parameters] of Object.entries(searches)) {
      const { text, millis } = await plansOf(parameters)
      expect(text, index).toContain(index)
      expect(text, index).not.toContain('Seq Scan on resident_index')
      expect(text, index).not.toContain('Seq Scan on resident ')
      expect(millis, index).toBeLessThan(250)
    }
  })

  test('REC-11 a surname that hundreds share is answered from the head of the index', async () => {
    const { text } = await plansOf({ name: '一' })
    expect(text).toContain('resident_by_name')
    expect(text).toContain('Limit')
    expect(text).not.toContain('Seq Scan on resident_index')
  })
})
