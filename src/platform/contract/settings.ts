import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nothing, nullable, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'

/** Rules and thresholds: the default with its source, and the value chosen here with who, when and why. */

export const settingRowSchema = Type.Object({
  /** `booking.hold_minutes`; its name on screens is the key `booking.setting.hold_minutes`. */
  key: Type.String(),
  module: Type.String(),
  /** JSON Schema of the value. */
  schema: Type.Unknown(),
  /** The default and where it comes from. */
  defaultValue: Type.Unknown(),
  source: Type.String(),
  /** `everywhere`: one value for the whole region, chosen at its head institution; `institution`: each may choose its own. */
  scope: Type.Union([Type.Literal('everywhere'), Type.Literal('institution')]),
  /** What holds at the institution asked for. */
  value: Type.Unknown(),
  /** Whose value holds: the default, one for everybody, or the institution's own. */
  from: Type.Union([Type.Literal('default'), Type.Literal('everywhere'), Type.Literal('institution')]),
  reason: nullable(Type.String()),
  changedBy: nullable(Type.String()),
  changedAt: nullable(instantSchema),
})

export const listSettings = query({
  name: 'platform.listSettings',
  method: 'GET',
  path: '/platform/settings',
  permission: 'platform.setting.read',
  summary: 'All settings with default, source, value and who changed it',
  subject: 'none',
  input: Type.Object({ institutionId: Type.Optional(uuidSchema) }),
  output: Type.Object({
    settings: Type.Array(settingRowSchema),
    /** Whether whoever asks may choose values for everybody from the visible institution. */
    mayChangeEverywhere: Type.Boolean(),
  }),
  errors: ['platform.wrong_institution'],
})

export const changeSetting = command({
  name: 'platform.changeSetting',
  method: 'POST',
  path: '/platform/settings/:key',
  permission: 'platform.setting.change',
  summary:
    'Change a setting for the whole region (no institution; at its head only) or for one institution, with a reason',
  subject: 'none',
  input: Type.Object({
    key: Type.String({ maxLength: 100 }),
    institutionId: Type.Optional(uuidSchema),
    value: Type.Unknown(),
    reason: textSchema(200),
  }),
  output: nothing,
  errors: [
    'platform.setting_unknown',
    'platform.setting_invalid',
    'platform.wrong_institution',
    'platform.setting_only_everywhere',
    'platform.setting_only_from_head',
  ],
})

export const resetSetting = command({
  name: 'platform.resetSetting',
  method: 'POST',
  path: '/platform/settings/:key/reset',
  permission: 'platform.setting.change',
  summary: 'Return a setting to what holds above it: everywhere, or the default',
  subject: 'none',
  input: Type.Object({
    key: Type.String({ maxLength: 100 }),
    institutionId: Type.Optional(uuidSchema),
    reason: textSchema(200),
  }),
  output: nothing,
  errors: [
    'platform.setting_unknown',
    'platform.wrong_institution',
    'platform.setting_only_everywhere',
    'platform.setting_only_from_head',
  ],
})
