// npm test: everything, on a fresh clone. Goes on after a failure, so that one run tells all; the last line is the sum.
// `npm test -- <vitest arguments>` runs only the tests those arguments name.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isBuildCurrent } from './build-stamp.mjs'
import { ensureBrowser } from './setup/browser.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { checkNode, root, tellError } from './setup/options.mjs'

const log = line => console.log(line)
const total = { passed: 0, failed: 0, skipped: 0 }
const phases = []
const scratch = mkdtempSync(join(tmpdir(), 'doorstep-report-'))

function run(args) {
  return new Promise(done => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => child.kill(name))
    child.once('error', () => done(1))
    child.once('exit', code => done(code ?? 1))
  })
}

/** Runs one part; a part that fails without having counted a failed test of its own counts as one. */
async function phase(name, job) {
  const start = Date.now()
  console.log(`\n== ${name}`)
  const failedBefore = total.failed
  let ok = false
  try {
    ok = await job()
  } catch (error) {
    tellError(error)
  }
  if (!ok && total.failed === failedBefore) total.failed += 1
  phases.push({ name, ok, seconds: (Date.now() - start) / 1000 })
  return ok
}

/** Runs vitest projects and adds their counts to the total; true when all passed. */
async function vitest(name, extra) {
  const report = join(scratch, `${name}.json`)
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const code = await run([program, 'run', '--config', 'tools/vitest.config.ts', ...output, ...extra])
  if (!existsSync(report)) return false
  const result = JSON.parse(readFileSync(report, 'utf8'))
  // A file that cannot be loaded, or whose set-up throws, has no failed test, yet is a failure.
  const isFailed = part => part.status === 'failed'
  const broken = result.testResults.filter(file => isFailed(file) && !file.assertionResults.some(isFailed)).length
  total.passed += result.numPassedTests
  total.failed += result.numFailedTests + broken
  total.skipped += result.numPendingTests + (result.numTodoTests ?? 0)
  return code === 0
}

async function main(args) {
  checkNode()
  if (!(await phase('dependencies', () => ensureInstalled(root, { log }).then(() => true)))) return
  if (args.length > 0) return void (await phase('tests', () => vitest('chosen', args)))
  const command = ensureBrowser(log)
  if (existsSync(join(root, 'tools/check.mjs')))
    await phase('check', async () => (await run(['tools/check.mjs'])) === 0)
  const built = await phase('build', async () => isBuildCurrent(root) || (await run(['tools/build.mjs'])) === 0)
  await phase('unit and database tests', () => vitest('code', ['--project', 'unit', '--project', 'db']))
  if (command) {
    await phase('browser journeys', async () => {
      console.error(`The browser journeys need Chromium and a Chinese font. Run: ${command}`)
      return false
    })
  } else if (built) {
    // Apart from the others: a journey waits for screens, and must not compete for the two cores.
    await phase('browser journeys', () => vitest('journeys', ['--project', 'journeys']))
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  tellError(error)
  total.failed += 1
}
rmSync(scratch, { recursive: true, force: true })
console.log('')
for (const { name, ok, seconds } of phases)
  console.log(`${ok ? '  ' : '✗ '}${name.padEnd(26)} ${seconds.toFixed(1).padStart(7)} s`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
