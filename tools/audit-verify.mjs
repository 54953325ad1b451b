// npm run audit:verify [-- --anchor file.json …]: checks every seal of the audit and names the first broken row of each.
// Ends with 0 when everything holds, 1 when something does not, 2 when it could not be checked.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './postgres/problem.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { checkNode, readOptions, root, serverBundle, tellError } from './setup/options.mjs'
import { findMigrations, hasDatabase, importServer, openDatabase } from './setup/product.mjs'

const log = line => console.log(line)

const sentences = {
  row_changed: 'a row was changed after it was sealed',
  row_removed: 'a sealed row was removed',
  seal_forged: 'a seal does not fit its rows or the seal before',
  seal_removed: 'a seal was removed',
  newest_seal_removed: 'the newest rows were removed together with their seal',
  anchor_differs: 'the seal in the database is not the one that was kept outside',
  anchor_missing: 'the file with the newest seal is missing',
  rows_unsealed: 'rows wait too long for their seal',
}

/** Anchors that another institution or a safe kept: files named on the command line. */
const givenAnchors = args =>
  args.flatMap((arg, index) => (arg === '--anchor' ? [JSON.parse(readFileSync(args[index + 1], 'utf8'))] : []))

const tell = finding => {
  const place = [
    `region ${finding.regionId}`,
    finding.sealNo === null ? '' : `seal ${finding.sealNo}`,
    finding.position === null ? '' : `row ${finding.position}`,
    finding.auditId ?? '',
  ]
  console.log(`BROKEN  ${sentences[finding.kind]}: ${place.filter(Boolean).join(', ')} (${finding.detail})`)
}

async function main(args) {
  checkNode()
  await ensureInstalled(root, { log, withDev: false })
  const options = readOptions()
  if (!hasDatabase(options)) throw new Problem('There is no Doorstep database here yet. 尚无数据库，无需核验。')
  if (!existsSync(serverBundle)) throw new Problem('Build first: npm run build. 请先执行 npm run build。')
  if (!existsSync(join(options.dataDir, 'secrets', 'seal.key')))
    throw new Problem(
      'The seal key is not in the data folder; without it nothing can be checked. 数据目录缺少封存密钥，无法核验。',
    )
  const database = await openDatabase(options, log)
  try {
    if (!(await findMigrations(database.adminUrl)))
      throw new Problem('This database holds no Doorstep. 该库不是家门口的数据库。')
    const { verifyInstallation } = await importServer()
    const { findings, seals, rows } = await verifyInstallation({
      adminUrl: database.adminUrl,
      dataDir: options.dataDir,
      anchors: givenAnchors(args),
    })
    for (const finding of findings) tell(finding)
    console.log(
      `${rows} rows in ${seals} seals checked, ${findings.length === 0 ? 'everything holds 全部完好' : `${findings.length} findings 发现问题`}`,
    )
    return findings.length === 0 ? 0 : 1
  } finally {
    await database.stop()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  tellError(error)
  process.exitCode = 2
}
