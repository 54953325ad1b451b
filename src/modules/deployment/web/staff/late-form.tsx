import { App, Button } from 'antd'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { lifeContract } from '../../contract-life.ts'

const choices = [15, 30, 45, 60] as const

/** 晚到30分钟, one tap: everyone booked is told. */
export const LateForm = ({ sessionId, minutes }: { readonly sessionId: string; readonly minutes: number | null }) => {
  const { message } = App.useApp()
  const command = useCommand(lifeContract.sayLate)
  const say = async (value: number): Promise<void> => {
    if ((await command.run({ sessionId, minutes: value })) === null) return
    void message.success(
      value === 0 ? t('deployment.late.in_time_done') : t('deployment.late.done', { minutes: value }),
    )
  }
  return (
    <section aria-label={t('deployment.late.title')}>
      <ProblemAlert problem={command.problem} />
      <p className="ds-quiet">{t('deployment.late.what')}</p>
      <div className="dep-acts">
        {choices.map(value => (
          <Button
            key={value}
            size="large"
            type={value === minutes ? 'primary' : 'default'}
            aria-pressed={value === minutes}
            loading={command.pending}
            onClick={() => void say(value)}
          >
            {t('deployment.late.minutes', { minutes: value })}
          </Button>
        ))}
        {minutes === null ? null : (
          <Button size="large" loading={command.pending} onClick={() => void say(0)}>
            {t('deployment.late.in_time')}
          </Button>
        )}
      </div>
    </section>
  )
}
