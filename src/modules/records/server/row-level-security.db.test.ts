import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/server/actor.ts'
import { jobActor, publicActor, residentActor, testRegion } from '#src/platform/testing/app.ts'
import { openResident, registerResident } from '../contract.ts'
import { relationshipRules } from '../domain/relationship-rules.ts'
import { personInput } from '../testing/factories.ts'
import { createWorld, type RecordsWorld, readCard } from '../testing/world.ts'
import { grantRelationship } from './grant-relationship.ts'
import { openRecord } from './open-record.ts'
import { findResidentCards, requireResident } from './require-resident.ts'

let world: RecordsWorld
let mine: string
let theirs: string
let typedOnly: string

const registerWithCard = async (sequence: number, actor = world.desk) => {
  const { resident } = await world.play(actor, registerResident, personInput(sequence))
  await readCard(world, actor, resident.residentId)
  return resident.residentId
}

beforeAll(async () => {
  world = await createWorld()
  mine = await registerWithCard(1)
  theirs = await registerWithCard(2, world.stranger)
  typedOnly = (await world.play(world.desk, registerResident, personInput(3))).resident.residentId
})
afterAll(() => world.close())

const uuid = (residentId: string) => residentId.slice(7)

/** What raw SELECTs show, table by table. */
const seen = (actor: Actor, opened: readonly string[] = []) =>
  world.within(actor, async ctx => {
    for (const residentId of opened) await openRecord(ctx, residentId, 'care')
    const count = async (table: string, where: string) =>
      (
        await sql<{
          ids: string[]
        }>`select coalesce(array_agg(distinct resident_id::text order by resident_id::text), '{}') as ids from ${sql.raw(table)} ${sql.raw(where)}`.execute(
          ctx.tx,
        )
      ).rows[0]?.ids
    return {
      residents: await count('records.resident', ''),
      relationships: await count('records.relationship', ''),
      entries: await count('records.access_entry', ''),
    }
  })

