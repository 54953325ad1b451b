import { Input, InputNumber, Select } from 'antd'
import { DepartmentPicker, InstitutionPicker, RoomPicker, StaffPicker } from '../pickers.tsx'
import { SeveralPickers } from './several-pickers.tsx'

type FieldProps = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}
type Control =
  | 'text'
  | 'area'
  | 'date'
  | 'number'
  | 'select'
  | 'multi'
  | 'tags'
  | 'institution'
  | 'institutions'
  | 'people'
  | 'department'
  | 'staff'
  | 'room'

export type FieldSpec = {
  readonly key: string
  readonly control: Control
  readonly label: string
  readonly required?: boolean
  readonly hint?: string
  readonly maxLength?: number
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** Where the department or person is looked for. */
  readonly within?: string | undefined
  /** 元, 分钟, 人: stands inside the field. */
  readonly unit?: string
  /** Decimals of a number; none without it. */
  readonly decimals?: number
  /** Stands beside the field before it. */
  readonly beside?: boolean
}

/** One field of a form, whatever it holds. */
export const FieldControl = ({
  spec,
  value,
  set,
  field,
}: {
  readonly spec: FieldSpec
  readonly value: unknown
  readonly set: (value: unknown) => void
  readonly field: FieldProps
}) => {
  const text = typeof value === 'string' ? value : ''
  const chosen = text === '' ? undefined : text
  const list = Array.isArray(value) ? (value as string[]) : []
  const options = [...(spec.options ?? [])]
  switch (spec.control) {
    case 'area':
      return (
        <Input.TextArea
          {...field}
          rows={3}
          maxLength={spec.maxLength ?? 500}
          showCount
          value={text}
          onChange={event => set(event.target.value)}
        />
      )
    case 'date':
      return <Input {...field} type="date" value={text} onChange={event => set(event.target.value)} />
    case 'number':
      return (
        <InputNumber
          {...field}
          className="net-wide"
          {...(spec.decimals === undefined ? {} : { precision: spec.decimals })}
          {...(spec.unit === undefined ? {} : { suffix: spec.unit })}
          value={typeof value === 'number' ? value : null}
          onChange={next => set(next)}
        />
      )
    case 'select':
      return (
        <Select
          {...field}
          className="net-wide"
          showSearch={{ optionFilterProp: 'label' }}
          allowClear={!spec.required}
          value={chosen ?? null}
          onChange={(next: string | null) => set(next ?? '')}
          options={options}
        />
      )
    case 'multi':
      return (
        <Select
          {...field}
          className="net-wide"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={list}
          onChange={next => set(next)}
          options={options}
        />
      )
    case 'tags':
      return (
        <Select
          {...field}
          className="net-wide"
          mode="tags"
          open={false}
          tokenSeparators={['、', '，', ',', ' ']}
          value={list}
          onChange={next => set(next)}
        />
      )
    case 'institution':
      return <InstitutionPicker {...field} value={chosen} onChange={next => set(next ?? '')} />
    case 'institutions':
    case 'people':
      return (
        <SeveralPickers of={spec.control} field={field} label={spec.label} value={list} onChange={next => set(next)} />
      )
    case 'department':
      return (
        <DepartmentPicker {...field} institutionId={spec.within} value={chosen} onChange={next => set(next ?? '')} />
      )
    case 'room':
      return <RoomPicker {...field} institutionId={spec.within} value={chosen} onChange={next => set(next ?? '')} />
    case 'staff':
      return <StaffPicker {...field} worksAt={spec.within} value={chosen} onChange={next => set(next ?? '')} />
    default:
      return (
        <Input {...field} maxLength={spec.maxLength ?? 60} value={text} onChange={event => set(event.target.value)} />
      )
  }
}
