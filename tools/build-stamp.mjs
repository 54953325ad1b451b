import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const single = ['package-lock.json', 'package.json', 'tools/build.mjs', 'tools/vite.config.ts', 'tools/vite-phone.ts']
const isTest = /\.(test|journey)\.tsx?$/

/** A hash over everything the build reads, by name and content; tests do not count. */
export function findSourceHash(root) {
  const hash = createHash('sha256')
  const files = single.filter(file => existsSync(join(root, file)))
  for (const folder of ['src', 'scenarios']) {
    if (!existsSync(join(root, folder))) continue
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !isTest.test(entry.name))
        files.push(join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    }
  }
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

/** Whether `dist` was built from the sources as they are now. */
export function isBuildCurrent(root) {
  const stamp = join(root, 'dist/.stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === findSourceHash(root)
}
