// npm run generate: table types for Kysely and the description of the schema, from a migrated database of its own.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate } from '#src/platform/server/migrations.ts'
import { describeSchema, readColumns } from './generate/catalogue.ts'
import { tableTypesOf } from './generate/table-types.ts'
import { startPostgres } from './postgres/embedded.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const fileOf = (schema: string): string | undefined => {
  if (schema === 'platform') return join(root, 'src/platform/server/tables.gen.ts')
  const module = join(root, 'src/modules', schema, 'server')
  return existsSync(module) ? join(module, 'tables.gen.ts') : undefined
}

const writeAll = async (adminUrl: string): Promise<void> => {
  await migrate({ adminUrl, serverPassword: 'only-for-generation' })
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const columns = await readColumns(client)
    for (const schema of new Set(columns.map(column => column.schema))) {
      const file = fileOf(schema)
      if (file)
        writeFileSync(
          file,
          tableTypesOf(
            schema,
            columns.filter(column => column.schema === schema),
          ),
        )
    }
    mkdirSync(join(root, 'docs'), { recursive: true })
    writeFileSync(join(root, 'docs/schema.gen.sql'), await describeSchema(client))
  } finally {
    await client.end()
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-generate-'))
chmodSync(dataDir, 0o711)
const postgres = await startPostgres({ dataDir, log: () => {}, settings: { fsync: 'off' } })
try {
  await writeAll(postgres.adminUrl)
} finally {
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
