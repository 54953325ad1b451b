import { App, Button, Dropdown } from 'antd'
import { lifeContract } from '#src/modules/deployment/public-web.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'

const choices = [15, 30, 45, 60, 90] as const

type Props = {
  readonly sessionId: string
  /** What was told last. */
  readonly minutes: number | null
  /** Who is booked and not yet here: they are told. */
  readonly people: number
}

/** 医生晚到: asks once, with how many are told; another time replaces it, and it can be taken back. */
export const DelayButton = ({ sessionId, minutes, people }: Props) => {
  const { message, modal } = App.useApp()
  const delay = useCommand(lifeContract.sayLate)
  const tell = async (late: number) => {
    const done = await delay.run({ sessionId, minutes: late })
    if (done === null) void message.error(t('booking.delay.failed'))
    else void message.success(t(late === 0 ? 'booking.delay.in_time_told' : 'booking.delay.told', { minutes: late }))
  }
  const ask = (late: number) =>
    modal.confirm({
      title: t(late === 0 ? 'booking.delay.ask_in_time' : 'booking.delay.ask', { minutes: late }),
      content: t(late === 0 ? 'booking.delay.ask_in_time_what' : 'booking.delay.ask_what', { people, minutes: late }),
      okText: t(late === 0 ? 'booking.delay.yes_in_time' : 'booking.delay.yes', { people }),
      cancelText: t('booking.delay.no'),
      onOk: () => tell(late),
    })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...choices
            .filter(late => late !== minutes)
            .map(late => ({ key: String(late), label: t('booking.delay.by', { minutes: late }) })),
          ...(minutes === null ? [] : [{ key: '0', label: t('booking.delay.in_time') }]),
        ],
        onClick: ({ key }) => ask(Number(key)),
      }}
    >
      <Button loading={delay.pending}>{t('booking.delay.button')}</Button>
    </Dropdown>
  )
}
