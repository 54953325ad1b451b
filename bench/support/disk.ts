import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What one committed write costs on the disk of this folder, in microseconds: the median of many. */
export const syncMicros = (folder: string): number => {
  const file = join(folder, 'sync-probe')
  const handle = openSync(file, 'w')
  const page = Buffer.alloc(8_192)
  const times = Array.from({ length: 301 }, (_, index) => {
    writeSync(handle, page, 0, page.length, index * page.length)
    const startedAt = process.hrtime.bigint()
    fdatasyncSync(handle)
    return Number(process.hrtime.bigint() - startedAt) / 1_000
  })
  closeSync(handle)
  rmSync(file)
  return Math.round(times.sort((a, b) => a - b)[150] as number)
}

/**
 * Starts something whose writes reach the disk no sooner than after so many microseconds, as on a slower disk. Needs a C
 * compiler. 0: the disk as it is.
 */
export const onSlowDisk = async <T>(micros: number, start: () => Promise<T>): Promise<T> => {
  if (micros === 0) return start()
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-sync-'))
  chmodSync(folder, 0o755)
  const library = join(folder, 'slow-sync.so')
  const source = fileURLToPath(new URL('./slow-sync.c', import.meta.url))
  const compiled = spawnSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl'], { encoding: 'utf8' })
  if (compiled.status !== 0) throw new Error(`BENCH_SYNC_US needs a C compiler (cc): ${compiled.stderr ?? ''}`)
  Object.assign(process.env, { LD_PRELOAD: library, DOORSTEP_SYNC_MICROS: String(micros) })
  try {
    return await start()
  } finally {
    delete process.env['LD_PRELOAD']
    delete process.env['DOORSTEP_SYNC_MICROS']
  }
}
