import pino from 'pino'
import { createApp } from '#src/platform/server/create-app.ts'
import { startWorker } from '#src/platform/server/jobs.ts'
import { startLiveListener } from '#src/platform/server/live-channel.ts'
import { migrate } from '#src/platform/server/migrations.ts'
import { loadSecrets } from '#src/platform/server/secrets.ts'
import { modules } from '../server/modules.ts'

/**
 * Jobs in a process of their own, where one machine's request handling should not share its processor with them.
 * The servers beside it are started with `worker: false`.
 */
export const startWorkerProcess = async (options: {
  readonly adminUrl: string
  readonly dataDir: string
  readonly demo: boolean
}) => {
  const { keys, serverPassword } = await loadSecrets(options.dataDir)
  const { serverUrl } = await migrate({ adminUrl: options.adminUrl, serverPassword })
  const log = pino(
    { level: process.env['LOG_LEVEL'] ?? 'warn', base: null },
    pino.destination({ dest: 2, sync: false }),
  )
  const app = await createApp({
    databaseUrl: serverUrl,
    keys,
    modules,
    log,
    dataDir: options.dataDir,
    demo: options.demo,
    poolSize: 5,
  })
  const listener = await startLiveListener(app)
  const worker = await startWorker(app)
  return {
    stop: async () => {
      await worker.stop()
      await listener.stop()
      for (const module of modules) await module.stop?.(app)
      await app.pool.end()
    },
  }
}
