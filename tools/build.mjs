// npm run build: dist/server (one bundle, lazy chunks, migrations) and dist/web/<app>. Built beside the old dist and
// swapped in, so that a build that dies half-way leaves the old one whole.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { findSourceHash } from './build-stamp.mjs'

const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const webApps = ['staff', 'resident', 'screen', 'field']

// Stay outside the bundle: native code, and packages that look for files beside themselves.
const external = ['@node-rs/argon2', '@resvg/resvg-js', 'pdfmake', 'pg-native', 'graphile-worker', 'pg-cloudflare']

// Bundled CommonJS packages still call require for Node's own modules.
const banner = [
  "import { createRequire as doorstepRequire } from 'node:module'",
  "import { dirname as doorstepDirname } from 'node:path'",
  "import { fileURLToPath as doorstepPath } from 'node:url'",
  'const require = doorstepRequire(import.meta.url)',
  'const __filename = doorstepPath(import.meta.url)',
  'const __dirname = doorstepDirname(__filename)',
].join(';')

async function buildServer(outDir) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/apps/server/main.ts' },
    outdir: join(outDir, 'server'),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[name]-[hash]', // flat: import.meta.url has the same folder in every chunk
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    sourcemap: 'linked',
    external,
    banner: { js: banner },
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.sql': 'text' },
    legalComments: 'none',
    logLevel: 'warning',
  })
  copyMigrations(join(outDir, 'server', 'migrations'))
  cpSync(join(root, 'src/modules/portal/server/fonts'), join(outDir, 'server', 'fonts'), { recursive: true })
}

/** Copies `src/modules/<module>/server/migrations/*.sql` to `<outDir>/<module>/`; the platform's go to `platform/`. */
function copyMigrations(outDir) {
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    const folder = entry.parentPath ?? entry.path
    if (!entry.isFile() || !entry.name.endsWith('.sql') || basename(folder) !== 'migrations') continue
    const module = /[\\/]modules[\\/]([^\\/]+)/.exec(folder)?.[1] ?? 'platform'
    const target = join(outDir, module, entry.name)
    if (existsSync(target)) throw new Error(`two migrations are called ${module}/${entry.name}`)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(folder, entry.name), target)
  }
}

// Each app is built by a process of its own: Vite keeps global state, and two cores take two at a time.
function buildWeb(app, outDir) {
  return new Promise((done, failed) => {
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const args = [vite, 'build', '--config', join(root, 'tools/vite.config.ts'), '--logLevel', 'warn']
    const env = { ...process.env, NODE_ENV: 'production', DOORSTEP_APP: app, DOORSTEP_OUT: join(outDir, 'web', app) }
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', failed)
    child.once('exit', code => (code === 0 ? done() : failed(new Error(`the ${app} screens could not be built`))))
  })
}

/** Beside every script and style a .br and a .gz, so that the server compresses nothing while people wait. */
async function compressAssets(webDir) {
  if (!existsSync(webDir)) return
  const files = readdirSync(webDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(js|css|svg|json)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  for (const file of files) {
    const content = readFileSync(file)
    if (content.length < 1024) continue
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }
    const [small, smaller] = await Promise.all([gzipAsync(content, { level: 9 }), brotliAsync(content, quality)])
    writeFileSync(`${file}.gz`, small)
    writeFileSync(`${file}.br`, smaller)
  }
}

async function inParallel(jobs, width) {
  const queue = [...jobs]
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await job()
  }
  await Promise.all(Array.from({ length: width }, worker))
}

/** Builds everything into `dist`; says what took how long. */
export async function buildAll(log = console.log) {
  const hash = findSourceHash(root)
  const outDir = join(root, `dist.new-${process.pid}`)
  const timed = (name, job) => async () => {
    const start = Date.now()
    await job()
    log(`  built ${name} in ${((Date.now() - start) / 1000).toFixed(1)} s`)
  }
  try {
    const apps = webApps.filter(app => existsSync(join(root, 'src/apps', app, 'index.html')))
    const jobs = apps.map(app => timed(app, () => buildWeb(app, outDir)))
    await inParallel([timed('server', () => buildServer(outDir)), ...jobs], 2)
    await timed('compressed copies', () => compressAssets(join(outDir, 'web')))()
    writeFileSync(join(outDir, '.stamp'), hash)
    const old = join(root, `dist.old-${process.pid}`)
    if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old)
    renameSync(outDir, join(root, 'dist'))
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildAll().catch(error => {
    console.error(error.message)
    process.exitCode = 1
  })
}
