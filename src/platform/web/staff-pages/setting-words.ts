import type { listSettings } from '#src/platform/contract/settings.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { hasText, t } from '../i18n.ts'
import { kindName } from './loop-words.ts'

export type SettingRow = OutputOf<typeof listSettings>['settings'][number]

const loopLimits = ['due_minutes', 'escalate_minutes'] as const

export const settingName = (key: string): string => {
  const [module = '', ...rest] = key.split('.')
  const name = `${module}.setting.${rest.join('.')}`
  if (hasText(name)) return t(name)
  // Every kind of loop has its two limits, and a name of its own.
  const limit = loopLimits.find(candidate => key.endsWith(`.${candidate}`))
  if (limit === undefined) return key
  return t(`platform.shell.setting.${limit}`, { kind: kindName(key.slice(0, -limit.length - 1)) })
}

export const moduleName = (module: string): string => (hasText(`${module}.name`) ? t(`${module}.name`) : module)

/** What a JSON Schema says of a value, as far as a form needs to know. */
export type FieldShape =
  | { readonly kind: 'number'; readonly minimum?: number; readonly maximum?: number; readonly whole: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'text'; readonly maxLength?: number }
  | { readonly kind: 'group'; readonly fields: readonly { readonly name: string; readonly shape: FieldShape }[] }
  | { readonly kind: 'json' }

type JsonSchema = {
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly enum?: readonly (string | number)[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly anyOf?: readonly { readonly const?: string | number }[]
}

export const shapeOf = (given: unknown): FieldShape => {
  const schema = (given ?? {}) as JsonSchema
  const constants = schema.enum ?? schema.anyOf?.map(option => option.const)
  if (constants?.every(value => typeof value === 'string' || typeof value === 'number')) {
    return { kind: 'choice', values: constants as readonly (string | number)[] }
  }
  if (schema.type === 'integer' || schema.type === 'number')
    return {
      kind: 'number',
      whole: schema.type === 'integer',
      ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
      ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
    }
  if (schema.type === 'boolean') return { kind: 'boolean' }
  if (schema.type === 'string')
    return { kind: 'text', ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }) }
  const fields = Object.entries(schema.properties ?? {}).map(([name, part]) => ({ name, shape: shapeOf(part) }))
  const plain = fields.every(field => field.shape.kind !== 'json' && field.shape.kind !== 'group')
  return fields.length > 0 && plain ? { kind: 'group', fields } : { kind: 'json' }
}

type NumberShape = Extract<FieldShape, { readonly kind: 'number' }>

const numberWords = ({ minimum, maximum, whole }: NumberShape): string => {
  const kind = t(whole ? 'platform.shell.setting.whole_number' : 'platform.shell.setting.number')
  if (minimum !== undefined && maximum !== undefined)
    return t('platform.shell.setting.between', { minimum, maximum, kind })
  if (minimum !== undefined) return t('platform.shell.setting.at_least', { minimum, kind })
  return maximum === undefined ? kind : t('platform.shell.setting.at_most', { maximum, kind })
}

/** What may be typed, in words; nothing where any text or choice will do. */
export const rangeWords = (row: Pick<SettingRow, 'key'>, shape: FieldShape): string | undefined => {
  if (shape.kind === 'number') return numberWords(shape)
  if (shape.kind !== 'group') return undefined
  const parts = shape.fields.flatMap(field =>
    field.shape.kind === 'number' ? [`${partName(row, field.name)}：${numberWords(field.shape)}`] : [],
  )
  return parts.length === 0 ? undefined : parts.join(' · ')
}

/** Why a value can't be saved, in words; the server asks again. */
export const wrongIn = (row: Pick<SettingRow, 'key'>, shape: FieldShape, value: unknown): string | undefined => {
  if (value === undefined || value === null) return t('platform.shell.setting.value_wrong')
  if (shape.kind === 'number') {
    const fits =
      typeof value === 'number' &&
      (!shape.whole || Number.isInteger(value)) &&
      value >= (shape.minimum ?? value) &&
      value <= (shape.maximum ?? value)
    return fits ? undefined : t('platform.shell.setting.outside', { value: String(value), range: numberWords(shape) })
  }
  if (shape.kind !== 'group') return undefined
  const parts = value as Readonly<Record<string, unknown>>
  for (const field of shape.fields) {
    const wrong = wrongIn(row, field.shape, parts[field.name])
    if (wrong !== undefined) return `${partName(row, field.name)}：${wrong}`
  }
  return undefined
}

/** A value in words: yes/no, a choice's own name, else as it is. */
export const valueText = (row: Pick<SettingRow, 'key'>, value: unknown): string => {
  if (value === null || value === '') return t('platform.shell.setting.unset')
  if (typeof value === 'boolean') return t(value ? 'platform.ui.yes' : 'platform.ui.no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    const [module = '', ...rest] = row.key.split('.')
    const key = `${module}.setting.${rest.join('.')}.${value}`
    return hasText(key) ? t(key) : value
  }
  if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  return Object.entries(value)
    .map(([name, part]) => `${partName(row, name)} ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
    .join(' · ')
}

/** The name of one part of a setting that has several: `booking.setting.channel_share.public`. */
export const partName = (row: Pick<SettingRow, 'key'>, part: string): string => {
  const [module = '', ...rest] = row.key.split('.')
  const key = `${module}.setting.${rest.join('.')}.${part}`
  return hasText(key) ? t(key) : part
}
