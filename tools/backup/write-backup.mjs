import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { becomeOwner, findSequences, findTables, quoted } from './tables.mjs'
import { archiveEnd, entryHead, entryTail } from './tar.mjs'

/** The format of the file; a reader refuses what it does not know. */
export const backupFormat = 1
const pieceSize = 4 * 1024 * 1024
const newline = 10

// A sink that waits when the disk is slower than the database: what is held at a time is one piece.
function openArchive(file) {
  const output = createWriteStream(file, { mode: 0o600, flush: true })
  const gzip = createGzip({ level: 3 })
  gzip.pipe(output)
  let failure
  output.on('error', error => {
    failure = error
    gzip.destroy(error)
  })
  gzip.on('error', error => {
    failure ??= error
  })
  const entries = []
  const write = async bytes => {
    if (failure) throw failure
    if (bytes.length > 0 && !gzip.write(bytes)) await once(gzip, 'drain')
  }
  return {
    entries,
    async add(name, size, content) {
      const hash = createHash('sha256')
      let written = 0
      await write(entryHead(name, size))
      for await (const piece of content) {
        hash.update(piece)
        written += piece.length
        await write(piece)
      }
      if (written !== size) throw new Error(`${name} changed while it was being copied`)
      await write(entryTail(size))
      entries.push({ name, size, sha256: hash.digest('hex') })
    },
    async close() {
      await write(archiveEnd)
      gzip.end()
      await finished(output)
    },
    destroy() {
      gzip.destroy()
      output.destroy()
    },
  }
}

/** Copies one table in pieces of bounded size; returns its row count. */
async function addTable(archive, client, table) {
  const columns = table.columns.map(column => quoted(column)).join(', ')
  const stream = client.query(copyTo(`copy ${quoted(table.schema, table.name)} (${columns}) to stdout`))
  let [held, heldSize, rows, piece] = [[], 0, 0, 0]
  const flush = async () => {
    if (heldSize === 0) return
    const content = Buffer.concat(held)
    piece += 1
    await archive.add(`tables/${table.schema}.${table.name}/${String(piece).padStart(6, '0')}.copy`, content.length, [
      content,
    ])
    ;[held, heldSize] = [[], 0]
  }
  for await (const chunk of stream) {
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) rows += 1 // a line is a row
    held.push(chunk)
    heldSize += chunk.length
    if (heldSize >= pieceSize) await flush()
  }
  await flush()
  return rows
}

function filesBelow(dir) {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

async function addFolder(archive, dataDir, folder, isWanted = () => true) {
  let count = 0
  for (const file of filesBelow(join(dataDir, folder))) {
    const name = relative(dataDir, file)
    if (!isWanted(name)) continue
    const { size } = statSync(file)
    await archive.add(name, size, size === 0 ? [] : createReadStream(file, { end: size - 1 }))
    count += 1
  }
  return count
}

// Passwords of the database belong to the machine and are made anew; half-written files belong to nobody.
const isKey = name => !name.endsWith('-password') && !name.endsWith('.new')

async function beginSnapshot(client) {
  await client.query(becomeOwner)
  await client.query('begin isolation level repeatable read read only')
  // Where row-level security would hide rows from this role, fail instead of leaving them out.
  await client.query("set local row_security = off; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'")
  await client.query("set local timezone = 'UTC'; set local extra_float_digits = 1")
}

/**
 * Writes one backup file: every table of the product as of one moment, uploaded files, seal anchors and (unless
 * `withKeys` is false) the keys without which encrypted columns cannot be read. Returns its manifest.
 */
export async function writeBackup({
  databaseUrl,
  dataDir,
  file,
  release,
  migrations,
  withKeys = true,
  log = () => {},
}) {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const part = `${file}.part`
  const archive = openArchive(part)
  try {
    await beginSnapshot(client)
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int / 10000 as major, now() as at",
    )
    const { tables, circular } = await findTables(client)
    for (const table of tables) table.rows = await addTable(archive, client, table)
    const sequences = await findSequences(client)
    await client.query('commit')
    log(`${tables.length} tables, ${tables.reduce((sum, table) => sum + table.rows, 0)} rows`)
    // After the snapshot: a file is written before the row that names it, so none can be missing.
    log(
      `${await addFolder(archive, dataDir, 'files')} files, ${await addFolder(archive, dataDir, 'anchors')} seal anchors`,
    )
    const keys = withKeys ? await addFolder(archive, dataDir, 'secrets', isKey) : 0
    const manifest = {
      format: backupFormat,
      product: 'doorstep',
      release,
      createdAt: rows[0].at.toISOString(),
      postgresMajor: rows[0].major,
      migrations,
      circular,
      keys,
      tables,
      sequences,
      entries: archive.entries,
    }
    const text = Buffer.from(JSON.stringify(manifest, null, 1))
    await archive.add('manifest.json', text.length, [text])
    await archive.close()
    renameSync(part, file)
    return manifest
  } catch (error) {
    archive.destroy()
    rmSync(part, { force: true })
    throw error
  } finally {
    await client.end()
  }
}
