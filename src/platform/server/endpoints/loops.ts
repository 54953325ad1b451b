import { sql } from 'kysely'
import * as contract from '#src/platform/contract/loops.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '../actor.ts'
import { audit, type Ctx, requireStaff } from '../context.ts'
import { institutionFacts } from '../institutions.ts'
import { type LoopRecord, loopColumns, myLoops, presentLoop } from '../loop-list.query.ts'
import { requireLoopKind, writeLoopStep } from '../loops.ts'
import { type Handler, handle } from '../module.ts'
import { notify } from '../notify.ts'
import { loopClosed, loopNoteNeeded, loopNotYours, loopOwnerUnfit, loopUnknown } from '../refusals.ts'
import { settingOf } from '../settings.ts'

/** A loop that this person sees: one of the visible institution (row-level security shows no other). */
const requireLoop = async (ctx: Ctx, loopId: string, lock = true): Promise<LoopRecord> => {
  const { regionId, uuid } = splitRegionalId(loopId)
  const { rows } = await sql<LoopRecord>`select ${loopColumns} from platform.loop l
    where l.region_id = ${regionId} and l.loop_id = ${uuid} and l.institution_id = ${requireStaff(ctx).institutionId}
    ${sql.raw(lock ? 'for update of l' : '')}`.execute(ctx.tx)
  if (!rows[0]) throw loopUnknown()
  return rows[0]
}

const requireOpen = (loop: LoopRecord): void => {
  if (loop.status === 'closed') throw loopClosed()
}

/** Its owner, someone with the owning role, or someone with a role above in the kind's escalation. */
const requireSay = (ctx: Ctx, loop: LoopRecord): void => {
  const actor = requireStaff(ctx)
  const path = requireLoopKind(ctx, loop.kind).escalation
  const above = path.slice(loop.owner_role === null ? 0 : path.indexOf(loop.owner_role) + 1)
  const mayAct =
    loop.owner_account_id === actor.accountId ||
    (loop.owner_role !== null && actor.roles.includes(loop.owner_role)) ||
    above.some(role => actor.roles.includes(role))
  if (!mayAct) throw loopNotYours()
}

const noteAct = (ctx: Ctx, loop: LoopRecord, details: Readonly<Record<string, string | null>> = {}): void =>
  audit(ctx, {
    subjectKind: 'loop',
    subjectId: loop.loop_id,
    details: { kind: loop.kind, ...details },
    ...(loop.resident_id === null ? {} : { residentId: loop.resident_id }),
  })

