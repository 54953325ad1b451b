import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** The newest seal of a region, kept outside the database: without it a deleted newest row could not be missed. */
export type Anchor = {
  readonly regionId: number
  readonly sealNo: number
  readonly mac: string
  readonly totalCount: number
  readonly sealedAt: string
}

const folderOf = (dataDir: string): string => join(dataDir, 'anchors')

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Written beside, forced to disk and renamed: after a crash there is the old anchor or the new one, never half of one. */
export const writeAnchor = async (dataDir: string, anchor: Anchor): Promise<void> => {
  const folder = folderOf(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${anchor.regionId}.json`)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(anchor)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  await syncFolder(folder)
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

export const readAnchors = async (dataDir: string): Promise<readonly Anchor[]> => {
  const names = await readdir(folderOf(dataDir)).catch(error => {
    if (isMissing(error)) return []
    throw error
  })
  const files = names.filter(name => /^\d{6}\.json$/.test(name)).sort()
  return Promise.all(
    files.map(async name => JSON.parse(await readFile(join(folderOf(dataDir), name), 'utf8')) as Anchor),
  )
}
