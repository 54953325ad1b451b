export interface BackupTable {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly into?: { readonly schema: string; readonly name: string }
}

/** One migration the database has had. */
export interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly hash: string
}

export interface BackupManifest {
  readonly format: number
  readonly release: string
  readonly migrations: readonly AppliedMigration[]
  readonly circular: boolean
  readonly keys: number
  readonly tables: readonly BackupTable[]
  readonly entries: readonly { readonly name: string; readonly size: number; readonly sha256: string }[]
}

export function writeBackup(options: {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly file: string
  readonly release: string
  readonly migrations: readonly AppliedMigration[]
  readonly withKeys?: boolean
  readonly log?: (line: string) => void
}): Promise<BackupManifest>
