/** What runs while the embedded database does. */
export interface RunningPostgres {
  /** A postgresql:// URL for the bootstrap superuser, usable by `pg`. */
  readonly adminUrl: string
  readonly binaryMajor: number
  /** The postmaster's process id; changes when the database was started again. */
  readonly pid: number
  /** Fast shutdown; resolves when the database has ended and the folder is free. */
  stop(): Promise<void>
}

export interface PostgresExit {
  readonly code: number | null
  readonly signal: string | null
  /** True when it died too often (or could not be started) and stays down. */
  readonly gaveUp: boolean
}

export function startPostgres(options: {
  readonly dataDir: string
  readonly log?: (line: string) => void
  /** PostgreSQL settings by name; they replace our defaults. */
  readonly settings?: Readonly<Record<string, string>>
  readonly onExit?: (end: PostgresExit) => void
}): Promise<RunningPostgres>

export function findRunningPostgres(dataDir: string): string | undefined
