import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkNode, checkPort, readOptions, readTls, root } from './options.mjs'

test('a Node that is too old is told in one sentence', () => {
  expect(() => checkNode('20.10.9')).toThrow('needs Node.js 20.11 or newer, this is 20.10.9')
  expect(() => checkNode('18.20.0')).toThrow('20.11')
  for (const version of ['20.11.0', '22.0.0', '24.1.2']) checkNode(version)
})

test('the environment decides port, data folder, database and demo', () => {
  expect(readOptions({})).toEqual({ port: 8080, dataDir: join(root, 'data'), databaseUrl: undefined, demo: true })
  const asked = { PORT: '9000', DATA_DIR: '/srv/d', DATABASE_URL: 'postgresql://x', DEMO: '0' }
  expect(readOptions(asked)).toEqual({ port: 9000, dataDir: '/srv/d', databaseUrl: 'postgresql://x', demo: false })
  for (const PORT of ['80a', '0', '70000', '1.5']) expect(() => readOptions({ PORT })).toThrow('PORT must be')
})

test('a port in use is told in one sentence', async () => {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, done))
  const { port } = server.address() as { port: number }
  await expect(checkPort(port)).rejects.toThrow(`Port ${port} is already in use`)
  await new Promise(done => server.close(done))
  await checkPort(port)
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

test.skipIf(!hasOpenssl)('TLS=auto makes an authority once and a server certificate that it signed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-tls-'))
  const first = await readTls(dataDir, { TLS: 'auto' })
  const again = await readTls(dataDir, { TLS: 'auto' })
  const authority = new X509Certificate(readFileSync(join(dataDir, 'tls/ca.crt')))
  const server = new X509Certificate(first?.cert ?? '')
  expect(server.checkIssued(authority) && server.verify(authority.publicKey)).toBe(true)
  expect(server.checkHost('localhost')).toBe('localhost')
  expect(again?.cert).toEqual(first?.cert)
  expect(statSync(join(dataDir, 'tls/ca.key')).mode & 0o077).toBe(0)
  rmSync(dataDir, { recursive: true })
})

test('half a TLS setting, or a file that is not there, is refused', async () => {
  await expect(readTls('/tmp', { TLS_CERT: 'a.pem' })).rejects.toThrow('belong together')
  await expect(readTls('/tmp', { TLS_CERT: 'no.pem', TLS_KEY: 'no.key' })).rejects.toThrow('no file no.pem')
  await expect(readTls('/tmp', { TLS: 'yes' })).rejects.toThrow('"auto"')
  expect(await readTls('/tmp', {})).toBeUndefined()
})
