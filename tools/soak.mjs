// npm run soak [file]: the long runs. Crash rounds, random histories at full count, every page in every size; on a freshly
// built product.
import { spawn } from 'node:child_process'
import { isBuildCurrent } from './build-stamp.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { root } from './setup/options.mjs'

const run = args =>
  new Promise(done => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DOORSTEP_SOAK: '1' },
    })
    child.once('exit', code => done(code ?? 1))
  })

await ensureInstalled(root, { log: console.log, withDev: true })
const built = isBuildCurrent(root) ? 0 : await run(['tools/build.mjs'])
const vitest = (project, files) =>
  run(['node_modules/vitest/vitest.mjs', 'run', '--config', 'tools/vitest.config.ts', '--project', project, ...files])
const files = process.argv.slice(2)
process.exitCode =
  built ||
  (await vitest('soak', files)) ||
  (files.length === 0 ? await vitest('journeys', ['tests/journeys/every-']) : 0)
