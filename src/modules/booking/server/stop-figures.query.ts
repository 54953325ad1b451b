import { sql } from 'kysely'
import { requireSession } from '#src/modules/deployment/public.ts'
import { findInstitutions } from '#src/modules/network/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireReach } from '#src/platform/server/context.ts'
import type { stopFigures } from '../contract-counts.ts'

type Row = {
  readonly people: number
  readonly without_phone: number
  readonly paid: number
  readonly paid_fen: number
}

/** BOOK-110 The same figures before and after the stop, so that the question and the answer agree; nobody is named. */
export const readStopFigures = async (
  ctx: Ctx,
  { sessionId }: InputOf<typeof stopFigures>,
): Promise<OutputOf<typeof stopFigures>> => {
  const session = await requireSession(ctx, sessionId)
  requireReach(ctx, session.institutionId)
  const [site] = await findInstitutions(ctx, [session.institutionId])
  const { rows } =
    await sql<Row>`select * from booking.stop_figures(${ctx.regionId}, ${splitRegionalId(sessionId).uuid}, ${ctx.now})`.execute(
      ctx.tx,
    )
  const [row] = rows
  return {
    institutionId: session.institutionId,
    institutionName: site?.shortName ?? '',
    people: row?.people ?? 0,
    withoutPhone: row?.without_phone ?? 0,
    paid: row?.paid ?? 0,
    paidFen: row?.paid_fen ?? 0,
  }
}
