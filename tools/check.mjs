// npm run check: everything that can be said without running the product, in under two minutes.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './setup/install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = path => join(root, 'node_modules', path)

const steps = [
  { name: 'types', args: [bin('typescript-native/bin/tsc'), '--noEmit', '-p', '.'] },
  {
    name: 'format and lint',
    args: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'],
  },
  {
    name: 'imports',
    args: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      'tools/boundaries/rules.mjs',
      'src',
      'scenarios',
      'tests',
    ],
  },
  { name: 'own checks', args: [bin('tsx/dist/cli.mjs'), 'tools/checks/run.ts'] },
]

function runStep({ name, args }) {
  const startedAt = Date.now()
  return new Promise(done => {
    const child = spawn(process.execPath, args, { cwd: root })
    let output = ''
    const collect = chunk => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('exit', code => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(output)
      done(code === 0)
    })
  })
}

await ensureInstalled(root, { log: console.log, withDev: true })
const results = []
// Two cores: two at a time.
const queue = [...steps]
const worker = async () => {
  for (let step = queue.shift(); step; step = queue.shift()) results.push(await runStep(step))
}
await Promise.all([worker(), worker()])
process.exitCode = results.every(Boolean) ? 0 : 1
