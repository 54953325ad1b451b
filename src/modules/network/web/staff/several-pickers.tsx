import { InstitutionPicker, StaffPicker } from '../pickers.tsx'

type FieldProps = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}
type Props = {
  readonly field: FieldProps
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
}

/** Several institutions or people, one picker each, and one more to add. */
export const SeveralPickers = ({
  field,
  label,
  value,
  onChange,
  of,
}: Props & { readonly of: 'institutions' | 'people' }) => {
  const Picker = of === 'people' ? StaffPicker : InstitutionPicker
  return (
    <div className="net-lines">
      {[...value, ''].map((id, index) => (
        <Picker
          key={id === '' ? 'one more' : id}
          {...(index === value.length ? field : {})}
          label={`${label} ${index + 1}`}
          value={id === '' ? undefined : id}
          onChange={(next: string | undefined) =>
            onChange(
              next
                ? [...value.slice(0, index), next, ...value.slice(index + 1)]
                : value.filter((_, at) => at !== index),
            )
          }
        />
      ))}
    </div>
  )
}
