import { sql } from 'kysely'
import Type from 'typebox'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { busy, conflict, refused } from '#src/platform/kernel/errors.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { createTestApp, publicActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { audit, emit } from './context.ts'
import { handle, type ServerModule } from './module.ts'

const note = command({
  name: 'sample.note',
  method: 'POST',
  path: '/sample/notes',
  permission: 'sample.note.write',
  summary: 'Writes a loop step, to have something to roll back',
  subject: 'none',
  input: Type.Object({ text: Type.String({ minLength: 1 }), outcome: Type.Optional(Type.String()) }),
  output: Type.Object({ count: Type.Integer() }),
  errors: [],
})
const read = query({
  name: 'sample.read',
  method: 'GET',
  path: '/sample/notes',
  permission: 'sample.note.write',
  summary: 'Reads the context back',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ kind: Type.String() }),
  errors: [],
})

let runs = 0
const institutionId = newUuid()
const writer = staffActor(institutionId, ['writer'])

const sample: ServerModule = {
  name: 'sample',
  permissions: { 'sample.note.write': ['writer'] },
  constraints: { one_value_per_setting_and_institution: () => refused('sample.setting_exists') },
  locales: { 'zh-CN': {}, en: {} },
  handlers: [
    handle(read, async ctx => {
      const { rows } = await sql<{ kind: string }>`select platform.ctx_kind() as kind`.execute(ctx.tx)
      return { kind: rows[0]?.kind ?? '' }
    }),
    handle(note, async (ctx, input) => {
      runs += 1
      await sql`insert into platform.setting values (${ctx.regionId}, ${input.text}, null, '1', 'test', 'test', ${ctx.now})`.execute(
        ctx.tx,
      )
      audit(ctx, { subjectKind: 'note', subjectId: input.text })
      emit(ctx, { name: 'sample.noted', data: { text: input.text } })
      if (input.outcome === 'refused') throw refused('sample.no')
      if (input.outcome === 'full') throw conflict('sample.full')
      if (input.outcome === 'busy') throw busy('sample.busy', 1)
      if (input.outcome === 'bug') throw new Error('a bug')
      return { count: runs }
    }),
  ],
}

let it: TestApp
beforeAll(async () => {
  it = await createTestApp({ modules: [sample] })
})
afterAll(() => it.close())
beforeEach(() => {
  runs = 0
})

const count = async (table: string, where: string): Promise<number> =>
  (await it.admin.query(`select count(*)::int as n from platform.${table} where ${where}`)).rows[0].n

test('PLAT-10 an act leaves its row, its audit and its event together', async () => {
  await it.play(writer, note, { text: 'together' })
  expect(await count('setting', `key = 'together'`)).toBe(1)
  expect(
    await count('audit', `subject_id = 'together' and outcome = 'done' and actor = 'staff:${writer.accountId}'`),
  ).toBe(1)
  expect(await count('outbox', `data->>'text' = 'together' and region_id = ${testRegion}`)).toBe(1)
})

test('PLAT-11 a refusal leaves nothing but its audit, and is the answer again for the same key', async () => {
  const key = newUuid()
  for (let round = 0; round < 2; round += 1)
    await expect(it.play(writer, note, { text: 'refused', outcome: 'refused' }, key)).rejects.toMatchObject({
      code: 'sample.no',
    })
  expect(runs).toBe(1)
  expect(await count('setting', `key = 'refused'`)).toBe(0)
  expect(await count('outbox', `data->>'text' = 'refused'`)).toBe(0)
  expect(await count('audit', `subject_id = 'refused' and outcome = 'refused' and code = 'sample.no'`)).toBe(1)
})

test('PLAT-12 "full" and "busy" are not kept: the same request may succeed later', async () => {
  const key = newUuid()
  await expect(it.play(writer, note, { text: 'later', outcome: 'full' }, key)).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(it.play(writer, note, { text: 'later', outcome: 'full' }, key)).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(it.play(writer, note, { text: 'soon', outcome: 'busy' }, newUuid())).rejects.toMatchObject({
    kind: 'busy',
  })
  expect(runs).toBe(3)
})

test('PLAT-13 the same request asked twice at once is done once and answered twice', async () => {
  const key = newUuid()
  const answers = await Promise.all(Array.from({ length: 8 }, () => it.play(writer, note, { text: 'twice' }, key)))
  expect(new Set(answers.map(answer => answer.count))).toEqual(new Set([1]))
  expect(runs).toBe(1)
  expect(await count('audit', `subject_id = 'twice'`)).toBe(1)
})

test('PLAT-14 the same key with another input is refused', async () => {
  const key = newUuid()
  await it.play(writer, note, { text: 'first' }, key)
  await expect(it.play(writer, note, { text: 'second' }, key)).rejects.toMatchObject({ code: 'platform.key_reused' })
  expect(await count('setting', `key = 'second'`)).toBe(0)
})

test('PLAT-15 a violated constraint becomes the refusal that the module gave it', async () => {
  await it.play(writer, note, { text: 'unique' })
  await expect(it.play(writer, note, { text: 'unique' })).rejects.toMatchObject({
    code: 'sample.setting_exists',
    kind: 'refused',
  })
})

test('PLAT-16 a bug rolls everything back and stays a bug', async () => {
  await expect(it.play(writer, note, { text: 'bug', outcome: 'bug' })).rejects.toThrow('a bug')
  expect(await count('setting', `key = 'bug'`)).toBe(0)
  expect(await count('idempotency', `response is null`)).toBe(0)
})

test('PLAT-17 whoever may not is refused before any work, and the refusal is on record', async () => {
  await expect(it.play(staffActor(institutionId, ['reader']), note, { text: 'x' })).rejects.toMatchObject({
    code: 'platform.not_permitted',
  })
  await expect(it.play(publicActor, note, { text: 'x' })).rejects.toMatchObject({ kind: 'unauthenticated' })
  expect(runs).toBe(0)
  expect(await count('audit', `code = 'platform.not_permitted'`)).toBe(1)
})

test("PLAT-18 a connection carries nobody's context into the next transaction", async () => {
  expect((await it.play(writer, read, {})).kind).toBe('staff')
  const { rows } = await it.app.pool.query(
    `select platform.ctx_kind() as kind, platform.ctx_institutions() as institutions`,
  )
  expect(rows[0]).toEqual({ kind: '', institutions: [] })
})

test('PLAT-19 the server can neither change nor delete an audit row, and is no superuser', async () => {
  await it.play(writer, note, { text: 'fixed' })
  await expect(it.app.pool.query(`update platform.audit set actor = 'x'`)).rejects.toThrow(/permission denied/)
  await expect(it.app.pool.query('delete from platform.audit')).rejects.toThrow(/permission denied/)
  const { rows } = await it.app.pool.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
  expect(rows[0]).toEqual({ rolsuper: false, rolbypassrls: false })
})
