import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export type ServerProcess = {
  readonly url: string
  readonly child: ChildProcess
  /** Ends it as an operator would. */
  readonly stop: () => Promise<void>
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
}

export type ServerProcessOptions = {
  readonly adminUrl: string
  readonly dataDir: string
  readonly demo?: boolean
  readonly worker?: boolean
  readonly port?: number
}

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise(done =>
    child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done()),
  )

const readyUrl = (child: ChildProcess, limitMilliseconds: number): Promise<string> =>
  new Promise((done, failed) => {
    let output = ''
    const timer = setTimeout(
      () => failed(new Error(`no server after ${limitMilliseconds} ms\n${output}`)),
      limitMilliseconds,
    )
    child.stderr?.on('data', chunk => {
      output += chunk
    })
    child.stdout?.on('data', chunk => {
      output += chunk
      const url = /ready (\S+)/.exec(output)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      done(url.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', code => failed(new Error(`the server ended with ${code}\n${output}`)))
  })

// As in package.json: at a surge most objects live as long as their request, and a small young space copies them again and again.
const youngSpace = '--max-semi-space-size=32'

/** The built server in a process of its own, as `npm start` runs it. */
export const startServerProcess = async (options: ServerProcessOptions): Promise<ServerProcess> => {
  const port = options.port ?? (await freePort())
  const script = fileURLToPath(new URL('./serve.mjs', import.meta.url))
  const child = spawn(
    process.execPath,
    [youngSpace, script, JSON.stringify({ demo: false, ...options, port, host: '127.0.0.1' })],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const url = await readyUrl(child, 180_000)
  return {
    url,
    child,
    stop: async () => {
      child.kill('SIGTERM')
      await ended(child)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}
