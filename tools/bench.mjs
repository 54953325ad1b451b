// npm run bench -- <what>: one measurement of bench/, printed as ratios to a limit measured in the same run.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isBuildCurrent } from './build-stamp.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { root } from './setup/options.mjs'

const names = readdirSync(join(root, 'bench'))
  .filter(name => name.endsWith('.bench.ts'))
  .map(name => name.slice(0, -'.bench.ts'.length))
const what = process.argv[2]

const run = args =>
  new Promise(done => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    child.once('exit', code => done(code ?? 1))
  })

if (what === undefined || !existsSync(join(root, 'bench', `${what}.bench.ts`))) {
  const list = names.length === 0 ? 'there is no measurement yet' : `<what> is one of: ${names.join(', ')}`
  console.log(`npm run bench -- <what>: ${list}`)
  process.exitCode = what === undefined ? 0 : 1
} else {
  await ensureInstalled(root, { log: console.log, withDev: true })
  const built = isBuildCurrent(root) ? 0 : await run(['tools/build.mjs'])
  process.exitCode =
    built || (await run(['node_modules/tsx/dist/cli.mjs', `bench/${what}.bench.ts`, ...process.argv.slice(3)]))
}
