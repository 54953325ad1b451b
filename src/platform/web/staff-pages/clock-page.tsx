import { App, Button, DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useEffect, useState } from 'react'
import { moveDemoClock } from '#src/platform/contract/demo.ts'
import { instantAt } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { PageHeader } from '#src/ui/layout.tsx'
import { useCommand } from '../command.ts'
import { dateOf, formatDateTime, formatTime } from '../format.ts'
import { t } from '../i18n.ts'
import { ProblemAlert } from '../problem.tsx'
import { useSessionControl } from '../session.tsx'
import { currentTimeZone, serverNow } from '../zone.ts'

const steps = [
  { key: 'minutes_10', minutes: 10 },
  { key: 'hour', minutes: 60 },
  { key: 'day', minutes: 24 * 60 },
  { key: 'week', minutes: 7 * 24 * 60 },
] as const

/** Demo only: the clock of all servers, so that windows open, deadlines pass and days change while one watches. */
export const ClockPage = () => {
  const { refresh } = useSessionControl()
  const { message } = App.useApp()
  const move = useCommand(moveDemoClock)
  const [, tick] = useState(0)
  const [to, setTo] = useState<Dayjs | null>(null)
  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const run = async (input: InputOf<typeof moveDemoClock>): Promise<void> => {
    const answer = await move.run(input)
    if (!answer) return
    await refresh()
    void message.success(t('platform.shell.clock.moved', { time: formatDateTime(answer.now) }))
  }
  const jump = (): void => {
    if (to === null) return
    void run({ to: instantAt(to.format('YYYY-MM-DD'), to.format('HH:mm'), currentTimeZone()).toISOString() })
  }
  const now = serverNow()
  return (
    <>
      <PageHeader title={t('platform.shell.nav.clock')} purpose={t('platform.shell.clock.purpose')} />
      <div className="ds-page-body clock-page">
        <ProblemAlert problem={move.problem} />
        <p className="clock-now ds-figure">{formatDateTime(now)}</p>
        <fieldset className="plain detail-acts" aria-label={t('platform.shell.clock.forward')}>
          {steps.map(step => (
            <Button key={step.key} loading={move.pending} onClick={() => void run({ byMinutes: step.minutes })}>
              {t(`platform.shell.clock.step.${step.key}`)}
            </Button>
          ))}
          <Button loading={move.pending} onClick={() => void run({})}>
            {t('platform.shell.clock.real')}
          </Button>
        </fieldset>
        <FormField label={t('platform.shell.clock.to')}>
          {field => (
            <div className="clock-jump">
              <DatePicker
                id={field.id}
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                value={to}
                defaultPickerValue={dayjs(`${dateOf(now)}T${formatTime(now)}`)}
                onChange={value => setTo(value)}
              />
              <Button type="primary" disabled={to === null} loading={move.pending} onClick={jump}>
                {t('platform.shell.clock.jump')}
              </Button>
            </div>
          )}
        </FormField>
        <p className="ds-quiet">{t('platform.shell.clock.note')}</p>
      </div>
    </>
  )
}
