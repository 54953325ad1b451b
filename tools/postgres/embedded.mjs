import { spawn } from 'node:child_process'
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findBinaries } from './binaries.mjs'
import {
  checkMajor,
  clusterUser,
  createCluster,
  databaseEnvironment,
  existingCluster,
  readPostmasterFile,
  resetPassword,
  superuser,
  superuserPassword,
  writeSettings,
} from './cluster.mjs'
import { lockFolder } from './data-lock.mjs'
import { clusterProcesses, endLeftovers, signal, until } from './processes.mjs'

const port = 5432 // only names the socket: nothing listens on the network
const restartsAMinute = 5

function connectionUrl(socketDir, password) {
  return `postgresql://${superuser}:${password}@localhost:${port}/postgres?host=${encodeURIComponent(socketDir)}`
}

/** The admin URL of a database that another living process runs in this data folder; undefined when none does. */
export function findRunningPostgres(dataDir) {
  const clusterDir = existingCluster(dataDir)
  const server = clusterDir && readPostmasterFile(clusterDir)
  if (server?.status !== 'ready' || !clusterProcesses(clusterDir).includes(server.pid)) return undefined
  return connectionUrl(server.socketDir, superuserPassword(dataDir).password)
}

// A socket's whole path may have 107 bytes, so it cannot lie in the data folder. The name is random: in a shared
// temporary folder nobody can be there first.
function makeSocketDir(user) {
  for (const base of [...(process.getuid() === 0 ? ['/run'] : []), tmpdir(), '/tmp']) {
    if (Buffer.byteLength(base) > 75) continue
    try {
      const dir = mkdtempSync(join(base, 'doorstep-'))
      if (user.uid !== undefined) chownSync(dir, user.uid, user.gid)
      return dir
    } catch {
      // not writable: try the next place
    }
  }
  throw new Error('no folder for the database socket could be made in the temporary folder')
}

async function clearPredecessor(clusterDir, log) {
  const old = readPostmasterFile(clusterDir)
  await endLeftovers(clusterDir, old?.pid, log)
  // Nobody works in the cluster now, so a pid file that is still there speaks of a dead or recycled pid.
  if (old) rmSync(old.file, { force: true })
  if (/\/doorstep-\w{6}$/.test(old?.socketDir ?? '')) rmSync(old.socketDir, { recursive: true, force: true })
}

function lastLines(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n')
  } catch {
    return ''
  }
}

