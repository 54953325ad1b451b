import { Input, InputNumber, Select, Switch } from 'antd'
import { t } from '../i18n.ts'
import { type FieldShape, partName, type SettingRow, valueText } from './setting-words.ts'

type Props = {
  readonly row: SettingRow
  readonly shape: FieldShape
  readonly id: string
  /** what was typed; JSON values are kept as their text */
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly disabled: boolean
}

/** The right field for what the setting's schema asks for. */
export const SettingField = ({ row, shape, id, value, onChange, disabled }: Props) => {
  if (shape.kind === 'number')
    return (
      <InputNumber
        id={id}
        disabled={disabled}
        value={typeof value === 'number' ? value : null}
        // Without limits of its own: a value outside is refused in words, never bent into the range.
        changeOnWheel={false}
        onChange={onChange}
      />
    )
  if (shape.kind === 'boolean')
    return (
      <Switch
        id={id}
        disabled={disabled}
        checked={value === true}
        checkedChildren={t('platform.ui.yes')}
        unCheckedChildren={t('platform.ui.no')}
        onChange={onChange}
      />
    )
  if (shape.kind === 'choice')
    return (
      <Select
        id={id}
        className="wide"
        disabled={disabled}
        value={value as string | number}
        options={shape.values.map(choice => ({ value: choice, label: valueText(row, choice) }))}
        onChange={onChange}
      />
    )
  if (shape.kind === 'text')
    return (
      <Input
        id={id}
        disabled={disabled}
        value={typeof value === 'string' ? value : ''}
        {...(shape.maxLength === undefined ? {} : { maxLength: shape.maxLength })}
        onChange={event => onChange(event.target.value)}
      />
    )
  if (shape.kind === 'group') {
    const parts = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>
    return (
      <div className="setting-group" id={id}>
        {shape.fields.map(field => (
          <div key={field.name}>
            <label htmlFor={`${id}-${field.name}`}>{partName(row, field.name)}</label>
            <SettingField
              row={row}
              shape={field.shape}
              id={`${id}-${field.name}`}
              disabled={disabled}
              value={parts[field.name]}
              onChange={part => onChange({ ...parts, [field.name]: part })}
            />
          </div>
        ))}
      </div>
    )
  }
  return (
    <Input.TextArea
      id={id}
      className="setting-json"
      disabled={disabled}
      autoSize={{ minRows: 3, maxRows: 14 }}
      value={typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      onChange={event => onChange(event.target.value)}
    />
  )
}
