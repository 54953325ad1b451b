import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { signIn } from '#src/platform/contract/session.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { useCommand } from '../command.ts'
import { EntryForm } from '../entry-form.tsx'
import { t } from '../i18n.ts'
import type { SessionState } from '../session.tsx'

type Props = {
  readonly onDone: (state: SessionState) => void
  readonly institutionId?: string | undefined
  readonly submit: string
}

const needsCode = (code: string | undefined): boolean =>
  code === 'platform.second_factor_needed' || code === 'platform.second_factor_wrong'

/** Name and password; the second step appears when the account has a second factor. */
export const SignInForm = ({ onDone, institutionId, submit }: Props) => {
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [second, setSecond] = useState(false)
  const command = useCommand(signIn, { refresh: [] })
  const codeField = useRef<InputRef>(null)
  const passwordField = useRef<InputRef>(null)

  useEffect(() => {
    if (needsCode(command.problem?.code)) setSecond(true)
    else if (command.problem?.code === 'platform.sign_in_failed') passwordField.current?.select()
  }, [command.problem])
  useEffect(() => {
    if (second && !command.pending) codeField.current?.focus()
  }, [second, command.pending])

  const save = async (): Promise<void> => {
    if (loginName.trim() === '' || password === '' || (second && !/^\d{6}$/.test(code))) return
    const state = await command.run({
      loginName: loginName.trim(),
      password,
      ...(second ? { code } : {}),
      ...(institutionId ? { institutionId } : {}),
    })
    setCode('')
    if (state) onDone(state)
  }
  const firstAsk = command.problem?.code === 'platform.second_factor_needed'
  return (
    <EntryForm className="sign-in-form" save={save} problem={firstAsk ? null : command.problem}>
      <FormField label={t('platform.shell.sign_in.name')}>
        {field => (
          <Input
            {...field}
            autoFocus
            size="large"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={loginName}
            disabled={second}
            onChange={event => setLoginName(event.target.value)}
          />
        )}
      </FormField>
      <FormField label={t('platform.shell.sign_in.password')}>
        {field => (
          <Input.Password
            {...field}
            ref={passwordField}
            size="large"
            autoComplete="current-password"
            value={password}
            disabled={second}
            onChange={event => setPassword(event.target.value)}
          />
        )}
      </FormField>
      {second ? (
        <FormField label={t('platform.shell.sign_in.code')} hint={t('platform.shell.sign_in.code_hint')}>
          {field => (
            <Input
              {...field}
              ref={codeField}
              size="large"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
            />
          )}
        </FormField>
      ) : null}
      <Button type="primary" size="large" htmlType="submit" block loading={command.pending}>
        {submit}
      </Button>
      {second ? (
        <button
          type="button"
          className="ds-link-button"
          onClick={() => {
            setSecond(false)
            command.reset()
          }}
        >
          {t('platform.shell.sign_in.other_account')}
        </button>
      ) : null}
    </EntryForm>
  )
}