const isHeldHere = async (ctx: Ctx, column: 'account_id' | 'role', value: string): Promise<boolean> => {
  const { rows } = await sql`select from platform.account_role r join platform.account a on a.account_id = r.account_id
    where r.institution_id = ${requireStaff(ctx).institutionId} and r.${sql.ref(column)} = ${value} and a.disabled_at is null limit 1`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

/** To exactly one colleague or role of this institution; an overdue loop gets the kind's waiting time before it climbs again. */
const handOverLoop = async (ctx: Ctx, input: InputOf<typeof contract.handOverLoop>) => {
  const { toAccountId, toRole } = input
  if ((toAccountId === undefined) === (toRole === undefined)) throw loopOwnerUnfit()
  const loop = await requireLoop(ctx, input.loopId)
  requireOpen(loop)
  requireSay(ctx, loop)
  const fits = toAccountId
    ? await isHeldHere(ctx, 'account_id', toAccountId)
    : await isHeldHere(ctx, 'role', toRole as string)
  if (!fits) throw loopOwnerUnfit()
  const minutes = await settingOf<number>(ctx, `${loop.kind}.escalate_minutes`, loop.institution_id)
  const earliest = new Date(ctx.now.getTime() + minutes * 60_000)
  await sql`update platform.loop set owner_account_id = ${toAccountId ?? null}, owner_role = ${toRole ?? null},
      escalates_at = ${loop.due_at > earliest ? loop.due_at : earliest}
    where region_id = ${ctx.regionId} and loop_id = ${loop.loop_id}`.execute(ctx.tx)
  await writeLoopStep(ctx, {
    loopId: loop.loop_id,
    institutionId: loop.institution_id,
    step: 'handed_over',
    note: input.note,
    details: {
      toAccountId: toAccountId ?? null,
      toRole: toRole ?? null,
      fromAccountId: loop.owner_account_id,
      fromRole: loop.owner_role,
    },
  })
  if (toAccountId)
    await notify(ctx, {
      channel: 'inbox',
      template: 'platform.loop_handed_over',
      accountId: toAccountId,
      parameters: { kind: loop.kind, note: input.note },
    })
  noteAct(ctx, loop, { toAccountId: toAccountId ?? null, toRole: toRole ?? null })
  return {}
}

const noteLoop = async (ctx: Ctx, input: InputOf<typeof contract.noteLoop>) => {
  const loop = await requireLoop(ctx, input.loopId)
  requireOpen(loop)
  await writeLoopStep(ctx, {
    loopId: loop.loop_id,
    institutionId: loop.institution_id,
    step: 'noted',
    note: input.note,
  })
  noteAct(ctx, loop)
  return {}
}

/** Ends by an outcome; whoever says that it was not done says why (PLAT-48). */
const closeLoop = async (ctx: Ctx, input: InputOf<typeof contract.closeLoop>) => {
  const loop = await requireLoop(ctx, input.loopId)
  requireOpen(loop)
  requireSay(ctx, loop)
  const note = input.note?.trim() || undefined
  if (input.outcome !== 'done' && note === undefined) throw loopNoteNeeded()
  await sql`update platform.loop set status = 'closed', closed_at = ${ctx.now}, closed_by = ${actorLabel(ctx.actor)}, outcome = ${input.outcome}, outcome_note = ${note ?? null}
    where region_id = ${ctx.regionId} and loop_id = ${loop.loop_id}`.execute(ctx.tx)
  await writeLoopStep(ctx, {
    loopId: loop.loop_id,
    institutionId: loop.institution_id,
    step: 'closed',
    note,
    details: { outcome: input.outcome },
  })
  noteAct(ctx, loop, { outcome: input.outcome })
  return {}
}

type StepRow = {
  readonly at: Date
  readonly actor: string
  readonly actor_name: string | null
  readonly step: 'opened' | 'handed_over' | 'escalated' | 'closed' | 'noted'
  readonly note: string | null
  readonly details: Record<string, unknown>
}

const loopHistory = async (
  ctx: Ctx,
  input: InputOf<typeof contract.loopHistory>,
): Promise<OutputOf<typeof contract.loopHistory>> => {
  const loop = await requireLoop(ctx, input.loopId, false)
  const { rows } = await sql<StepRow>`select s.at, s.actor, s.step, s.note, s.details,
      (select a.name from platform.account a where s.actor = 'staff:' || a.account_id) as actor_name
    from platform.loop_step s where s.region_id = ${ctx.regionId} and s.loop_id = ${loop.loop_id} order by s.at, s.step_id`.execute(
    ctx.tx,
  )
  const name = (await institutionFacts(ctx, [loop.institution_id])).get(loop.institution_id)?.name ?? ''
  return {
    loop: presentLoop(ctx, loop, name),
    status: loop.status,
    outcome: loop.outcome,
    outcomeNote: loop.outcome_note,
    closedAt: loop.closed_at?.toISOString() ?? null,
    steps: rows.map(row => ({
      at: row.at.toISOString(),
      actor: row.actor,
      actorName: row.actor_name,
      step: row.step,
      note: row.note,
      details: row.details,
    })),
  }
}

const loopOwners = async (ctx: Ctx): Promise<OutputOf<typeof contract.loopOwners>> => {
  const { rows } = await sql<{
    account_id: string
    name: string
    roles: string[]
  }>`select a.account_id, a.name, array_agg(r.role order by r.role) as roles
    from platform.account_role r join platform.account a on a.account_id = r.account_id
    where r.institution_id = ${requireStaff(ctx).institutionId} and a.disabled_at is null group by a.account_id, a.name order by a.name`.execute(
    ctx.tx,
  )
  return {
    people: rows.map(row => ({ accountId: row.account_id, name: row.name, roles: row.roles })),
    roles: [...new Set(rows.flatMap(row => row.roles))].sort(),
  }
}

export const loopHandlers: readonly Handler[] = [
  handle(contract.myLoops, myLoops),
  handle(contract.loopHistory, loopHistory),
  handle(contract.loopOwners, loopOwners),
  handle(contract.handOverLoop, handOverLoop),
  handle(contract.noteLoop, noteLoop),
  handle(contract.closeLoop, closeLoop),
]
