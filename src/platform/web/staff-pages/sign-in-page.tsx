import { signOut } from '#src/platform/contract/session.ts'
import { Notice } from '#src/ui/notice.tsx'
import { useCommand } from '../command.ts'
import { t, useLanguage } from '../i18n.ts'
import { useSessionControl } from '../session.tsx'
import { RecentAccounts } from './recent-accounts.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** A resident's session in this browser is in the way of a staff sign-in: it must be ended on purpose. */
const ResidentHere = () => {
  const { adopt } = useSessionControl()
  const leave = useCommand(signOut, { refresh: [] })
  return (
    <Notice tone="warn">
      <p>{t('platform.shell.sign_in.resident_here')}</p>
      <button
        type="button"
        className="ds-link-button"
        disabled={leave.pending}
        onClick={async () => {
          const state = await leave.run({})
          if (state) adopt(state)
        }}
      >
        {t('platform.shell.user.leave')}
      </button>
    </Notice>
  )
}

export const SignInPage = ({ wrongKind }: { readonly wrongKind: boolean }) => {
  const { adopt, demo } = useSessionControl()
  const { language, setLanguage } = useLanguage()
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <span className="top-mark" aria-hidden="true" />
          <div>
            <h1>{t('platform.shell.name')}</h1>
            <p className="ds-quiet">{t('platform.shell.sign_in.lead')}</p>
          </div>
        </div>
        {demo ? (
          <Notice tone="info">
            <p>{t('platform.shell.sign_in.demo')}</p>
          </Notice>
        ) : null}
        {wrongKind ? <ResidentHere /> : <SignInForm onDone={adopt} submit={t('platform.shell.sign_in.submit')} />}
        {wrongKind ? null : <RecentAccounts onDone={adopt} />}
        <div className="sign-in-foot ds-quiet">
          <p>{t('platform.shell.sign_in.forgot')}</p>
          <p>{t('platform.shell.sign_in.browser')}</p>
          <button
            type="button"
            className="ds-link-button"
            onClick={() => void setLanguage(language === 'en' ? 'zh-CN' : 'en')}
          >
            {language === 'en' ? '中文' : 'English'}
          </button>
        </div>
      </div>
    </main>
  )
}
