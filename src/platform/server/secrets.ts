import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Keys } from './crypto.ts'

const folderOf = (dataDir: string): string => join(dataDir, 'secrets')

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** Writes beside and renames, so that a crash never leaves half a key. */
const writeSecret = async (path: string, value: string): Promise<void> => {
  const file = await open(`${path}.new`, 'w', 0o600)
  await file.writeFile(value)
  await file.sync()
  await file.close()
  await rename(`${path}.new`, path)
}

/** A secret of the installation: read, or made at the first start. */
const secretNamed = async (dataDir: string, name: string): Promise<Buffer> => {
  const path = join(folderOf(dataDir), name)
  try {
    return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
  } catch (error) {
    if (!isMissing(error)) throw error
    const secret = randomBytes(32)
    await writeSecret(path, `${secret.toString('base64')}\n`)
    return secret
  }
}

/** Keys for encryption, blind indexes and seals, and the password of the server's login. They never enter the database. */
export const loadSecrets = async (
  dataDir: string,
): Promise<{ readonly keys: Keys; readonly serverPassword: string }> => {
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 })
  await chmod(folderOf(dataDir), 0o700)
  const encryption = await secretNamed(dataDir, 'encryption.key')
  const blindIndex = await secretNamed(dataDir, 'blind-index.key')
  const seal = await secretNamed(dataDir, 'seal.key')
  const password = await secretNamed(dataDir, 'server-password')
  return { keys: { encryption, blindIndex, seal }, serverPassword: password.toString('hex') }
}
