import { App, Button } from 'antd'
import { Notice } from '#src/ui/notice.tsx'
import { t } from '../i18n.ts'

type Props = { readonly loginName: string; readonly password: string; readonly onDone: () => void }

/** Shown once: it is kept nowhere, and must be changed at the first sign-in. */
export const InitialPassword = ({ loginName, password, onDone }: Props) => {
  const { message } = App.useApp()
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(password)
    void message.success(t('platform.shell.account.copied'))
  }
  return (
    <Notice tone="info" role="status">
      <p className="ds-notice-lead">{t('platform.shell.account.password_once')}</p>
      <p>
        {loginName} · <code className="initial-password">{password || t('platform.shell.account.password_shown')}</code>
      </p>
      <div className="detail-acts">
        {typeof navigator.clipboard === 'undefined' || password === '' ? null : (
          <Button size="small" onClick={() => void copy()}>
            {t('platform.shell.account.copy')}
          </Button>
        )}
        <Button size="small" onClick={onDone}>
          {t('platform.shell.account.noted')}
        </Button>
      </div>
    </Notice>
  )
}
