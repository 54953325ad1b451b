import { Modal } from 'antd'
import { useState } from 'react'
import { t } from '../i18n.ts'
import { type SessionState, useSession, useSessionControl } from '../session.tsx'
import { RecentAccounts } from './recent-accounts.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** On a shared computer the next person takes over; what the first one typed stays theirs. */
export const SwitchUserDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const session = useSession()
  const { adopt } = useSessionControl()
  const [byName, setByName] = useState(false)
  const done = (state: SessionState): void => {
    onClose()
    adopt(state)
  }
  return (
    <Modal open onCancel={onClose} footer={null} title={t('platform.shell.user.switch')} width={400}>
      <p className="ds-quiet">{t('platform.shell.recent.kept', { name: session.name })}</p>
      <RecentAccounts onDone={done} except={session.accountId} />
      {byName ? (
        <SignInForm onDone={done} submit={t('platform.shell.sign_in.submit')} />
      ) : (
        <button type="button" className="ds-link-button" onClick={() => setByName(true)}>
          {t('platform.shell.recent.by_name')}
        </button>
      )}
    </Modal>
  )
}
