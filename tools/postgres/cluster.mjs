import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { databaseUser, userCan } from './db-user.mjs'
import { Problem } from './problem.mjs'

/** The bootstrap superuser of the embedded cluster. */
export const superuser = 'postgres'

// Memory for a small machine. Statements and row values stay out of the log, since they can hold personal data.
const defaults = {
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_connections: '60',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_line_prefix: '%m [%p] %d ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** The environment of database programs: ours, without settings meant for clients. */
export function databaseEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/** Where the cluster of a data folder lies; undefined when none was made yet. */
export function existingCluster(dataDir) {
  const usual = join(dataDir, 'postgres')
  if (existsSync(join(usual, 'PG_VERSION'))) return realpathSync(usual)
  const note = join(dataDir, 'postgres-location')
  if (!existsSync(note)) return undefined
  const elsewhere = readFileSync(note, 'utf8').trim()
  if (existsSync(join(elsewhere, 'PG_VERSION'))) return realpathSync(elsewhere)
  throw new Problem(
    `${note} says that the database lies in ${elsewhere}, but there is none: put it back, or restore a backup into a new data folder. ` +
      `${note} 指向的数据库不存在：请放回原处，或将备份恢复到新的数据目录。`,
  )
}

/** The superuser's password, made on first use; readable by the owner alone. */
export function superuserPassword(dataDir) {
  const file = join(dataDir, 'secrets', 'postgres-password')
  if (existsSync(file)) return { password: readFileSync(file, 'utf8').trim(), isNew: false }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const password = randomBytes(24).toString('hex')
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  return { password, isNew: true }
}

/** Throws a Problem, in both languages, when a cluster was made by another major version. */
export function checkMajor(clusterDir, major) {
  const made = Number(readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8'))
  if (made === major) return
  throw new Problem(
    [
      `The database in ${clusterDir} was made by PostgreSQL ${made}, this release brings PostgreSQL ${major}. Nothing was changed. To move:`,
      '  1. start the release that made it;  2. in it, run: npm run backup -- doorstep-backup.tar.gz',
      '  3. in this release, with DATA_DIR set to a new folder, run: npm run restore -- doorstep-backup.tar.gz, then npm start',
      `数据库由 PostgreSQL ${made} 建立，本版本自带 PostgreSQL ${major}，数据未作任何改动。迁移步骤：`,
      '  1. 用原来的版本启动；2. 在原版本中运行 npm run backup -- doorstep-backup.tar.gz',
      '  3. 在本版本中把 DATA_DIR 设为新目录，运行 npm run restore -- doorstep-backup.tar.gz，然后 npm start',
    ].join('\n'),
  )
}

// A folder the database's user can reach: inside the data folder, or, below a closed parent such as /root, elsewhere.
function placeForNew(dataDir, user) {
  if (user.uid === undefined || userCan(user, '-x', [dataDir])) return { dir: join(realpathSync(dataDir), 'postgres') }
  const parent = `/var/lib/doorstep/${basename(dirname(realpathSync(dataDir)))}-${randomBytes(4).toString('hex')}`
  const umask = process.umask(0o022)
  try {
    mkdirSync(parent, { recursive: true })
  } catch (error) {
    throw new Problem(`The database's user cannot enter ${dataDir}, and ${parent} cannot be made: ${error.message}`)
  } finally {
    process.umask(umask)
  }
  return { dir: join(parent, 'postgres'), note: join(dataDir, 'postgres-location') }
}

function runInitdb(binDir, user, args) {
  const run = locale =>
    spawnSync(join(binDir, 'initdb'), [...args, ...locale], {
      ...user,
      cwd: '/',
      env: databaseEnvironment(),
      encoding: 'utf8',
    })
  // Code-point order is the same on every machine; lists for people name an ICU collation. The character classes must
  // know Chinese (pg_trgm splits by them), which the plain C locale does not.
  const [builtin, libc] = [['--locale-provider=builtin', '--builtin-locale=C.UTF-8'], ['--locale=C.UTF-8']]
  let result = run([...builtin, ...libc])
  if (result.status !== 0) result = run([...builtin, '--locale=C'])
  if (result.status !== 0) result = run(libc)
  if (result.status !== 0) throw new Error(`initdb failed: ${result.error ?? result.stderr}`)
}

/** Makes the cluster of a data folder; a start that dies half-way leaves nothing that looks like a cluster. */
export function createCluster({ dataDir, binDir, user, password, settings }) {
  const { dir, note } = placeForNew(dataDir, user)
  const [making, passwordFile] = [`${dir}.new`, `${dir}.password`]
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user.uid !== undefined) for (const path of [making, passwordFile]) chownSync(path, user.uid, user.gid)
  const args = ['-D', making, '-U', superuser, '-E', 'UTF8', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-k']
  if (settings?.fsync === 'off') args.push('--no-sync')
  try {
    runInitdb(binDir, user, args)
  } finally {
    rmSync(passwordFile)
  }
  renameSync(making, dir)
  if (note) writeFileSync(note, `${dir}\n`, { flush: true })
  return dir
}

/** Writes our settings beside the cluster's own; `local.conf` and ALTER SYSTEM come later and win. */
export function writeSettings(clusterDir, settings, user) {
  const lines = Object.entries({ ...defaults, ...settings }).map(([name, value]) => `${name} = '${value}'`)
  const [ours, main] = [join(clusterDir, 'doorstep.conf'), join(clusterDir, 'postgresql.conf')]
  writeFileSync(ours, `# Written at every start. Put changes into local.conf.\n${lines.join('\n')}\n`, { mode: 0o600 })
  if (user.uid !== undefined) chownSync(ours, user.uid, user.gid)
  const text = readFileSync(main, 'utf8')
  if (!text.includes("'doorstep.conf'"))
    writeFileSync(main, `${text}\ninclude 'doorstep.conf'\ninclude_if_exists 'local.conf'\n`)
}

/** Sets the superuser's password without knowing the old one: for a cluster whose secrets folder was lost. */
export function resetPassword({ clusterDir, binDir, user, password }) {
  const result = spawnSync(join(binDir, 'postgres'), ['--single', '-D', clusterDir, 'postgres'], {
    ...user,
    cwd: '/',
    env: databaseEnvironment(),
    encoding: 'utf8',
    input: `ALTER ROLE ${superuser} PASSWORD '${password}'\n`,
  })
  if (result.status !== 0) throw new Error(`the database password could not be reset: ${result.stderr}`)
}

/** What postmaster.pid says of a running (or killed) server; undefined when there is no such file. */
export function readPostmasterFile(clusterDir) {
  const file = join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , , socketDir, , , status] = readFileSync(file, 'utf8').split('\n')
  return { file, pid: Math.abs(Number(pid)), socketDir, status: status?.trim() }
}

/** The user a cluster is, or will be, run by. */
export function clusterUser(dataDir) {
  return databaseUser(existingCluster(dataDir))
}
