import { App, Button, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts, PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { hospitalLine } from '../../contract-hospitals.ts'
import { setHospitalLine } from '../../contract-owners.ts'
import '../booking.css'
import '../owners.css'

type Line = OutputOf<typeof hospitalLine>
const shortestKey = 24
const usualTimeout = 2_500

/** How the line is set and how the hospital answered lately. */
const State = ({ data }: { readonly data: Line }) => {
  const { line } = data
  if (line === null)
    return (
      <Notice tone="info">
        <p>{t('booking.line.none')}</p>
        {data.liveSessions > 0 ? <p>{t('booking.line.none_live', { count: data.liveSessions })}</p> : null}
      </Notice>
    )
  const moment = (at: string | null) => (at === null ? t('booking.line.never') : formatDateTime(at))
  return (
    <>
      {line.mayReach ? null : <Notice tone="warn">{t('booking.line.not_allowed', { url: line.baseUrl ?? '' })}</Notice>}
      {data.silent > data.answered ? <Notice tone="warn">{t('booking.line.silent')}</Notice> : null}
      <Facts
        items={[
          { name: t('booking.line.adapter'), value: t(`booking.line.adapter.${line.adapter}`) },
          ...(line.baseUrl === null ? [] : [{ name: t('booking.line.url'), value: line.baseUrl }]),
          { name: t('booking.line.timeout'), value: t('booking.line.ms', { ms: line.timeoutMs }) },
          { name: t('booking.line.changed'), value: formatDateTime(line.changedAt) },
          { name: t('booking.line.live'), value: t('booking.line.sessions', { count: data.liveSessions }) },
          {
            name: t('booking.line.week'),
            value: t('booking.line.answers', { answered: data.answered, refused: data.refused, silent: data.silent }),
          },
          { name: t('booking.line.last_answer'), value: moment(data.lastAnswerAt) },
          { name: t('booking.line.last_silence'), value: moment(data.lastSilenceAt) },
          { name: t('booking.line.waiting'), value: t('booking.line.seats', { count: data.waiting }) },
        ]}
      />
    </>
  )
}

const Form = ({ data }: { readonly data: Line }) => {
  const { message } = App.useApp()
  const save = useCommand(setHospitalLine)
  const [adapter, setAdapter] = useState(data.line?.adapter ?? 'http')
  const [baseUrl, setBaseUrl] = useState(data.line?.baseUrl ?? '')
  const [sharedKey, setSharedKey] = useState('')
  const [timeoutMs, setTimeoutMs] = useState(data.line?.timeoutMs ?? usualTimeout)
  const keepsKey = data.line?.baseUrl === baseUrl.trim() && baseUrl !== ''
  const wrongKey = sharedKey !== '' && (sharedKey.length < shortestKey || /\s/.test(sharedKey))
  const run = async () => {
    const done = await save.run(
      adapter === 'simulator'
        ? { adapter, timeoutMs }
        : { adapter, baseUrl: baseUrl.trim(), timeoutMs, ...(sharedKey === '' ? {} : { sharedKey }) },
    )
    if (done === null) return
    setSharedKey('')
    void message.success(t('booking.line.saved'))
  }
  return (
    <section className="book-form" aria-label={t('booking.line.change')}>
      <h2 className="book-heading">{t('booking.line.change')}</h2>
      {data.simulator ? (
        <Radio.Group
          className="book-reasons"
          aria-label={t('booking.line.adapter')}
          value={adapter}
          onChange={event => setAdapter(event.target.value)}
          options={(['http', 'simulator'] as const).map(value => ({
            value,
            label: t(`booking.line.adapter.${value}`),
          }))}
        />
      ) : null}
      {adapter === 'http' ? (
        <>
          <FormField
            label={t('booking.line.url')}
            hint={
              data.allowed.length === 0
                ? t('booking.line.allowed_none')
                : t('booking.line.allowed', { urls: data.allowed.join('、') })
            }
            error={save.fieldProblems['/baseUrl']}
          >
            {field => (
              <Input
                {...field}
                maxLength={200}
                placeholder="https://"
                value={baseUrl}
                onChange={event => setBaseUrl(event.target.value)}
              />
            )}
          </FormField>
          <FormField
            label={t('booking.line.key')}
            hint={t(keepsKey ? 'booking.line.key_kept' : 'booking.line.key_hint')}
            error={wrongKey ? t('booking.line.key_short', { count: shortestKey }) : undefined}
          >
            {field => (
              <Input.Password
                {...field}
                autoComplete="off"
                visibilityToggle={false}
                maxLength={200}
                value={sharedKey}
                onChange={event => setSharedKey(event.target.value)}
              />
            )}
          </FormField>
        </>
      ) : null}
      <FormField label={t('booking.line.timeout')} hint={t('booking.line.timeout_hint')}>
        {field => (
          <InputNumber
            id={field.id}
            min={200}
            max={3000}
            step={100}
            precision={0}
            suffix={t('booking.line.ms_unit')}
            style={{ width: 160 }}
            value={timeoutMs}
            onChange={value => setTimeoutMs(value ?? usualTimeout)}
          />
        )}
      </FormField>
      <ProblemAlert problem={save.problem} />
      <p className="book-line">
        <Button type="primary" loading={save.pending} disabled={wrongKey} onClick={() => void run()}>
          {t('booking.line.save')}
        </Button>
      </p>
    </section>
  )
}

/** 医院接口: how this hospital's own booking system is asked for seats, and whether it answers. */
export const LinePage = () => {
  const session = useSession()
  const answer = useQueryEndpoint(hospitalLine, {})
  return (
    <>
      <PageHeader
        title={t('booking.nav.line')}
        purpose={t('booking.line.purpose', { institution: session.institution?.name ?? '' })}
      />
      <div className="ds-page-body book-narrow">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {answer.data ? (
          <>
            <State data={answer.data} />
            <Form key={answer.data.line?.changedAt ?? 'none'} data={answer.data} />
          </>
        ) : null}
      </div>
    </>
  )
}
