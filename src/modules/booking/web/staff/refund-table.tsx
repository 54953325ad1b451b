import { App, Button, Input, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, formatDateTime, formatMoney } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { giveBack, type PaymentMethod, paymentMethods, type Refund, type refundList } from '../../contract-contacts.ts'

export const methodWord = (method: PaymentMethod): string => t(`booking.fee.method.${method}`)

/** How it was given back and with which receipt; then it is on record for good. */
const GiveBack = ({ refund }: { readonly refund: Refund }) => {
  const { message } = App.useApp()
  const give = useCommand(giveBack)
  const [open, setOpen] = useState(false)
  const [method, setMethod] = useState<PaymentMethod>(refund.method)
  const [receiptNo, setReceiptNo] = useState('')
  const run = async () => {
    const done = await give.run({ paymentId: refund.paymentId, method, receiptNo: receiptNo.trim() })
    if (done === null) return
    setOpen(false)
    void message.success(t('booking.refund.done', { name: refund.residentName, amount: formatMoney(refund.amountFen) }))
  }
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {t('booking.refund.give')}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={t('booking.refund.ask', { name: refund.residentName, amount: formatMoney(refund.amountFen) })}
        okText={t('booking.refund.yes')}
        cancelText={t('booking.cancel.no')}
        okButtonProps={{ loading: give.pending, disabled: receiptNo.trim() === '' }}
        onOk={() => void run()}
        onCancel={() => setOpen(false)}
      >
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
        <FormField label={t('booking.refund.receipt')}>
          {field => (
            <Input
              {...field}
              autoFocus
              maxLength={40}
              value={receiptNo}
              onChange={event => setReceiptNo(event.target.value)}
            />
          )}
        </FormField>
        <ProblemAlert problem={give.problem} />
      </Modal>
    </>
  )
}

/** 退费: what is due first, with its sum; what was given back lately below. */
export const RefundTable = ({ refunds }: { readonly refunds: OutputOf<typeof refundList> }) => {
  const rows = [...refunds.due, ...refunds.done]
  if (rows.length === 0)
    return (
      <EmptyState icon="inbox" title={t('booking.refund.none')}>
        {t('booking.refund.none_why')}
      </EmptyState>
    )
  return (
    <>
      <p role="status">{t('booking.refund.sum', { count: refunds.due.length, amount: formatMoney(refunds.dueFen) })}</p>
      <Table<Refund>
        size="small"
        rowKey="paymentId"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 900 }}
        columns={[
          { title: t('booking.refund.who'), render: (_, one) => <PersonName name={one.residentName} /> },
          {
            title: t('booking.refund.visit'),
            render: (_, one) => `${formatDate(one.localDate, 'short')} ${one.startTime} ${one.department}`,
          },
          { title: t('booking.refund.why'), render: (_, one) => t(`booking.refund.cause.${one.cause}`) },
          {
            title: t('booking.refund.amount'),
            align: 'right',
            render: (_, one) => <b className="ds-figure">{formatMoney(one.amountFen)}</b>,
          },
          {
            title: t('booking.refund.paid'),
            render: (_, one) => [methodWord(one.method), one.receiptNo].filter(Boolean).join(' · '),
          },
          {
            title: t('booking.refund.state'),
            render: (_, one) =>
              one.status === 'due' ? (
                <GiveBack refund={one} />
              ) : (
                <span>
                  <StatusBadge tone="good">{t('booking.refund.given')}</StatusBadge>{' '}
                  <span className="ds-quiet">
                    {[
                      one.givenBackAt ? formatDateTime(one.givenBackAt) : '',
                      one.givenBackBy,
                      one.refundMethod ? methodWord(one.refundMethod) : '',
                      one.refundReceipt,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              ),
          },
        ]}
      />
    </>
  )
}
