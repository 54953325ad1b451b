import { App, Button, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMoney } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { type PaymentMethod, paymentMethods, recordFee } from '../../contract-contacts.ts'
import type { Appointment } from '../../contract-shapes.ts'
import { methodWord } from './refund-table.tsx'

type Props = {
  readonly appointment: Pick<Appointment, 'appointmentId' | 'residentName' | 'feeFen'>
  readonly disabled?: boolean
}

/** 收费登记: the fee was taken, so that it can be given back when the visit is not to be. */
export const FeeButton = ({ appointment, disabled = false }: Props) => {
  const { message } = App.useApp()
  const fee = useCommand(recordFee)
  const [open, setOpen] = useState(false)
  const [yuan, setYuan] = useState<number | null>(appointment.feeFen === null ? null : appointment.feeFen / 100)
  const [method, setMethod] = useState<PaymentMethod>('mobile')
  const [receiptNo, setReceiptNo] = useState('')
  const amountFen = Math.round((yuan ?? 0) * 100)
  const run = async () => {
    const done = await fee.run({
      appointmentId: appointment.appointmentId,
      amountFen,
      method,
      ...(receiptNo.trim() === '' ? {} : { receiptNo: receiptNo.trim() }),
    })
    if (done === null) return
    setOpen(false)
    void message.success(t('booking.fee.done', { name: appointment.residentName, amount: formatMoney(amountFen) }))
  }
  return (
    <>
      <Button disabled={disabled} onClick={() => setOpen(true)}>
        {t('booking.fee.record')}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={t('booking.fee.ask', { name: appointment.residentName })}
        okText={t('booking.fee.yes')}
        cancelText={t('booking.cancel.no')}
        okButtonProps={{ loading: fee.pending, disabled: amountFen < 1 }}
        onOk={() => void run()}
        onCancel={() => setOpen(false)}
      >
        <FormField label={t('booking.fee.amount')}>
          {field => (
            <InputNumber<number>
              {...field}
              autoFocus
              min={0.01}
              max={10_000}
              precision={2}
              suffix={t('booking.fee.yuan')}
              value={yuan}
              onChange={setYuan}
            />
          )}
        </FormField>
        <FormField label={t('booking.fee.how')}>
          {field => (
            <Select<PaymentMethod>
              {...field}
              value={method}
              onChange={setMethod}
              options={paymentMethods.map(value => ({ value, label: methodWord(value) }))}
            />
          )}
        </FormField>
        <FormField label={t('booking.fee.receipt')}>
          {field => (
            <Input {...field} maxLength={40} value={receiptNo} onChange={event => setReceiptNo(event.target.value)} />
          )}
        </FormField>
        <ProblemAlert problem={fee.problem} />
      </Modal>
    </>
  )
}
