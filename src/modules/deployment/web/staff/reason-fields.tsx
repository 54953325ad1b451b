import { Input, Radio } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { type CancelReason, cancelReasons } from '../../contract-shapes.ts'

type ReasonProps = {
  readonly reason: CancelReason
  readonly note: string
  readonly set: (patch: { readonly reason?: CancelReason; readonly note?: string }) => void
}
/** Why a session stops or another person comes; told to colleagues, never to residents. */
export const ReasonFields = ({ reason, note, set }: ReasonProps) => (
  <>
    <FormField label={t('deployment.cancel.reason')}>
      {field => (
        <Radio.Group
          id={field.id}
          value={reason}
          onChange={event => set({ reason: event.target.value as CancelReason })}
          options={cancelReasons.map(value => ({ value, label: t(`deployment.cancel.${value}`) }))}
        />
      )}
    </FormField>
    <FormField label={t('deployment.cancel.note')} hint={t('deployment.cancel.note_hint')}>
      {field => (
        <Input.TextArea
          {...field}
          maxLength={200}
          autoSize={{ minRows: 2, maxRows: 4 }}
          value={note}
          onChange={event => set({ note: event.target.value })}
        />
      )}
    </FormField>
  </>
)