describe('what the rows show', () => {
  test('REC-16 a connection that says nothing about itself sees no resident at all', async () => {
    const client = await world.app.pool.connect()
    try {
      for (const table of ['resident', 'relationship', 'proxy', 'access_entry', 'break_glass'])
        expect((await client.query(`select 1 from records.${table}`)).rowCount).toBe(0)
      for (const table of [
        'resident_index',
        'directory_person',
        'directory_person_resident',
        'code_request',
        'break_glass_count',
        'used_proof',
      ])
        await expect(client.query(`select 1 from records.${table}`)).rejects.toMatchObject({ code: '42501' })
      await expect(client.query('update records.resident set name = name')).rejects.toMatchObject({ code: '42501' })
      await expect(client.query('delete from records.access_entry')).rejects.toMatchObject({ code: '42501' })
    } finally {
      client.release()
    }
  })

  test('REC-16 staff see their own relationships, and a resident only once the record is open', async () => {
    const closed = await seen(world.doctor)
    expect(closed.residents).toEqual([])
    expect(closed.relationships).toEqual([uuid(mine), uuid(typedOnly)].sort())
    const opened = await seen(world.doctor, [mine])
    expect(opened.residents).toEqual([uuid(mine)])
  })

  test('REC-7 without a live relationship, or with a typed number alone, a record does not open', async () => {
    await expect(seen(world.doctor, [theirs])).rejects.toMatchObject({ code: 'records.no_relationship' })
    await expect(seen(world.doctor, [typedOnly])).rejects.toMatchObject({ code: 'records.identity_scope_only' })
    await expect(seen(world.doctor, [`310100-00000000-0000-7000-8000-000000000000`])).rejects.toMatchObject({
      code: 'records.no_relationship',
    })
    await expect(seen(world.doctor, [`510100-${uuid(mine)}`])).rejects.toMatchObject({
      code: 'records.no_relationship',
    })
  })

  test('REC-16 a resident sees the own rows and those acted for; a stranger on the phone, the public and a job see none', async () => {
    const own = await seen(residentActor([mine]))
    expect(own).toMatchObject({ residents: [uuid(mine)], relationships: [uuid(mine)], entries: [uuid(mine)] })
    const nobody = { residents: [], relationships: [], entries: [] }
    expect(await seen(residentActor([]))).toEqual(nobody)
    await expect(seen(residentActor([]), [mine])).rejects.toMatchObject({ code: 'records.no_relationship' })
    expect(await seen(publicActor)).toEqual(nobody)
    await expect(seen(publicActor, [mine])).rejects.toMatchObject({ code: 'records.no_relationship' })
    expect((await seen(jobActor('booking.release'))).residents).toEqual([])
  })

  test('REC-7 a job opens a record for a listed purpose only', async () => {
    const job = jobActor('booking.stopped', world.centre)
    await world.within(job, async ctx => {
      await expect(openRecord(ctx, mine, 'care')).rejects.toMatchObject({ code: 'records.no_relationship' })
      await openRecord(ctx, mine, 'notice')
      expect((await requireResident(ctx, mine)).name).toBe('张小明')
    })
  })

  test('REC-16 what one transaction opened is closed in the next one on the same connection', async () => {
    await seen(world.doctor, [mine])
    for (let round = 0; round < 12; round += 1) expect((await seen(world.doctor)).residents).toEqual([])
  })

  test('REC-6 a relationship is over at its last instant, by the clock of the act and no other', async () => {
    world.setNow('2026-12-21T15:59:50Z')
    expect((await seen(world.doctor, [mine])).residents).toEqual([uuid(mine)])
    world.setNow('2026-12-21T16:00:00Z')
    await expect(seen(world.doctor, [mine])).rejects.toMatchObject({ code: 'records.no_relationship' })
    expect((await world.within(world.doctor, ctx => findResidentCards(ctx, [mine, typedOnly]))).size).toBe(0)
    world.setNow('2026-11-21T02:00:00Z')
  })

  test('REC-6 the same act and source is granted once; a later end prolongs, an earlier one changes nothing', async () => {
    const grant = (days: number, source = 'contract:c-1') =>
      world.within(world.doctor, ctx =>
        grantRelationship(ctx, {
          residentId: mine,
          institutionId: world.centre,
          act: 'contract',
          source,
          until: new Date(ctx.now.getTime() + days * 86_400_000),
        }),
      )
    const first = await grant(100)
    const again = await grant(50)
    expect(again).toEqual({ ...first, isNew: false })
    const longer = await grant(200)
    expect(longer.relationshipId).toBe(first.relationshipId)
    expect(longer.validUntil.getTime()).toBeGreaterThan(first.validUntil.getTime())
    const together = await Promise.all(Array.from({ length: 8 }, () => grant(10, 'contract:c-2')))
    expect(new Set(together.map(granted => granted.relationshipId)).size).toBe(1)
    expect(together.filter(granted => granted.isNew)).toHaveLength(1)
  })

  test('REC-6 staff grant to their own institution; a referral or an order to another one needs a record they may open', async () => {
    const grant = (
      actor: Actor,
      institutionId: string,
      residentId: string,
      act: 'card_read' | 'contract' | 'referral' | 'order',
    ) =>
      world.within(actor, ctx =>
        grantRelationship(ctx, {
          residentId,
          institutionId,
          act,
          source: 'test:given',
          until: new Date(ctx.now.getTime() + 86_400_000),
        }),
      )
    for (const act of ['card_read', 'contract'] as const)
      await expect(grant(world.doctor, world.otherCentre, mine, act)).rejects.toThrow()
    await expect(grant(world.doctor, world.otherCentre, typedOnly, 'referral')).rejects.toThrow()
    await expect(grant(world.doctor, world.otherCentre, theirs, 'order')).rejects.toThrow()
    expect(await grant(world.doctor, world.otherCentre, mine, 'referral')).toMatchObject({ isNew: true })
    await expect(grant(residentActor([theirs]), world.centre, mine, 'contract')).rejects.toThrow()
    expect(await grant(residentActor([mine]), world.otherCentre, mine, 'contract')).toMatchObject({ isNew: true })
    await world.admin.query(`delete from records.relationship where source = 'test:given'`)
  })

  test('REC-6 the database gives every act the scope of the table; an arrival opens what else was shown', async () => {
    const scopeOf = async (residentId: string, act: string, isOwnBooking: boolean) =>
      (
        await world.admin.query<{ scope: string }>('select records.scope_of($1, $2, $3, $4, $5, $6) as scope', [
          testRegion,
          uuid(residentId),
          world.centre,
          act,
          isOwnBooking,
          world.app.clock.now(),
        ])
      ).rows[0]?.scope
    for (const { act, scope } of Object.values(relationshipRules))
      if (scope !== 'as_shown') expect(await scopeOf(theirs, act, false), act).toBe(scope)
    expect(await scopeOf(typedOnly, 'arrival', false)).toBe('identity')
    expect(await scopeOf(typedOnly, 'arrival', true)).toBe('record')
    expect(await scopeOf(mine, 'arrival', false)).toBe('record')
  })

  test('REC-16 another module knows a resident by relationship, and its answer holds neither number nor phone', async () => {
    const cards = await world.within(world.doctor, ctx => findResidentCards(ctx, [mine, theirs, typedOnly]))
    expect([...cards.keys()].sort()).toEqual([mine, typedOnly].sort())
    expect(JSON.stringify([...cards.values()])).not.toMatch(/1380000000|19560308/)
    await expect(world.within(world.doctor, ctx => requireResident(ctx, theirs))).rejects.toMatchObject({
      code: 'records.no_relationship',
    })
  })

  test('REC-7 opening again within a quarter of an hour writes no second entry, another purpose or person does', async () => {
    const entries = async () =>
      Number(
        (await world.admin.query('select count(*) as n from records.access_entry where resident_id = $1', [uuid(mine)]))
          .rows[0].n,
      )
    world.setNow('2026-11-21T03:01:00Z')
    const before = await entries()
    await world.play(world.doctor, openResident, { residentId: mine, purpose: 'care' })
    await world.play(world.doctor, openResident, { residentId: mine, purpose: 'care' })
    expect(await entries()).toBe(before + 1)
    await world.play(world.doctor, openResident, { residentId: mine, purpose: 'follow_up' })
    expect(await entries()).toBe(before + 2)
    await world.play({ ...world.doctor, accountId: world.manager.accountId }, openResident, {
      residentId: mine,
      purpose: 'care',
    })
    expect(await entries()).toBe(before + 3)
    world.setNow('2026-11-21T03:16:00Z')
    await world.play(world.doctor, openResident, { residentId: mine, purpose: 'care' })
    expect(await entries()).toBe(before + 4)
  })

  test('REC-16 the definer functions have a fixed search path, belong to the module’s role, and only the server may call them', async () => {
    const { rows } = await world.admin.query<{
      name: string
      definer: boolean
      owner: string
      config: string[] | null
      callers: string[]
    }>(`
      select p.proname as name, p.prosecdef as definer, pg_get_userbyid(p.proowner) as owner, p.proconfig as config,
             array(select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee) end::text from aclexplode(p.proacl) a order by 1) as callers
      from pg_proc p where p.pronamespace = 'records'::regnamespace`)
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) {
      expect(row.callers, row.name).not.toContain('public')
      // Parts of other functions; they read as whoever calls them.
      if (['ground_of', 'scope_of', 'may_grant'].includes(row.name)) continue
      expect(row, row.name).toMatchObject({ definer: true, owner: 'doorstep_records' })
      // The names that a batch of bookings writes, and what pays for a visit, are asked for by booking's functions alone;
      // whether somebody has a telephone, by those as well that count whom a stop must ring up.
      const byBooking = ['names_of', 'coverage_of', 'phone_to_notify'].includes(row.name)
      const byServer = !['names_of', 'coverage_of'].includes(row.name)
      expect(row.callers, row.name).toEqual([
        ...(byBooking ? ['doorstep_booking'] : []),
        'doorstep_records',
        ...(byServer ? ['doorstep_server'] : []),
      ])
      expect(
        row.config?.some(entry => entry.startsWith('search_path=pg_catalog')),
        row.name,
      ).toBe(true)
    }
  })
})
