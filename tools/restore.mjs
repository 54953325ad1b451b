// npm run restore -- file: a backup into a new data folder (DATA_DIR) or an empty database (DATABASE_URL). The whole
// file is checked before anything is written.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { isBuildCurrent } from './build-stamp.mjs'
import { Problem } from './postgres/problem.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { checkNode, readOptions, root, tellError } from './setup/options.mjs'
import { findMigrations, importServer, openDatabase } from './setup/product.mjs'

const log = line => console.log(line)

async function prepare() {
  const current = isBuildCurrent(root)
  await ensureInstalled(root, { log, withDev: !current })
  if (current) return
  log('building')
  const build = spawnSync(process.execPath, ['tools/build.mjs'], { cwd: root, stdio: 'inherit' })
  if (build.status !== 0) throw new Problem('The build failed; its messages are above.')
}

// The schema as it was when the backup was made; what this release has added since then runs at the next start.
async function makeSchema(adminUrl, dataDir, manifest) {
  const { migrate } = await importServer()
  await migrate({ adminUrl, dataDir, upTo: manifest.migrations.at(-1)?.number ?? 0 })
  const asText = list => list.map(one => `${one.name} ${one.hash}`).join('\n')
  if (asText(await findMigrations(adminUrl)) !== asText(manifest.migrations))
    throw new Problem(
      `The backup was made by release ${manifest.release} with migrations that this release does not have in the same form: ` +
        'restore with that release or a newer one. 本版本与备份的数据库结构不一致，请使用制作备份的版本或更新的版本恢复。',
    )
}

async function main([given]) {
  checkNode()
  if (!given) throw new Problem('Which file? npm run restore -- doorstep-backup.tar.gz 请指定备份文件。')
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), given)
  const options = readOptions()
  const { dataDir } = options
  await prepare()
  const backup = await import('./backup/read-backup.mjs')
  log('checking the backup file')
  const manifest = await backup.verifyBackup(file)
  log(
    `made by release ${manifest.release} on ${manifest.createdAt}, ${manifest.entries.length} entries, all checksums right`,
  )
  backup.checkEmptyFolder(dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const database = await openDatabase(options, log)
  try {
    await backup.checkEmptyDatabase(database.adminUrl)
    // Keys first: where they are missing, the migrations would have new ones made.
    await backup.restoreFolders(file, dataDir, ['secrets'])
    await makeSchema(database.adminUrl, dataDir, manifest)
    await backup.loadBackup({ databaseUrl: database.adminUrl, file, manifest, log })
    log(`${await backup.restoreFolders(file, dataDir, ['files', 'anchors'])} files put back`)
  } finally {
    await database.stop()
  }
  if (manifest.keys === 0) log('The backup held no keys: put the secrets folder back before starting.')
  console.log('Restored. Start with: npm start')
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  tellError(error)
  process.exitCode = 1
}
