import { sql } from 'kysely'
import * as contract from '#src/platform/contract/demo.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, touchLive } from '../context.ts'
import { clockTopic } from '../live-channel.ts'
import { type Handler, handle } from '../module.ts'
import { demoOnly } from '../refusals.ts'

const offsetFor = (ctx: Ctx, input: InputOf<typeof contract.moveDemoClock>): number => {
  const present = ctx.app.clock.offset()
  if (input.to !== undefined) return present + (new Date(input.to).getTime() - ctx.now.getTime())
  return input.byMinutes === undefined ? 0 : present + input.byMinutes * 60_000
}

/**
 * Moves the demo's clock in every process after commit (PLAT-56). People stay signed in: sessions move along.
 * Nothing that opens or expires waits for a job, so the screens show the new time at once.
 */
const moveDemoClock = async (
  ctx: Ctx,
  input: InputOf<typeof contract.moveDemoClock>,
): Promise<OutputOf<typeof contract.moveDemoClock>> => {
  if (!ctx.app.demo) throw demoOnly()
  const offset = Math.round(offsetFor(ctx, input))
  const moved = offset - ctx.app.clock.offset()
  await sql`update platform.clock set offset_ms = ${offset}::bigint`.execute(ctx.tx)
  await sql`update platform.session set last_seen_at = last_seen_at + make_interval(secs => ${moved / 1000}::float8),
    expires_at = expires_at + make_interval(secs => ${moved / 1000}::float8) where ended_at is null`.execute(ctx.tx)
  const now = new Date(ctx.now.getTime() + moved)
  audit(ctx, { subjectKind: 'clock', details: { offsetMinutes: Math.round(offset / 60_000) } })
  touchLive(ctx, clockTopic(offset))
  touchLive(ctx, 'clock:moved')
  return { now: now.toISOString(), offsetMinutes: Math.round(offset / 60_000) }
}

export const demoHandlers: readonly Handler[] = [handle(contract.moveDemoClock, moveDemoClock)]
