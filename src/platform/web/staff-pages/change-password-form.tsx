import { Button, Input } from 'antd'
import { useState } from 'react'
import { changePassword } from '#src/platform/contract/session.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { useCommand } from '../command.ts'
import { EntryForm } from '../entry-form.tsx'
import { t } from '../i18n.ts'
import type { SessionState } from '../session.tsx'

/** Which field a refusal of the server belongs to. */
const fieldOfCode = (code: string | undefined): 'current' | 'next' | null => {
  if (code === 'platform.password_wrong') return 'current'
  return code?.startsWith('platform.password_') ? 'next' : null
}

export const ChangePasswordForm = ({ onDone }: { readonly onDone: (state: SessionState) => void }) => {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const command = useCommand(changePassword, { refresh: [] })
  const differs = again !== next && (tried || again.length >= next.length) && again !== ''
  const wrong = fieldOfCode(command.problem?.code)
  const save = async (): Promise<void> => {
    setTried(true)
    if (current === '' || next === '' || again !== next) return
    const state = await command.run({ current, next })
    if (state) onDone(state)
  }
  return (
    <EntryForm save={save} problem={command.problem}>
      <FormField
        label={t('platform.shell.password.current')}
        error={wrong === 'current' ? command.problem?.title : undefined}
      >
        {field => (
          <Input.Password
            {...field}
            autoFocus
            autoComplete="current-password"
            value={current}
            onChange={event => setCurrent(event.target.value)}
          />
        )}
      </FormField>
      <FormField
        label={t('platform.shell.password.next')}
        hint={t('platform.shell.password.hint')}
        error={wrong === 'next' ? command.problem?.title : undefined}
      >
        {field => (
          <Input.Password
            {...field}
            autoComplete="new-password"
            value={next}
            onChange={event => setNext(event.target.value)}
          />
        )}
      </FormField>
      <FormField
        label={t('platform.shell.password.again')}
        error={differs ? t('platform.shell.password.differs') : undefined}
      >
        {field => (
          <Input.Password
            {...field}
            autoComplete="new-password"
            value={again}
            onChange={event => setAgain(event.target.value)}
          />
        )}
      </FormField>
      <Button type="primary" htmlType="submit" loading={command.pending}>
        {t('platform.shell.password.submit')}
      </Button>
    </EntryForm>
  )
}
