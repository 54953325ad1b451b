import { Button } from 'antd'
import { signOut } from '#src/platform/contract/session.ts'
import { useCommand } from '../command.ts'
import { t } from '../i18n.ts'
import { useSession, useSessionControl } from '../session.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'

/** The first sign-in with a password that someone else chose. */
export const MustChangePassword = () => {
  const session = useSession()
  const { adopt } = useSessionControl()
  const leave = useCommand(signOut, { refresh: [] })
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>{t('platform.shell.password.must_title')}</h1>
        <p className="ds-quiet">{t('platform.shell.password.must_text', { name: session.name })}</p>
        <ChangePasswordForm onDone={adopt} />
        <div className="sign-in-foot">
          <Button
            type="link"
            loading={leave.pending}
            onClick={async () => {
              const state = await leave.run({})
              if (state) adopt(state)
            }}
          >
            {t('platform.shell.user.leave')}
          </Button>
        </div>
      </div>
    </main>
  )
}
