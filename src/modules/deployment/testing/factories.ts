import type pg from 'pg'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { type TestApp, testRegion } from '#src/platform/testing/app.ts'
import type { contract } from '../contract.ts'
import type { StaffRole } from '../contract-shapes.ts'

/** A small fictional network to plan in: a head hospital with experts, two sites with rooms. */
export type World = {
  readonly head: string
  readonly siteA: string
  readonly siteB: string
  readonly stranger: string
  readonly roomA1: string
  readonly roomA2: string
  readonly roomB1: string
  /** Experts of the head hospital who may work at both sites. */
  readonly experts: readonly string[]
  /** Works at the stranger's only. */
  readonly outsider: string
  readonly team: string
}

type Place = { readonly code: string; readonly name: string }

const addInstitution = async (db: pg.Pool, { code, name }: Place): Promise<string> => {
  const id = newUuid()
  await db.query(
    `insert into network.institution (institution_id, region_id, code, name, short_name, pinyin, initials, kind, level, grade, address, demo, version, created_at)
     values ($1, $2, $3, $4, $4, $3, $3, 'B1', '1', 'none', '演示路1号', true, 1, now())`,
    [id, testRegion, code, name],
  )
  return id
}

const addRoom = async (db: pg.Pool, institutionId: string, { code, name }: Place): Promise<string> => {
  const id = newUuid()
  await db.query(
    `insert into network.room (room_id, institution_id, code, name, created_at) values ($1, $2, $3, $4, now())`,
    [id, institutionId, code, name],
  )
  return id
}

/** A doctor of one institution who may also work at others. */
export const addDoctor = async (
  db: pg.Pool,
  institutionId: string,
  { code, name }: Place,
  sites: readonly string[],
): Promise<string> => {
  const id = newUuid()
  await db.query(
    `insert into network.staff (staff_id, code, name, pinyin, initials, sex, profession, institution_id, specialities, demo, version, created_at)
     values ($1, $2, $3, $2, $2, '1', 'doctor', $4, '{骨科}', true, 1, now())`,
    [id, code, name, institutionId],
  )
  await db.query(
    `insert into network.staff_title (staff_title_id, staff_id, title_code, valid_from, created_at) values ($1, $2, '231', '2020-01-01', now())`,
    [newUuid(), id],
  )
  for (const site of sites)
    await db.query(
      `insert into network.practice_site (practice_site_id, staff_id, institution_id, valid_from, created_at) values ($1, $2, $3, '2020-01-01', now())`,
      [newUuid(), id, site],
    )
  return id
}

const parts = [
  ['morning', '上午', '08:00', '11:30'],
  ['noon', '中午', '11:30', '13:00'],
  ['afternoon', '下午', '13:30', '17:00'],
  ['evening', '晚间', '17:30', '20:00'],
  ['full_day', '全天', '08:00', '17:00'],
] as const

const addTeam = async (
  db: pg.Pool,
  institutionId: string,
  members: readonly (readonly [string, StaffRole])[],
): Promise<string> => {
  const id = newUuid()
  await db.query(
    `insert into network.team (team_id, institution_id, code, name, kind, demo, version, created_at) values ($1, $2, 'T1', '演示工作室', 'master_studio', true, 1, now())`,
    [id, institutionId],
  )
  for (const [staffId, role] of members)
    await db.query(
      `insert into network.team_member (team_member_id, team_id, staff_id, role, valid_from, created_at) values ($1, $2, $3, $4, '2020-01-01', now())`,
      [newUuid(), id, staffId, role],
    )
  return id
}

/** Fills a test database with the network that planning needs. */
export const createWorld = async ({ admin }: Pick<TestApp, 'admin'>, experts = 4): Promise<World> => {
  const head = await addInstitution(admin, { code: 'H', name: '演示总医院' })
  const siteA = await addInstitution(admin, { code: 'A', name: '演示甲中心' })
  const siteB = await addInstitution(admin, { code: 'B', name: '演示乙中心' })
  const stranger = await addInstitution(admin, { code: 'S', name: '演示他院' })
  for (const [key, name, from, to] of parts)
    await admin.query(
      `insert into network.part_of_day (part_of_day_id, region_id, institution_id, part, name, starts_at, ends_at) values ($1, $2, null, $3, $4, $5, $6)`,
      [newUuid(), testRegion, key, name, from, to],
    )
  const people: string[] = []
  for (let number = 1; number <= experts; number += 1)
    people.push(await addDoctor(admin, head, { code: `D${number}`, name: `演示医生${number}` }, [siteA, siteB]))
  return {
    head,
    siteA,
    siteB,
    stranger,
    roomA1: await addRoom(admin, siteA, { code: 'A1', name: '一诊室' }),
    roomA2: await addRoom(admin, siteA, { code: 'A2', name: '二诊室' }),
    roomB1: await addRoom(admin, siteB, { code: 'B1', name: '一诊室' }),
    experts: people,
    outsider: await addDoctor(admin, stranger, { code: 'X1', name: '演示外院医生' }, []),
    team: await addTeam(admin, siteA, [
      [people[1] as string, 'follower'],
      [people[0] as string, 'lead'],
    ]),
  }
}

type Draft = InputOf<typeof contract.layOutSession>

/** An outpatient morning of one expert at site A, unless said otherwise. */
export const draftOf = (world: World, more: Partial<Draft> = {}): Draft => ({
  institutionId: world.siteA,
  kind: 'outpatient',
  speciality: '骨科',
  localDate: '2026-12-01',
  partOfDay: 'morning',
  capacity: 20,
  bucketMinutes: 30,
  staff: [{ staffId: world.experts[0] as string, role: 'lead' }],
  ...more,
})

/** An account with its roles for someone who acts in a test, so that tasks and messages find them. */
export const addAccount = async (
  { admin }: Pick<TestApp, 'admin'>,
  { accountId, staffId, institutionId, roles }: StaffActor,
  name: string,
): Promise<void> => {
  await admin.query(
    `insert into platform.account (account_id, kind, name, staff_id, home_institution_id, created_at) values ($1, 'staff', $2, $3, $4, now())`,
    [accountId, name, staffId, institutionId],
  )
  for (const role of roles)
    await admin.query(
      `insert into platform.account_role (account_id, institution_id, role, granted_at, granted_by) values ($1, $2, $3, now(), 'test')`,
      [accountId, institutionId, role],
    )
}
