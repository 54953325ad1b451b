import { sql } from 'kysely'
import Type, { type TSchema } from 'typebox'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { Ctx, Effects } from './context.ts'
import type { LoopKind, ServerModule, SettingDefinition } from './module.ts'

/** A value that somebody chose, everywhere in a region (no institution) or for one institution. */
export type SettingRow = {
  readonly region_id: number
  readonly key: string
  readonly institution_id: string | null
  readonly value: unknown
  readonly reason: string
  readonly changed_by: string
  readonly changed_at: Date
}

type Values = ReadonlyMap<string, unknown>
type Snapshot = { readonly values: Values; readonly readAt: number }
type Reading = { readonly generation: number; readonly values: Promise<Values> }

/**
 * The chosen values, kept for five seconds; a change is announced to every process and read again at once. One act reads
 * them once, however many of its rows ask at the same moment.
 */
export type SettingStore = {
  /** Every setting that modules declare, by key. */
  readonly definitions: ReadonlyMap<string, SettingDefinition>
  readonly snapshot: (ctx: Ctx) => Promise<Values>
  readonly invalidate: () => void
}

const keptMillis = 5_000
const slot = (regionId: number, key: string, institutionId: string | null | undefined): string =>
  `${key}\0${institutionId ?? regionId}`

/** How long a kind of loop may take, and how long each step of its escalation waits, are settings too. */
const loopSettings = (loop: LoopKind): readonly SettingDefinition[] => {
  const minutes = Type.Integer({ minimum: 1, maximum: 525_600 })
  const source = 'Doorstep 建议值，各机构可按实际调整'
  const scope = 'institution'
  return [
    { key: `${loop.kind}.due_minutes`, schema: minutes, value: loop.dueMinutes, source, scope },
    { key: `${loop.kind}.escalate_minutes`, schema: minutes, value: loop.escalateMinutes, source, scope },
  ]
}

const definitionsOf = (modules: readonly ServerModule[]): ReadonlyMap<string, SettingDefinition> => {
  const all = modules.flatMap(module => [...(module.settings ?? []), ...(module.loops ?? []).flatMap(loopSettings)])
  const created = new Map(all.map(definition => [definition.key, definition]))
  invariant(created.size === all.length, 'two modules declare the same setting')
  return created
}

export const createSettingStore = (modules: readonly ServerModule[]): SettingStore => {
  let current: Snapshot | undefined
  let generation = 0
  // By what an act collects: the one object that every view of its context shares. Never shared between transactions.
  const readings = new WeakMap<Effects, Reading>()
  const read = async (ctx: Ctx, readFor: number): Promise<Values> => {
    const { rows } = await sql<SettingRow>`select region_id, key, institution_id, value from platform.setting`.execute(
      ctx.tx,
    )
    const values = new Map(rows.map(row => [slot(row.region_id, row.key, row.institution_id), row.value]))
    // A change announced while we were reading makes this reading old already.
    if (readFor === generation) current = { values, readAt: performance.now() }
    return values
  }
  return {
    definitions: definitionsOf(modules),
    invalidate: () => {
      generation += 1
      current = undefined
    },
    snapshot: async ctx => {
      if (current && performance.now() - current.readAt < keptMillis) return current.values
      const begun = readings.get(ctx.effects)
      if (begun?.generation === generation) return begun.values
      const values = read(ctx, generation)
      readings.set(ctx.effects, { generation, values })
      return values
    },
  }
}

/** One chosen value, its absence told apart from a chosen null. */
export const chosenValue = (
  values: ReadonlyMap<string, unknown>,
  definition: SettingDefinition,
  regionId: number,
  institutionId?: string | null,
): { readonly value: unknown; readonly from: 'default' | 'everywhere' | 'institution' } => {
  const own = slot(regionId, definition.key, institutionId)
  if (institutionId && values.has(own)) return { value: values.get(own), from: 'institution' }
  const everywhere = slot(regionId, definition.key, null)
  if (values.has(everywhere)) return { value: values.get(everywhere), from: 'everywhere' }
  return { value: definition.value, from: 'default' }
}

/**
 * The value that holds at an institution: its own, else the one chosen for everybody in the region, else the default.
 * @param T what the setting's schema describes; changes are checked against that schema before they are stored.
 * @param regionId whose value, where it is not the actor's own region: before anybody is known.
 */
export const settingOf = async <T>(
  ctx: Ctx,
  key: string,
  institutionId?: string | null,
  regionId: number = ctx.regionId,
): Promise<T> => {
  const definition = ctx.app.settings.definitions.get(key)
  invariant(definition, `no module declares the setting ${key}`)
  return chosenValue(await ctx.app.settings.snapshot(ctx), definition, regionId, institutionId).value as T
}

/** A setting of whole numbers, for modules' definitions. */
export const wholeNumber = (minimum: number, maximum: number): TSchema => Type.Integer({ minimum, maximum })
