import { App, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { lifeContract } from '../../contract-life.ts'
import { titleWord } from '../words.ts'
import { SiteCardForm } from './site-card-form.tsx'
import { useQr } from './use-qr.ts'
import './life.css'
import './panel.css'

type Shown = OutputOf<typeof lifeContract.siteCode>
type Expert = Shown['experts'][number]

/** Scanned with the phone's camera it opens my sessions with the code filled in. */
const addressOf = (code: string): string => `${location.origin}/staff/my-sessions?code=${code}`

const Code = ({ shown, onOver }: { readonly shown: Shown; readonly onOver: () => void }) => {
  const image = useQr(addressOf(shown.code))
  useEffect(() => {
    const left = Date.parse(shown.validUntil) - serverNow().getTime()
    const timer = setTimeout(onOver, Math.max(left, 1000))
    return () => clearTimeout(timer)
  }, [onOver, shown.validUntil])
  return (
    <section className="dep-duty dep-code-box" aria-label={t('deployment.site_code.title')}>
      <p>{t('deployment.site_code.how')}</p>
      <output className="dep-code">{shown.code}</output>
      {image === '' ? null : <img src={image} alt={t('deployment.site_code.qr')} width={200} height={200} />}
      <p className="ds-quiet">{t('deployment.site_code.until', { time: formatTime(shown.validUntil) })}</p>
    </section>
  )
}

/** Without a phone: the desk writes it down and says why. */
const ByHand = ({ expert }: { readonly expert: Expert }) => {
  const { message } = App.useApp()
  const command = useCommand(lifeContract.recordArrival)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const send = async (): Promise<void> => {
    const answer = await command.run({ sessionId: expert.sessionId, staffId: expert.staffId, reason: reason.trim() })
    if (answer !== null) void message.success(t('deployment.site_code.recorded', { name: expert.name }))
  }
  if (!open) return <Button onClick={() => setOpen(true)}>{t('deployment.site_code.by_hand')}</Button>
  return (
    <form
      className="dep-acts"
      onSubmit={event => {
        event.preventDefault()
        if (reason.trim() !== '') void send()
      }}
    >
      <Input
        className="dep-note"
        autoFocus
        aria-label={t('deployment.site_code.reason')}
        placeholder={t('deployment.site_code.reason')}
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={command.pending}>
        {t('deployment.site_code.record')}
      </Button>
      <ProblemAlert problem={command.problem} />
    </form>
  )
}

const ExpertRow = ({ expert, mayRecord }: { readonly expert: Expert; readonly mayRecord: boolean }) => (
  <li>
    <b>{expert.name}</b> {titleWord(expert.titleCode)}{' '}
    <span className="ds-figure">
      {expert.startsAt}–{expert.endsAt}
    </span>{' '}
    {expert.lateMinutes === null ? null : (
      <StatusBadge tone="warn">{t('deployment.fact.late', { minutes: expert.lateMinutes })}</StatusBadge>
    )}{' '}
    {expert.arrivedAt === null ? (
      mayRecord ? (
        <ByHand expert={expert} />
      ) : null
    ) : (
      <StatusBadge tone="good">
        {t(`deployment.site_code.came_${expert.way ?? 'desk'}`, { time: expert.arrivedAt })}
      </StatusBadge>
    )}
  </li>
)

/** 专家签到: the site's code for the experts' phones, who has come, and what experts are told of the site. */
export const SiteCodePage = () => {
  const mayRecord = useCan('deployment.attendance.record')
  const mayChange = useCan('deployment.site_card.change')
  const answer = useQueryEndpoint(lifeContract.siteCode, {}, { refetchSeconds: 30, keepPrevious: true })
  const { refetch } = answer
  const shown = answer.data
  return (
    <>
      <PageHeader title={t('deployment.nav.site_code')} purpose={t('deployment.site_code.purpose')} />
      <div className="ds-page-body dep-duties">
        <ProblemAlert problem={answer.error} onRetry={() => void refetch()} />
        {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
        {shown ? <Code shown={shown} onOver={refetch} /> : null}
        {shown ? (
          <section className="dep-duty" aria-label={t('deployment.site_code.today')}>
            <h2>{t('deployment.site_code.today')}</h2>
            {shown.experts.length === 0 ? <p className="ds-quiet">{t('deployment.site_code.nobody')}</p> : null}
            <ul className="dep-lines">
              {shown.experts.map(expert => (
                <ExpertRow key={`${expert.sessionId} ${expert.staffId}`} expert={expert} mayRecord={mayRecord} />
              ))}
            </ul>
          </section>
        ) : null}
        {shown && mayChange ? <SiteCardForm institutionId={shown.institutionId} /> : null}
      </div>
    </>
  )
}
