import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '../postgres/problem.mjs'
import { becomeOwner, isEmptyDatabase, quoted } from './tables.mjs'
import { tarEntries } from './tar.mjs'
import { backupFormat } from './write-backup.mjs'

const folders = ['files', 'anchors', 'secrets']

async function* entriesOf(file) {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', error => gunzip.destroy(error))
  try {
    yield* tarEntries(source.pipe(gunzip))
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

const damaged = why =>
  new Problem(
    `The backup file is damaged or incomplete (${why}); nothing was changed. 备份文件损坏或不完整，未作任何改动。`,
  )

/** Reads a whole backup file and compares every entry with the manifest's checksums. Returns the manifest. */
export async function verifyBackup(file) {
  if (!existsSync(file)) throw new Problem(`There is no file ${file}. 找不到文件 ${file}。`)
  const found = new Map()
  let manifest
  try {
    for await (const { name, size, content } of entriesOf(file)) {
      const hash = createHash('sha256')
      const isManifest = name === 'manifest.json'
      const kept = []
      for await (const piece of content) {
        hash.update(piece)
        if (isManifest) kept.push(piece)
      }
      if (isManifest) manifest = JSON.parse(Buffer.concat(kept).toString('utf8'))
      else found.set(name, `${size}:${hash.digest('hex')}`)
    }
  } catch (error) {
    throw damaged(error.message)
  }
  if (!manifest) throw damaged('it has no manifest')
  if (manifest.product !== 'doorstep' || manifest.format !== backupFormat)
    throw new Problem(`This release reads backups of format ${backupFormat}, the file has format ${manifest.format}.`)
  for (const { name, size, sha256 } of manifest.entries)
    if (found.get(name) !== `${size}:${sha256}`) throw damaged(`${name} differs`)
  if (found.size !== manifest.entries.length) throw damaged('it holds entries that its manifest does not name')
  return manifest
}

/** Throws a Problem unless a data folder holds nothing that a restore would overwrite. */
export function checkEmptyFolder(dataDir) {
  for (const folder of folders) {
    const dir = join(dataDir, folder)
    const present = existsSync(dir) ? readdirSync(dir).filter(name => !name.endsWith('-password')) : []
    if (present.length > 0)
      throw new Problem(
        `${dir} is not empty: restore into a new data folder (DATA_DIR=…). 目标目录非空，请用 DATA_DIR 指定新的数据目录。`,
      )
  }
}

/** Throws a Problem unless the database holds no table yet. */
export async function checkEmptyDatabase(databaseUrl) {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    if (!(await isEmptyDatabase(client)))
      throw new Problem(
        'The database already holds tables: restore into an empty one, such as a new data folder. 数据库非空，请恢复到空数据库或新的数据目录。',
      )
  } finally {
    await client.end()
  }
}

/** Puts back the files of some folders; a name that would leave the data folder is refused. */
export async function restoreFolders(file, dataDir, wanted) {
  let count = 0
  for await (const { name, content } of entriesOf(file)) {
    const folder = name.split('/')[0]
    if (!wanted.includes(folder)) continue
    if (normalize(name) !== name || name.startsWith('/') || name.includes('..'))
      throw damaged(`${name} is no file name`)
    const target = join(dataDir, name)
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    await pipeline(Readable.from(content), createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true }))
    count += 1
  }
  return count
}

// Entries one at a time, with the possibility to put the last one back unread.
function entryQueue(file) {
  const source = entriesOf(file)
  let back
  return {
    async next() {
      const entry = back ?? (await source.next()).value
      back = undefined
      return entry
    },
    putBack(entry) {
      back = entry
    },
    close: () => source.return(),
  }
}

// A table's pieces follow each other; together they are the input of one COPY.
async function* tableContent(first, queue) {
  const folder = dirname(first.name)
  let entry = first
  while (entry && dirname(entry.name) === folder) {
    yield* entry.content
    entry = await queue.next()
  }
  queue.putBack(entry)
}

async function loadTables(client, file, manifest) {
  const byFolder = new Map(manifest.tables.map(table => [`tables/${table.schema}.${table.name}`, table]))
  const queue = entryQueue(file)
  try {
    for (let entry = await queue.next(); entry; entry = await queue.next()) {
      const table = byFolder.get(dirname(entry.name))
      if (!table) continue
      const columns = table.columns.map(column => quoted(column)).join(', ')
      const sink = client.query(copyFrom(`copy ${target(table)} (${columns}) from stdin`))
      await pipeline(Readable.from(tableContent(entry, queue)), sink)
    }
  } finally {
    await queue.close()
  }
}

const target = ({ into, ...own }) => quoted((into ?? own).schema, (into ?? own).name)

async function compareCounts(client, tables) {
  const expected = new Map()
  for (const table of tables) expected.set(target(table), (expected.get(target(table)) ?? 0) + table.rows)
  for (const [name, count] of expected) {
    const { rows } = await client.query(`select count(*)::text as n from ${name}`)
    if (Number(rows[0].n) !== count) throw new Error(`${name} has ${rows[0].n} rows, the backup ${count}`)
  }
}

/**
 * Loads the tables of a verified backup into a database that has the product's schema, in one transaction: what the
 * migrations themselves inserted is replaced, counts are compared, sequences continue. Throws and leaves no row behind
 * when anything differs.
 */
export async function loadBackup({ databaseUrl, file, manifest, log = () => {} }) {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query(becomeOwner)
    await client.query('begin')
    await client.query("set local row_security = off; set local datestyle = 'ISO'; set local timezone = 'UTC'")
    // Only where tables refer to each other in a circle is there no order in which every reference already holds.
    if (manifest.circular) await client.query('set local session_replication_role = replica')
    const all = [...new Set(manifest.tables.map(target))]
    if (all.length > 0) await client.query(`truncate ${all.join(', ')}`)
    await loadTables(client, file, manifest)
    await compareCounts(client, manifest.tables)
    for (const { schema, name, lastValue, isCalled } of manifest.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [quoted(schema, name), lastValue, isCalled])
    await client.query('commit')
    await client.query('analyze')
    log(
      `${manifest.tables.length} tables, ${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows, counts compared`,
    )
  } finally {
    await client.end()
  }
}
