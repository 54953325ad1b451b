import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../postgres/problem.mjs'

/** The folder of this checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const oldestNode = [20, 11]

/** Throws a Problem when Node is too old to run what follows. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  throw new Problem(
    `Doorstep needs Node.js ${oldestNode.join('.')} or newer, this is ${version}. 需要 Node.js ${oldestNode.join('.')} 或更高版本，当前为 ${version}。`,
  )
}

/** What the environment asks for; every command reads it here and nowhere else. */
export function readOptions(env = process.env) {
  const port = Number(env.PORT || 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`PORT must be a number from 1 to 65535, not "${env.PORT}". PORT 必须是 1–65535 的整数。`)
  return {
    port,
    dataDir: resolve(root, env.DATA_DIR || 'data'),
    databaseUrl: env.DATABASE_URL || undefined,
    demo: env.DEMO !== '0',
  }
}

/** Key and certificate from TLS_CERT and TLS_KEY, or of our own authority with TLS=auto; undefined for plain HTTP. */
export async function readTls(dataDir, env = process.env) {
  if (env.TLS_CERT || env.TLS_KEY) {
    if (!env.TLS_CERT || !env.TLS_KEY)
      throw new Problem('TLS_CERT and TLS_KEY belong together. TLS_CERT 与 TLS_KEY 必须同时设置。')
    for (const file of [env.TLS_CERT, env.TLS_KEY])
      if (!existsSync(resolve(root, file))) throw new Problem(`There is no file ${file}. 找不到文件 ${file}。`)
    return { cert: readFileSync(resolve(root, env.TLS_CERT)), key: readFileSync(resolve(root, env.TLS_KEY)) }
  }
  if (!env.TLS || env.TLS === '0') return undefined
  if (env.TLS !== 'auto') throw new Problem(`TLS can be "auto" or left out, not "${env.TLS}".`)
  const { ownCertificate } = await import('../tls/own-ca.mjs')
  return ownCertificate(dataDir)
}

/** One sentence for an error that listening on a port can meet, or undefined for any other error. */
export function portProblem(error, port) {
  if (error.code === 'EADDRINUSE')
    return new Problem(
      `Port ${port} is already in use: set PORT to a free one. 端口 ${port} 已被占用，请用 PORT 指定其他端口。`,
    )
  if (error.code === 'EACCES' && error.syscall === 'listen')
    return new Problem(
      `Port ${port} needs more rights than this user has: set PORT to 1024 or above. 当前用户无权使用端口 ${port}。`,
    )
  return undefined
}

/** Throws a Problem when the port is taken: found out now rather than after the database has started. */
export async function checkPort(port) {
  await new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', error => failed(portProblem(error, port) ?? error))
    probe.listen(port, () => probe.close(done))
  })
}

/** Prints a Problem as its sentence, anything else with its stack. */
export function tellError(error) {
  console.error(error instanceof Problem ? `\n${error.message}` : error)
}

/** Whether the checkout carries built programs. */
export const serverBundle = join(root, 'dist/server/main.mjs')
