import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import { encryptText } from '#src/platform/server/crypto.ts'
import type {
  addCardBridge as addEndpoint,
  endCardBridge as endEndpoint,
  cardBridges as listEndpoint,
} from '../contract-review.ts'
import { bridgeUnknown } from '../errors.ts'
import type { RecordsTables } from './tables.gen.ts'

/** REC-10: trusts the bridge on one desk's computer; its key was made in the browser and is never sent back. */
export const addCardBridge = async (
  ctx: Ctx,
  input: InputOf<typeof addEndpoint>,
): Promise<OutputOf<typeof addEndpoint>> => {
  const { institutionId, accountId } = requireStaff(ctx)
  const bridgeId = newUuid(ctx.now.getTime())
  await tablesOf<RecordsTables>(ctx)
    .insertInto('records.card_bridge')
    .values({
      bridge_id: bridgeId,
      institution_id: institutionId,
      name: input.name.trim(),
      key_cipher: encryptText(ctx.app.keys, input.key),
      simulated: false,
      created_at: ctx.now,
      created_by: accountId,
    })
    .execute()
  audit(ctx, { subjectKind: 'card_bridge', subjectId: bridgeId })
  return { bridgeId }
}

export const cardBridges = async (ctx: Ctx): Promise<OutputOf<typeof listEndpoint>> => {
  const { institutionId } = requireStaff(ctx)
  const rows = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.card_bridge')
    .select(['bridge_id', 'name', 'created_at', 'ended_at', 'simulated'])
    .where('institution_id', '=', institutionId)
    .orderBy('created_at')
    .execute()
  return {
    bridges: rows.map(row => ({
      bridgeId: row.bridge_id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      simulated: row.simulated,
    })),
  }
}

/** @throws records.bridge_unknown */
export const endCardBridge = async (
  ctx: Ctx,
  input: InputOf<typeof endEndpoint>,
): Promise<OutputOf<typeof endEndpoint>> => {
  const { institutionId } = requireStaff(ctx)
  const ended = await tablesOf<RecordsTables>(ctx)
    .updateTable('records.card_bridge')
    .set({ ended_at: ctx.now })
    .where('bridge_id', '=', input.bridgeId)
    .where('institution_id', '=', institutionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows !== 1n) throw bridgeUnknown()
  audit(ctx, { subjectKind: 'card_bridge', subjectId: input.bridgeId })
  return {}
}
