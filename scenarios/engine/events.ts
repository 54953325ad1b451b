import { sql } from 'kysely'
import { runEventJob } from '#src/platform/server/jobs.ts'
import type { EventPayload } from '#src/platform/server/module.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import type { Player } from './player.ts'

type Row = { readonly event_id: string; readonly name: string; readonly data: EventPayload }

/**
 * Runs what hears these events now, since the jobs start only after loading. The jobs meet the same events later and
 * find that they were handled.
 */
export const hearEvents = async ({ app }: Player, regionId: number, names: readonly string[]): Promise<void> => {
  const reader = { kind: 'job', name: 'scenarios', regionId, institutionId: null } as const
  const { rows } = await inTransaction(app, reader, { requestId: 'scenarios' }, ctx =>
    sql<Row>`select event_id, name, data from platform.outbox
      where region_id = ${regionId} and name = any (${names}::text[]) order by event_id`.execute(ctx.tx),
  )
  for (const { event_id: eventId, name, data } of rows)
    for (const { name: module, events } of app.modules)
      if (events?.[name]) await runEventJob(app, { regionId, eventId, name, module, data })
}
