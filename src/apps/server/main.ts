import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { App } from '#src/platform/server/app.ts'
import { createApp } from '#src/platform/server/create-app.ts'
import { createHttpServer } from '#src/platform/server/http/http-server.ts'
import { startWorker, type Worker } from '#src/platform/server/jobs.ts'
import { startLiveListener } from '#src/platform/server/live-channel.ts'
import { createLog } from '#src/platform/server/logging.ts'
import { migrate as applyMigrations } from '#src/platform/server/migrations.ts'
import { loadSecrets } from '#src/platform/server/secrets.ts'
import { bootstrapInstallation } from './bootstrap.ts'
import { readHttpEnvironment } from './environment.ts'
import { modules } from './modules.ts'

export { verifyInstallation } from './audit-verify.ts'

export type ServerOptions = {
  /** A login that may create roles: the embedded database's own, or DATABASE_URL. */
  readonly adminUrl: string
  readonly dataDir: string
  readonly port: number
  readonly demo: boolean
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined
  readonly print: (line: string) => void
  /** Jobs run in this process; at scale they have a process of their own. */
  readonly worker?: boolean
  readonly host?: string
}

export type RunningServer = {
  readonly url: string
  readonly readyLines: readonly string[]
  readonly stop: () => Promise<void>
}

/** Brings schema and roles up to date; also what a restore calls before it loads rows. */
export const migrate = async (options: {
  readonly adminUrl: string
  readonly dataDir: string
  readonly upTo?: number
}) => {
  const { serverPassword } = await loadSecrets(options.dataDir)
  return applyMigrations({
    adminUrl: options.adminUrl,
    serverPassword,
    ...(options.upTo === undefined ? {} : { upTo: options.upTo }),
  })
}

/** Folder of the built screens, beside the bundle. */
const webRoot = join(dirname(fileURLToPath(import.meta.url)), '..', 'web')

const listen = async (fastify: FastifyInstance, options: ServerOptions): Promise<string> => {
  await fastify
    .listen({ port: options.port, host: options.host ?? '::' })
    .catch(async (error: NodeJS.ErrnoException) => {
      // Where IPv6 is switched off, every IPv4 address will do.
      if (error.code !== 'EAFNOSUPPORT') throw error
      await fastify.listen({ port: options.port, host: '0.0.0.0' })
    })
  return `${options.tls ? 'https' : 'http'}://localhost:${options.port}`
}

const loadDemo = async (app: App, print: (line: string) => void): Promise<readonly string[]> => {
  const { loadScenariosOnce, demoAccountLines } = await import('#scenarios/load.ts')
  return (await loadScenariosOnce(app, print)) ? demoAccountLines() : []
}

/** A demo whose loading was cut off is taken away, so that it begins again. */
const resetDemo = async (adminUrl: string): Promise<void> => {
  const { resetUnfinishedLoad } = await import('#scenarios/reset.ts')
  await resetUnfinishedLoad(adminUrl)
}

/**
 * Everything between a reachable database and a server that answers: schema, keys, demo data into an empty database,
 * jobs, HTTP. Stopping finishes the requests under way.
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const http = readHttpEnvironment()
  const { keys, serverPassword } = await loadSecrets(options.dataDir)
  const { serverUrl, applied } = await applyMigrations({ adminUrl: options.adminUrl, serverPassword })
  if (applied > 0) options.print(`applied ${applied} migrations`)
  if (options.demo) await resetDemo(options.adminUrl)
  const app = await createApp({
    databaseUrl: serverUrl,
    keys,
    modules,
    log: createLog(),
    dataDir: options.dataDir,
    demo: options.demo,
  })
  const readyLines = options.demo ? await loadDemo(app, options.print) : await bootstrapInstallation(app)
  const listener = await startLiveListener(app)
  const worker: Worker | undefined = options.worker === false ? undefined : await startWorker(app)
  const fastify = await createHttpServer(app, { webRoot, https: options.tls, ...http })
  const url = await listen(fastify, options)
  const stop = async () => {
    await fastify.close()
    await worker?.stop()
    await listener.stop()
    for (const module of modules) await module.stop?.(app)
    await app.pool.end()
  }
  return { url, readyLines, stop }
}
