import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { forgetDeviceAccounts, recentAccounts, switchUser } from '#src/platform/contract/session.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { useCommand } from '../command.ts'
import { formatMoment } from '../format.ts'
import { t } from '../i18n.ts'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'
import type { SessionState } from '../session.tsx'

type Account = OutputOf<typeof recentAccounts>['accounts'][number]

type FormProps = {
  readonly accountId: string
  readonly submit: string
  readonly onDone: (state: SessionState) => void
  readonly autoFocus?: boolean
}

/** Only the password: the person is known on this computer. */
export const PasswordForm = ({ accountId, submit, onDone, autoFocus = true }: FormProps) => {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const command = useCommand(switchUser, { refresh: [] })
  const [second, setSecond] = useState(false)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (password === '' || (second && !/^\d{6}$/.test(code))) return
    const state = await command.run({ accountId, password, ...(second ? { code } : {}) })
    setCode('')
    if (state) onDone(state)
  }
  const asked = second || command.problem?.code === 'platform.second_factor_needed'
  if (asked !== second) setSecond(asked)
  return (
    <form onSubmit={event => void save(event)}>
      {command.problem?.code === 'platform.second_factor_needed' ? null : <ProblemAlert problem={command.problem} />}
      <FormField label={t('platform.shell.sign_in.password')}>
        {field => (
          <Input.Password
            {...field}
            autoFocus={autoFocus}
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        )}
      </FormField>
      {second ? (
        <FormField label={t('platform.shell.sign_in.code')} hint={t('platform.shell.sign_in.code_hint')}>
          {field => (
            <Input
              {...field}
              autoFocus
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
            />
          )}
        </FormField>
      ) : null}
      <Button type="primary" htmlType="submit" block loading={command.pending}>
        {submit}
      </Button>
    </form>
  )
}

type ListProps = { readonly onDone: (state: SessionState) => void; readonly except?: string | undefined }

/** People of this shift on this computer: a tap on the name, then the password. */
export const RecentAccounts = ({ onDone, except }: ListProps) => {
  const recent = useQueryEndpoint(recentAccounts, {})
  const forget = useCommand(forgetDeviceAccounts, { refresh: [recentAccounts] })
  const [chosen, setChosen] = useState<Account | null>(null)
  const accounts = (recent.data?.accounts ?? []).filter(account => account.accountId !== except)
  if (accounts.length === 0) return null
  return (
    <section className="recent-accounts" aria-label={t('platform.shell.recent.title')}>
      <h2>{t('platform.shell.recent.title')}</h2>
      <ul>
        {accounts.map(account => (
          <li key={account.accountId}>
            <button
              type="button"
              className="recent-account"
              aria-expanded={chosen?.accountId === account.accountId}
              onClick={() => setChosen(chosen?.accountId === account.accountId ? null : account)}
            >
              <b>{account.name}</b> <span className="ds-quiet">{formatMoment(account.signedInAt)}</span>
            </button>
            {chosen?.accountId === account.accountId ? (
              <PasswordForm
                accountId={account.accountId}
                submit={t('platform.shell.recent.take_over', { name: account.name })}
                onDone={onDone}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <button type="button" className="ds-link-button" disabled={forget.pending} onClick={() => void forget.run({})}>
        {t('platform.shell.recent.forget')}
      </button>
    </section>
  )
}
