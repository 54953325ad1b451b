import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../postgres/problem.mjs'

const readLock = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined)

/**
 * Whether node_modules holds what package-lock.json asks for. npm leaves a lock of what it installed, as its last act,
 * so an interrupted installation is noticed too. `withDev` false: what only building and testing need may be absent.
 */
export function isInstalled(root, withDev = true) {
  const installed = readLock(join(root, 'node_modules/.package-lock.json'))
  const wanted = readLock(join(root, 'package-lock.json'))
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link || (!withDev && (entry.dev || entry.devOptional))) return true
    const found = installed[path]
    return found ? found.version === entry.version : Boolean(entry.optional) // optional: made for other machines
  })
}

// npm ci empties node_modules first, and through a link it would empty another checkout's.
function dropLink(path) {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(path)
}

/** Installs the locked dependencies when they are missing or changed; throws a Problem with npm's own words. */
export async function ensureInstalled(root, { log, withDev = true }) {
  if (isInstalled(root, withDev)) return
  const start = Date.now()
  const seconds = () => Math.round((Date.now() - start) / 1000)
  log('installing dependencies (npm ci)')
  dropLink(join(root, 'node_modules'))
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  // NODE_ENV=production in the environment would leave the build tools out. No package of ours needs its scripts.
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--include=dev', '--include=optional']
  const child = spawn(npm[0], [...npm.slice(1), 'ci', ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const endWithUs = () => child.kill('SIGKILL') // npm lingers on gentler ones; half an installation is noticed
  process.once('exit', endWithUs)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output = (output + data).slice(-4000)))
  const ticking = setInterval(() => log(`still installing, ${seconds()} s`), 10_000)
  const code = await new Promise(done => {
    child.once('error', error => {
      output += error.message
      done(1)
    })
    child.once('close', done)
  }).finally(() => {
    clearInterval(ticking)
    process.removeListener('exit', endWithUs)
  })
  if (code !== 0)
    throw new Problem(
      `The dependencies could not be installed; is the package registry reachable? 依赖安装失败，请检查网络。\n${output.trim()}`,
    )
  log(`installed in ${seconds()} s`)
}
