import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useCan } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { breakGlass, identifyBySmsCode, sendIdentityCode } from '../../contract-identify.ts'
import { CardReader } from './card-reader.tsx'

type Props = {
  readonly residentId: string
  /** The institution may open the record now. */
  readonly onIdentified: (residentId: string) => void
}

const CodeForm = ({ residentId, onIdentified }: Props) => {
  const [code, setCode] = useState('')
  const send = useCommand(sendIdentityCode, { refresh: [] })
  const confirm = useCommand(identifyBySmsCode, { refresh: [] })
  const [sentTo, setSentTo] = useState<{ readonly phone: string; readonly until: string } | null>(null)
  const [triesLeft, setTriesLeft] = useState<number | null>(null)
  const ask = async () => {
    const sent = await send.run({ residentId })
    if (!sent) return
    setSentTo({ phone: sent.maskedPhone, until: sent.expiresAt })
    setTriesLeft(null)
    setCode('')
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const outcome = await confirm.run({ residentId, code })
    if (outcome?.outcome === 'identified') onIdentified(residentId)
    else if (outcome) setTriesLeft(outcome.triesLeft)
    setCode('')
  }
  return (
    <div className="rec-stack">
      <ProblemAlert problem={send.problem ?? confirm.problem} />
      <Button loading={send.pending} onClick={() => void ask()}>
        {t(sentTo ? 'records.identify.send_again' : 'records.identify.send_code')}
      </Button>
      {sentTo ? (
        <form onSubmit={event => void submit(event)}>
          <FormField
            label={t('records.identify.code', { phone: sentTo.phone })}
            hint={t('records.identify.code_until', { time: formatMoment(sentTo.until) })}
            error={
              triesLeft === null
                ? undefined
                : t(triesLeft > 0 ? 'records.identify.wrong_code' : 'records.identify.code_over', { tries: triesLeft })
            }
          >
            {field => (
              <Input
                {...field}
                autoFocus
                inputMode="numeric"
                maxLength={6}
                value={code}
                onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </FormField>
          <Button htmlType="submit" type="primary" disabled={code.length !== 6} loading={confirm.pending}>
            {t('records.identify.confirm_code')}
          </Button>
        </form>
      ) : null}
    </div>
  )
}

const Emergency = ({ residentId, onIdentified }: Props) => {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const breaking = useCommand(breakGlass, { refresh: [] })
  const run = async () => {
    if (!(await breaking.run({ residentId, reason }))) return
    setOpen(false)
    onIdentified(residentId)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('records.emergency.open')}</Button>
      <Modal
        open={open}
        title={t('records.emergency.title')}
        onCancel={() => setOpen(false)}
        onOk={() => void run()}
        okText={t('records.emergency.do')}
        cancelText={t('records.cancel')}
        okButtonProps={{ disabled: reason.trim().length < 6, loading: breaking.pending }}
        destroyOnHidden
      >
        <p>{t('records.emergency.what')}</p>
        <ProblemAlert problem={breaking.problem} />
        <FormField
          label={t('records.emergency.reason')}
          hint={t('records.emergency.reason_hint')}
          error={breaking.fieldProblems['/reason']}
        >
          {field => (
            <Input.TextArea
              {...field}
              autoFocus
              rows={3}
              maxLength={500}
              value={reason}
              onChange={event => setReason(event.target.value)}
            />
          )}
        </FormField>
      </Modal>
    </>
  )
}

/** No relationship yet: the resident takes part by card, phone code or QR; an emergency is the last way. */
export const IdentifyPanel = ({ residentId, onIdentified }: Props) => {
  const mayIdentify = useCan('records.resident.identify')
  const mayBreak = useCan('records.resident.break_glass')
  return (
    <section className="rec-stack" aria-label={t('records.identify.title')}>
      <Notice tone="info">
        <p className="ds-notice-lead">{t('records.identify.title')}</p>
        <p>{t('records.identify.why')}</p>
      </Notice>
      {mayIdentify ? (
        <>
          <div className="rec-line">
            <CardReader
              onOutcome={outcome =>
                outcome.outcome === 'identified' ? onIdentified(outcome.resident.residentId) : undefined
              }
            />
          </div>
          <CodeForm residentId={residentId} onIdentified={onIdentified} />
        </>
      ) : null}
      {mayBreak ? <Emergency residentId={residentId} onIdentified={onIdentified} /> : null}
    </section>
  )
}