async function launch({ binDir, clusterDir, socketDir, user, outputFile, log }) {
  const output = openSync(outputFile, 'w', 0o600)
  const args = [
    '-D',
    clusterDir,
    '-p',
    String(port),
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${socketDir}`,
  ]
  const child = spawn(join(binDir, 'postgres'), [...args, '-c', 'unix_socket_permissions=0700'], {
    ...user,
    cwd: '/',
    env: databaseEnvironment(),
    stdio: ['ignore', output, output],
    detached: true, // Ctrl-C in the terminal must reach the server first, and the database only through stop()
  })
  closeSync(output)
  let ended = false
  const exited = new Promise(done => {
    const end = (code, by) => {
      ended = true
      done({ code, signal: by })
    }
    child.once('exit', end)
    child.once('error', () => end(-1, null))
  })
  const ready = () => {
    if (ended) return true
    const server = readPostmasterFile(clusterDir)
    return server?.pid === child.pid && server.status === 'ready'
  }
  while (!(await until(ready, 5_000, 10))) log('the database is still recovering …')
  if (ended) throw new Error(`PostgreSQL did not start: ${lastLines(outputFile)}`)
  return { child, exited }
}

// A pid is only ours until the child was reaped; afterwards it may be anybody's.
const hasEnded = child => child.exitCode !== null || child.signalCode !== null

async function shutDown({ child, exited }) {
  if (hasEnded(child)) return
  const gone = exited.then(() => true)
  // Fast shutdown first; each step is harsher, and each is safe: the next start recovers from the write-ahead log.
  for (const [name, wait] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]) {
    signal(child.pid, name)
    let timer
    const late = new Promise(done => {
      timer = setTimeout(done, wait, false)
    })
    const isGone = await Promise.race([gone, late])
    clearTimeout(timer)
    if (isGone) return
  }
}

/**
 * Starts PostgreSQL for a data folder, making the cluster when there is none, and keeps it running: a database that
 * dies is started again on the same socket, at most five times a minute (`onExit` hears of each death, `gaveUp` tells
 * the last). The folder is locked for this process until `stop()`. Throws a Problem for what an operator can mend.
 */
export async function startPostgres({ dataDir: given, log = () => {}, settings, onExit = () => {} }) {
  mkdirSync(given, { recursive: true, mode: 0o711 })
  const dataDir = realpathSync(resolve(given))
  const releases = [lockFolder(dataDir, 'database')]
  let socketDir
  try {
    const user = clusterUser(dataDir)
    const { binDir, major } = findBinaries(user, dataDir)
    let clusterDir = existingCluster(dataDir)
    if (clusterDir) checkMajor(clusterDir, major)
    const { password, isNew } = superuserPassword(dataDir)
    if (!clusterDir) {
      log('making an empty database')
      clusterDir = createCluster({ dataDir, binDir, user, password, settings })
    } else {
      // A cluster outside the data folder could be named by two copies of it.
      if (!clusterDir.startsWith(dataDir)) releases.push(lockFolder(resolve(clusterDir, '..'), 'database'))
      await clearPredecessor(clusterDir, log)
      if (isNew) resetPassword({ clusterDir, binDir, user, password })
    }
    writeSettings(clusterDir, settings, user)
    socketDir = makeSocketDir(user)
    const outputFile = join(dataDir, 'postgres-start.log')
    const start = () => launch({ binDir, clusterDir, socketDir, user, outputFile, log })
    const keeper = keepRunning(await start(), { start, clusterDir, log, onExit })
    return {
      adminUrl: connectionUrl(socketDir, password),
      binaryMajor: major,
      get pid() {
        return keeper.current().child.pid
      },
      async stop() {
        await keeper.stop()
        rmSync(socketDir, { recursive: true, force: true })
        for (const release of releases.splice(0)) release()
      },
    }
  } catch (error) {
    if (socketDir) rmSync(socketDir, { recursive: true, force: true })
    for (const release of releases) release()
    throw error
  }
}

// Watches the postmaster; when it dies by itself, clears its orphans and starts it again.
function keepRunning(first, { start, clusterDir, log, onExit }) {
  let running = first
  let stopping = false
  let restarting = Promise.resolve()
  const deaths = []
  const lastResort = () => {
    if (!hasEnded(running.child)) signal(running.child.pid, 'SIGINT') // this process ends without stop()
  }
  process.once('exit', lastResort)
  const watch = () =>
    void running.exited.then(end => {
      if (!stopping) restarting = restart(end)
    })
  const restart = async end => {
    const now = Date.now()
    while (deaths[0] < now - 60_000) deaths.shift()
    deaths.push(now)
    const gaveUp = deaths.length > restartsAMinute
    log(`the database ended unexpectedly (${end.signal ?? `code ${end.code}`})${gaveUp ? '' : ', starting it again'}`)
    onExit({ ...end, gaveUp })
    if (gaveUp) return
    try {
      await endLeftovers(clusterDir, running.child.pid, log)
      running = await start()
      log('the database is back')
      watch()
    } catch (error) {
      log(`the database could not be started again: ${error.message}`)
      onExit({ ...end, gaveUp: true })
    }
  }
  watch()
  return {
    current: () => running,
    async stop() {
      stopping = true
      await restarting
      process.removeListener('exit', lastResort)
      await shutDown(running)
    },
  }
}
