// npm start: from a fresh clone to a running system, in one command and one process. Uses nothing but Node until the
// dependencies are there; the build runs in a child, so that its memory is not ours.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { isBuildCurrent } from './build-stamp.mjs'
import { announceStopping, lockFolder, lockHolder } from './postgres/data-lock.mjs'
import { startPostgres } from './postgres/embedded.mjs'
import { Problem } from './postgres/problem.mjs'
import { until } from './postgres/processes.mjs'
import { ensureInstalled } from './setup/install.mjs'
import {
  checkNode,
  checkPort,
  portProblem,
  readOptions,
  readTls,
  root,
  serverBundle,
  tellError,
} from './setup/options.mjs'

const stopLimit = 25_000
const startedAt = Date.now()
const log = line => console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}`)

const running = { postgres: undefined, server: undefined, starting: undefined, dataDir: undefined, stopping: false }

async function ensureBuilt() {
  const current = isBuildCurrent(root)
  await ensureInstalled(root, { log, withDev: !current })
  if (current) return
  log('building')
  const child = spawn(process.execPath, ['tools/build.mjs'], { cwd: root, stdio: 'inherit' })
  const endWithUs = () => child.kill()
  process.once('exit', endWithUs)
  const code = await new Promise(done => child.once('exit', done))
  process.removeListener('exit', endWithUs)
  if (running.stopping) return
  if (code !== 0) throw new Problem('The build failed; its messages are above. 构建失败，原因见上。')
}

async function startDatabase({ dataDir, databaseUrl }) {
  if (databaseUrl) return databaseUrl
  log('starting the database')
  running.starting = startPostgres({
    dataDir,
    log,
    onExit: end => {
      if (end.gaveUp) void stop(1, 'the database cannot be kept running; see the newest file in its log folder')
    },
  })
  running.postgres = await running.starting
  return running.postgres.adminUrl
}

/** Server first, so that it can finish its requests, then the database; `code` is what the process ends with. */
async function stop(code, reason) {
  if (running.stopping) return
  running.stopping = true
  log(reason)
  if (running.dataDir) announceStopping(running.dataDir)
  try {
    await running.starting?.catch(() => {})
    const late = new Promise(done => setTimeout(done, stopLimit).unref())
    await Promise.race([running.server?.stop(), late])
    await running.postgres?.stop()
    if (code === 0) log('stopped')
  } catch (error) {
    tellError(error)
    process.exit(1)
  }
  process.exit(code)
}

// npm passes on the terminal's Ctrl-C that we have received already: only a later one is the operator's second.
let firstSignalAt = 0
function onSignal(name) {
  if (running.stopping && Date.now() - firstSignalAt > 1000) {
    log('stopping at once')
    process.exit(1)
  }
  firstSignalAt ||= Date.now()
  void stop(0, `stopping (${name})`)
}

// A killed npm leaves its child running, unseen by the operator who starts anew: end with it.
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return
  const parent = process.ppid
  const watch = () => process.ppid !== parent && void stop(0, 'stopping (npm was killed)')
  setInterval(watch, 250).unref()
}

// Taken before anything is built, so that a second start cannot disturb the first.
async function lockData({ dataDir, databaseUrl }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  if (databaseUrl) return
  if (lockHolder(dataDir)?.stopping) {
    log('waiting for the previous one to stop')
    await until(() => !lockHolder(dataDir)?.stopping, 60_000, 100)
  }
  process.once('exit', lockFolder(dataDir, 'npm start'))
  running.dataDir = dataDir
}

async function main() {
  checkNode()
  const options = readOptions()
  stopWithNpm()
  await lockData(options)
  await checkPort(options.port)
  await ensureBuilt()
  if (running.stopping) return
  const tls = await readTls(options.dataDir)
  const adminUrl = await startDatabase(options)
  if (running.stopping) return
  log('starting the server')
  const { startServer } = await import(pathToFileURL(serverBundle).href)
  const { port, dataDir, demo } = options
  running.server = await startServer({ adminUrl, port, dataDir, demo, tls, print: log })
  log(`ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  console.log(`Doorstep ready at ${running.server.url}`)
  for (const line of running.server.readyLines ?? []) console.log(line)
  if (tls?.caFile) console.log(`Devices must trust this authority once: ${tls.caFile}`)
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => onSignal(name))
try {
  await main()
} catch (error) {
  if (!running.stopping) {
    tellError(portProblem(error, process.env.PORT || 8080) ?? error)
    await stop(1, 'could not start')
  }
}
