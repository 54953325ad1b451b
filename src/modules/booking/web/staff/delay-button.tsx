import { App, Button, Dropdown } from 'antd'
import { lifeContract } from '#src/modules/deployment/public-web.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'

const minutes = [15, 30, 45, 60, 90] as const

/** 晚到: one tap on the minutes tells everybody who is booked and not yet here. */
export const DelayButton = ({ sessionId }: { readonly sessionId: string }) => {
  const { message } = App.useApp()
  const delay = useCommand(lifeContract.sayLate)
  const tell = async (late: number) => {
    const done = await delay.run({ sessionId, minutes: late })
    if (done === null) void message.error(t('booking.delay.failed'))
    else void message.success(t('booking.delay.told', { minutes: done.minutes }))
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: minutes.map(late => ({ key: String(late), label: t('booking.delay.by', { minutes: late }) })),
        onClick: ({ key }) => void tell(Number(key)),
      }}
    >
      <Button loading={delay.pending}>{t('booking.delay.button')}</Button>
    </Dropdown>
  )
}
