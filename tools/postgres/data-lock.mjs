import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './problem.mjs'
import { processStart } from './processes.mjs'

const held = new Map()

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    return { pid: 0 } // unreadable: written by a dying machine, stale by definition
  }
}

/** The living process that uses a folder, or undefined; a pid that now belongs to another program does not count. */
export function lockHolder(dir) {
  const lock = readLock(join(dir, 'doorstep.lock'))
  return lock && lock.startedAt !== undefined && processStart(lock.pid) === lock.startedAt ? lock : undefined
}

/**
 * Takes a folder for this process and returns the function that gives it back. A process may take the same folder
 * several times. Throws a Problem when another living process has it; a lock whose owner died is replaced.
 */
export function lockFolder(dir, purpose) {
  const file = join(dir, 'doorstep.lock')
  const release = () => {
    const count = (held.get(file) ?? 1) - 1
    if (count > 0) return void held.set(file, count)
    if (!held.delete(file)) return
    if (readLock(file)?.pid === process.pid) unlinkSync(file)
  }
  if (held.has(file)) {
    held.set(file, held.get(file) + 1)
    return release
  }
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: processStart(process.pid), purpose }))
  try {
    for (;;) {
      try {
        linkSync(own, file) // unlike open-then-write, a link appears whole or not at all
        held.set(file, 1)
        return release
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const holder = lockHolder(dir)
      if (holder)
        throw new Problem(
          `The data folder ${dir} is in use by another Doorstep process (${holder.purpose}, pid ${holder.pid}). ` +
            `数据目录正被另一个家门口进程使用（进程号 ${holder.pid}）。`,
        )
      removeStale(file)
    }
  } finally {
    unlinkSync(own)
  }
}

/** Notes in our lock that we are about to give the folder back, so that a successor waits instead of refusing. */
export function announceStopping(dir) {
  const file = join(dir, 'doorstep.lock')
  if (!held.has(file)) return
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ ...readLock(file), stopping: true }))
  renameSync(`${file}.${process.pid}`, file)
}

// Two starters may find the same stale lock: what was moved aside is looked at again, and a fresh lock is put back.
function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  const moved = readLock(aside)
  if (moved?.startedAt !== undefined && processStart(moved.pid) === moved.startedAt) {
    try {
      linkSync(aside, file)
    } catch {
      // a third one took the folder meanwhile; its own check decides
    }
  }
  unlinkSync(aside)
}
