import { App, Modal } from 'antd'
import { t } from '../i18n.ts'
import { useSessionControl } from '../session.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'

export const ChangePasswordDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { adopt } = useSessionControl()
  const { message } = App.useApp()
  return (
    <Modal open onCancel={onClose} footer={null} title={t('platform.shell.user.password')} width={420}>
      <ChangePasswordForm
        onDone={state => {
          onClose()
          adopt(state)
          void message.success(t('platform.shell.password.done'))
        }}
      />
    </Modal>
  )
}
