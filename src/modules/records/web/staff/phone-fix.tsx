import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { confirmPhone, openResident, residentSummary } from '../../contract.ts'
import '../records.css'

type Props = { readonly residentId: string; readonly name: string; readonly hasPhone: boolean }

/** The person at the desk says another number, or that there is none: put right without leaving the desk. */
export const PhoneFix = ({ residentId, name, hasPhone }: Props) => {
  const { message } = App.useApp()
  const mayUpdate = useCan('records.resident.update')
  const fix = useCommand(confirmPhone, { refresh: [openResident, residentSummary] })
  const [isOpen, setOpen] = useState(false)
  const [phone, setPhone] = useState('')
  if (!mayUpdate) return null
  const save = async (wanted: string | null) => {
    if ((await fix.run({ residentId, isRight: false, phone: wanted })) === null) return
    void message.success(t(wanted === null ? 'records.phone_fix.removed' : 'records.phone_fix.saved', { name }))
    setPhone('')
    setOpen(false)
  }
  if (!isOpen)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t(hasPhone ? 'records.phone_fix.wrong' : 'records.phone_fix.add')}
      </Button>
    )
  return (
    <div className="rec-section">
      <FormField
        label={t('records.phone_fix.label', { name })}
        hint={t('records.phone_fix.hint')}
        error={fix.fieldProblems['/phone']}
      >
        {field => (
          <Input
            {...field}
            autoFocus
            inputMode="tel"
            maxLength={20}
            value={phone}
            onChange={event => setPhone(event.target.value)}
            onPressEnter={() => (phone.trim() === '' ? undefined : void save(phone.trim()))}
          />
        )}
      </FormField>
      <ProblemAlert problem={fix.problem} />
      <div className="rec-line">
        <Button
          size="small"
          type="primary"
          loading={fix.pending}
          disabled={phone.trim() === ''}
          onClick={() => void save(phone.trim())}
        >
          {t('records.phone_fix.save')}
        </Button>
        {hasPhone ? (
          <Button size="small" disabled={fix.pending} onClick={() => void save(null)}>
            {t('records.phone_fix.none')}
          </Button>
        ) : null}
        <Button size="small" disabled={fix.pending} onClick={() => setOpen(false)}>
          {t('records.phone_fix.leave')}
        </Button>
      </div>
    </div>
  )
}
