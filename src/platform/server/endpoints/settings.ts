import { sql } from 'kysely'
import { Errors } from 'typebox/value'
import * as contract from '#src/platform/contract/settings.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { holdsPermission } from '../access.ts'
import { actorLabel } from '../actor.ts'
import { audit, type Ctx, requireReach, requireStaff, touchLive } from '../context.ts'
import { institutionFacts } from '../institutions.ts'
import { settingsTopic } from '../live-channel.ts'
import { type Handler, handle, type SettingDefinition } from '../module.ts'
import { settingInvalid, settingOnlyEverywhere, settingOnlyFromHead, settingUnknown } from '../refusals.ts'
import { chosenValue, type SettingRow } from '../settings.ts'

type Row = OutputOf<typeof contract.listSettings>['settings'][number]

const presentSetting = (
  definition: SettingDefinition,
  rows: readonly SettingRow[],
  institutionId: string | undefined,
  names: ReadonlyMap<string, string>,
): Row => {
  const own = rows.find(
    row => row.key === definition.key && institutionId !== undefined && row.institution_id === institutionId,
  )
  const everywhere = rows.find(row => row.key === definition.key && row.institution_id === null)
  const chosen = own ?? everywhere
  return {
    key: definition.key,
    module: definition.key.slice(0, definition.key.indexOf('.')),
    schema: definition.schema,
    defaultValue: definition.value,
    source: definition.source,
    scope: definition.scope,
    value: chosen ? chosen.value : definition.value,
    from: own ? 'institution' : everywhere ? 'everywhere' : 'default',
    reason: chosen?.reason ?? null,
    changedBy: chosen ? (names.get(chosen.changed_by) ?? chosen.changed_by) : null,
    changedAt: chosen?.changed_at.toISOString() ?? null,
  }
}

/** `staff:<account id>` → the person's name. */
const actorNames = async (ctx: Ctx, actors: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const ids = actors.filter(actor => actor.startsWith('staff:')).map(actor => actor.slice('staff:'.length))
  const { rows } = await sql<{ account_id: string; name: string }>`select account_id, name from platform.account
    where account_id = any (${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(row => [`staff:${row.account_id}`, row.name]))
}

const changeEverywhere = 'platform.setting.change_everywhere'

/** What holds for everybody is chosen by the administrator of the institution that set the region up (PLAT-61). */
const mayChangeEverywhere = async (ctx: Ctx): Promise<boolean> => {
  const actor = requireStaff(ctx)
  if (!holdsPermission(ctx.app, actor, changeEverywhere)) return false
  const { rows } = await sql`select from platform.region
    where region_id = ${ctx.regionId} and head_institution_id = ${actor.institutionId}`.execute(ctx.tx)
  return rows.length > 0
}

/**
 * Whether this person may choose the value there, and in whose region it then stands.
 * @throws platform.setting_only_everywhere, platform.wrong_institution, platform.setting_only_from_head
 */
const requireScope = async (ctx: Ctx, definition: SettingDefinition, institutionId: string | undefined) => {
  if (institutionId === undefined) {
    if (!(await mayChangeEverywhere(ctx))) throw settingOnlyFromHead()
    return ctx.regionId
  }
  requireReach(ctx, institutionId)
  if (definition.scope === 'everywhere') throw settingOnlyEverywhere()
  return (await institutionFacts(ctx, [institutionId])).get(institutionId)?.regionId ?? ctx.regionId
}

/** Read past the cache: the page shows what is stored. */
const listSettings = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listSettings>,
): Promise<OutputOf<typeof contract.listSettings>> => {
  if (input.institutionId) requireReach(ctx, input.institutionId)
  const { rows } =
    await sql<SettingRow>`select region_id, key, institution_id, value, reason, changed_by, changed_at from platform.setting
    where (institution_id is null and region_id = ${ctx.regionId}) or institution_id = ${input.institutionId ?? null}`.execute(
      ctx.tx,
    )
  const names = await actorNames(
    ctx,
    rows.map(row => row.changed_by),
  )
  const definitions = [...ctx.app.settings.definitions.values()].sort((a, b) => a.key.localeCompare(b.key))
  return {
    settings: definitions.map(definition => presentSetting(definition, rows, input.institutionId, names)),
    mayChangeEverywhere: await mayChangeEverywhere(ctx),
  }
}

const requireDefinition = (ctx: Ctx, key: string): SettingDefinition => {
  const definition = ctx.app.settings.definitions.get(key)
  if (!definition) throw settingUnknown()
  return definition
}

/** The value is checked against the schema of the setting, and the reason is kept with it (PLAT-41). */
const changeSetting = async (ctx: Ctx, input: InputOf<typeof contract.changeSetting>) => {
  const definition = requireDefinition(ctx, input.key)
  const regionId = await requireScope(ctx, definition, input.institutionId)
  const [wrong] = [...Errors(definition.schema, input.value)]
  if (wrong) throw settingInvalid(wrong.instancePath)
  const before = chosenValue(await ctx.app.settings.snapshot(ctx), definition, regionId, input.institutionId)
  await sql`insert into platform.setting (region_id, key, institution_id, value, reason, changed_by, changed_at)
    values (${regionId}, ${input.key}, ${input.institutionId ?? null}, ${JSON.stringify(input.value)}::jsonb, ${input.reason}, ${actorLabel(ctx.actor)}, ${ctx.now})
    on conflict on constraint one_value_per_setting_and_institution
    do update set value = excluded.value, reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
    ctx.tx,
  )
  recordChange(ctx, input, { before: JSON.stringify(before.value), after: JSON.stringify(input.value) })
  return {}
}

const resetSetting = async (ctx: Ctx, input: InputOf<typeof contract.resetSetting>) => {
  const regionId = await requireScope(ctx, requireDefinition(ctx, input.key), input.institutionId)
  await sql`delete from platform.setting where region_id = ${regionId} and key = ${input.key} and institution_id is not distinct from ${input.institutionId ?? null}::uuid`.execute(
    ctx.tx,
  )
  recordChange(ctx, input, { after: 'reset' })
  return {}
}

const recordChange = (
  ctx: Ctx,
  input: { readonly key: string; readonly institutionId?: string; readonly reason: string },
  details: Readonly<Record<string, string>>,
): void => {
  audit(ctx, {
    subjectKind: 'setting',
    subjectId: input.key,
    reason: input.reason,
    details,
    ...(input.institutionId ? { institutionId: input.institutionId } : {}),
  })
  touchLive(ctx, settingsTopic)
}

export const settingHandlers: readonly Handler[] = [
  handle(contract.listSettings, listSettings),
  handle(contract.changeSetting, changeSetting),
  handle(contract.resetSetting, resetSetting),
]
