import { Button, Input } from 'antd'
import { Suspense, useState } from 'react'
import { createStaffAccount } from '#src/platform/contract/accounts.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { useCommand } from '../command.ts'
import { useDraft } from '../drafts.ts'
import { EntryForm } from '../entry-form.tsx'
import { t } from '../i18n.ts'
import { useSession } from '../session.tsx'
import { useStaffSlots } from '../slots.tsx'
import { InitialPassword } from './initial-password.tsx'
import { InstitutionField } from './institution-field.tsx'

const loginNamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{2,31}$/

export const NewAccount = ({ onClose }: { readonly onClose: () => void }) => {
  const session = useSession()
  const draft = useDraft('platform.account.new', {
    name: '',
    staffId: undefined as string | undefined,
    loginName: '',
    institutionId: session.institution?.institutionId as string | undefined,
  })
  const { name, loginName, institutionId, staffId } = draft.value
  const { StaffPicker } = useStaffSlots()
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<{ readonly loginName: string; readonly password: string } | null>(null)
  const create = useCommand(createStaffAccount)
  const save = async (): Promise<void> => {
    setTried(true)
    if (name.trim() === '' || !loginNamePattern.test(loginName) || !institutionId) return
    const answer = await create.run({ name: name.trim(), loginName, institutionId, ...(staffId ? { staffId } : {}) })
    if (!answer) return
    draft.clear()
    setTried(false)
    setMade({ loginName: answer.loginName, password: answer.initialPassword })
  }
  return (
    <div className="detail">
      <div className="detail-head">
        <h2>{t('platform.shell.account.new')}</h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('platform.shell.close')}>
          ✕
        </Button>
      </div>
      {made ? (
        <>
          <InitialPassword loginName={made.loginName} password={made.password} onDone={onClose} />
          <p className="ds-quiet form-gap">{t('platform.shell.account.next_roles')}</p>
        </>
      ) : (
        <EntryForm save={save} problem={create.problem}>
          {StaffPicker ? (
            <FormField label={t('platform.shell.account.staff')} hint={t('platform.shell.account.staff_hint')}>
              {field => (
                <Suspense>
                  <StaffPicker
                    id={field.id}
                    value={staffId}
                    onChange={(chosen, chosenName) =>
                      draft.set({ staffId: chosen, ...(chosenName ? { name: chosenName } : {}) })
                    }
                  />
                </Suspense>
              )}
            </FormField>
          ) : null}
          <FormField
            label={t('platform.shell.account.name')}
            error={tried && name.trim() === '' ? t('platform.shell.account.name_missing') : undefined}
          >
            {field => (
              <Input
                {...field}
                autoFocus
                maxLength={60}
                value={name}
                onChange={event => draft.set({ name: event.target.value })}
              />
            )}
          </FormField>
          <FormField
            label={t('platform.shell.account.login_name')}
            hint={t('platform.shell.account.login_name_hint')}
            error={
              tried && !loginNamePattern.test(loginName) ? t('platform.shell.account.login_name_wrong') : undefined
            }
          >
            {field => (
              <Input
                {...field}
                maxLength={32}
                autoComplete="off"
                value={loginName}
                onChange={event => draft.set({ loginName: event.target.value.trim() })}
              />
            )}
          </FormField>
          <FormField label={t('platform.shell.institution')}>
            {field => (
              <InstitutionField
                id={field.id}
                value={institutionId}
                onChange={value => draft.set({ institutionId: value })}
              />
            )}
          </FormField>
          <Button type="primary" htmlType="submit" loading={create.pending}>
            {t('platform.shell.account.create')}
          </Button>
        </EntryForm>
      )}
    </div>
  )
}
