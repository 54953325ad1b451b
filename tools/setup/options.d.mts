export interface StartOptions {
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly demo: boolean
}
type Environment = Readonly<Record<string, string | undefined>>

export const root: string
export const serverBundle: string
export function checkNode(version?: string): void
export function readOptions(env?: Environment): StartOptions
export function readTls(
  dataDir: string,
  env?: Environment,
): Promise<{ readonly key: Buffer; readonly cert: Buffer; readonly caFile?: string } | undefined>
export function portProblem(
  error: { readonly code?: string; readonly syscall?: string },
  port: number,
): Error | undefined
export function checkPort(port: number): Promise<void>
export function tellError(error: unknown): void
