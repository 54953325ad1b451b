import { Select } from 'antd'
import { t } from '../i18n.ts'
import { useSession } from '../session.tsx'
import { type InstitutionPickerProps, useStaffSlots } from '../slots.tsx'

/** The network's picker where it is wired in; else the institutions at which one holds a role. */
export const InstitutionField = (props: InstitutionPickerProps) => {
  const { InstitutionPicker } = useStaffSlots()
  const session = useSession()
  if (InstitutionPicker) return <InstitutionPicker {...props} />
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      className="wide"
      aria-label={props.label ?? t('platform.shell.institution')}
      value={props.value}
      onChange={value => props.onChange(value)}
      options={session.institutions.map(item => ({ value: item.institutionId, label: item.name }))}
    />
  )
}
