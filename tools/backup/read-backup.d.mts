import type { BackupManifest } from './write-backup.mjs'

export function verifyBackup(file: string): Promise<BackupManifest>
export function checkEmptyFolder(dataDir: string): void
export function checkEmptyDatabase(databaseUrl: string): Promise<void>
export function restoreFolders(file: string, dataDir: string, wanted: readonly string[]): Promise<number>
export function loadBackup(options: {
  readonly databaseUrl: string
  readonly file: string
  readonly manifest: BackupManifest
  readonly log?: (line: string) => void
}): Promise<void>
