import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../postgres/problem.mjs'

// Apple devices refuse server certificates that live longer than 825 days.
const serverDays = 800
const renewWithinDays = 30

function openssl(dir, args) {
  try {
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Problem(
        'TLS=auto needs the openssl command to make its own certificates: install the package openssl, or give TLS_CERT and TLS_KEY. ' +
          'TLS=auto 需要 openssl 命令：请安装 openssl，或设置 TLS_CERT 与 TLS_KEY。',
      )
    throw new Error(`openssl ${args[0]} failed: ${error.stderr}`)
  }
}

/** The names and addresses this machine is reached by, as a certificate's subjectAltName. */
export function subjectAltNames() {
  const names = new Set(['DNS:localhost', `DNS:${hostname()}`, 'IP:127.0.0.1', 'IP:::1'])
  for (const one of Object.values(networkInterfaces()).flat()) {
    if (!one.internal && !one.address.startsWith('fe80')) names.add(`IP:${one.address}`)
  }
  for (const extra of (process.env.TLS_NAMES ?? '').split(',').map(text => text.trim()))
    if (extra) names.add(/^[\d.]+$|:/.test(extra) ? `IP:${extra}` : `DNS:${extra}`)
  return [...names].sort().join(',')
}

function isStillGood(dir, names) {
  const [certFile, namesFile] = [join(dir, 'server.crt'), join(dir, 'server.names')]
  if (!existsSync(certFile) || !existsSync(namesFile)) return false
  const daysLeft = (Date.parse(new X509Certificate(readFileSync(certFile)).validTo) - Date.now()) / 86_400_000
  return readFileSync(namesFile, 'utf8') === names && daysLeft > renewWithinDays
}

/**
 * A server certificate signed by our own authority in `<dataDir>/tls`, made on first use and renewed when it nears its
 * end or the machine's names change. Devices that trust `ca.crt` once stay satisfied. Returns key and cert as PEM.
 */
export function ownCertificate(dataDir) {
  const dir = join(dataDir, 'tls')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const umask = process.umask(0o077)
  try {
    if (!existsSync(join(dir, 'ca.crt'))) {
      const subject = ['-subj', `/O=Doorstep/CN=Doorstep ${hostname()} CA`]
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
      const extensions = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign']
      openssl(dir, [
        'req',
        '-x509',
        ...curve,
        '-days',
        '3650',
        ...subject,
        ...extensions,
        '-keyout',
        'ca.key',
        '-out',
        'ca.crt.new',
      ])
      writeFileSync(join(dir, 'ca.crt'), readFileSync(join(dir, 'ca.crt.new')), { mode: 0o644, flush: true })
      rmSync(join(dir, 'ca.crt.new'))
    }
    const names = subjectAltNames()
    if (!isStillGood(dir, names)) signServer(dir, names)
  } finally {
    process.umask(umask)
  }
  return {
    key: readFileSync(join(dir, 'server.key')),
    cert: readFileSync(join(dir, 'server.crt')),
    caFile: join(dir, 'ca.crt'),
  }
}

function signServer(dir, names) {
  writeFileSync(
    join(dir, 'server.ext'),
    `subjectAltName=${names}\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n`,
  )
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(dir, [
    'req',
    '-new',
    ...curve,
    '-subj',
    '/O=Doorstep/CN=Doorstep',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  ])
  const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial']
  const life = ['-days', String(serverDays), '-extfile', 'server.ext']
  openssl(dir, ['x509', '-req', '-in', 'server.csr', ...authority, ...life, '-out', 'server.crt'])
  for (const file of ['server.csr', 'server.ext']) rmSync(join(dir, file))
  writeFileSync(join(dir, 'server.names'), names)
}
