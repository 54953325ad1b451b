import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportAudit, searchAudit } from '#src/platform/contract/audit.ts'
import { changeSetting } from '#src/platform/contract/settings.ts'
import { createTestApp, jobActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { createAccount, grantRole } from './accounts.ts'
import { readAnchors } from './audit-anchors.ts'
import { auditColumns } from './audit-encoding.ts'
import { sealAudit } from './audit-seal.ts'
import { type Finding, verifyAudit } from './audit-verify.ts'
import { platformModule } from './module-platform.ts'

const reach = [headId, branchId]
const itAdmin = staffActor(headId, ['it_admin'], { reach })
const auditor = staffActor(headId, ['auditor'], { reach })
let test: TestApp
let minute = 0

beforeEach(async () => {
  minute = 0
  test = await createTestApp({
    modules: [platformModule, createNeighbour()],
    headInstitutionId: headId,
    now: '2026-11-23T01:00:00Z',
  })
})
afterEach(() => test.close())

const pass = (minutes: number) => {
  minute += minutes
  test.setNow(new Date(Date.parse('2026-11-23T01:00:00Z') + minute * 60_000).toISOString())
}
const act = (value: number, institutionId?: string) =>
  test.play(itAdmin, changeSetting, {
    key: 'neighbour.limit',
    value,
    reason: '演示',
    ...(institutionId ? { institutionId } : {}),
  })

/** Three seals of three rows each. */
const sealThree = async () => {
  for (const round of [1, 2, 3]) {
    for (const value of [1, 2, 3]) await act(((round + value) % 9) + 1)
    pass(1)
    expect(await sealAudit(test.app, testRegion)).toBe(1)
  }
}
const verify = async (): Promise<readonly Finding[]> => {
  const client = new pg.Client({ connectionString: test.serverUrl })
  await client.connect()
  try {
    const { findings } = await verifyAudit(client, {
      sealKey: test.app.keys.seal,
      anchors: await readAnchors(test.app.dataDir),
    })
    return findings.filter(finding => finding.kind !== 'rows_unsealed')
  } finally {
    await client.end()
  }
}
const rowAt = async (seal: number, position: number): Promise<string> =>
  (
    await test.admin.query('select audit_id from platform.audit_sealed_row where seal_no = $1 and position = $2', [
      seal,
      position,
    ])
  ).rows[0].audit_id

describe('sealing', () => {
  it('PLAT-54 every settled row is sealed once, in the order of its time, and what holds is found whole', async () => {
    await sealThree()
    expect(await verify()).toEqual([])
    const { rows } = await test.admin.query('select row_count, total_count from platform.audit_seal order by seal_no')
    expect(rows).toEqual([
      { row_count: 3, total_count: 3 },
      { row_count: 3, total_count: 6 },
      { row_count: 3, total_count: 9 },
    ])
    expect(await sealAudit(test.app, testRegion)).toBe(0)
  })

  it('PLAT-54 a row younger than two seconds waits, and one that commits behind the last seal is sealed later', async () => {
    await act(4)
    expect(await sealAudit(test.app, testRegion)).toBe(0)
    pass(1)
    expect(await sealAudit(test.app, testRegion)).toBe(1)
    await test.admin.query(`insert into platform.audit select region_id, gen_random_uuid(), at - interval '30 seconds', actor, institution_id, act, outcome, code,
      subject_kind, subject_id, resident_id, reason, content_hash, details, request_id from platform.audit`)
    expect(await sealAudit(test.app, testRegion)).toBe(1)
    expect(await verify()).toEqual([])
  })

  it('PLAT-54 two processes seal one after the other, never twice', async () => {
    for (const value of [1, 2, 3, 4]) await act(value)
    pass(1)
    const seals = await Promise.all([
      sealAudit(test.app, testRegion),
      sealAudit(test.app, testRegion),
      sealAudit(test.app, testRegion),
    ])
    expect(seals.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await verify()).toEqual([])
  })

  it('PLAT-54 the encoding names every column of the audit, so that no new one stays unsealed', async () => {
    const { rows } = await test.admin.query(
      `select attname from pg_attribute where attrelid = 'platform.audit'::regclass and attnum > 0 and not attisdropped order by attnum`,
    )
    expect(rows.map(row => row.attname)).toEqual(auditColumns)
  })

  it('PLAT-54 the newest seal lies in a file, and once a day with the auditors of another institution', async () => {
    const witness = await test.within(jobActor('tests'), async ctx => {
      const { accountId } = await createAccount(ctx, {
        loginName: 'witness',
        name: '演示',
        homeInstitutionId: branchId,
        passwordHash: 'x',
      })
      await grantRole(ctx, { accountId, institutionId: branchId, role: 'auditor' })
      return accountId
    })
    await test.play(itAdmin, changeSetting, { key: 'platform.seal_witness', value: branchId, reason: '演示' })
    pass(1)
    await sealAudit(test.app, testRegion)
    await act(4)
    pass(1)
    await sealAudit(test.app, testRegion)
    const { rows } = await test.admin.query(
      `select account_id from platform.notification where template = 'platform.seal_witness'`,
    )
    expect(rows).toEqual([{ account_id: witness }])
    const anchor = JSON.parse(await readFile(join(test.app.dataDir, 'anchors', `${testRegion}.json`), 'utf8'))
    expect(anchor).toMatchObject({ regionId: testRegion, sealNo: 2 })
  })
})

describe('verifying', () => {
  beforeEach(sealThree)

  it('PLAT-55 a changed value is found and the row named', async () => {
    const auditId = await rowAt(2, 2)
    await test.admin.query(`update platform.audit set details = '{"after":"9"}' where audit_id = $1`, [auditId])
    expect(await verify()).toMatchObject([{ kind: 'row_changed', sealNo: 2, position: 2, auditId }])
  })

  it('PLAT-55 a changed actor is found and the row named', async () => {
    const auditId = await rowAt(1, 3)
    await test.admin.query(`update platform.audit set actor = 'staff:somebody-else' where audit_id = $1`, [auditId])
    expect(await verify()).toMatchObject([{ kind: 'row_changed', sealNo: 1, position: 3, auditId }])
  })

  it('PLAT-55 a removed middle row is found, with and without its entry in the seal', async () => {
    const auditId = await rowAt(2, 2)
    await test.admin.query('delete from platform.audit where audit_id = $1', [auditId])
    expect(await verify()).toMatchObject([{ kind: 'row_removed', sealNo: 2, position: 2, auditId }])
    await test.admin.query('delete from platform.audit_sealed_row where audit_id = $1', [auditId])
    expect(await verify()).toMatchObject([{ kind: 'row_removed', sealNo: 2, position: 2 }])
  })

  it('PLAT-55 a removed newest row is found while its seal is kept, and when seal and rows are gone, by the anchor', async () => {
    const auditId = await rowAt(3, 3)
    await test.admin.query('delete from platform.audit where audit_id = $1', [auditId])
    expect(await verify()).toMatchObject([{ kind: 'row_removed', sealNo: 3, position: 3, auditId }])
    await test.admin.query(
      `delete from platform.audit where audit_id in (select audit_id from platform.audit_sealed_row where seal_no = 3)`,
    )
    await test.admin.query('delete from platform.audit_sealed_row where seal_no = 3')
    await test.admin.query('delete from platform.audit_seal where seal_no = 3')
    expect(await verify()).toMatchObject([
      { kind: 'newest_seal_removed', sealNo: 3, detail: 'the newest 3 rows are gone with their seal' },
    ])
  })

  it('PLAT-55 a forged seal, a removed seal and a newest seal made again without the key are found', async () => {
    await test.admin.query(`update platform.audit_seal set mac = sha256(mac) where seal_no = 2`)
    expect((await verify())[0]).toMatchObject({ kind: 'seal_forged', sealNo: 2 })
    await test.admin.query('delete from platform.audit_sealed_row where seal_no = 2')
    await test.admin.query('delete from platform.audit_seal where seal_no = 2')
    expect((await verify())[0]).toMatchObject({ kind: 'seal_removed', sealNo: 3 })
  })

  it('PLAT-55 the newest seal replaced by an older state of the database is found by the anchor', async () => {
    const { rows } = await test.admin.query(
      'select audit_id from platform.audit_sealed_row where seal_no = 3 and position = 3',
    )
    await test.admin.query('delete from platform.audit_sealed_row where seal_no = 3')
    await test.admin.query('delete from platform.audit_seal where seal_no = 3')
    await test.admin.query('delete from platform.audit where audit_id = $1', [rows[0].audit_id])
    const anchors = await readAnchors(test.app.dataDir)
    pass(1)
    await sealAudit(test.app, testRegion, 'all')
    const client = await test.admin.connect()
    const { findings } = await verifyAudit(client, { sealKey: test.app.keys.seal, anchors })
    client.release()
    expect(findings).toMatchObject([{ kind: 'anchor_differs', sealNo: 3 }])
  })

  it('PLAT-55 without its anchor file the check says that a deleted newest row could not be seen', async () => {
    await rm(join(test.app.dataDir, 'anchors'), { recursive: true })
    expect(await verify()).toMatchObject([{ kind: 'anchor_missing' }])
  })
})

describe('reading the audit', () => {
  it('PLAT-55 the auditor finds by time, act, person and outcome, page by page, and stands in the audit too', async () => {
    for (const value of [1, 2, 3, 4, 5]) {
      await act(value)
      pass(1)
    }
    const first = await test.play(auditor, searchAudit, { act: 'platform.change', limit: 3 })
    const second = await test.play(auditor, searchAudit, {
      act: 'platform.change',
      limit: 3,
      before: first.next as string,
    })
    expect([...first.rows, ...second.rows].map(row => row.details)).toHaveLength(5)
    expect(second.next).toBeNull()
    expect((await test.play(auditor, searchAudit, { actor: `staff:${itAdmin.accountId}` })).rows).toHaveLength(5)
    expect(
      (await test.play(auditor, searchAudit, { from: '2026-11-23T01:02:00Z', to: '2026-11-23T01:04:00Z' })).rows,
    ).toHaveLength(2)
    expect((await test.play(auditor, searchAudit, { act: 'platform.searchAudit' })).rows.length).toBeGreaterThan(3)
  })

  it('PLAT-55 nobody but the auditor reads it, and only of the institutions managed from here', async () => {
    await act(2, branchId)
    await expect(test.play(itAdmin, searchAudit, {})).rejects.toMatchObject({ code: 'platform.not_permitted' })
    const far = staffActor('00000000-0000-4000-8000-000000000009', ['auditor'])
    expect((await test.play(far, searchAudit, { act: 'platform.changeSetting' })).rows).toEqual([])
    expect((await test.play(far, searchAudit, { institutionId: branchId })).rows).toEqual([])
    expect(
      (await test.play(staffActor(branchId, ['auditor']), searchAudit, { institutionId: branchId })).rows,
    ).toHaveLength(1)
  })

  it('PLAT-55 the export holds the same rows as a table', async () => {
    await act(2)
    const { csv, rows, complete } = await test.play(auditor, exportAudit, { act: 'platform.changeSetting' })
    expect({ rows, complete }).toEqual({ rows: 1, complete: true })
    expect(csv.startsWith('\uFEFFat,actor,')).toBe(true)
    expect(csv).toContain('platform.changeSetting')
  })
})
