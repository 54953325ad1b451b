import { App, Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import { confirmTotp, enrolTotp, removeTotp } from '#src/platform/contract/session.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { useCommand } from '../command.ts'
import { t } from '../i18n.ts'
import { ProblemAlert } from '../problem.tsx'
import { type SessionState, useSession, useSessionControl } from '../session.tsx'

type Enrolment = OutputOf<typeof enrolTotp>

const CodeField = ({ value, onChange }: { readonly value: string; readonly onChange: (code: string) => void }) => (
  <FormField label={t('platform.shell.sign_in.code')} hint={t('platform.shell.sign_in.code_hint')}>
    {field => (
      <Input
        {...field}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={value}
        onChange={event => onChange(event.target.value.replace(/\D/g, ''))}
      />
    )}
  </FormField>
)

const PasswordField = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (password: string) => void
}) => (
  <FormField label={t('platform.shell.password.current')}>
    {field => (
      <Input.Password
        {...field}
        autoFocus
        autoComplete="current-password"
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    )}
  </FormField>
)

type StepProps = { readonly onDone: (state: SessionState) => void }

/** Password → picture for the app → a code from it: only then does it hold. */
const Enrol = ({ onDone }: StepProps) => {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const begin = useCommand(enrolTotp, { refresh: [] })
  const confirm = useCommand(confirmTotp, { refresh: [] })
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (enrolment === null) {
      if (password !== '') setEnrolment(await begin.run({ password }))
      return
    }
    const state = /^\d{6}$/.test(code) ? await confirm.run({ code }) : null
    if (state) onDone(state)
  }
  return (
    <form onSubmit={event => void save(event)}>
      <ProblemAlert problem={begin.problem ?? confirm.problem} />
      {enrolment === null ? (
        <>
          <p>{t('platform.shell.second.why')}</p>
          <PasswordField value={password} onChange={setPassword} />
        </>
      ) : (
        <>
          <p>{t('platform.shell.second.scan')}</p>
          <img
            className="second-factor-code"
            alt={t('platform.shell.second.picture')}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qrSvg)}`}
          />
          <p className="ds-quiet">
            {t('platform.shell.second.by_hand')} <code className="second-factor-secret">{enrolment.secret}</code>
          </p>
          <CodeField value={code} onChange={setCode} />
        </>
      )}
      <Button type="primary" htmlType="submit" loading={begin.pending || confirm.pending}>
        {enrolment === null ? t('platform.shell.second.begin') : t('platform.shell.second.confirm')}
      </Button>
    </form>
  )
}

const Remove = ({ onDone }: StepProps) => {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const remove = useCommand(removeTotp, { refresh: [] })
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (password === '' || !/^\d{6}$/.test(code)) return
    const state = await remove.run({ password, code })
    if (state) onDone(state)
  }
  return (
    <form onSubmit={event => void save(event)}>
      <Notice tone="good">
        <p>{t('platform.shell.second.holds')}</p>
      </Notice>
      <ProblemAlert problem={remove.problem} />
      <p className="form-gap">{t('platform.shell.second.remove_how')}</p>
      <PasswordField value={password} onChange={setPassword} />
      <CodeField value={code} onChange={setCode} />
      <Button htmlType="submit" loading={remove.pending}>
        {t('platform.shell.second.remove')}
      </Button>
    </form>
  )
}

export const SecondFactorDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const session = useSession()
  const { adopt } = useSessionControl()
  const { message } = App.useApp()
  const done = (state: SessionState): void => {
    onClose()
    adopt(state)
    void message.success(
      state.session?.secondFactor ? t('platform.shell.second.done') : t('platform.shell.second.removed'),
    )
  }
  return (
    <Modal open onCancel={onClose} footer={null} title={t('platform.shell.user.second_factor')} width={420}>
      {session.secondFactor ? <Remove onDone={done} /> : <Enrol onDone={done} />}
    </Modal>
  )
}
