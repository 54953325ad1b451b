// npm run backup [-- file] [-- --without-keys]: one file with everything a new machine needs. Works while the server
// runs and while it does not; uses no outside client tools.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Problem } from './postgres/problem.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { checkNode, readOptions, root, tellError } from './setup/options.mjs'
import { findMigrations, hasDatabase, openDatabase } from './setup/product.mjs'

const log = line => console.log(line)

async function main(args) {
  checkNode()
  const withKeys = !args.includes('--without-keys')
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  const name = args.find(arg => !arg.startsWith('--')) ?? `doorstep-backup-${stamp}.tar.gz`
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name)
  await ensureInstalled(root, { log, withDev: false })
  const { writeBackup } = await import('./backup/write-backup.mjs')
  const options = readOptions()
  const nothing = new Problem('There is no Doorstep database here yet, so nothing to back up. 尚无数据库，无需备份。')
  if (!hasDatabase(options)) throw nothing
  const database = await openDatabase(options, log)
  try {
    const migrations = await findMigrations(database.adminUrl)
    if (!migrations) throw nothing
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const from = { databaseUrl: database.adminUrl, dataDir: options.dataDir, migrations, release: version }
    const manifest = await writeBackup({ ...from, file, withKeys, log })
    console.log(`Backup written: ${file}`)
    if (manifest.keys > 0)
      console.log(
        'It contains the keys that open encrypted columns: keep it as safe as the database itself. The database password and TLS keys are not in it.\n' +
          '备份内含解密密钥，请与数据库同等保管；不含数据库口令和 TLS 私钥。',
      )
    else
      console.log(
        'It contains no keys: keep the secrets folder of the data folder apart, or names and numbers stay unreadable.',
      )
  } finally {
    await database.stop()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  tellError(error)
  process.exitCode = 1
}
