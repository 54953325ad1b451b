import { Button, Select } from 'antd'
import { useState } from 'react'
import { StaffPicker } from '#src/modules/network/public-web.ts'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { type StaffRole, staffRoles } from '../../contract-shapes.ts'
import { roleWord } from '../words.ts'
import type { SessionValues } from './session-values.ts'

type People = SessionValues['staff']
type Props = {
  readonly value: People
  readonly onChange: (people: People) => void
  /** Offered are those who may work at this site. */
  readonly institutionId: string
  readonly error: string | undefined
}

/** Who comes, in which role; the first one leads unless told otherwise. */
export const PeopleFields = ({ value, onChange, institutionId, error }: Props) => {
  const change = (index: number, patch: Partial<People[number]>): void =>
    onChange(value.map((person, at) => (at === index ? { ...person, ...patch } : person)))
  const [added, setAdded] = useState<number | null>(null)
  const add = (): void => {
    setAdded(value.length)
    onChange([...value, { staffId: '', role: value.some(person => person.role === 'lead') ? 'follower' : 'lead' }])
  }
  return (
    <FormField label={t('deployment.form.people')} error={error} hint={t('deployment.form.people_hint')}>
      {field => (
        <div className="dep-people" id={field.id}>
          {value.map((person, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place only
            <div className="dep-person" key={index}>
              <StaffPicker
                label={t('deployment.form.person', { number: index + 1 })}
                autoFocus={index === added}
                value={person.staffId === '' ? undefined : person.staffId}
                onChange={staffId => change(index, { staffId: staffId ?? '' })}
                worksAt={institutionId}
              />
              <Select<StaffRole>
                aria-label={t('deployment.form.role', { number: index + 1 })}
                value={person.role}
                onChange={role => change(index, { role })}
                options={staffRoles.map(role => ({ value: role, label: roleWord(role) }))}
              />
              <Button
                aria-label={t('deployment.form.remove_person', { number: index + 1 })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                ✕
              </Button>
            </div>
          ))}
          <div>
            <Button size="small" onClick={add}>
              {t('deployment.form.add_person')}
            </Button>
          </div>
        </div>
      )}
    </FormField>
  )
}
