import { sql } from 'kysely'
import { invariant } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from './actor.ts'
import { type Ctx, touchLive } from './context.ts'
import type { LoopKind } from './module.ts'
import { settingOf } from './settings.ts'

/** 待办: what someone must still do. Modules open and close them; the platform reminds, hands over and climbs. */
export type LoopInput = {
  /** `network.agreement_renewal`: a kind that a module declared. */
  readonly kind: string
  readonly institutionId: string
  /** A person, a role at the institution, or neither: then the first role of the kind's escalation owns it. */
  readonly ownerAccountId?: string | undefined
  readonly ownerRole?: string | undefined
  readonly residentId?: RegionalId | undefined
  readonly subjectKind: string
  readonly subjectId: string
  /** A translation key or a short text without a name; screens show it. */
  readonly reason: string
  /** Without it: now plus the kind's `due_minutes`. */
  readonly dueAt?: Date | undefined
  /** Ids, codes and numbers only. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** Open screens of the people at this institution ask again. */
export const loopTopic = (institutionId: string): string => `loops:${institutionId}`

/** @throws when no module declared the kind: a bug, not a user's mistake. */
export const requireLoopKind = (ctx: Ctx, kind: string): LoopKind => {
  const found = ctx.app.modules.flatMap(module => module.loops ?? []).find(candidate => candidate.kind === kind)
  invariant(found, `no module declares loops of kind ${kind}`)
  return found
}

export type LoopStep = {
  readonly loopId: string
  readonly institutionId: string
  readonly step: 'opened' | 'handed_over' | 'escalated' | 'closed' | 'noted'
  readonly note?: string | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** One line in the history of a loop. */
export const writeLoopStep = async (ctx: Ctx, step: LoopStep): Promise<void> => {
  await sql`insert into platform.loop_step (region_id, step_id, loop_id, institution_id, at, actor, step, note, details)
    values (${ctx.regionId}, ${newUuid(ctx.now.getTime())}, ${step.loopId}, ${step.institutionId}, ${ctx.now}, ${actorLabel(ctx.actor)},
            ${step.step}, ${step.note ?? null}, ${JSON.stringify(step.details ?? {})})`.execute(ctx.tx)
  touchLive(ctx, loopTopic(step.institutionId))
}

/**
 * Opens a loop unless one of the same kind and subject is open (PLAT-48): saying twice that something must be done
 * makes one task, not two.
 * @returns whether a new one was opened.
 */
export const openLoop = async (ctx: Ctx, input: LoopInput): Promise<{ readonly opened: boolean }> => {
  const kind = requireLoopKind(ctx, input.kind)
  const minutes = await settingOf<number>(ctx, `${input.kind}.due_minutes`, input.institutionId)
  const dueAt = input.dueAt ?? new Date(ctx.now.getTime() + minutes * 60_000)
  const role = input.ownerRole ?? (input.ownerAccountId ? null : (kind.escalation[0] ?? null))
  invariant(input.ownerAccountId || role, `a loop of kind ${input.kind} has nobody to own it`)
  const loopId = newUuid(ctx.now.getTime())
  const inserted =
    await sql`insert into platform.loop (region_id, loop_id, kind, institution_id, owner_account_id, owner_role, resident_id,
      subject_kind, subject_id, reason, details, opened_at, opened_by, due_at, escalates_at)
    values (${ctx.regionId}, ${loopId}, ${input.kind}, ${input.institutionId}, ${input.ownerAccountId ?? null}, ${role},
      ${input.residentId ? splitRegionalId(input.residentId).uuid : null}, ${input.subjectKind}, ${input.subjectId}, ${input.reason},
      ${JSON.stringify(input.details ?? {})}, ${ctx.now}, ${actorLabel(ctx.actor)}, ${dueAt}, ${dueAt})
    on conflict do nothing`.execute(ctx.tx)
  if (inserted.numAffectedRows !== 1n) return { opened: false }
  await writeLoopStep(ctx, { loopId, institutionId: input.institutionId, step: 'opened' })
  return { opened: true }
}

export type LoopEnd = {
  readonly kind: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly outcome: string
  readonly note?: string | undefined
}

/**
 * Ends the open loop of this kind and subject, wherever it lies; called by whatever ended the matter itself.
 * @returns false when none was open, which is no mistake.
 */
export const closeLoop = async (ctx: Ctx, input: LoopEnd): Promise<{ readonly closed: boolean }> => {
  requireLoopKind(ctx, input.kind)
  const { rows } = await sql<{
    institution_id: string | null
  }>`select platform.close_loop(${ctx.regionId}::int, ${newUuid(ctx.now.getTime())}::uuid, ${input.kind},
    ${input.subjectKind}, ${input.subjectId}, ${input.outcome}, ${input.note ?? null}, ${actorLabel(ctx.actor)}, ${ctx.now}) as institution_id`.execute(
    ctx.tx,
  )
  const institutionId = rows[0]?.institution_id ?? null
  if (institutionId !== null) touchLive(ctx, loopTopic(institutionId))
  return { closed: institutionId !== null }
}
