import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate, migrationsHash } from '#src/platform/server/migrations.ts'

export type TestDatabase = {
  /** As superuser: sees every row, may break things. */
  readonly adminUrl: string
  /** As the server connects. */
  readonly serverUrl: string
  readonly drop: () => Promise<void>
}

const serverPassword = 'only-for-tests'

const adminUrlOf = (): string => {
  const url = process.env['DOORSTEP_TEST_ADMIN_URL'] ?? process.env['DATABASE_URL']
  if (url === undefined) throw new Error('database tests run through tools/vitest.config.ts, which starts a server')
  return url
}

const urlOfDatabase = (url: string, database: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.toString()
}

const withAdmin = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The migrated template is made once for each state of the migrations; test files copy it. */
const ensureTemplate = async (): Promise<string> => {
  const template = `doorstep_template_${await migrationsHash()}`
  await withAdmin(adminUrlOf(), async client => {
    await client.query('select pg_advisory_lock(724012)')
    const found = await client.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount !== 0) return
    const unfinished = `${template}_new`
    await client.query(`drop database if exists ${unfinished}`)
    await client.query(`create database ${unfinished} template template0 encoding 'UTF8'`)
    await migrate({ adminUrl: urlOfDatabase(adminUrlOf(), unfinished), serverPassword })
    await client.query(`alter database ${unfinished} rename to ${template}`)
  })
  return template
}

/** A database of one's own, a copy of the migrated template; takes some hundredths of a second. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const template = await ensureTemplate()
  const database = `doorstep_test_${randomBytes(6).toString('hex')}`
  await withAdmin(adminUrlOf(), async client => {
    await client.query('select pg_advisory_lock(724013)')
    await client.query(`create database ${database} template ${template}`)
  })
  const adminUrl = urlOfDatabase(adminUrlOf(), database)
  const { serverUrl } = await migrate({ adminUrl, serverPassword })
  return {
    adminUrl,
    serverUrl,
    drop: () =>
      withAdmin(adminUrlOf(), async client => {
        await client.query(`drop database if exists ${database} with (force)`)
      }),
  }
}
