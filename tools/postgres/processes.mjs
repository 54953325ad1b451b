import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const attempt = read => {
  try {
    return read()
  } catch {
    return undefined // the process ended while we looked, or belongs to somebody else
  }
}

/** When a process started, in clock ticks since boot together with the boot's id; undefined when it does not run. */
export function processStart(pid) {
  return attempt(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name may hold spaces and brackets, so fields are counted from the last bracket.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}:${fields[18]}`
  })
}

/**
 * The PostgreSQL processes working in a cluster, postmaster first. A PostgreSQL process changes into its data directory
 * when it starts, so the directory and the program name prove whose it is; a recycled pid never matches both.
 */
export function clusterProcesses(clusterDir) {
  const found = []
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    if (!pid) continue
    if (attempt(() => readlinkSync(`/proc/${pid}/cwd`)) !== clusterDir) continue
    const program = attempt(() => basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, ''))
    if (program !== 'postgres') continue
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    if (stat) found.push({ pid, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) })
  }
  const pids = new Set(found.map(one => one.pid))
  return found.sort((a, b) => Number(pids.has(a.parent)) - Number(pids.has(b.parent))).map(one => one.pid)
}

/** Sends a signal; a process that has already ended is no error. */
export function signal(pid, name) {
  attempt(() => process.kill(pid, name))
}

/** Waits until `done()` holds; false when the time is over. */
export async function until(done, milliseconds, step = 20) {
  const end = Date.now() + milliseconds
  while (!(await done())) {
    if (Date.now() > end) return false
    await sleep(step)
  }
  return true
}

/**
 * Ends whatever a killed predecessor left working in the cluster: fast, then immediate, then by force. Backends that
 * outlive their postmaster must be gone before a new one starts, or two writers would share the files.
 */
export async function endLeftovers(clusterDir, postmasterPid, log) {
  const steps = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]
  for (const [name, wait] of steps) {
    const pids = clusterProcesses(clusterDir)
    if (pids.length === 0) return
    const postmaster = pids.find(pid => pid === postmasterPid)
    // Orphans without a postmaster notice its death by themselves, unless they are inside a long statement.
    if (!postmaster && name === 'SIGINT') {
      if (await until(() => clusterProcesses(clusterDir).length === 0, 2_000)) return
      continue
    }
    log(`stopping a database process left behind by a killed predecessor (pid ${postmaster ?? pids[0]}, ${name})`)
    for (const pid of postmaster && name !== 'SIGKILL' ? [postmaster] : pids) signal(pid, name)
    if (await until(() => clusterProcesses(clusterDir).length === 0, wait)) return
  }
}
