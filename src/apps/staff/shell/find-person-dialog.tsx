import { Modal } from 'antd'
import { Suspense } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { useStaffSlots } from '#src/platform/web/slots.tsx'
import { Skeleton } from '#src/ui/layout.tsx'

/** 查人, from every page. */
export const FindPersonDialog = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const { FindPerson } = useStaffSlots()
  if (!FindPerson) return null
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={t('platform.shell.find')}
      width={720}
      destroyOnHidden
      style={{ top: 72 }}
    >
      <Suspense fallback={<Skeleton label={t('platform.shell.loading')} />}>
        <FindPerson onDone={onClose} />
      </Suspense>
    </Modal>
  )
}
