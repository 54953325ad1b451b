import pg from 'pg'
import { type Anchor, readAnchors } from '#src/platform/server/audit-anchors.ts'
import { type VerifyResult, verifyAudit } from '#src/platform/server/audit-verify.ts'
import { loadSecrets } from '#src/platform/server/secrets.ts'

export type VerifyInstallation = {
  /** Any login that may read the audit. */
  readonly adminUrl: string
  readonly dataDir: string
  /** Anchors that were kept elsewhere, beside those of the data folder. */
  readonly anchors?: readonly Anchor[]
}

/** Checks the audit of this installation: its database against its key and its anchors. Writes nothing. */
export const verifyInstallation = async (options: VerifyInstallation): Promise<VerifyResult> => {
  const { keys } = await loadSecrets(options.dataDir)
  const anchors = [...(await readAnchors(options.dataDir)), ...(options.anchors ?? [])]
  const client = new pg.Client({ connectionString: options.adminUrl })
  await client.connect()
  try {
    // One view of all tables, so that a seal written meanwhile is no finding.
    await client.query('begin transaction isolation level repeatable read read only')
    const result = await verifyAudit(client, { sealKey: keys.seal, anchors })
    await client.query('commit')
    return result
  } finally {
    await client.end()
  }
}
