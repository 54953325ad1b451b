// One server process for tests: `node serve.mjs '{"adminUrl":…}'`. Says `ready <url>` and stops on SIGTERM.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const bundle = join(fileURLToPath(import.meta.url), '../../../dist/server/main.mjs')
const { startServer } = await import(pathToFileURL(bundle).href)
const server = await startServer({ ...JSON.parse(process.argv[2]), print: line => console.error(line) })
process.on('SIGTERM', async () => {
  await server.stop()
  process.exit(0)
})
console.log(`ready ${server.url}`)
